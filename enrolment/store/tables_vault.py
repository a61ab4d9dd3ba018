"""The table of data keys: never a key itself, only what each data key needs to open what the vault keeps for itself."""

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class VaultKeyRow(SQLModel, table=True):
    """A data key by its id: the key of the hashes sealed under it and, while a rotation is under way, the other data key too.

    One row; two during a rotation, so that a process started with either key opens everything.
    """

    __tablename__ = "vault_key"

    key_id: str = Field(primary_key=True, max_length=16)
    lookups: bytes = Field(sa_column=Column(LargeBinary(), nullable=False))
    other: bytes | None = Field(default=None, sa_column=Column(LargeBinary(), nullable=True))
