"""The tables of the administrators' pages: one-time links and the sessions they open, known by hashes alone."""

from sqlalchemy import Table

from catalogue.store.columns import METADATA, instant, text

# A link that signs in once: the keyed hash of its key, and of the Telegram id it was sent to.
Table(
    "web_link",
    METADATA,
    text("hash", 64, primary_key=True),
    text("telegram_hash", 64, index=True),
    text("language", 2),
    instant("made_at"),
    instant("ends_at", index=True),
    instant("used_at", optional=True),
)

# A browser signed in: the keyed hash of its key, whose it is, when it was last seen and when it ends at the latest.
Table(
    "web_session",
    METADATA,
    text("hash", 64, primary_key=True),
    text("telegram_hash", 64, index=True),
    text("language", 2),
    instant("made_at"),
    instant("seen_at"),
    instant("ends_at", index=True),
)
