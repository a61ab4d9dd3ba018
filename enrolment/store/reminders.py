"""Queries of reminders: who wants them, and whose session comes near."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from enrolment.registration.states import Status
from enrolment.registration.values import Registration
from enrolment.store.registrations import COLUMNS, REGISTRATION, read
from enrolment.store.sql import every, insert_new, run, table

WISH = table("reminder_wish")
GOING = (Status.PRE_REGISTERED.value, Status.CONFIRMED.value)


def wish(session: Session, person_id: str, now: datetime) -> bool:
    """She wants to be reminded; False where she did already."""
    return insert_new(session, "reminder_wish", {"person_id": person_id, "since": now}) == 1


def unwish(session: Session, person_id: str) -> None:
    run(session, delete(WISH).where(WISH.c.person_id == person_id))


def wished(session: Session, person_id: str) -> bool:
    return run(session, select(WISH.c.person_id).where(WISH.c.person_id == person_id)).first() is not None


def near(session: Session, after: datetime, before: datetime) -> list[tuple[Registration, datetime]]:
    """The registrations of those who want it that hold a place in a session starting between the two; with since when it is wanted."""
    columns = [REGISTRATION.c[name] for name in COLUMNS]
    statement = select(*columns, WISH.c.since).join_from(WISH, REGISTRATION, REGISTRATION.c.person_id == WISH.c.person_id)
    within = (REGISTRATION.c.starts_at > after, REGISTRATION.c.starts_at <= before, REGISTRATION.c.status.in_(GOING))
    return [(read(row), row["since"]) for row in every(session, statement.where(*within).order_by(REGISTRATION.c.id))]
