"""Registrations for a file: filtered, a page at a time by key, each page a short transaction of its own."""

import operator
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, func, select, tuple_, type_coerce
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import NullType
from sqlmodel import Session

from catalogue.store.database import UtcDateTime
from enrolment.registration.states import Status
from enrolment.store.registrations import REGISTRATION
from enrolment.store.sql import every, one, run, table

PERSON, KEY, GROUP, PLACE = table("person"), table("person_key"), table("registration_group"), table("group_place")
LOOKUP = table("person_lookup")
PAGE = 1_000
COLUMNS = (  # of the registration, in the order in which a row is read; what follows them is the person's sealed document and key
    "id",
    "person_id",
    "session_code",
    "partner_code",
    "status",
    "wait_seq",
    "created_at",
    "reference",
    "group_reference",
    "course_code",
    "updated_at",
    "role",
    "region",
    "language",
    "source",
    "consent_version",
    "consent_at",
    "status_reason",
)
AS_KEPT = NullType()  # instants as the driver gives them: in UTC, text on SQLite (what they are read with is slow, by the million)
Found = Sequence[Any]  # a row so read
Numbers = Sequence[int]
_FOLDED = {"courses": "course_code", "sessions": "session_code", "partners": "partner_code"}
_EXACT = {"regions": "region", "statuses": "status"}


class Wanted(Struct, frozen=True):
    """Which registrations: each filter lists what is let through, empty lets all. ``since`` is included, ``until`` is not."""

    courses: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    scope: tuple[str, ...] = ()  # the partners whose registrations may be seen at all; empty is all
    reference: str = ""
    look_ups: tuple[tuple[str, str], ...] = ()  # the person has all these (kind, hash)


Place = tuple[datetime, str]  # where a page ended: created_at and reference


class Span(Struct, frozen=True):
    """A stretch of the export: after one place, up to and including another; None is the beginning, or the end."""

    after: Place | None = None
    until: Place | None = None


WHOLE = Span()
_ORDER = (REGISTRATION.c.created_at, REGISTRATION.c.reference)


class Query:
    """The registrations wanted, none newer than ``as_of``, a page at a time by created_at then reference: built once for all its pages."""

    def __init__(self, wanted: Wanted, as_of: datetime) -> None:
        self._wanted, self._as_of = conditions(wanted), as_of
        columns: tuple[Any, ...] = (*(REGISTRATION.c[name] for name in COLUMNS), PERSON.c.sealed, KEY.c.wrapped)
        columns = tuple(type_coerce(each, AS_KEPT) if isinstance(each.type, UtcDateTime) else each for each in columns)
        people = REGISTRATION.outerjoin(PERSON, PERSON.c.id == REGISTRATION.c.person_id)
        self._found = select(*columns).select_from(people.outerjoin(KEY, KEY.c.person_id == REGISTRATION.c.person_id))
        self._statements: dict[tuple[bool, bool], Any] = {}

    def page(self, session: Session, span: Span) -> Sequence[Found]:
        """The first page of that span."""
        given = (span.after is not None, span.until is not None)
        if given not in self._statements:
            self._statements[given] = self._bounded(self._found, span).limit(PAGE)
        return run(session, self._statements[given], **_bounds(span)).all()

    def edge(self, session: Session, after: Place | None, rows: int) -> Place | None:
        """Where so many rows end; None where fewer are left."""
        span = Span(after)
        found = one(session, self._bounded(select(*_ORDER), span).offset(rows - 1).limit(1), **_bounds(span))
        return (found["created_at"], found["reference"]) if found else None

    def _bounded(self, found: Any, span: Span) -> Any:
        """Within the span; its end bounds the moment by itself too, since SQLite enters an index at both columns but leaves it by one."""
        within = [bound(tuple_(*_ORDER), _edge(name)) for name, bound in _BOUNDS.items() if getattr(span, name) is not None]
        moment = REGISTRATION.c.created_at
        newest = moment <= (self._as_of if span.until is None else bindparam(f"until_{moment.name}", type_=moment.type))
        return found.where(*self._wanted, newest, *within).order_by(*_ORDER)


_BOUNDS: Mapping[str, Callable[[Any, Any], Any]] = {"after": operator.gt, "until": operator.le}


def _edge(name: str) -> Any:
    return tuple_(*(bindparam(f"{name}_{column.name}", type_=column.type) for column in _ORDER))


