"""What a change of the catalogue means for people: sessions cancelled, moved or changed are followed and told, places added are offered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlmodel import Session as Transaction

from catalogue.offer.model import Catalogue, Course, Session
from catalogue.store import offer
from catalogue.words.replacing import replace
from enrolment.registration import moments, registrar, steps, waiting
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Registration
from enrolment.store import offers, places, registrations

SHOWN = ("city", "place", "format", "schedule", "meetings", "language")  # what a person is told of, besides the dates


class Followed(Struct, frozen=True):
    """What came of a change: how many registrations were cancelled, moved, changed in place or schedule, and offered a place.

    ``surplus``: by session, how many hold a place beyond its seats. Nobody is removed for it; no place is given until it is gone.
    """

    cancelled: int = 0
    moved: int = 0
    changed: int = 0
    offered: int = 0
    surplus: Mapping[str, int] = field(default_factory=dict)


class _Concern(Struct, frozen=True):
    """A session in which somebody is active, as it is now, and what of it changed besides the dates."""

    course: Course
    session: Session
    moved: bool
    fields: tuple[str, ...]


def follow(unit: Unit, before: Catalogue | None, after: Catalogue) -> Followed:
    """After any change of the catalogue, in its transaction: everyone concerned is told once, with what she can do.

    ``before`` None: only what registrations copied (their dates) is compared. Promises ``session_cancelled``, ``session_moved`` or
    ``session_changed``. Called again for the same version of the catalogue it changes nothing. Seats lowered remove nobody; seats
    added are offered to those who wait.
    """
    unit = replace(unit, offer=after)
    spans = registrations.active_spans(unit.session)
    places.lock(unit.session, spans)
    concerns = [concern for code, known in spans.items() if (concern := _concern(unit, before, code, known))]
    done = {name: sum(act(unit, each) for each in concerns) for name, act in ACTS.items()}
    return Followed(**done, surplus=surplus(unit.session, after))


def surplus(session: Transaction, offered: Catalogue) -> dict[str, int]:
    """By session, the places held beyond the seats this catalogue gives it."""
    found: dict[str, int] = {}
    for counted in places.of_all(session):
        known = offered.session(counted.session_code)
        beyond = replace(counted, seats=known[1].seats).surplus if known else 0
        found |= {counted.session_code: beyond} if beyond else {}
    return found


def _concern(unit: Unit, before: Catalogue | None, code: str, known: Iterable[tuple[datetime, datetime]]) -> _Concern | None:
    found = unit.offer.session(code)
    if found is None:
        return None
    course, session = found
    was = before.session(code) if before else None
    span = (moments.starts_at(session, unit.rules), moments.ends_at(session, unit.rules))
    fields = tuple(name for name in SHOWN if was and getattr(was[1], name) != getattr(session, name))
    home = ("course",) if was and was[0].code != course.code else ()
    return _Concern(course, session, any(each != span for each in known), fields + home)


def _cancelled(unit: Unit, concern: _Concern) -> int:
    return registrar.cancel_session(unit, concern.session.code) if concern.session.cancelled else 0


def _moved(unit: Unit, concern: _Concern) -> int:
    """New dates: the copies follow, an offer ends no later than the new start, and each is told both dates."""
    if not concern.moved or concern.session.cancelled:
        return 0
    span = (moments.starts_at(concern.session, unit.rules), moments.ends_at(concern.session, unit.rules))
    moved = [each for each in registrations.active_in(unit.session, concern.session.code) if (each.starts_at, each.ends_at) != span]
    _copy(unit, concern)
    offers.end_by(unit.session, concern.session.code, span[0])
    for each in moved:
        told = {"starts_before": each.starts_at.isoformat(), "ends_before": each.ends_at.isoformat(), "fields": list(concern.fields)}
        _tell(unit, each, "session_moved", told, span[1])
    return len(moved)


def _changed(unit: Unit, concern: _Concern) -> int:
    """The same dates, another place or schedule."""
    if not concern.fields or concern.moved or concern.session.cancelled:
        return 0
    _copy(unit, concern)
    concerned = registrations.active_in(unit.session, concern.session.code)
    for each in concerned:
        _tell(unit, each, "session_changed", {"fields": list(concern.fields)}, each.ends_at)
    return len(concerned)


def _offered(unit: Unit, concern: _Concern) -> int:
    return len(waiting.offer_freed(unit, concern.session.code))


def _copy(unit: Unit, concern: _Concern) -> None:
    """What registrations hold of their session follows it."""
    course, session = concern.course, concern.session
    values = {
        "course_code": course.code,
        "partner_code": course.partner,
        "starts_at": moments.starts_at(session, unit.rules),
        "ends_at": moments.ends_at(session, unit.rules),
        "facts": steps.facts_of(course, session, unit),
    }
    registrations.follow_session(unit.session, session.code, values)


def _tell(unit: Unit, registration: Registration, kind: str, told: Mapping[str, Any], ends: datetime) -> None:
    """Once for each version of the catalogue; nothing of what is over."""
    if ends > unit.now or registration.status is Status.OFFERED:
        steps.promise(unit, registration, kind, told, once=f"v{offer.version(unit.session)}")


ACTS = {"cancelled": _cancelled, "moved": _moved, "changed": _changed, "offered": _offered}
