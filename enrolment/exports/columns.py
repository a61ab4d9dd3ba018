"""The export's columns: the contract's, in its order, then those of fields the form gained later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from catalogue.offer.model import Course, Session
from catalogue.words.say import N_
from enrolment.form.fields import FORM
from enrolment.form.values import Form
from enrolment.registration.values import Registration

Cell = str | int | date | datetime | None


class Kind(StrEnum):
    """How a cell is typed where a format has types."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"  # an instant with its offset, or a bare day


@dataclass(frozen=True)
class Line:
    """What one row is made of: the registration, her answers, the catalogue's course and session as they are now."""

    registration: Registration
    answers: Mapping[str, str] = field(repr=False)
    course: Course | None
    session: Session | None
    starts: Cell
    position: int | None
    zone: ZoneInfo


@dataclass(frozen=True)
class Column:
    """One column: its key, its header (a msgid), its kind, its cell of a line. ``personal``: it comes from a person's sealed document."""

    key: str
    header: str
    of: Callable[[Line], Cell]
    kind: Kind = Kind.TEXT
    personal: bool = False
    sensitive: bool = False


def columns(form: Form = FORM) -> tuple[Column, ...]:
    """All of them, in order. A field that the contract does not list has its column after the contract's."""
    known = {column.key for column in CONTRACT}
    later = [each for each in form.fields if each.column and each.column not in known]
    return (*CONTRACT, *(_answer(each.column, each.label, sensitive=each.sensitive, answer=each.name) for each in later))


def _answer(key: str, header: str, *, sensitive: bool = False, answer: str | None = None) -> Column:
    name = answer or key
    return Column(key, header, lambda line: line.answers.get(name), personal=True, sensitive=sensitive)


def _moment(of: Callable[[Line], datetime | None]) -> Callable[[Line], Cell]:
    def local(line: Line) -> Cell:
        moment = of(line)
        return None if moment is None else moment.astimezone(line.zone)

    return local


def _of_course(fact: str, now: Callable[[Course], str]) -> Callable[[Line], Cell]:
    """The catalogue's word where the course is still in it, else what was copied at the registration."""
    return lambda line: now(line.course) if line.course is not None else line.registration.facts.get(fact)


def _of_session(fact: str, now: Callable[[Session], str | None]) -> Callable[[Line], Cell]:
    return lambda line: now(line.session) if line.session is not None else line.registration.facts.get(fact)


CONTRACT: tuple[Column, ...] = (
    Column("reference", N_("Reference"), lambda line: line.registration.reference),
    Column("status", N_("Status"), lambda line: line.registration.status.value),
    Column("created_at", N_("Registered on"), _moment(lambda line: line.registration.created_at), Kind.MOMENT),
    Column("updated_at", N_("Last change"), _moment(lambda line: line.registration.updated_at), Kind.MOMENT),
    Column("course_code", N_("Course code"), lambda line: line.registration.course_code),
    Column("course_title_fr", N_("Course title (French)"), _of_course("course_title_fr", lambda course: course.title.fr)),
    Column("course_title_en", N_("Course title (English)"), _of_course("course_title_en", lambda course: course.title.en)),
    Column("session_code", N_("Session code"), lambda line: line.registration.session_code),
    Column("session_starts", N_("Session starts"), lambda line: line.starts, Kind.MOMENT),
    Column("session_city", N_("Session city"), _of_session("session_city", lambda session: session.city)),
    Column("session_format", N_("Session format"), _of_session("session_format", lambda session: session.format.value)),
    Column("session_language", N_("Session language"), _of_session("session_language", lambda session: session.language)),
    Column("partner_code", N_("Partner code"), lambda line: line.registration.partner_code),
    _answer("first_name", N_("First name")),
    _answer("last_name", N_("Last name")),
    _answer("email", N_("Email")),
    _answer("phone", N_("Phone")),
    _answer("organisation", N_("Organization")),
    _answer("organisation_size", N_("Organization size")),
    _answer("sector", N_("Sector")),
    _answer("job_title", N_("Job title")),
    Column("role", N_("Role"), lambda line: line.registration.role),
    Column("region", N_("Region"), lambda line: line.registration.region),
    Column("language", N_("Language"), lambda line: line.registration.language),
    _answer("accessibility", N_("Accessibility needs"), sensitive=True),
    Column("group_reference", N_("Group reference"), lambda line: line.registration.group_reference),
    Column("waitlist_position", N_("Waiting list rank"), lambda line: line.position, Kind.NUMBER),
    Column("source", N_("Source"), lambda line: line.registration.source),
    Column("consent_version", N_("Consent version"), lambda line: line.registration.consent_version),
    Column("consent_at", N_("Consent given on"), _moment(lambda line: line.registration.consent_at), Kind.MOMENT),
    Column("status_reason", N_("Reason for the status"), lambda line: line.registration.status_reason),
)
