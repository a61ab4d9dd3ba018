"""A group as its contact sees it, and what she decides for all the places nobody claimed."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from enrolment.registration import groups, registering, steps, waiting
from enrolment.registration.groups import Participant
from enrolment.registration.refusals import NotFound
from enrolment.registration.standing import standing
from enrolment.registration.states import Status
from enrolment.registration.unit import Unit
from enrolment.registration.values import Registration, Standing
from enrolment.store import groups as stored
from enrolment.store import registrations
from enrolment.vault import PersonKey


class Place(Struct, frozen=True):
    """A group's place: where it stands, and whom the contact named for it."""

    standing: Standing
    named: Participant

    @property
    def claimed(self) -> bool:
        return self.standing.registration.person_id is not None


class Team(Struct, frozen=True):
    """A group as its contact sees it."""

    reference: str
    session_code: str
    organisation: str
    places: tuple[Place, ...]

    @property
    def active(self) -> tuple[Place, ...]:
        return tuple(each for each in self.places if each.standing.registration.active)

    @property
    def unclaimed(self) -> tuple[Place, ...]:
        return tuple(each for each in self.active if not each.claimed)


def of_contact(unit: Unit, contact_id: str) -> tuple[Team, ...]:
    """The groups she is the contact of, newest first, each place with whom she named for it."""
    key = groups.key_of(unit, contact_id)
    rows = stored.of_contact(unit.session, contact_id)
    return tuple(_team(unit, key, row) for row in reversed(rows))


def team(unit: Unit, contact_id: str, group_reference: str) -> Team:
    """One of them. Raises NotFound."""
    row = stored.by_reference(unit.session, group_reference)
    if row is None or row["contact_id"] != contact_id:
        raise NotFound(reference=group_reference)
    return _team(unit, groups.key_of(unit, contact_id), row)


def accept(unit: Unit, contact_id: str, group_reference: str) -> tuple[Registration, ...]:
    """Take all the places held for a group that nobody claimed. Raises OfferOver, NotFound."""
    held = [each for each in _hers(unit, contact_id, group_reference) if each.status is Status.OFFERED]
    return tuple(waiting.accept(unit, contact_id, each.id) for each in held)


def decline(unit: Unit, contact_id: str, group_reference: str) -> int:
    """Let all the places held for it go; how many. Raises OfferOver, NotFound."""
    held = [each for each in _hers(unit, contact_id, group_reference) if each.status is Status.OFFERED]
    return len([waiting.decline_offer(unit, contact_id, each.id) for each in held])


def withdraw(unit: Unit, contact_id: str, group_reference: str) -> int:
    """Give up all that nobody claimed, places and ranks; how many. What a colleague claimed is hers. Raises NotFound."""
    active = [each for each in _hers(unit, contact_id, group_reference) if each.active]
    return len([registering.withdraw(unit, contact_id, each.id) for each in active])


def _hers(unit: Unit, contact_id: str, group_reference: str) -> tuple[Registration, ...]:
    """The places of her group that nobody claimed, their session held."""
    if stored.contact_of(unit.session, group_reference) != contact_id:
        raise NotFound(reference=group_reference)
    found = registrations.of_group(unit.session, group_reference)
    return tuple(each for each in steps.held_many(unit, [each.id for each in found]) if each.person_id is None)


def _team(unit: Unit, key: PersonKey, row: Mapping[Any, Any]) -> Team:
    found = registrations.of_group(unit.session, row["reference"])
    places_ = tuple(Place(standing(unit, each), groups.participant_of(unit, key, each.id)) for each in found)
    places_ = tuple(sorted(places_, key=lambda each: not (each.claimed or each.named.email)))
    return Team(row["reference"], row["session_code"], groups.organisation_of(key, row["sealed"]), places_)
