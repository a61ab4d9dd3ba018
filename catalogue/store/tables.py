"""The catalogue's tables, the same on SQLite and PostgreSQL: rows refer to each other by code, never by object.

A code keeps the spelling it was first given; ``folded`` is the same code without case, and unique. Money is ``Numeric(10, 2)``.
A session's ``starts`` and ``ends`` are the file's own local words (``2027-01-18`` or ``2027-01-18T18:30:00``) beside the days they fall on.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Index, Numeric, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalogue.store.database import UtcDateTime

ONLY = 1  # the id of a table's only row


def _json(*, nullable: bool = False) -> Any:
    return Field(sa_column=Column(JSON(none_as_null=True), nullable=nullable))


class ProgrammeRow(SQLModel, table=True):
    """The programme: one row."""

    __tablename__ = "programme"

    id: int = Field(default=ONLY, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name_fr: str
    name_en: str
    about_fr: str
    about_en: str
    target: int | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    contact_url: str | None = None
    privacy_officer_name: str
    privacy_officer_email: str


class PartnerRow(SQLModel, table=True):
    """An institution that gives courses."""

    __tablename__ = "partner"

    code: str = Field(primary_key=True, max_length=32)
    folded: str = Field(unique=True, max_length=32)
    position: int
    name_fr: str
    name_en: str
    aliases: list[str] = _json()
    url: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    contact_url: str | None = None
    next_steps_fr: str | None = None
    next_steps_en: str | None = None


class TopicRow(SQLModel, table=True):
    """A subject people ask for; ``aliases`` is ``{"fr": [...], "en": [...]}``."""

    __tablename__ = "topic"

    code: str = Field(primary_key=True, max_length=32)
    folded: str = Field(unique=True, max_length=32)
    position: int
    name_fr: str
    name_en: str
    aliases: dict[str, list[str]] = _json()


class CourseRow(SQLModel, table=True):
    """A course; ``topics`` are codes, ``audiences`` the contract's words."""

    __tablename__ = "course"

    code: str = Field(primary_key=True, max_length=32)
    folded: str = Field(unique=True, max_length=32)
    position: int
    title_fr: str
    title_en: str
    aliases: dict[str, list[str]] = _json()
    summary_fr: str
    summary_en: str
    partner_code: str = Field(foreign_key="partner.code", index=True, max_length=32)
    topics: list[str] = _json()
    level: str = Field(max_length=16)
    audiences: list[str] = _json()
    duration_hours: float
    price_cad: Decimal | None = Field(default=None, sa_column=Column(Numeric(10, 2), nullable=True))
    funding_fr: str | None = None
    funding_en: str | None = None
    prerequisites_fr: str | None = None
    prerequisites_en: str | None = None
    certificate_fr: str | None = None
    certificate_en: str | None = None
    cancellation_fr: str | None = None
    cancellation_en: str | None = None
    teachers: list[str] = _json()
    url: str | None = None
    withdrawn: bool = False


class SessionRow(SQLModel, table=True):
    """One run of a course; never deleted, since registrations refer to it. ``seats`` absent is unlimited."""

    __tablename__ = "course_session"
    __table_args__ = (Index("ix_course_session_course_position", "course_code", "position"),)

    code: str = Field(primary_key=True, max_length=32)
    folded: str = Field(unique=True, max_length=32)
    course_code: str = Field(foreign_key="course.code", max_length=32)
    position: int
    starts: str = Field(max_length=32)
    ends: str = Field(max_length=32)
    first_day: date = Field(index=True)
    last_day: date = Field(index=True)
    schedule_fr: str
    schedule_en: str
    format: str = Field(max_length=16)
    city: str | None = None
    region: str | None = Field(default=None, max_length=32)
    language: str = Field(max_length=2)
    seats: int | None = None
    register_by: date | None = None
    place_fr: str | None = None
    place_en: str | None = None
    meetings: list[dict[str, str]] = _json()
    timezone: str | None = Field(default=None, max_length=64)
    cancelled: bool = False
    withdrawn: bool = False


class FaqRow(SQLModel, table=True):
    """An entry of the FAQ; ``question`` holds its ways of being asked, ``{"fr": [...], "en": [...]}``."""

    __tablename__ = "faq_entry"

    code: str = Field(primary_key=True, max_length=32)
    folded: str = Field(unique=True, max_length=32)
    position: int
    question: dict[str, list[str]] = _json()
    answer_fr: str
    answer_en: str


class CatalogueStateRow(SQLModel, table=True):
    """One row: the version every change raises, and whether what is offered is the bundled sample."""

    __tablename__ = "catalogue_state"

    id: int = Field(default=ONLY, primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = 0
    sample: bool = False
    imported_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime(), nullable=True))


class CatalogueChangeRow(SQLModel, table=True):
    """A value administrators changed in the bot: kept by the next import unless the file itself changes it (``base`` is the file's)."""

    __tablename__ = "catalogue_change"
    __table_args__ = (UniqueConstraint("kind", "code", "field", name="uq_catalogue_change_kind_code_field"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=16)
    code: str = Field(max_length=32)
    field: str = Field(max_length=32)
    value: Any = _json(nullable=True)
    base: Any = _json(nullable=True)
    made_at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
