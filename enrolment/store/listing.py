"""Registrations for a page: filtered, in the order of one unencrypted column, a page at a time by key, however many there are."""

from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct
from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from enrolment.store.exporting import Wanted, conditions, with_person
from enrolment.store.registrations import REGISTRATION
from enrolment.store.sql import every, run

ORDERS = ("created_at", "updated_at", "starts_at", "course_code", "status")  # each has its index with the reference
Value = datetime | str


@dataclass(frozen=True)
class Order:
    """By which column, and whether from the last; the reference decides between equals."""

    column: str = "created_at"
    descending: bool = True

    def __post_init__(self) -> None:
        if self.column not in ORDERS:
            raise ValueError(f"no order by {self.column}")


class Edge(Struct, frozen=True):
    """Where a page ends, or begins: the value of the order's column, and the reference."""

    value: Value
    reference: str


def page(
    session: Session, wanted: Wanted, order: Order, limit: int, *, after: Edge | None = None, before: Edge | None = None
) -> list[RowMapping]:
    """The rows after an edge, or the last ones before it, in the order; each with its person's sealed document and key."""
    backwards = before is not None
    descends = order.descending != backwards
    edge = before or after
    statement = with_person().where(*conditions(wanted))
    if edge is not None:
        statement = statement.where(_beyond(order.column, edge, descends=descends))
    columns = (REGISTRATION.c[order.column], REGISTRATION.c.reference)
    rows = every(session, statement.order_by(*(column.desc() if descends else column.asc() for column in columns)).limit(limit))
    return rows[::-1] if backwards else rows


def count(session: Session, wanted: Wanted, most: int) -> int:
    """How many there are, counted no further than ``most``."""
    some = select(REGISTRATION.c.id).where(*conditions(wanted)).limit(most).subquery()
    return int(run(session, select(func.count()).select_from(some)).scalar_one())


def _beyond(column: str, edge: Edge, *, descends: bool) -> ColumnElement[bool]:
    """Past the edge in that direction; the first condition alone lets the index be entered at the edge."""
    value, reference = REGISTRATION.c[column], REGISTRATION.c.reference
    if descends:
        return and_(value <= edge.value, or_(value < edge.value, reference < edge.reference))
    return and_(value >= edge.value, or_(value > edge.value, reference > edge.reference))
