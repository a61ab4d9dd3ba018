"""Queries of a restore: the saved rows and the living keys put together again."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store import copying, custody
from enrolment.store.people import ERASURE, KEY, PERSON
from enrolment.store.sql import every, run

PAGE = 500
_ERASED = select(ERASURE.c.person_id)
_TO_ERASE = select(PERSON.c.id).where(PERSON.c.erased_at.is_(None))
_LIVING = select(PERSON, KEY.c.wrapped).join_from(PERSON, KEY, KEY.c.person_id == PERSON.c.id)


def body(saved: Session, target: Session) -> int:
    """The backup's own rows; how many."""
    return sum(copying.copy(saved, target, name) for name in copying.names() if name not in custody.LEFT_OUT)


def keys(held: Session, target: Session) -> None:
    """What goes with the keys; a key whose person is not in the backup stays behind."""
    known = set(run(target, select(PERSON.c.id)).scalars())
    for name in custody.WITH_KEYS:
        copying.copy(held, target, name, only=lambda row: row.get("person_id") is None or row["person_id"] in known)


def registers(other: Session, target: Session) -> None:
    """What is only ever added to: the rows that the backup lacks."""
    for name in custody.BOTH:
        copying.add_missing(other, target, name)


def erased_since(session: Session) -> tuple[str, ...]:
    """People whom the backup still has and the register of erasures names."""
    return tuple(run(session, _TO_ERASE.where(PERSON.c.id.in_(_ERASED)).order_by(PERSON.c.id)).scalars())


def keyless(session: Session) -> tuple[str, ...]:
    """People whom the backup has, nobody erased, and whose key is nowhere."""
    keyed = select(KEY.c.person_id)
    return tuple(run(session, _TO_ERASE.where(PERSON.c.id.not_in(keyed), PERSON.c.id.not_in(_ERASED)).order_by(PERSON.c.id)).scalars())


def living(session: Session) -> Iterator[RowMapping]:
    """Everyone with a key, in pages."""
    after = ""
    while rows := every(session, _LIVING.where(PERSON.c.id > after).order_by(PERSON.c.id).limit(PAGE)):
        yield from rows
        after = rows[-1]["id"]
