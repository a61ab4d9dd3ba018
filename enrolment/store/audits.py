"""Queries of the audit: events are only ever added, and so are the links that seal them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.ready import Ready
from enrolment.store.sql import every, one, run, table

EVENT, SEAL = table("audit_event"), table("audit_seal")

_ADD = Ready(insert(EVENT).inline())  # inline: its number is nobody's to know


def add(session: Session, event: Mapping[str, Any]) -> None:
    _ADD.run(session, **event)


def unsealed(session: Session, limit: int) -> list[RowMapping]:
    """Events that no link seals yet, oldest first."""
    sealed = select(SEAL.c.event_id).where(SEAL.c.event_id == EVENT.c.id).exists()
    return every(session, select(EVENT).where(~sealed).order_by(EVENT.c.id).limit(limit))


def unsealed_count(session: Session) -> int:
    sealed = select(SEAL.c.event_id).where(SEAL.c.event_id == EVENT.c.id).exists()
    return int(run(session, select(func.count()).select_from(EVENT).where(~sealed)).scalar_one())


def head(session: Session) -> RowMapping | None:
    """The last link."""
    return one(session, select(SEAL).order_by(SEAL.c.position.desc()).limit(1))


def link(session: Session, links: list[dict[str, Any]]) -> None:
    run(session, insert(SEAL), links)


def chain(session: Session, page: int = 1000) -> Iterator[RowMapping]:
    """Every link in order with the event it seals (its columns None where it is gone)."""
    position = 0
    columns = [column.label(f"event_{column.name}") for column in EVENT.columns]
    joined = select(SEAL.c.position, SEAL.c.event_id.label("sealed_id"), SEAL.c.hash, *columns)
    joined = joined.join_from(SEAL, EVENT, EVENT.c.id == SEAL.c.event_id, isouter=True).order_by(SEAL.c.position).limit(page)
    while rows := every(session, joined.where(SEAL.c.position > position)):
        yield from rows
        position = rows[-1]["position"]


def last_at(session: Session, actor: str, action: str, entity: str) -> datetime | None:
    """When that one did that last."""
    mine = (EVENT.c.actor == actor, EVENT.c.action == action, EVENT.c.entity == entity)
    row = one(session, select(EVENT.c.at).where(*mine).order_by(EVENT.c.id.desc()).limit(1))
    return row["at"] if row else None


def events(session: Session, *, limit: int = 100, action: str | None = None) -> list[RowMapping]:
    """The newest first."""
    statement = select(EVENT).order_by(EVENT.c.id.desc()).limit(limit)
    return every(session, statement.where(EVENT.c.action == action) if action else statement)


def of_entity(session: Session, entity_id: str, limit: int = 200) -> list[RowMapping]:
    """What was done about one thing, oldest first."""
    newest = every(session, select(EVENT).where(EVENT.c.entity_id == entity_id).order_by(EVENT.c.id.desc()).limit(limit))
    return newest[::-1]


def page(session: Session, limit: int, *, before: int | None = None, actions: Sequence[str] = ()) -> list[RowMapping]:
    """The newest first, those older than ``before`` where it is given."""
    statement = select(EVENT).order_by(EVENT.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(EVENT.c.id < before)
    return every(session, statement.where(EVENT.c.action.in_(actions)) if actions else statement)
