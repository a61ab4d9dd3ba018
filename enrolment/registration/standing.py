"""Where a person stands: her registrations with rank and offer's end, read at any time."""

from enrolment.registration import moments, steps, waiting
from enrolment.registration.moments import Spans
from enrolment.registration.references import read_reference
from enrolment.registration.refusals import NotFound
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Registration, Standing
from enrolment.store import offers, registrations


def my_registrations(unit: Unit, person_id: str, *, closed: bool = False) -> tuple[Standing, ...]:
    """Her active registrations, soonest session first; with ``closed``, then those that are over, newest first."""
    hers = registrations.of_person(unit.session, person_id)
    active = sorted((each for each in hers if each.active), key=lambda each: (each.starts_at, each.reference))
    over = [each for each in hers if not each.active] if closed else []
    return tuple(standing(unit, each) for each in (*active, *over))


def overlapping(unit: Unit, person_id: str, session_code: str) -> tuple[Registration, ...]:
    """Her active registrations in sessions that meet at the same time as this one. Raises SessionUnknown."""
    _, session = steps.session_of(unit, session_code)
    mine = moments.meetings(session, unit.rules)
    hers = [each for each in registrations.of_person(unit.session, person_id) if each.active and each.session_code != session.code]
    known = [(each, other[1]) for each in hers if (other := unit.offer.session(each.session_code))]
    return tuple(each for each, other in known if _meet(mine, moments.meetings(other, unit.rules)))


def _meet(some: Spans, others: Spans) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for one in some for other in others)


def where_am_i(unit: Unit, person_id: str, registration_id: str) -> Standing:
    """The state, rank and end of offer of one of hers. Raises NotFound."""
    registration = registrations.by_id(unit.session, registration_id)
    if registration is None or not steps.owns(unit, person_id, registration):
        raise NotFound(registration_id=registration_id)
    return standing(unit, registration)


def by_reference(unit: Unit, typed: str) -> Registration | None:
    """The registration of a reference, typed in any case, with or without its dash."""
    reference = read_reference(typed)
    return registrations.by_reference(unit.session, reference) if reference else None


def standing(unit: Unit, registration: Registration) -> Standing:
    """Its rank if it waits, the end of its offer if a place is held."""
    offer = offers.open_of(unit.session, registration.id) if registration.status is Status.OFFERED else None
    return Standing(registration, waiting.position(unit, registration), offer.ends_at if offer else None)
