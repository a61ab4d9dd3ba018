"""What a registrar writes down about a registration: sealed under the person's key, hers to read in the copy of her data."""

from datetime import datetime

from msgspec import Struct

from enrolment import audit
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Registration
from enrolment.store import notes, people
from enrolment.vault import PersonKey

LONGEST = 1000


class Note(Struct, frozen=True):
    """One note, as it was written."""

    text: str
    at: datetime


def write(unit: Unit, registration: Registration, text: str, actor: Actor) -> None:
    """Keep it; recorded without its words. Raises PersonUnknown where nobody is behind the registration any more."""
    if registration.person_id is None:
        raise PersonUnknown
    note_id = unit.ids.new_id()
    row = {
        "id": note_id,
        "registration_id": registration.id,
        "person_id": registration.person_id,
        "by": actor.id,
        "sealed": _key(unit, registration.person_id).seal({"text": text[:LONGEST]}, f"note:{note_id}"),
        "at": unit.now,
    }
    notes.add(unit.session, row)
    audit.append(unit.session, actor, "note", "registration", registration.id, now=unit.now)


def of(unit: Unit, registration: Registration) -> tuple[Note, ...]:
    """Oldest first."""
    rows = notes.of(unit.session, registration.id) if registration.person_id else []
    if not rows or registration.person_id is None:
        return ()
    key = _key(unit, registration.person_id)
    return tuple(Note(key.open(row["sealed"], f"note:{row['id']}")["text"], row["at"]) for row in rows)


def _key(unit: Unit, person_id: str) -> PersonKey:
    row = people.by_id(unit.session, person_id)
    if row is None or row["wrapped"] is None:
        raise PersonUnknown
    return unit.vault.key_of(row["wrapped"], person_id)
