"""A consent taken back: her answers are forgotten and her registrations withdrawn; she may go on asking questions."""

from enrolment import audit
from enrolment.registration import people, registering
from enrolment.registration.unit import Unit
from enrolment.registration.values import person_acts
from enrolment.store import notes, registrations


def take_back(unit: Unit, person_id: str) -> int:
    """Withdraw every active registration and forget every answer; how many were withdrawn. Done again, it changes nothing."""
    person = people.load(unit, person_id)
    active = [each for each in registrations.of_person(unit.session, person_id) if each.active]
    for each in active:
        registering.withdraw(unit, person_id, each.id)
    people.correct_answers(unit, person_id, dict.fromkeys(person.answers))
    notes.drop_of(unit.session, person_id)
    audit.append(unit.session, person_acts(person_id), "take back consent", "person", person_id, now=unit.now, count=len(active))
    return len(active)
