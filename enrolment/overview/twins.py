"""Pairs of accounts that may be one person's, with the reasons: for an administrator to look at, never merged by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from catalogue.words.say import N_, Say
from enrolment import audit
from enrolment.overview.listing import full_name
from enrolment.registration import people
from enrolment.registration.people import Pair
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor, Registration
from enrolment.store import registrations

AT_ONCE = 100  # pairs whose registrations are read together
SAME = {"name": N_("same name"), "email": N_("same email"), "phone": N_("same phone")}


@dataclass(frozen=True)
class Twins:
    """One pair: the name both go by, why they may be one, the registrations of each that may be seen."""

    name: str = field(repr=False)
    reasons: tuple[str, ...]
    one: tuple[Registration, ...]
    other: tuple[Registration, ...]

    def why(self, say: Say) -> str:
        return say.all_of(say.plain(SAME[reason]) for reason in self.reasons)


def twins(unit: Unit, rights: Rights, actor: Actor, first: int = 0, size: int = 50) -> tuple[tuple[Twins, ...], bool]:
    """A page of them, and whether there is more; that it was looked at is recorded. She sees a registration of each, or not the pair."""
    found = list(islice(_seen(unit, rights, people.all_duplicates(unit)), first, first + size + 1))
    named = [one for pair, mine, theirs in found[:size] if (one := _named(unit, pair, mine, theirs)) is not None]
    audit.append(unit.session, actor, "view", "twins", None, now=unit.now, count=len(named))
    return tuple(named), len(found) > size


def count(unit: Unit, rights: Rights, most: int = 100) -> int:
    """How many pairs she sees, counted no further than ``most``."""
    return sum(1 for _ in islice(_seen(unit, rights, people.all_duplicates(unit)), most))


Sides = tuple[Pair, tuple[Registration, ...], tuple[Registration, ...]]


def _seen(unit: Unit, rights: Rights, pairs: Sequence[Pair]) -> Iterator[Sides]:
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        known = registrations.of_people(unit.session, {person for pair in some for person in (pair.one, pair.other)})
        for pair in some:
            mine, theirs = (_hers(rights, known.get(person, ())) for person in (pair.one, pair.other))
            if mine and theirs:
                yield pair, mine, theirs


def _hers(rights: Rights, found: Sequence[Registration]) -> tuple[Registration, ...]:
    return tuple(each for each in found if rights.covers(each.partner_code))


def _named(unit: Unit, pair: Pair, mine: tuple[Registration, ...], theirs: tuple[Registration, ...]) -> Twins | None:
    """With their name; None where one was erased meanwhile."""
    try:
        return Twins(full_name(people.load(unit, pair.one).answers), pair.reasons, mine, theirs)
    except PersonUnknown:
        return None
