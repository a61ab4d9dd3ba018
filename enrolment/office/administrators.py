"""Those who administer and have written to the bot: whom the program can tell something."""

from msgspec import Struct

from enrolment.registration import rights as granting
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.store import people


class Administrator(Struct, frozen=True):
    """Someone with rights, by her id as a person."""

    person_id: str
    telegram_id: int
    rights: Rights


def told_of(unit: Unit, admins: frozenset[int]) -> tuple[Administrator, ...]:
    """Everyone with rights as of now who can be reached in the chat. ``admins`` are those of the settings."""
    ids = [*sorted(admins), *(one.telegram_id for one in granting.granted(unit) if one.telegram_id not in admins)]
    found = []
    for telegram_id in dict.fromkeys(ids):
        person_id = people.reachable(unit.session, unit.vault.lookup("telegram", telegram_id))
        may = granting.role_of(unit, telegram_id, admins)
        if person_id is not None and may is not None:
            found.append(Administrator(person_id, telegram_id, may))
    return tuple(found)
