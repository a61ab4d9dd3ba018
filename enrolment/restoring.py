"""A restore: the backup and the living keys put together, and the register of erasures replayed, in one transaction."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime

from msgspec import Struct
from sqlmodel import Session

from catalogue.store import offer
from catalogue.store.database import Database
from enrolment import audit
from enrolment.registration.document import opened
from enrolment.registration.erasure import erase
from enrolment.registration.people import look_ups
from enrolment.registration.states import Role
from enrolment.registration.unit import Rules, Unit
from enrolment.registration.values import Actor
from enrolment.store import copying, keycheck, people, returning

OPERATOR = Actor("restore", Role.CLOCK)
PROOFS = ("person", "registration", "audit_event", "vault_check")  # a database with none of these holds nothing to lose


class CannotRestore(Exception):  # noqa: N818  (named for what happened)
    """The backup, the keys and the target do not go together."""


class KeysMissing(CannotRestore):
    """So many people of the backup have no key where the keys are taken from, and nobody erased them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} people of the backup have no key there, and the register does not name them")
        self.count = count


class Restored(Struct, frozen=True):
    """What came back: rows, people whose key lives, people erased since (or let go for want of a key)."""

    rows: int
    people: int
    erased: int


class Sources(Struct, frozen=True):
    """Where it comes from: the backup; the keys (a keys' backup, or today's database); other registers of erasures to obey."""

    body: Database
    keys: Database
    registers: Sequence[Database] = ()


def restore(sources: Sources, target: Database, data_key: bytes, rules: Rules, now: datetime, *, let_go: bool = False) -> Restored:
    """Fill an empty, migrated database. ``let_go``: people whose key is nowhere are erased instead of stopping the restore.

    Raises KeysMissing, CannotRestore, WrongKey (the keys are under another data key); nothing is written then.
    """
    with ExitStack() as open_ones, target.writing() as session:
        if not copying.is_empty(session, *PROOFS):
            raise CannotRestore("there is something in that database: a restore needs an empty one")
        read = (sources.body, sources.keys, *sources.registers)
        saved, held, *others = (open_ones.enter_context(copying.snapshot(each)) for each in read)
        rows = returning.body(saved, session)
        returning.keys(held, session)
        for each in (held, *others):
            returning.registers(each, session)
        copying.number_on(session)
        unit = _unit(session, data_key, rules, now)
        erased = _replayed(unit, let_go=let_go)
        known = _found_again(unit)
        audit.append(session, OPERATOR, "restore", "database", None, now=now, count=known, scope={"erased": erased})
    return Restored(rows, known, erased)


def _unit(session: Session, data_key: bytes, rules: Rules, now: datetime) -> Unit:
    catalogue = offer.load(session)
    if catalogue is None:
        raise CannotRestore("there is no catalogue in that backup")
    return Unit(session, keycheck.opened(session, data_key), catalogue, now, rules)


def _replayed(unit: Unit, *, let_go: bool) -> int:
    """Those erased since the backup are erased again, and those without a key."""
    missing = returning.keyless(unit.session)
    if missing and not let_go:
        raise KeysMissing(len(missing))
    return sum(erase(unit, each, actor=OPERATOR) for each in (*returning.erased_since(unit.session), *missing))


def _found_again(unit: Unit) -> int:
    """The keyed hashes made anew from each document; how many people there are."""
    count = 0
    for row in returning.living(unit.session):
        person = opened(unit.vault, row)
        hashed = unit.vault.lookup("telegram", person.telegram_id) if person.telegram_id is not None else None
        people.change(unit.session, person.id, telegram_hash=hashed)
        people.look_ups(unit.session, person.id, look_ups(unit.vault, person.answers))
        count += 1
    return count
