"""Places, counted exactly: every claim is one guarded UPDATE, true under any number of processes on both databases."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, literal, or_, select, text, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from enrolment.registration.values import Places
from enrolment.store.sql import changed, every, one, run, table

COUNT = table("place_count")
SEATS = table("course_session")

_OPEN = text(
    "INSERT INTO place_count (session_code, taken, waiting, wait_seq)"
    " SELECT code, 0, 0, 0 FROM course_session WHERE code = :code ON CONFLICT (session_code) DO NOTHING"
)


def open_count(session: Session, code: str) -> None:
    """See to it that the session has its row of counts (nothing where the catalogue has no such session)."""
    run(session, _OPEN.bindparams(code=code))


def claim(session: Session, code: str, places: int = 1) -> bool:
    """Take so many places for a newcomer: only where they are free and nobody waits. The guard of the whole core."""
    guard = and_(COUNT.c.session_code == code, COUNT.c.waiting == 0, _room(code, places))
    return changed(session, update(COUNT).where(guard).values(taken=COUNT.c.taken + places)) == 1


def claim_for_waiting(session: Session, code: str, places: int = 1) -> bool:
    """Take freed places for those first on the list; they no longer wait."""
    guard = and_(COUNT.c.session_code == code, COUNT.c.waiting >= places, _room(code, places))
    values = {"taken": COUNT.c.taken + places, "waiting": COUNT.c.waiting - places, "short_since": None}
    return changed(session, update(COUNT).where(guard).values(values)) == 1


def queue(session: Session, code: str, people: int = 1) -> int | None:
    """Put so many on the list; the first number given, None where the session has no row. Numbers are never given twice."""
    statement = (
        update(COUNT)
        .where(COUNT.c.session_code == code)
        .values(waiting=COUNT.c.waiting + people, wait_seq=COUNT.c.wait_seq + people)
        .returning(COUNT.c.wait_seq)
    )
    last: int | None = run(session, statement).scalar_one_or_none()
    return None if last is None else last - people + 1


def shift(session: Session, code: str, *, taken: int = 0, waiting: int = 0) -> None:
    """Follow a change of state that needs no guard: a release, or a move between the list and nowhere."""
    values = {"taken": COUNT.c.taken + taken, "waiting": COUNT.c.waiting + waiting}
    run(session, update(COUNT).where(COUNT.c.session_code == code).values(values))


def short_since(session: Session, code: str, since: datetime | None) -> None:
    """Remember since when a freed place waits for a group that does not fit."""
    run(session, update(COUNT).where(COUNT.c.session_code == code).values(short_since=since))


def lock(session: Session, codes: Iterable[str]) -> None:
    """Take the sessions' rows, in one order for everybody, before anything of theirs is read (SQLite's writer is alone already)."""
    ordered = sorted(set(codes))
    run(session, select(COUNT.c.session_code).where(COUNT.c.session_code.in_(ordered)).order_by(COUNT.c.session_code).with_for_update())


def of(session: Session, code: str) -> Places | None:
    """The session's places now; None where the catalogue has no such session."""
    found = one(session, _places().where(SEATS.c.code == code))
    return Places(found["code"], found["seats"], found["taken"], found["waiting"]) if found else None


def of_all(session: Session) -> tuple[Places, ...]:
    """The places of every session that has had a registration."""
    rows = every(session, _places().where(COUNT.c.session_code.is_not(None)))
    return tuple(Places(row["code"], row["seats"], row["taken"], row["waiting"]) for row in rows)


def with_people(session: Session) -> tuple[tuple[str, datetime | None], ...]:
    """Sessions in which someone waits, with since when a place waits for a group."""
    statement = select(COUNT.c.session_code, COUNT.c.short_since).where(COUNT.c.waiting > 0).order_by(COUNT.c.session_code)
    return tuple((row["session_code"], row["short_since"]) for row in every(session, statement))


def _places() -> "Select[tuple[str, int | None, int, int]]":
    taken, waiting = func.coalesce(COUNT.c.taken, 0).label("taken"), func.coalesce(COUNT.c.waiting, 0).label("waiting")
    joined = SEATS.outerjoin(COUNT, COUNT.c.session_code == SEATS.c.code)
    return select(SEATS.c.code, SEATS.c.seats, taken, waiting).select_from(joined)


def _room(code: str, places: int) -> ColumnElement[bool]:
    """Whether so many places are free, as the catalogue stands in this very statement."""
    fits = or_(SEATS.c.seats.is_(None), COUNT.c.taken + literal(places) <= SEATS.c.seats)
    return exists().where(SEATS.c.code == code, fits).correlate(COUNT)
