"""The table of data keys: never a key itself, only what each data key needs to open what the vault keeps for itself."""

from sqlalchemy import Table

from catalogue.store.columns import METADATA, sealed, text

# A data key by its id: the key of the hashes sealed under it and, while a rotation is under way, the other data key too.
#
# One row; two during a rotation, so that a process started with either key opens everything.
Table(
    "vault_key",
    METADATA,
    text("key_id", 16, primary_key=True),
    sealed("lookups"),
    sealed("other", optional=True),
)
