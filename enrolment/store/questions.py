"""Queries of questions left open: kept one a row, counted by wording, settled, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.ready import Ready
from enrolment.store.sql import changed, every, run, table

QUESTION = table("open_question")
OPEN = "open"

_ADD = Ready(insert(QUESTION))
_DISMISSED = select(QUESTION.c.id).where(QUESTION.c.state == "dismissed", QUESTION.c.wording == bindparam("wording")).limit(1)


def add(session: Session, row: Mapping[str, Any]) -> None:
    _ADD.run(session, **row)


def dismissed(session: Session, wording: str) -> bool:
    """Whether an administrator said that this one is not to be seen again."""
    return run(session, _DISMISSED, wording=wording).first() is not None


def counted(session: Session, kinds: Sequence[str], limit: int) -> list[RowMapping]:
    """The open wordings of these kinds, the most asked first: how often, the last day, one of their rows."""
    grouped = (
        select(
            QUESTION.c.wording,
            func.count().label("count"),
            func.min(QUESTION.c.id).label("first"),
            func.max(QUESTION.c.day).label("last"),
        )
        .where(QUESTION.c.state == OPEN, QUESTION.c.kind.in_(kinds))
        .group_by(QUESTION.c.wording)
        .order_by(func.count().desc(), func.max(QUESTION.c.day).desc(), func.min(QUESTION.c.id))
        .limit(limit)
        .subquery()
    )
    statement = select(grouped, QUESTION.c.language, QUESTION.c.sealed, QUESTION.c.facets).join(QUESTION, QUESTION.c.id == grouped.c.first)
    return every(session, statement.order_by(grouped.c.count.desc(), grouped.c.last.desc(), grouped.c.first))


def unmet(session: Session, limit: int) -> list[RowMapping]:
    """The newest questions that asked for something, whatever became of them."""
    columns = (QUESTION.c.id, QUESTION.c.wording, QUESTION.c.facets, QUESTION.c.sealed, QUESTION.c.day)
    return every(session, select(*columns).order_by(QUESTION.c.id.desc()).limit(limit))


def settle(session: Session, wordings: Sequence[str], state: str) -> int:
    """What became of these wordings; how many questions."""
    return changed(session, update(QUESTION).where(QUESTION.c.wording.in_(wordings), QUESTION.c.state == OPEN).values(state=state))


def forget(session: Session, before: date) -> int:
    """Delete those asked before that day; how many."""
    return changed(session, delete(QUESTION).where(QUESTION.c.day < before))
