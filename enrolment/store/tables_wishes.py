"""The tables of what people asked to be told: alerts on sessions to come, reminders of their own."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from catalogue.store.database import UtcDateTime


class AlertRow(SQLModel, table=True):
    """What someone waits to be told: it is sealed under the person's key; ``dedupe`` is a keyed hash of it."""

    __tablename__ = "alert"

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=32)
    dedupe: str = Field(unique=True, max_length=64)
    sealed: bytes = Field(sa_column=Column(LargeBinary(), nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))


class AlertToldRow(SQLModel, table=True):
    """A session an alert has spoken of, or that was known when it was asked for: never told twice."""

    __tablename__ = "alert_told"

    alert_id: str = Field(primary_key=True, foreign_key="alert.id", max_length=32)
    session_code: str = Field(primary_key=True, max_length=32)


class OpenSessionRow(SQLModel, table=True):
    """A session that had places at the last look: what is open and not here has just opened."""

    __tablename__ = "open_session"

    session_code: str = Field(primary_key=True, max_length=32)


class ReminderWishRow(SQLModel, table=True):
    """Someone who wants to be reminded of her sessions, since when."""

    __tablename__ = "reminder_wish"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    since: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
