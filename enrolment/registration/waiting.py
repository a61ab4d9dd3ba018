"""The waiting list: a freed place is offered to the first, held, taken or passed on; one total order, nobody overtaken."""

from datetime import timedelta

from msgspec import Struct

from catalogue.offer.model import Session
from enrolment import audit
from enrolment.registration import moments, steps
from enrolment.registration.refusals import NotPossible, OfferOver
from enrolment.registration.states import Event, Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import CLOCK, Actor, Offer, Registration, person_acts
from enrolment.store import offers, places, registrations

SILENCES = 2  # unanswered offers before a registration expires
LOOK_AHEAD = 200  # how far down the list one looks for who fits, once a group was waited for long enough


class Round(Struct, frozen=True):
    """What the clock's round did."""

    lapsed: int = 0
    closed: int = 0
    offered: int = 0

    def __bool__(self) -> bool:
        return bool(self.lapsed or self.closed or self.offered)


def position(unit: Unit, registration: Registration) -> int | None:
    """Its rank on the list now, 1 for the first; None where it does not wait."""
    if registration.status is not Status.WAITLISTED or registration.wait_seq is None:
        return None
    return registrations.rank(unit.session, registration.session_code, registration.wait_seq)


def offer_freed(unit: Unit, session_code: str, actor: Actor = CLOCK) -> tuple[Offer, ...]:
    """Offer every free place of a session to those first on its list, in order; a group is offered all its places or none.

    Nothing is offered of a session cancelled, withdrawn or begun. The message promised is ``offer_made``, with ``ends_at``.
    """
    found = unit.offer.session(session_code)
    if found is None or _over(unit, found[1]) or found[0].withdrawn:
        return ()
    code, made = found[1].code, list[Offer]()
    places.lock(unit.session, [code])
    while (first := registrations.waiting_in(unit.session, code)) and (block := _block(unit, first[0])):
        if not places.claim_for_waiting(unit.session, code, len(block)):
            made += _past_a_group(unit, found[1], block, actor)
            break
        made += [_offered(unit, found[1], each, actor) for each in block]
    return tuple(made)


def accept(unit: Unit, person_id: str, registration_id: str) -> Registration:
    """Take the place that is held: ``pre_registered``. Idempotent. Raises OfferOver once its time is past, NotFound, NotPossible."""
    registration = steps.of_person(unit, person_id, registration_id)
    if registration.status in (Status.PRE_REGISTERED, Status.CONFIRMED):
        return registration
    _check_held(unit, registration, Event.ACCEPT)
    offers.close(unit.session, registration.id, "accepted", unit.now)
    return steps.move_on(unit, registration, Event.ACCEPT, person_acts(person_id), silent_offers=0)


def decline_offer(unit: Unit, person_id: str, registration_id: str) -> Registration:
    """Let the place go: ``cancelled``, and the next on the list is offered it. Idempotent. Raises OfferOver, NotFound, NotPossible."""
    registration = steps.of_person(unit, person_id, registration_id)
    if registration.status is Status.CANCELLED:
        return registration
    _check_held(unit, registration, Event.DECLINE_OFFER)
    offers.close(unit.session, registration.id, "declined", unit.now)
    after = steps.move_on(unit, registration, Event.DECLINE_OFFER, person_acts(person_id))
    offer_freed(unit, registration.session_code)
    return after


def settle(unit: Unit) -> Round:
    """The clock's round, at any hour and after any sleep: offers that ended, lists of sessions begun, places still free. Once each."""
    ended = offers.due(unit.session, unit.now)
    begun = registrations.active_until(unit.session, (Status.WAITLISTED, Status.OFFERED), unit.now)
    waited_for = [code for code, _ in places.with_people(unit.session)]
    sessions = {each.session_code for each in ended} | {each.session_code for each in begun}
    places.lock(unit.session, [*sessions, *waited_for])
    closed = sum(_list_closed(unit, each.id) for each in begun)
    lapsed = sum(_unanswered(unit, each) for each in ended)
    offered = sum(len(offer_freed(unit, code)) for code in sorted({*sessions, *waited_for}))
    return Round(lapsed, closed, offered)


def expire_due(unit: Unit) -> int:
    """End the offers nobody answered (silence once: back of the list; twice: expired) and offer their places on; how many."""
    ended = offers.due(unit.session, unit.now)
    sessions = sorted({each.session_code for each in ended})
    places.lock(unit.session, sessions)
    lapsed = sum(_unanswered(unit, each) for each in ended)
    for code in sessions:
        offer_freed(unit, code)
    return lapsed


