"""What the contact of a group wrote of it, open: her organisation, whom she named for its places."""

from collections.abc import Mapping

from msgspec import Struct

from enrolment.registration.groups import ABOUT_GROUP, ABOUT_PLACE
from enrolment.registration.unit import Unit
from enrolment.store import groups, people


class Written(Struct, frozen=True):
    """One group as its contact wrote it; ``named`` are those whose place nobody claimed yet."""

    reference: str
    session_code: str
    organisation: str
    named: tuple[Mapping[str, str], ...]


def of_contact(unit: Unit, person_id: str) -> tuple[Written, ...]:
    """Every group she is the contact of, oldest first."""
    row = people.by_id(unit.session, person_id)
    found = groups.of_contact(unit.session, person_id)
    if row is None or row["wrapped"] is None or not found:
        return ()
    key = unit.vault.key_of(row["wrapped"], person_id)
    told = []
    for group in found:
        document = key.open(group["sealed"], ABOUT_GROUP) if group["sealed"] is not None else {}
        places = groups.places_of(unit.session, group["reference"])
        named = [key.open(each["sealed"], f"{ABOUT_PLACE}:{each['registration_id']}") for each in places if each["sealed"] is not None]
        given = tuple({name: value for name, value in each.items() if value} for each in named)
        told.append(Written(group["reference"], group["session_code"], document.get("organisation", ""), given))
    return tuple(told)
