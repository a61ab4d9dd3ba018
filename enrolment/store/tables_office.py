"""The tables of what administrators do: letters to people, questions left open, notes, links, broadcasts, schedules, files to look at.

Words that a person or an administrator typed stand only in columns named ``sealed``: under the person's own key where they are about
her, under the vault's where they are about nobody.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from enrolment.store.columns import document, instant, person, sealed


class EnquiryRow(SQLModel, table=True):
    """A person's talk with the registrars: about which school's course, and whether it waits for an answer."""

    __tablename__ = "enquiry"
    __table_args__ = (Index("ix_enquiry_state_touched", "state", "touched_at"),)

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = person()
    partner_code: str | None = Field(default=None, max_length=32)
    course_code: str | None = Field(default=None, max_length=32)
    state: str = Field(max_length=12)
    opened_at: datetime = instant()
    touched_at: datetime = instant()


class LetterRow(SQLModel, table=True):
    """One message of it, sealed under the person's key. ``by`` is "person" or an administrator's keyed hash."""

    __tablename__ = "letter"

    id: str = Field(primary_key=True, max_length=32)
    enquiry_id: str = Field(foreign_key="enquiry.id", index=True, max_length=32)
    by: str = Field(max_length=64)
    sealed: bytes = sealed()
    at: datetime = instant()


class OpenQuestionRow(SQLModel, table=True):
    """A question nobody could answer, masked, on a day, by nobody: the keyed hash of its wording counts the same ones together."""

    __tablename__ = "open_question"
    __table_args__ = (Index("ix_open_question_state_wording", "state", "wording"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=12)
    state: str = Field(max_length=12)
    language: str = Field(max_length=2)
    wording: str = Field(max_length=64)
    facets: dict[str, Any] = document()
    sealed: bytes = sealed()
    day: date = Field(index=True)


class NoteRow(SQLModel, table=True):
    """What a registrar wrote down about a registration, sealed under the person's key."""

    __tablename__ = "registration_note"

    id: str = Field(primary_key=True, max_length=32)
    registration_id: str = Field(foreign_key="registration.id", index=True, max_length=32)
    person_id: str = person()
    by: str = Field(max_length=64)
    sealed: bytes = sealed()
    at: datetime = instant()


class DeepLinkRow(SQLModel, table=True):
    """A link with its source's name and where it leads (``course_CODE``, ``session_CODE``, or nowhere in particular)."""

    __tablename__ = "deep_link"

    id: str = Field(primary_key=True, max_length=16)
    source: str = Field(max_length=60)
    target: str = Field(max_length=48)
    made_by: str = Field(max_length=64)
    made_at: datetime = instant()


class BroadcastRow(SQLModel, table=True):
    """A message to the people of a session or a course: how far it has come (``last`` is the last person promised it)."""

    __tablename__ = "broadcast"

    id: str = Field(primary_key=True, max_length=32)
    kind: str = Field(max_length=8)
    code: str = Field(max_length=32)
    partner_code: str = Field(max_length=32)
    sealed: bytes = sealed()
    state: str = Field(index=True, max_length=12)
    last: str = Field(default="", max_length=32)
    people: int = 0
    sent: int = 0
    lost: int = 0
    made_by: str = Field(max_length=64)
    made_at: datetime = instant()
    done_at: datetime | None = instant(nullable=True)


class ExportScheduleRow(SQLModel, table=True):
    """An export that comes by itself: whose it is and its name sealed, what it is of, when it comes next. ``weekday`` None is each day."""

    __tablename__ = "export_schedule"

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(index=True, max_length=64)
    sealed: bytes = sealed()
    choice: str = Field(max_length=64)
    weekday: int | None = None
    hour: int
    next_at: datetime = instant(index=True)
    made_at: datetime = instant()


class CatalogueUploadRow(SQLModel, table=True):
    """A catalogue file sent in the chat, kept while its sender looks at what it would change."""

    __tablename__ = "catalogue_upload"

    id: str = Field(primary_key=True, max_length=32)
    owner: str = Field(max_length=64)
    suffix: str = Field(max_length=8)
    version: int
    sealed: bytes = sealed()
    made_at: datetime = instant()
