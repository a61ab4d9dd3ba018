"""Queries of registrars' notes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import every, run, table

NOTE = table("registration_note")


def add(session: Session, row: Mapping[str, Any]) -> None:
    run(session, insert(NOTE), **row)


def of(session: Session, registration_id: str) -> list[RowMapping]:
    """Oldest first."""
    return every(session, select(NOTE).where(NOTE.c.registration_id == registration_id).order_by(NOTE.c.at, NOTE.c.id))


def drop_of(session: Session, person_id: str) -> None:
    """All about her, for an erasure."""
    run(session, delete(NOTE).where(NOTE.c.person_id == person_id))
