"""Queries of deep links kept with their target and source."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import insert_new, one, table

LINK = table("deep_link")


def add(session: Session, row: Mapping[str, Any]) -> bool:
    """Keep it; False where its id is taken."""
    return insert_new(session, "deep_link", row) == 1


def by_id(session: Session, link_id: str) -> RowMapping | None:
    return one(session, select(LINK).where(LINK.c.id == link_id))


def same(session: Session, source: str, target: str) -> RowMapping | None:
    """The link made before for that source and target."""
    return one(session, select(LINK).where(LINK.c.source == source, LINK.c.target == target).order_by(LINK.c.made_at).limit(1))
