"""Erasing a person: her key is destroyed, and with it all that was ever sealed for her, in every backup too; places and totals stay."""

from enrolment import audit
from enrolment.registration import steps, waiting
from enrolment.registration.document import let_go, opened
from enrolment.registration.states import Event
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, person_acts
from enrolment.store import (
    alerts,
    conversations,
    enquiries,
    groups,
    inbox,
    notes,
    offers,
    outbox,
    people,
    places,
    registrations,
    reminders,
    schedules,
    scrub,
    trials,
    visits,
)

CLEANED = scrub.clean


def erase(unit: Unit, person_id: str, *, actor: Actor | None = None, update_id: int | None = None) -> bool:
    """Withdraw what is active, destroy her key, document, keyed hashes, conversation and messages; False where it was done before.

    Registrations stay without her: state, session, region, role, language. ``update_id``: the update being handled, wiped once answered.
    After the commit, ``CLEANED(database)`` leaves no trace of the deleted rows in SQLite's files.
    """
    row = people.lock(unit.session, person_id)
    if row is None or row["erased_at"] is not None:
        return False
    acting = actor or person_acts(person_id)
    mine = [each for each in registrations.of_person(unit.session, person_id) if each.active]
    places.lock(unit.session, [each.session_code for each in mine])
    for each in mine:
        _give_up(unit, each.id, acting)
    telegram_id = opened(unit.vault, row).telegram_id if row["wrapped"] is not None else None
    if telegram_id is not None:
        inbox.drop_of(unit.session, unit.vault, telegram_id, but=update_id)
        visits.close_all(unit.session, unit.vault.lookup("telegram", telegram_id))
        schedules.drop_of(unit.session, unit.vault.lookup("telegram", telegram_id))
        trials.drop_of(unit.session, unit.vault.lookup("telegram", telegram_id))
    outbox.drop_of(unit.session, person_id)
    conversations.forget(unit.session, person_id)
    alerts.drop_of(unit.session, person_id)
    reminders.unwish(unit.session, person_id)
    notes.drop_of(unit.session, person_id)
    enquiries.drop_of(unit.session, person_id)
    groups.drop_sealed(unit.session, person_id)
    registrations.forget_words(unit.session, person_id)
    people.destroy(unit.session, person_id, unit.now)
    let_go(unit, person_id)
    audit.append(unit.session, acting, "erase", "person", person_id, now=unit.now, count=len(mine))
    return True


def _give_up(unit: Unit, registration_id: str, actor: Actor) -> None:
    registration = steps.held(unit, registration_id)
    offers.close(unit.session, registration.id, "withdrawn", unit.now)
    steps.move_on(unit, registration, Event.ERASE, actor)
    waiting.offer_freed(unit, registration.session_code)
