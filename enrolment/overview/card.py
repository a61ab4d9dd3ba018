"""One registration as a page shows it: where it stands, what its person said, what was done about it. Looking at it is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import Struct

from enrolment import audit
from enrolment.exports import rows as exported
from enrolment.form.fields import FORM
from enrolment.form.values import Field, Form
from enrolment.overview.listing import full_name
from enrolment.registration import people, standing
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Registration, Standing
from enrolment.store import audits, registrations
from enrolment.store.exporting import unclaimed


class Event(Struct, frozen=True):
    """Something done: when, what, by which kind of actor, with which codes."""

    at: datetime
    action: str
    role: str
    actor: str
    scope: Mapping[str, Any]


@dataclass(frozen=True)
class Card:
    """The registration and all that goes with it, as far as these rights see. ``twins``: others' that may be the same person's."""

    standing: Standing
    name: str = field(repr=False)
    answers: tuple[tuple[Field, str], ...] = field(repr=False)
    history: tuple[Event, ...]
    others: tuple[Registration, ...]
    twins: tuple[Registration, ...]

    @property
    def registration(self) -> Registration:
        return self.standing.registration


def found(unit: Unit, typed: str, rights: Rights) -> Registration | None:
    """The registration of a reference, where it is hers to see; else as if there were none."""
    one = standing.by_reference(unit, typed)
    return one if one is not None and rights.covers(one.partner_code) else None


def card(unit: Unit, one: Registration, rights: Rights, actor: Actor, form: Form = FORM) -> Card:
    """The card, and its line in the audit. Sensitive answers are for the partner's own administrators."""
    audit.append(unit.session, actor, "view", "registration", one.id, now=unit.now)
    said = _answers(unit, one)
    shown = [each for each in form.fields if said.get(each.name) and (not each.sensitive or rights.partners)]
    return Card(
        standing.standing(unit, one),
        full_name(said),
        tuple((each, said[each.name]) for each in shown),
        tuple(Event(row["at"], row["action"], row["role"], row["actor"], row["scope"]) for row in audits.of_entity(unit.session, one.id)),
        tuple(each for each in _of(unit, one.person_id) if each.id != one.id and rights.covers(each.partner_code)),
        tuple(each for each in _twins(unit, one.person_id) if rights.covers(each.partner_code)),
    )


def _answers(unit: Unit, one: Registration) -> Mapping[str, str]:
    """Hers; for a place of a group nobody claimed, what its contact said; nothing once she is erased."""
    if one.person_id is not None:
        try:
            return people.load(unit, one.person_id).answers
        except PersonUnknown:
            return {}
    place = unclaimed(unit.session, [one.id]).get(one.id)
    return exported.named(unit.vault, place) if place is not None else {}


def _of(unit: Unit, person_id: str | None) -> tuple[Registration, ...]:
    return registrations.of_person(unit.session, person_id) if person_id is not None else ()


def _twins(unit: Unit, person_id: str | None) -> tuple[Registration, ...]:
    """The registrations of those who may be the same person."""
    if person_id is None:
        return ()
    try:
        same = people.possible_duplicates(unit, person_id)
    except PersonUnknown:
        return ()
    return tuple(each for one in same for each in _of(unit, one.person_id))
