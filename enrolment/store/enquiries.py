"""Queries of enquiries and their letters: opened, written to, listed for those who may see them, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from enrolment.store.sql import changed, every, one, run, table

ENQUIRY, LETTER = table("enquiry"), table("letter")


def add(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(ENQUIRY), **row)


def add_letter(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(LETTER), **row)


def by_id(session: Session, enquiry_id: str) -> RowMapping | None:
    return one(session, select(ENQUIRY).where(ENQUIRY.c.id == enquiry_id))


def under_way(session: Session, person_id: str) -> RowMapping | None:
    """Her enquiry that is not closed: there is one at most."""
    mine = (ENQUIRY.c.person_id == person_id, ENQUIRY.c.state != "closed")
    return one(session, select(ENQUIRY).where(*mine).order_by(ENQUIRY.c.touched_at.desc()).limit(1))


def change(session: Session, enquiry_id: str, **values: Any) -> bool:
    return changed(session, update(ENQUIRY).where(ENQUIRY.c.id == enquiry_id).values(**values)) == 1


def letters(session: Session, enquiry_id: str) -> list[RowMapping]:
    """Oldest first."""
    return every(session, select(LETTER).where(LETTER.c.enquiry_id == enquiry_id).order_by(LETTER.c.at, LETTER.c.id))


def of_person(session: Session, person_id: str) -> list[RowMapping]:
    return every(session, select(ENQUIRY).where(ENQUIRY.c.person_id == person_id).order_by(ENQUIRY.c.opened_at))


def listed(session: Session, partners: Sequence[str], states: Sequence[str], limit: int) -> list[RowMapping]:
    """Those in these states that may be seen, the longest untouched first. ``partners`` empty sees all."""
    statement = select(ENQUIRY).where(ENQUIRY.c.state.in_(states), *_seen(partners))
    return every(session, statement.order_by(ENQUIRY.c.touched_at, ENQUIRY.c.id).limit(limit))


def count(session: Session, partners: Sequence[str], states: Sequence[str]) -> int:
    statement = select(func.count()).select_from(ENQUIRY).where(ENQUIRY.c.state.in_(states), *_seen(partners))
    return int(run(session, statement).scalar_one())


def drop_of(session: Session, person_id: str) -> None:
    """All of hers, for an erasure."""
    _drop(session, ENQUIRY.c.person_id == person_id)


def forget(session: Session, before: datetime) -> None:
    """Those nobody wrote to since then."""
    _drop(session, ENQUIRY.c.touched_at < before)


def _drop(session: Session, which: ColumnElement[bool]) -> None:
    run(session, delete(LETTER).where(LETTER.c.enquiry_id.in_(select(ENQUIRY.c.id).where(which))))
    run(session, delete(ENQUIRY).where(which))


def _seen(partners: Sequence[str]) -> list[ColumnElement[bool]]:
    return [func.lower(ENQUIRY.c.partner_code).in_([code.lower() for code in partners])] if partners else []
