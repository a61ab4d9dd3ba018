"""The registrar's and the provider's word: confirm, decline, cancel a session."""

from collections.abc import Iterable

from msgspec import Struct

from enrolment.registration import steps, waiting
from enrolment.registration.refusals import Refusal
from enrolment.registration.states import TRANSITIONS, Event, Role, Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Registration
from enrolment.store import offers, places, registrations

PROVIDER = Actor("catalogue", Role.PROVIDER)


class Many(Struct, frozen=True):
    """What was done of many, and what was left as it is with the reason."""

    done: tuple[Registration, ...]
    skipped: tuple[tuple[Registration, str], ...]


def confirm(unit: Unit, registration_ids: Iterable[str], actor: Actor) -> Many:
    """``pre_registered`` to ``confirmed``, each with its message; those confirmed already are done already."""
    return _each(unit, registration_ids, Event.CONFIRM, actor, None)


def decline(unit: Unit, registration_ids: Iterable[str], reason: str | None, actor: Actor) -> Many:
    """To ``declined``, with the reason the people are told; their places go to the lists."""
    return _each(unit, registration_ids, Event.DECLINE, actor, reason)


def cancel_session(unit: Unit, session_code: str, actor: Actor = PROVIDER) -> int:
    """Everyone active in a session that will not take place: ``cancelled``, one message each; how many. Idempotent."""
    code = steps.session_of(unit, session_code)[1].code
    places.lock(unit.session, [code])
    active = registrations.active_in(unit.session, code)
    for each in active:
        offers.close(unit.session, each.id, "withdrawn", unit.now)
        steps.move_on(unit, each, Event.CANCEL_SESSION, actor)
    return len(active)


def _each(unit: Unit, registration_ids: Iterable[str], event: Event, actor: Actor, reason: str | None) -> Many:
    done, skipped, freed = list[Registration](), list[tuple[Registration, str]](), set[str]()
    target = TRANSITIONS[event].target
    for registration in steps.held_many(unit, registration_ids):
        try:
            if registration.status is not target:
                done.append(_one(unit, registration, event, actor, reason))
                freed |= {registration.session_code} if target is not Status.CONFIRMED else set()
        except Refusal as refused:
            skipped.append((registration, refused.reason))
    for code in sorted(freed):
        waiting.offer_freed(unit, code)
    return Many(tuple(done), tuple(skipped))


def _one(unit: Unit, registration: Registration, event: Event, actor: Actor, reason: str | None) -> Registration:
    steps.allowed(registration, event, actor)
    offers.close(unit.session, registration.id, "withdrawn", unit.now)
    return steps.move_on(unit, registration, event, actor, reason=reason)
