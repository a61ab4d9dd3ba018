"""People: met, known again, corrected, erased. Everything personal is in one document under their own key."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.words.replacing import replace
from catalogue.words.say import N_
from enrolment import audit
from enrolment.registration import document
from enrolment.registration.folding import folded, folded_email, words
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.unit import Unit
from enrolment.registration.values import Person, person_acts
from enrolment.store import people, registrations
from enrolment.vault import Vault

KEPT = {  # what ``remember`` may keep, as /mydata calls it
    "language": N_("Language you chose"),
    "contact_consent": N_("What you agreed to for a group"),
}
SEEN_EVERY = timedelta(hours=1)  # how exactly it is kept when someone last wrote: retention counts in days


class Duplicate(Struct, frozen=True):
    """Someone who may be the same person, and why: ``email``, ``phone``, always together with the same folded name."""

    person_id: str
    reasons: tuple[str, ...]


class Pair(Struct, frozen=True):
    """Two accounts that may be the same person's, and why."""

    one: str
    other: str
    reasons: tuple[str, ...]


def meet(unit: Unit, telegram_id: int, language: Language) -> Person:
    """The person of that Telegram id, found or made; hers alone until the transaction ends. ``language`` serves a newcomer only."""
    hashed = unit.vault.lookup("telegram", telegram_id)
    row = people.by_telegram(unit.session, hashed)
    if row is None:
        person = Person(unit.ids.new_id(), telegram_id, language, created_at=unit.now, seen_at=unit.now)
        if document.add(unit, hashed, person):
            return person
        row = people.by_telegram(unit.session, hashed)
    if row is None:
        raise PersonUnknown
    if not row["reachable"] or unit.now - row["seen_at"] > SEEN_EVERY:
        people.change(unit.session, row["id"], seen_at=unit.now, reachable=True)
    return document.hold(unit, row, seen_at=unit.now, reachable=True)


def find(unit: Unit, telegram_id: int) -> Person | None:
    """The person of that Telegram id, if she ever wrote."""
    row = people.by_telegram(unit.session, unit.vault.lookup("telegram", telegram_id))
    return document.opened(unit.vault, row) if row is not None else None


def load(unit: Unit, person_id: str) -> Person:
    """Raises PersonUnknown where there is nobody by that id, or she was erased."""
    if held := document.held(unit, person_id):
        return held
    row = people.by_id(unit.session, person_id)
    if row is None or row["wrapped"] is None:
        raise PersonUnknown
    return document.opened(unit.vault, row)


def correct_answers(unit: Unit, person_id: str, changes: Mapping[str, str | None]) -> Person:
    """Lay these answers over hers (None takes one away); look-ups and the active registrations' role and region follow. Audited by name."""
    person = document.locked(unit, person_id)
    answers = {name: value for name, value in {**person.answers, **changes}.items() if value is not None}
    if answers == person.answers:
        return person
    after = document.save(unit, replace(person, answers=answers))
    people.look_ups(unit.session, person_id, look_ups(unit.vault, answers))
    registrations.follow_answers(unit.session, person_id, answers.get("region"), answers.get("role"), unit.now)
    fields = sorted(name for name in changes if person.answers.get(name) != answers.get(name))
    audit.append(unit.session, person_acts(person_id), "correct", "person", person_id, now=unit.now, scope={"fields": fields})
    return after


def set_language(unit: Unit, person_id: str, language: Language) -> Person:
    """The language she chose."""
    return document.save(unit, replace(document.locked(unit, person_id), language=language))


def remember(unit: Unit, person_id: str, name: str, value: Any) -> Person:
    """Keep something else of hers that lasts (a setting, an alert); None forgets it.

    KeyError: ``KEPT`` does not say what /mydata calls it.
    """
    if name not in KEPT:
        raise KeyError(name)
    person = document.locked(unit, person_id)
    extra = {key: kept for key, kept in {**person.extra, name: value}.items() if kept is not None}
    return document.save(unit, replace(person, extra=extra))


def search(unit: Unit, typed: str) -> tuple[str, ...]:
    """The ids of people whose email, phone or name is this one, or whose name has all these words."""
    exact = [("email", folded_email(typed)), ("phone", digits(typed)), ("name", folded(typed))]
    found = [set(people.found_by(unit.session, kind, unit.vault.lookup(kind, value))) for kind, value in exact if value]
    by_word = [set(people.found_by(unit.session, "word", unit.vault.lookup("word", word), limit=5000)) for word in words(typed)]
    return tuple(sorted(set().union(*found, set.intersection(*by_word) if by_word else set())))


def possible_duplicates(unit: Unit, person_id: str) -> tuple[Duplicate, ...]:
    """Others with the same folded name and the same email or phone: shown to administrators, never merged."""
    answers = load(unit, person_id).answers
    found = {
        kind: set(people.found_by(unit.session, kind, hashed)) - {person_id}
        for kind, hashed in look_ups(unit.vault, answers)
        if kind != "word"
    }
    namesakes = found.get("name", set())
    same = {kind: namesakes & found.get(kind, set()) for kind in ("email", "phone")}
    ids = sorted(same["email"] | same["phone"])
    return tuple(Duplicate(each, ("name", *(kind for kind in ("email", "phone") if each in same[kind]))) for each in ids)


def all_duplicates(unit: Unit) -> tuple[Pair, ...]:
    """Every pair of accounts that may be one person, with the reasons: for administrators to look at, never merged by themselves."""
    found: dict[tuple[str, str], list[str]] = {}
    for one, other, kind in people.namesakes(unit.session):
        found.setdefault((one, other), ["name"]).append(kind)
    return tuple(Pair(one, other, tuple(reasons)) for (one, other), reasons in found.items())


def look_ups(vault: Vault, answers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The keyed hashes she is found by: email, phone, full name, each word of it."""
    name = f"{answers.get('first_name', '')} {answers.get('last_name', '')}"
    values = [("email", folded_email(answers.get("email", ""))), ("phone", digits(answers.get("phone", ""))), ("name", folded(name))]
    values += [("word", word) for word in words(name)]
    return [(kind, vault.lookup(kind, value)) for kind, value in values if value]


def digits(typed: str) -> str:
    """A phone number as one compares it: its last ten digits."""
    return "".join(character for character in typed if character.isdigit())[-10:]
