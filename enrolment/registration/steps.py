"""One step of the machine: a registration read under its session's lock, moved by a transition, with places, audit and promise together."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from catalogue.offer.model import Course, Session
from catalogue.words.replacing import replace
from enrolment import audit
from enrolment.registration import moments
from enrolment.registration.refusals import NotFound, NotPossible, SessionUnknown
from enrolment.registration.states import CLOSED, TRANSITIONS, Event, Role, Status, Transition, places_change
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Registration
from enrolment.store import groups, outbox, places, registrations


def session_of(unit: Unit, session_code: str) -> tuple[Course, Session]:
    """The session in the catalogue, whatever the case of its code. Raises SessionUnknown."""
    found = unit.offer.session(session_code)
    if found is None:
        raise SessionUnknown(session_code=session_code)
    return found


def held(unit: Unit, registration_id: str) -> Registration:
    """The registration as it is once its session's places are ours for this transaction. Raises NotFound."""
    registration = _known(unit, registration_id)
    while True:
        places.lock(unit.session, [registration.session_code])
        again = _known(unit, registration_id)
        if again.session_code == registration.session_code:
            return again
        registration = again


def of_person(unit: Unit, person_id: str, registration_id: str) -> Registration:
    """The same, for someone it belongs to: herself, or the contact of its group while nobody claimed it. Raises NotFound."""
    registration = held(unit, registration_id)
    if not owns(unit, person_id, registration):
        raise NotFound(registration_id=registration_id)
    return registration


def owns(unit: Unit, person_id: str, registration: Registration) -> bool:
    """Whether the registration is this person's to speak for."""
    if registration.person_id is not None or registration.group_reference is None:
        return registration.person_id == person_id
    return groups.contact_of(unit.session, registration.group_reference) == person_id


def allowed(registration: Registration, event: Event, actor: Actor) -> Transition:
    """The transition, if the state and the actor permit it. Raises NotPossible."""
    transition = TRANSITIONS[event]
    if registration.status not in transition.sources or actor.role not in transition.actors:
        raise NotPossible(status=registration.status.value, event=event.value, reference=registration.reference)
    return transition


def move_on(
    unit: Unit, registration: Registration, event: Event, actor: Actor, *, reason: str | None = None, **values: Any
) -> Registration:
    """Apply a transition whose places follow from the states alone (releases, mostly), then write it."""
    transition = allowed(registration, event, actor)
    change = places_change(registration.status, transition.target)
    if change.taken or change.waiting:
        places.shift(unit.session, registration.session_code, taken=change.taken, waiting=change.waiting)
    return write(unit, registration, event, actor, reason=reason, **values)


def write(
    unit: Unit,
    registration: Registration,
    event: Event,
    actor: Actor,
    *,
    reason: str | None = None,
    told: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    **values: Any,
) -> Registration:
    """Write a transition whose places are already counted: the row, its audit event, its promised message (with ``told``, from ``at``)."""
    transition = allowed(registration, event, actor)
    changes: dict[str, Any] = {
        "status": transition.target,
        "status_reason": reason or transition.reason,
        "updated_at": unit.now,
        "closed_at": unit.now if transition.target in CLOSED else None,
        **values,
    }
    if not registrations.change(unit.session, registration, **changes):
        raise NotPossible(status=registration.status.value, event=event.value, reference=registration.reference)
    after = replace(registration, **changes)
    record(unit, after, event, actor, before=registration.status)
    if transition.promise and actor.role is not Role.PERSON:
        promise(unit, after, transition.promise, told, at=at)
    return after


def record(unit: Unit, registration: Registration, event: Event, actor: Actor, before: Status | None = None) -> None:
    """The audit event of a change: states and codes, no content."""
    scope = {"from": before.value if before else None, "to": registration.status.value, "session": registration.session_code}
    audit.append(unit.session, actor, event.value, "registration", registration.id, now=unit.now, scope=scope)


def promise(
    unit: Unit,
    registration: Registration,
    kind: str,
    params: Mapping[str, Any] | None = None,
    *,
    at: datetime | None = None,
    once: str | None = None,
) -> bool:
    """Promise a message about a registration to whom it belongs, outside quiet hours unless the start forces it; False if it was.

    The contact of a group gets one for all its unclaimed places. ``once``: what makes it the same promise; else the instant.
    """
    person_id = registration.person_id or _contact(unit, registration)
    if person_id is None:
        return False
    subject = registration.id if registration.person_id else registration.group_reference
    made = outbox.Promise(
        person_id=person_id,
        kind=kind,
        params={
            "registration_id": registration.id,
            "reference": registration.reference,
            "session_code": registration.session_code,
            "course_code": registration.course_code,
            "status_reason": registration.status_reason,
            **(params or {}),
        },
        dedupe=f"{kind}:{subject}:{once or unit.now.isoformat()}",
        not_before=at or moments.told_at(unit.now, registration.starts_at, unit.rules, unit.rules.zone),
    )
    return outbox.promise(unit.session, made, unit.now)


def held_many(unit: Unit, registration_ids: Iterable[str]) -> tuple[Registration, ...]:
    """Several at once, their sessions locked in one order; ids nobody knows are left out."""
    ids = list(dict.fromkeys(registration_ids))
    first = [each for one in ids if (each := registrations.by_id(unit.session, one))]
    places.lock(unit.session, [each.session_code for each in first])
    return tuple(held(unit, each.id) for each in first)


def facts_of(course: Course, session: Session, unit: Unit) -> dict[str, str | None]:
    """What a registration copies of its session, so that exports survive the catalogue's changes."""
    return {
        "course_title_fr": course.title.fr,
        "course_title_en": course.title.en,
        "session_starts": moments.written(session, unit.rules),
        "session_city": session.city,
        "session_format": session.format.value,
        "session_language": session.language,
    }


def _known(unit: Unit, registration_id: str) -> Registration:
    registration = registrations.by_id(unit.session, registration_id)
    if registration is None:
        raise NotFound(registration_id=registration_id)
    return registration


def _contact(unit: Unit, registration: Registration) -> str | None:
    return groups.contact_of(unit.session, registration.group_reference) if registration.group_reference else None
