"""A person's document: opened with her key once in a transaction, from then on at hand in it, and written back sealed."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.words.replacing import replace
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.unit import Unit
from enrolment.registration.values import Person
from enrolment.store import people
from enrolment.vault import PersonKey, Vault

ABOUT = "person"


class _Held(Struct, frozen=True):
    """Someone whose row is locked by this transaction: nobody else changes it before its end."""

    person: Person
    key: PersonKey


def opened(vault: Vault, row: Mapping[Any, Any]) -> Person:
    """The row with its wrapped key as the person, her document open."""
    return _read(vault.key_of(row["wrapped"], row["id"]), row)


def locked(unit: Unit, person_id: str) -> Person:
    """Her, locked for this transaction. Raises PersonUnknown where there is nobody by that id, or she was erased."""
    return held(unit, person_id) or hold(unit, people.lock(unit.session, person_id))


def held(unit: Unit, person_id: str) -> Person | None:
    """Her as this transaction has her locked, if it has."""
    found: _Held | None = unit.session.info.get(_name(person_id))
    return found.person if found else None


def hold(unit: Unit, row: Mapping[Any, Any] | None, **changes: Any) -> Person:
    """The person of a row that was read locked, with what was changed of it since. Raises PersonUnknown."""
    if row is None or row["wrapped"] is None:
        raise PersonUnknown
    key = unit.vault.key_of(row["wrapped"], row["id"])
    return _at_hand(unit, replace(_read(key, row), **changes), key)


def let_go(unit: Unit, person_id: str) -> None:
    """She is erased: what the transaction has of her is true no longer."""
    unit.session.info.pop(_name(person_id), None)


def add(unit: Unit, hashed: str, person: Person) -> bool:
    """Write a newcomer, hers alone until the transaction ends; False where another wrote her meanwhile."""
    wrapped = unit.vault.new_key(person.id)
    key = unit.vault.key_of(wrapped, person.id)
    added = people.add(unit.session, person.id, telegram_hash=hashed, sealed=_sealed(key, person), wrapped=wrapped, now=unit.now)
    if added:
        _at_hand(unit, person, key)
    return added


def save(unit: Unit, person: Person) -> Person:
    """Write back someone who is locked. KeyError: she is not."""
    key = unit.session.info[_name(person.id)].key
    people.change(unit.session, person.id, sealed=_sealed(key, person))
    return _at_hand(unit, person, key)


def spoken(language: object) -> Language:
    """French unless English was chosen."""
    return "en" if language == "en" else "fr"


def _at_hand(unit: Unit, person: Person, key: PersonKey) -> Person:
    unit.session.info[_name(person.id)] = _Held(person, key)
    return person


def _name(person_id: str) -> str:
    return f"person {person_id}"


def _read(key: PersonKey, row: Mapping[Any, Any]) -> Person:
    document = key.open(row["sealed"], ABOUT)
    return Person(
        id=row["id"],
        telegram_id=document.get("telegram_id"),
        language=spoken(document.get("language")),
        answers=document.get("answers", {}),
        extra=document.get("extra", {}),
        reachable=row["reachable"],
        created_at=row["created_at"],
        seen_at=row["seen_at"],
    )


def _sealed(key: PersonKey, person: Person) -> bytes:
    written = {"telegram_id": person.telegram_id, "language": person.language, "answers": dict(person.answers), "extra": dict(person.extra)}
    return key.seal(written, ABOUT)
