"""Queries of broadcasts: made, promised a page of people at a time, counted, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store import tables
from enrolment.store.groups import GROUP
from enrolment.store.registrations import REGISTRATION
from enrolment.store.sql import changed, every, one, run, table

BROADCAST, PERSON, OUTBOX = table("broadcast"), table("person"), table("outbox")
_WHOM = {"session": REGISTRATION.c.session_code, "course": REGISTRATION.c.course_code}


def add(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(BROADCAST), **row)


def by_id(session: Session, broadcast_id: str) -> RowMapping | None:
    return one(session, select(BROADCAST).where(BROADCAST.c.id == broadcast_id))


def change(session: Session, broadcast_id: str, **values: Any) -> bool:
    return changed(session, update(BROADCAST).where(BROADCAST.c.id == broadcast_id).values(**values)) == 1


def under_way(session: Session) -> list[RowMapping]:
    return every(session, select(BROADCAST).where(BROADCAST.c.state != "done").order_by(BROADCAST.c.made_at, BROADCAST.c.id))


def listed(session: Session, partners: Sequence[str], limit: int) -> list[RowMapping]:
    """The newest first, of these partners or of all."""
    mine = [func.lower(BROADCAST.c.partner_code).in_([code.lower() for code in partners])] if partners else []
    return every(session, select(BROADCAST).where(*mine).order_by(BROADCAST.c.made_at.desc(), BROADCAST.c.id).limit(limit))


def reached(session: Session, kind: str, code: str) -> tuple[int, int]:
    """How many people can be written to, and how many cannot (they blocked the bot)."""
    hers = _people(kind, code).subquery()
    counted = select(func.count(), func.coalesce(func.sum(hers.c.reachable), 0)).select_from(hers)
    everyone, reachable = map(int, run(session, counted).one())
    return reachable, everyone - reachable


def page(session: Session, kind: str, code: str, after: str, limit: int) -> list[str]:
    """The next people who can be written to, by id."""
    hers = _people(kind, code).subquery()
    statement = select(hers.c.id).where(hers.c.id > after, hers.c.reachable == 1).order_by(hers.c.id).limit(limit)
    return list(run(session, statement).scalars())


def states(session: Session, broadcast_id: str) -> dict[str, int]:
    """Its messages by what became of them (due, sent, given_up)."""
    start = f"broadcast:{broadcast_id}:"
    mine = (OUTBOX.c.dedupe >= start, OUTBOX.c.dedupe < f"broadcast:{broadcast_id};")
    statement = select(OUTBOX.c.state, func.count().label("count")).where(*mine).group_by(OUTBOX.c.state)
    return {row["state"]: row["count"] for row in every(session, statement)}


def forget(session: Session, before: datetime) -> int:
    """Delete those done before then; how many."""
    return changed(session, delete(BROADCAST).where(BROADCAST.c.state == "done", BROADCAST.c.done_at < before))


def _people(kind: str, code: str) -> Any:
    """Everyone active there, once: herself, or the contact of her group while nobody claimed her place."""
    owner = func.coalesce(REGISTRATION.c.person_id, GROUP.c.contact_id)
    joined = REGISTRATION.outerjoin(GROUP, GROUP.c.reference == REGISTRATION.c.group_reference)
    hers = select(owner.label("id")).select_from(joined).where(tables.ACTIVE, _WHOM[kind] == code).distinct().subquery()
    able = case((PERSON.c.reachable.is_(True), 1), else_=0)
    return select(PERSON.c.id, able.label("reachable")).join(hers, hers.c.id == PERSON.c.id)
