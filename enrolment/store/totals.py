"""Counts of registrations, without names."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from enrolment.registration.states import HOLDING
from enrolment.store.sql import every, run, table

REGISTRATION = table("registration")


def by(session: Session, column: str, partners: Sequence[str] = ()) -> list[tuple[str | None, str, int]]:
    """(value of the column, status, how many), for these partners or all."""
    value, status = REGISTRATION.c[column], REGISTRATION.c.status
    statement = select(value.label("value"), status, func.count().label("count")).group_by(value, status).order_by(value, status)
    if partners:
        statement = statement.where(func.lower(REGISTRATION.c.partner_code).in_([code.lower() for code in partners]))
    return [(row["value"], row["status"], row["count"]) for row in every(session, statement)]


def by_course(session: Session, partners: Sequence[str] = ()) -> list[tuple[str, str, str, int]]:
    """(partner, course, status, how many), for these partners or all."""
    columns = (REGISTRATION.c.partner_code, REGISTRATION.c.course_code, REGISTRATION.c.status)
    statement = select(*columns, func.count().label("count")).group_by(*columns).order_by(*columns)
    if partners:
        statement = statement.where(func.lower(REGISTRATION.c.partner_code).in_([code.lower() for code in partners]))
    return [(row["partner_code"], row["course_code"], row["status"], row["count"]) for row in every(session, statement)]


def people_held(session: Session, partners: Sequence[str] = ()) -> int:
    """How many different people hold a place somewhere."""
    statement = select(func.count(func.distinct(REGISTRATION.c.person_id))).where(
        REGISTRATION.c.status.in_([each.value for each in HOLDING])
    )
    if partners:
        statement = statement.where(func.lower(REGISTRATION.c.partner_code).in_([code.lower() for code in partners]))
    return int(run(session, statement).scalar_one())


def made_between(session: Session, first: datetime, last: datetime, partners: Sequence[str] = ()) -> int:
    """How many were made from the first instant to before the last."""
    statement = select(func.count()).select_from(REGISTRATION).where(REGISTRATION.c.created_at >= first, REGISTRATION.c.created_at < last)
    if partners:
        statement = statement.where(func.lower(REGISTRATION.c.partner_code).in_([code.lower() for code in partners]))
    return int(run(session, statement).scalar_one())
