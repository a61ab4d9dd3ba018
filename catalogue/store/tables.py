"""The catalogue's tables, the same on SQLite and PostgreSQL: rows refer to each other by code, never by object.

A code keeps the spelling it was first given; ``folded`` is the same code without case, and unique. Money is ``Numeric(10, 2)``.
A session's ``starts`` and ``ends`` are the file's own local words (``2027-01-18`` or ``2027-01-18T18:30:00``) beside the days they fall on.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalogue.offer.changes import Kind
from catalogue.store.columns import ID, Document, text
from catalogue.store.database import UtcDateTime

ONLY = 1  # the id of a table's only row


class Programme(SQLModel, table=True):
    """The programme: one row."""

    __tablename__ = "programme"

    id: int = Field(default=ONLY, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name_fr: str
    name_en: str
    about_fr: str
    about_en: str
    target: int | None
    contact_email: str | None
    contact_phone: str | None
    contact_url: str | None
    privacy_officer_name: str
    privacy_officer_email: str


class Partner(SQLModel, table=True):
    """An institution that gives courses."""

    __tablename__ = "partner"

    code: str = Field(max_length=ID, primary_key=True)
    folded: str = Field(max_length=ID, unique=True)
    position: int
    name_fr: str
    name_en: str
    aliases: list[str] = Field(sa_type=Document)
    url: str | None
    contact_email: str | None
    contact_phone: str | None
    contact_url: str | None
    next_steps_fr: str | None
    next_steps_en: str | None


class Topic(SQLModel, table=True):
    """A subject people ask for; ``aliases`` is ``{"fr": [...], "en": [...]}``."""

    __tablename__ = "topic"

    code: str = Field(max_length=ID, primary_key=True)
    folded: str = Field(max_length=ID, unique=True)
    position: int
    name_fr: str
    name_en: str
    aliases: dict[str, list[str]] = Field(sa_type=Document)


class Course(SQLModel, table=True):
    """A course; ``topics`` are codes, ``audiences`` the contract's words."""

    __tablename__ = "course"

    code: str = Field(max_length=ID, primary_key=True)
    folded: str = Field(max_length=ID, unique=True)
    position: int
    title_fr: str
    title_en: str
    aliases: dict[str, list[str]] = Field(sa_type=Document)
    summary_fr: str
    summary_en: str
    partner_code: str = Field(max_length=ID, foreign_key="partner.code", index=True)
    topics: list[str] = Field(sa_type=Document)
    level: str = Field(max_length=16)
    audiences: list[str] = Field(sa_type=Document)
    duration_hours: float
    price_cad: Decimal | None = Field(max_digits=10, decimal_places=2)
    funding_fr: str | None
    funding_en: str | None
    prerequisites_fr: str | None
    prerequisites_en: str | None
    certificate_fr: str | None
    certificate_en: str | None
    cancellation_fr: str | None
    cancellation_en: str | None
    teachers: list[str] = Field(sa_type=Document)
    url: str | None
    withdrawn: bool = False


class CourseSession(SQLModel, table=True):
    """One run of a course; never deleted, since registrations refer to it. ``seats`` absent is unlimited."""

    __tablename__ = "course_session"
    __table_args__ = (Index("ix_course_session_course_position", "course_code", "position"),)

    code: str = Field(max_length=ID, primary_key=True)
    folded: str = Field(max_length=ID, unique=True)
    course_code: str = Field(max_length=ID, foreign_key="course.code")
    position: int
    starts: str = Field(max_length=32)
    ends: str = Field(max_length=32)
    first_day: date = Field(index=True)
    last_day: date = Field(index=True)
    schedule_fr: str
    schedule_en: str
    format: str = Field(max_length=16)
    city: str | None
    region: str | None = Field(max_length=32)
    language: str = Field(max_length=2)
    seats: int | None
    register_by: date | None
    place_fr: str | None
    place_en: str | None
    meetings: list[dict[str, str]] = Field(sa_type=Document)
    timezone: str | None = Field(max_length=64)
    cancelled: bool = False
    withdrawn: bool = False


class FaqEntry(SQLModel, table=True):
    """An entry of the FAQ; ``question`` holds its ways of being asked, ``{"fr": [...], "en": [...]}``."""

    __tablename__ = "faq_entry"

    code: str = Field(max_length=ID, primary_key=True)
    folded: str = Field(max_length=ID, unique=True)
    position: int
    question: dict[str, list[str]] = Field(sa_type=Document)
    answer_fr: str
    answer_en: str


class CatalogueState(SQLModel, table=True):
    """One row: the version every change raises, and whether what is offered is the bundled sample."""

    __tablename__ = "catalogue_state"

    id: int = Field(default=ONLY, primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = 0
    sample: bool = False
    imported_at: datetime | None = Field(sa_type=UtcDateTime)


class CatalogueChange(SQLModel, table=True):
    """A value administrators changed in the bot: kept by the next import unless the file itself changes it (``base`` is the file's)."""

    __tablename__ = "catalogue_change"
    __table_args__ = (UniqueConstraint("kind", "code", "field", name="uq_catalogue_change_kind_code_field"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: Kind = Field(sa_column=text("kind", 16))
    code: str = Field(max_length=ID)
    field: str = Field(max_length=32)
    value: Any = Field(sa_type=Document, nullable=True)
    base: Any = Field(sa_type=Document, nullable=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