def _bounds(span: Span) -> dict[str, Any]:
    """The values of the bounds there are."""
    edges = {name: edge for name in _BOUNDS if (edge := getattr(span, name)) is not None}
    return {f"{name}_{column.name}": value for name, edge in edges.items() for column, value in zip(_ORDER, edge, strict=True)}


def session_code(row: Found) -> str:
    return str(row[2])


def status(row: Found) -> str:
    return str(row[4])


def place(row: Found) -> Place:
    return (datetime.fromisoformat(f"{row[6]}+00:00") if isinstance(row[6], str) else row[6]), row[7]


def unnamed(page: Iterable[Found]) -> list[str]:
    """The ids of a page's places of groups that nobody claimed."""
    return [row[0] for row in page if row[1] is None and row[8]]


def copied(session: Session, page: Iterable[Found]) -> dict[str, tuple[str, Mapping[str, str | None]]]:
    """By id: the course, and what was copied of it and of the session when these registered."""
    ids = [row[0] for row in page]
    statement = select(REGISTRATION.c.id, REGISTRATION.c.course_code, REGISTRATION.c.facts).where(REGISTRATION.c.id.in_(ids))
    return {row["id"]: (row["course_code"], row["facts"]) for row in every(session, statement)}


def waiting_numbers(session: Session, code: str) -> Numbers:
    """The numbers of those who wait in a session, in order."""
    waits = (REGISTRATION.c.session_code == code, REGISTRATION.c.status == Status.WAITLISTED.value)
    return array("q", run(session, select(REGISTRATION.c.wait_seq).where(*waits).order_by(REGISTRATION.c.wait_seq)).scalars())


def with_person() -> Any:
    """Registrations, each with its person's sealed document and key."""
    statement = select(REGISTRATION, PERSON.c.sealed.label("person_sealed"), KEY.c.wrapped.label("person_wrapped"))
    people = REGISTRATION.outerjoin(PERSON, PERSON.c.id == REGISTRATION.c.person_id)
    return statement.select_from(people.outerjoin(KEY, KEY.c.person_id == REGISTRATION.c.person_id))


def count(session: Session, wanted: Wanted, as_of: datetime) -> int:
    """How many rows the file would have."""
    statement = select(func.count()).select_from(REGISTRATION).where(*conditions(wanted), REGISTRATION.c.created_at <= as_of)
    return int(run(session, statement).scalar_one())


def unclaimed(session: Session, registration_ids: list[str]) -> dict[str, RowMapping]:
    """For places of groups nobody claimed: whom the contact named and the group's organisation, sealed, with the contact's key."""
    if not registration_ids:
        return {}
    statement = (
        select(PLACE.c.registration_id, PLACE.c.sealed, GROUP.c.sealed.label("group_sealed"), GROUP.c.contact_id, KEY.c.wrapped)
        .join_from(PLACE, GROUP, GROUP.c.reference == PLACE.c.group_reference)
        .join(KEY, KEY.c.person_id == GROUP.c.contact_id)
        .where(PLACE.c.registration_id.in_(registration_ids), PLACE.c.claimed_at.is_(None))
    )
    return {row["registration_id"]: row for row in every(session, statement)}


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a registration must be to be among those wanted."""
    found = [_among(column, getattr(wanted, name)) for name, column in _FOLDED.items() if getattr(wanted, name)]
    found += [REGISTRATION.c[column].in_(getattr(wanted, name)) for name, column in _EXACT.items() if getattr(wanted, name)]
    if wanted.scope:
        found.append(_among("partner_code", wanted.scope))
    if wanted.since is not None:
        found.append(REGISTRATION.c.created_at >= wanted.since)
    if wanted.until is not None:
        found.append(REGISTRATION.c.created_at < wanted.until)
    return found + _searched(wanted)


def _searched(wanted: Wanted) -> list[ColumnElement[bool]]:
    """By reference, or by what the person can be looked up by."""
    found = [REGISTRATION.c.reference == wanted.reference] if wanted.reference else []
    for kind, hashed in wanted.look_ups:
        having = select(LOOKUP.c.person_id).where(LOOKUP.c.kind == kind, LOOKUP.c.hash == hashed)
        found.append(REGISTRATION.c.person_id.in_(having))
    return found


def _among(column: str, codes: tuple[str, ...]) -> Any:
    return func.lower(REGISTRATION.c[column]).in_([code.lower() for code in codes])
