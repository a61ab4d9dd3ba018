"""The tables of the administrators' pages: one-time links and the sessions they open, known by hashes alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from catalogue.store.database import UtcDateTime


def _instant(*, nullable: bool = False, index: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


class WebLinkRow(SQLModel, table=True):
    """A link that signs in once: the keyed hash of its key, and of the Telegram id it was sent to."""

    __tablename__ = "web_link"

    hash: str = Field(primary_key=True, max_length=64)
    telegram_hash: str = Field(index=True, max_length=64)
    language: str = Field(max_length=2)
    made_at: datetime = _instant()
    ends_at: datetime = _instant(index=True)
    used_at: datetime | None = _instant(nullable=True)


class WebSessionRow(SQLModel, table=True):
    """A browser signed in: the keyed hash of its key, whose it is, when it was last seen and when it ends at the latest."""

    __tablename__ = "web_session"

    hash: str = Field(primary_key=True, max_length=64)
    telegram_hash: str = Field(index=True, max_length=64)
    language: str = Field(max_length=2)
    made_at: datetime = _instant()
    seen_at: datetime = _instant()
    ends_at: datetime = _instant(index=True)
