"""Registrations for a file: filtered, a page at a time by key, each page a short transaction of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from enrolment.store.registrations import REGISTRATION
from enrolment.store.sql import every, run, table

PERSON, KEY, GROUP, PLACE = table("person"), table("person_key"), table("registration_group"), table("group_place")
LOOKUP = table("person_lookup")
PAGE = 500
_FOLDED = {"courses": "course_code", "sessions": "session_code", "partners": "partner_code"}
_EXACT = {"regions": "region", "statuses": "status"}


@dataclass(frozen=True)
class Wanted:
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


def page(session: Session, wanted: Wanted, as_of: datetime, after: Place | None, limit: int = PAGE) -> list[RowMapping]:
    """The next rows by created_at then reference, none newer than ``as_of``, each with its person's sealed document and key."""
    statement = with_person()
    if after is not None:
        created, reference = after
        later = and_(REGISTRATION.c.created_at == created, REGISTRATION.c.reference > reference)
        statement = statement.where(or_(REGISTRATION.c.created_at > created, later))
    statement = statement.where(*conditions(wanted), REGISTRATION.c.created_at <= as_of)
    return every(session, statement.order_by(REGISTRATION.c.created_at, REGISTRATION.c.reference).limit(limit))


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
