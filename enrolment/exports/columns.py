"""The export's columns: the contract's, in its order, then those of fields the form gained later."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum, StrEnum, auto

from msgspec import Struct

from catalogue.offer.model import Course, Session
from catalogue.words.say import N_
from enrolment.form.fields import FORM
from enrolment.form.values import Form
from enrolment.registration import moments
from enrolment.registration.unit import Rules

Cell = str | int | None  # a moment is text: ISO 8601, an instant with its offset or a bare day
Facts = Mapping[str, str | None]  # of the course and session, as they were copied at the registration


class Kind(StrEnum):
    """How a cell is typed where a format has types."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"  # an instant with its offset, or a bare day


class Origin(Enum):
    """Where a cell comes from. Those of one origin are read together: a long file is written at the pace of this."""

    REGISTRATION = auto()  # its row
    OFFER = auto()  # its course and session as they are now, else as they were copied
    PERSON = auto()  # the person's sealed answers
    RANK = auto()  # where she stands on the waiting list


class Offered(Struct, frozen=True):
    """What a registration is for: its course and session where the catalogue still has them, else what was copied of them."""

    course: Course | None
    session: Session | None
    facts: Facts
    rules: Rules


class Column(Struct, frozen=True):
    """One column: its key, its header (a msgid), where its cell comes from, its name there, its kind.

    ``of`` finds a cell of the offer."""

    key: str
    header: str
    origin: Origin = Origin.REGISTRATION
    name: str = ""
    kind: Kind = Kind.TEXT
    sensitive: bool = False
    typed: bool = True  # false for our own codes, which never begin as a formula does
    of: Callable[[Offered], Cell] | None = None

    @property
    def personal(self) -> bool:
        """Whether it comes from a person's sealed document."""
        return self.origin is Origin.PERSON


def columns(form: Form = FORM) -> tuple[Column, ...]:
    """All of them, in order. A field that the contract does not list has its column after the contract's."""
    known = {column.key for column in CONTRACT}
    later = [each for each in form.fields if each.column and each.column not in known]
    return (*CONTRACT, *(_answer(each.column, each.label, sensitive=each.sensitive, answer=each.name) for each in later))


def _own(key: str, header: str, kind: Kind = Kind.TEXT, *, typed: bool = False) -> Column:
    return Column(key, header, Origin.REGISTRATION, key, kind, typed=typed)


def _answer(key: str, header: str, *, sensitive: bool = False, answer: str | None = None) -> Column:
    return Column(key, header, Origin.PERSON, answer or key, sensitive=sensitive)


def _of_course(key: str, header: str, now: Callable[[Course], str]) -> Column:
    """The catalogue's word where the course is still in it, else what was copied at the registration."""
    return Column(key, header, Origin.OFFER, of=lambda offered: now(offered.course) if offered.course else offered.facts.get(key))


def _of_session(key: str, header: str, now: Callable[[Session], str | None]) -> Column:
    return Column(key, header, Origin.OFFER, of=lambda offered: now(offered.session) if offered.session else offered.facts.get(key))


def _starts(offered: Offered) -> Cell:
    written = moments.written(offered.session, offered.rules) if offered.session else offered.facts.get("session_starts")
    if not written or len(written) == len("2027-01-18"):
        return written or None
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=offered.rules.zone)).isoformat()


CONTRACT: tuple[Column, ...] = (
    _own("reference", N_("Reference")),
    _own("status", N_("Status")),
    _own("created_at", N_("Registered on"), Kind.MOMENT),
    _own("updated_at", N_("Last change"), Kind.MOMENT),
    _own("course_code", N_("Course code"), typed=True),
    _of_course("course_title_fr", N_("Course title (French)"), lambda course: course.title.fr),
    _of_course("course_title_en", N_("Course title (English)"), lambda course: course.title.en),
    _own("session_code", N_("Session code"), typed=True),
    Column("session_starts", N_("Session starts"), Origin.OFFER, kind=Kind.MOMENT, of=_starts),
    _of_session("session_city", N_("Session city"), lambda session: session.city),
    _of_session("session_format", N_("Session format"), lambda session: session.format.value),
    _of_session("session_language", N_("Session language"), lambda session: session.language),
    _own("partner_code", N_("Partner code"), typed=True),
    _answer("first_name", N_("First name")),
    _answer("last_name", N_("Last name")),
    _answer("email", N_("Email")),
    _answer("phone", N_("Phone")),
    _answer("organisation", N_("Organization")),
    _answer("organisation_size", N_("Organization size")),
    _answer("sector", N_("Sector")),
    _answer("job_title", N_("Job title")),
    _own("role", N_("Role")),
    _own("region", N_("Region")),
    _own("language", N_("Language")),
    _answer("accessibility", N_("Accessibility needs"), sensitive=True),
    _own("group_reference", N_("Group reference")),
    Column("waitlist_position", N_("Waiting list rank"), Origin.RANK, kind=Kind.NUMBER),
    _own("source", N_("Source"), typed=True),
    _own("consent_version", N_("Consent version"), typed=True),
    _own("consent_at", N_("Consent given on"), Kind.MOMENT),
    _own("status_reason", N_("Reason for the status"), typed=True),
)
