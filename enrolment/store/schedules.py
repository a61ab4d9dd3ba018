"""Queries of exports that come by themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import changed, every, one, run, table

SCHEDULE = table("export_schedule")


def add(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(SCHEDULE), **row)


def by_id(session: Session, schedule_id: str) -> RowMapping | None:
    return one(session, select(SCHEDULE).where(SCHEDULE.c.id == schedule_id))


def of_owner(session: Session, owner: str) -> list[RowMapping]:
    """Hers, the soonest first."""
    return every(session, select(SCHEDULE).where(SCHEDULE.c.owner == owner).order_by(SCHEDULE.c.next_at, SCHEDULE.c.id))


def due(session: Session, now: datetime, limit: int = 50) -> list[RowMapping]:
    return every(session, select(SCHEDULE).where(SCHEDULE.c.next_at <= now).order_by(SCHEDULE.c.next_at, SCHEDULE.c.id).limit(limit))


def advance(session: Session, schedule_id: str, over: datetime, next_at: datetime) -> bool:
    """To its next time, if it still stands at the one it was read at."""
    mine = (SCHEDULE.c.id == schedule_id, SCHEDULE.c.next_at == over)
    return changed(session, update(SCHEDULE).where(*mine).values(next_at=next_at)) == 1


def drop(session: Session, schedule_id: str, owner: str) -> None:
    run(session, delete(SCHEDULE).where(SCHEDULE.c.id == schedule_id, SCHEDULE.c.owner == owner))


def drop_of(session: Session, owner: str) -> None:
    """All of hers: the role is taken back, or she is erased."""
    run(session, delete(SCHEDULE).where(SCHEDULE.c.owner == owner))
