"""Places, counted exactly: every claim is one guarded UPDATE, true under any number of processes on both databases."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, text, update
from sqlmodel import Session

from catalogue.store.database import connection_of
from enrolment.registration.values import Places
from enrolment.store.ready import Ready
from enrolment.store.sql import every, run, table

COUNT = table("place_count")
SEATS = table("course_session")

_OPEN = text(
    "INSERT INTO place_count (session_code, taken, waiting, wait_seq)"
    " SELECT code, 0, 0, 0 FROM course_session WHERE code = :code ON CONFLICT (session_code) DO NOTHING"
)
_code: Any = bindparam("code")
_people: Any = bindparam("people")
_here = COUNT.c.session_code == _code
_fits = or_(SEATS.c.seats.is_(None), COUNT.c.taken + _people <= SEATS.c.seats)
_room = exists().where(SEATS.c.code == _code, _fits).correlate(COUNT)  # free, as the catalogue stands in this very statement
_CLAIM = Ready(update(COUNT).where(_here, COUNT.c.waiting == 0, _room).values(taken=COUNT.c.taken + _people))
_CLAIM_FOR_WAITING = Ready(
    update(COUNT)
    .where(_here, COUNT.c.waiting >= _people, _room)
    .values(taken=COUNT.c.taken + _people, waiting=COUNT.c.waiting - _people, short_since=None)
)
_QUEUE = Ready(
    update(COUNT).where(_here).values(waiting=COUNT.c.waiting + _people, wait_seq=COUNT.c.wait_seq + _people).returning(COUNT.c.wait_seq)
)
_SHIFT = Ready(
    update(COUNT).where(_here).values(taken=COUNT.c.taken + bindparam("more"), waiting=COUNT.c.waiting + bindparam("more_waiting"))
)
_among = COUNT.c.session_code.in_(bindparam("codes", expanding=True))
_LOCK = select(COUNT.c.session_code).where(_among).order_by(COUNT.c.session_code).with_for_update()
_PLACES = select(
    SEATS.c.code, SEATS.c.seats, func.coalesce(COUNT.c.taken, 0).label("taken"), func.coalesce(COUNT.c.waiting, 0).label("waiting")
).select_from(SEATS.outerjoin(COUNT, COUNT.c.session_code == SEATS.c.code))
_OF = Ready(_PLACES.where(SEATS.c.code == _code))
_OF_ALL = _PLACES.where(COUNT.c.session_code.is_not(None))


def open_count(session: Session, code: str) -> None:
    """See to it that the session has its row of counts (nothing where the catalogue has no such session)."""
    run(session, _OPEN, code=code)


def claim(session: Session, code: str, places: int = 1) -> bool:
    """Take so many places for a newcomer: only where they are free and nobody waits. The guard of the whole core."""
    return _CLAIM.run(session, code=code, people=places) == 1


def claim_for_waiting(session: Session, code: str, places: int = 1) -> bool:
    """Take freed places for those first on the list; they no longer wait."""
    return _CLAIM_FOR_WAITING.run(session, code=code, people=places) == 1


def queue(session: Session, code: str, people: int = 1) -> int | None:
    """Put so many on the list; the first number given, None where the session has no row. Numbers are never given twice."""
    last: int | None = _QUEUE.value(session, code=code, people=people)
    return None if last is None else last - people + 1


def shift(session: Session, code: str, *, taken: int = 0, waiting: int = 0) -> None:
    """Follow a change of state that needs no guard: a release, or a move between the list and nowhere."""
    _SHIFT.run(session, code=code, more=taken, more_waiting=waiting)


def short_since(session: Session, code: str, since: datetime | None) -> None:
    """Remember since when a freed place waits for a group that does not fit."""
    run(session, update(COUNT).where(COUNT.c.session_code == code).values(short_since=since))


def lock(session: Session, codes: Iterable[str]) -> None:
    """Take the sessions' rows, in one order for everybody, before anything of theirs is read (SQLite's writer is alone already)."""
    if connection_of(session).dialect.name != "sqlite":
        run(session, _LOCK, codes=sorted(set(codes)))


def of(session: Session, code: str) -> Places | None:
    """The session's places now; None where the catalogue has no such session."""
    found = _OF.one(session, code=code)
    return Places(found["code"], found["seats"], found["taken"], found["waiting"]) if found else None


def of_all(session: Session) -> tuple[Places, ...]:
    """The places of every session that has had a registration."""
    return tuple(Places(row["code"], row["seats"], row["taken"], row["waiting"]) for row in every(session, _OF_ALL))


def with_people(session: Session) -> tuple[tuple[str, datetime | None], ...]:
    """Sessions in which someone waits, with since when a place waits for a group."""
    statement = select(COUNT.c.session_code, COUNT.c.short_since).where(COUNT.c.waiting > 0).order_by(COUNT.c.session_code)
    return tuple((row["session_code"], row["short_since"]) for row in every(session, statement))
