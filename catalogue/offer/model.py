"""The catalogue file as values: programme, partners, topics, courses, sessions, FAQ (contract, section 3).

The same frozen models are the file's shape, the JSON Schema's source and the running bot's snapshot of the offer.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from catalogue.offer.kinds import (
    Code,
    Day,
    Email,
    Filled,
    Flag,
    Hours,
    Line,
    LocalTime,
    Moment,
    Money,
    People,
    Seats,
    WebAddress,
)

Language = Literal["fr", "en"]


class Level(StrEnum):
    """How far the course goes."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Audience(StrEnum):
    """Whom a course is for."""

    PROFESSIONAL = "professional"
    MANAGER = "manager"
    EXECUTIVE = "executive"
    TRAINER = "trainer"


class Format(StrEnum):
    """How a session is given."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    HYBRID = "hybrid"


class Region(StrEnum):
    """The 17 administrative regions of Québec, by the contract's codes."""

    BAS_SAINT_LAURENT = "bas-saint-laurent"
    SAGUENAY = "saguenay-lac-saint-jean"
    CAPITALE_NATIONALE = "capitale-nationale"
    MAURICIE = "mauricie"
    ESTRIE = "estrie"
    MONTREAL = "montreal"
    OUTAOUAIS = "outaouais"
    ABITIBI = "abitibi-temiscamingue"
    COTE_NORD = "cote-nord"
    NORD_DU_QUEBEC = "nord-du-quebec"
    GASPESIE = "gaspesie-iles-de-la-madeleine"
    CHAUDIERE_APPALACHES = "chaudiere-appalaches"
    LAVAL = "laval"
    LANAUDIERE = "lanaudiere"
    LAURENTIDES = "laurentides"
    MONTEREGIE = "monteregie"
    CENTRE_DU_QUEBEC = "centre-du-quebec"


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, given: Any) -> Any:
        """A key left empty (``sessions:``) is a key left out, where it may be."""
        if not isinstance(given, dict) or None not in given.values():
            return given
        fields = cls.__pydantic_fields__
        return {name: value for name, value in given.items() if value is not None or name not in fields or fields[name].is_required()}


class Text(Value):
    """One text in both languages."""

    fr: Filled
    en: Filled

    def of(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class Texts(Value):
    """Other names or ways of asking, in each language."""

    fr: tuple[Line, ...] = ()
    en: tuple[Line, ...] = ()

    def all(self) -> tuple[str, ...]:
        return (*self.fr, *self.en)


class Contact(Value):
    """How to reach people; each part is optional."""

    email: Email | None = None
    phone: Line | None = None
    url: WebAddress | None = None


class PrivacyOfficer(Value):
    """Who answers for personal data."""

    name: Line
    email: Email


class Programme(Value):
    """The programme itself: its name, what it is, whom to ask."""

    name: Text
    about: Text
    target: People | None = Field(default=None, description="People to train.")
    contact: Contact = Contact()
    privacy_officer: PrivacyOfficer


class Partner(Value):
    """An institution that gives courses."""

    code: Code
    name: Text
    aliases: tuple[Line, ...] = Field(default=(), description="Other names people use for it.")
    url: WebAddress | None = None
    contact: Contact = Contact()
    next_steps: Text | None = Field(default=None, description="What follows a pre-registration.")


class Topic(Value):
    """A subject people ask for."""

    code: Code
    name: Text
    aliases: Texts = Texts()


class Meeting(Value):
    """One meeting of a session, local to the session's time zone."""

    starts: LocalTime
    ends: LocalTime


class Session(Value):
    """One run of a course. Dates are local to ``timezone`` or else the programme's."""

    code: Code = Field(description="Unique across all courses, whatever its case.")
    starts: Moment = Field(description="A date, or a date-time in the session's time zone.")
    ends: Moment = Field(description="A date, or a date-time in the session's time zone.")
    schedule: Text
    format: Format
    city: Line | None = Field(default=None, description="Required unless online.")
    region: Region | None = Field(default=None, description="Required unless online.")
    language: Language = Field(description="The language of teaching.")
    seats: Seats | None = Field(default=None, description="Absent is unlimited.")
    register_by: Day | None = Field(default=None, description="The last day to register, to 23:59:59 where the session is.")
    place: Text | None = Field(default=None, description="Room, address.")
    meetings: tuple[Meeting, ...] = Field(default=(), description="The calendar file has one event for each.")
    timezone: Line | None = Field(default=None, description="An IANA name such as America/Halifax; else the programme's.")
    cancelled: Flag = False
    withdrawn: Flag = False

    @property
    def first_day(self) -> date:
        return self.starts.date() if isinstance(self.starts, datetime) else self.starts

    @property
    def last_day(self) -> date:
        return self.ends.date() if isinstance(self.ends, datetime) else self.ends


class Course(Value):
    """A course and its sessions."""

    code: Code
    title: Text
    aliases: Texts = Field(default=Texts(), description="Other names people use for it.")
    summary: Text
    partner: Code = Field(description="The code of the partner that gives it.")
    topics: tuple[Code, ...] = Field(default=(), description="Codes of topics.")
    level: Level
    audiences: tuple[Audience, ...]
    duration_hours: Hours
    price_cad: Money | None = Field(default=None, description="0 is free; absent is not announced.")
    funding: Text | None = None
    prerequisites: Text | None = None
    certificate: Text | None = None
    cancellation: Text | None = None
    teachers: tuple[Line, ...] = ()
    url: WebAddress | None = None
    withdrawn: Flag = Field(default=False, description="No longer offered, kept for its registrations.")
    sessions: tuple[Session, ...] = ()


class FaqEntry(Value):
    """A question of the FAQ, with its ways of being asked."""

    code: Code
    question: Texts = Field(description="Ways of asking it.")
    answer: Text


class Catalogue(Value):
    """Everything that is offered, at one moment."""

    programme: Programme
    partners: tuple[Partner, ...]
    topics: tuple[Topic, ...] = ()
    courses: tuple[Course, ...]
    faq: tuple[FaqEntry, ...] = ()

    def course(self, code: str) -> Course | None:
        """The course of that code, whatever its case."""
        wanted = code.casefold()
        return next((course for course in self.courses if course.code.casefold() == wanted), None)

    def partner(self, code: str) -> Partner | None:
        wanted = code.casefold()
        return next((partner for partner in self.partners if partner.code.casefold() == wanted), None)

    def topic(self, code: str) -> Topic | None:
        wanted = code.casefold()
        return next((topic for topic in self.topics if topic.code.casefold() == wanted), None)

    def session(self, code: str) -> tuple[Course, Session] | None:
        """The session of that code with its course."""
        wanted = code.casefold()
        return next(((course, session) for course, session in self.sessions() if session.code.casefold() == wanted), None)

    def sessions(self) -> Iterator[tuple[Course, Session]]:
        return ((course, session) for course in self.courses for session in course.sessions)
