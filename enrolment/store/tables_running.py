"""The tables of running among many: how often somebody tried what may be tried only so often."""

from sqlalchemy import Table

from catalogue.store.columns import METADATA, instant, number, text

# Tries of one kind by one person (a keyed hash), within a window that ends at ``until``.
Table(
    "trial",
    METADATA,
    text("what", 16, primary_key=True),
    text("who", 64, primary_key=True),
    number("count"),
    instant("until", index=True),
)