def _offered(unit: Unit, session: Session, registration: Registration, actor: Actor) -> Offer:
    start, zone = moments.starts_at(session, unit.rules), moments.zone_of(session, unit.rules)
    end = moments.offer_end(unit.now, start, unit.rules, zone)
    offer = Offer(unit.ids.new_id(), registration.id, registration.session_code, unit.now, end)
    offers.add(unit.session, offer)
    told = {"offer_id": offer.id, "ends_at": end.isoformat()}
    steps.write(unit, registration, Event.OFFER, actor, told=told, at=moments.told_at(unit.now, start, unit.rules, zone))
    return offer


def _unanswered(unit: Unit, offer: Offer) -> bool:
    registration = steps.held(unit, offer.registration_id)
    still = offers.open_of(unit.session, registration.id)
    if registration.status is not Status.OFFERED or still is None or still.ends_at > unit.now:
        return False
    offers.close(unit.session, registration.id, "expired", unit.now)
    silences = registration.silent_offers + 1
    if silences >= SILENCES:
        steps.move_on(unit, registration, Event.EXPIRE, CLOCK, silent_offers=silences)
        return True
    places.shift(unit.session, registration.session_code, taken=-1)
    back = places.queue(unit.session, registration.session_code)
    steps.write(unit, registration, Event.LAPSE, CLOCK, silent_offers=silences, wait_seq=back)
    return True


def _list_closed(unit: Unit, registration_id: str) -> bool:
    registration = steps.held(unit, registration_id)
    if registration.starts_at > unit.now or registration.status not in (Status.WAITLISTED, Status.OFFERED):
        return False
    offers.close(unit.session, registration.id, "expired", unit.now)
    steps.move_on(unit, registration, Event.CLOSE_LIST, CLOCK)
    return True


def _check_held(unit: Unit, registration: Registration, event: Event) -> None:
    offer = offers.last_of(unit.session, registration.id)
    if offer is None:
        raise NotPossible(status=registration.status.value, event=event.value, reference=registration.reference)
    held = registration.status is Status.OFFERED and offers.open_of(unit.session, registration.id) is not None
    if not held or unit.now >= offer.ends_at:
        raise OfferOver(session_code=registration.session_code, course_code=registration.course_code, ended_at=offer.ends_at)


def _block(unit: Unit, first: Registration) -> tuple[Registration, ...]:
    """Who is offered together: one person, or all of a group that waits whole."""
    if first.group_reference is None:
        return (first,)
    group = registrations.of_group(unit.session, first.group_reference)
    return tuple(each for each in group if each.status is Status.WAITLISTED and each.session_code == first.session_code)


def _past_a_group(unit: Unit, session: Session, block: tuple[Registration, ...], actor: Actor) -> list[Offer]:
    """A group is first and does not fit: its places are waited for, for as long as the rules' patience; then who fits goes first."""
    since = dict(places.with_people(unit.session)).get(session.code)
    if len(block) == 1 or not (counted := places.of(unit.session, session.code)) or not counted.freed:
        return []
    if since is None:
        places.short_since(unit.session, session.code, unit.now)
        since = unit.now
    if unit.now - since < min(unit.rules.group_patience, timedelta(days=7)):
        return []
    scope = {"session": session.code, "group": block[0].group_reference, "places": len(block)}
    audit.append(unit.session, actor, "pass_group", "session", session.code, now=unit.now, scope=scope)
    return _who_fits(unit, session, block[0].group_reference, counted.freed, actor)


def _who_fits(unit: Unit, session: Session, passed: str | None, free: int, actor: Actor) -> list[Offer]:
    made: list[Offer] = []
    seen = {passed}
    for each in registrations.waiting_in(unit.session, session.code, LOOK_AHEAD):
        if each.group_reference is not None and each.group_reference in seen:
            continue
        seen.add(each.group_reference or each.id)
        block = _block(unit, each)
        if len(block) <= free - len(made) and places.claim_for_waiting(unit.session, session.code, len(block)):
            made += [_offered(unit, session, one, actor) for one in block]
    return made


def _over(unit: Unit, session: Session) -> bool:
    return session.cancelled or session.withdrawn or moments.starts_at(session, unit.rules) <= unit.now
