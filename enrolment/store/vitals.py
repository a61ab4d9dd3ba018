"""What stands in the tables, counted: for those who watch over the running bot."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, select
from sqlmodel import Session

from enrolment.store import inbox, outbox
from enrolment.store.sql import every, one, table

REGISTRATION, COUNT, SEATS = table("registration"), table("place_count"), table("course_session")
_BY_STATUS = select(REGISTRATION.c.status, func.count().label("count")).group_by(REGISTRATION.c.status)
_PLACES = select(
    func.coalesce(func.sum(COUNT.c.taken), 0).label("taken"),
    func.coalesce(func.sum(COUNT.c.waiting), 0).label("waiting"),
    func.coalesce(func.sum(SEATS.c.seats), 0).label("seats"),
).select_from(SEATS.outerjoin(COUNT, COUNT.c.session_code == SEATS.c.code))


class Vitals(Struct, frozen=True):
    """Backlogs and their age in seconds, registrations by status, places over all sessions."""

    inbox: int
    inbox_age: float
    outbox: int
    outbox_age: float
    registrations: dict[str, int]
    places_taken: int
    places_offered: int
    people_waiting: int


def look(session: Session, now: datetime) -> Vitals:
    held, oldest = inbox.backlog(session)
    due, since = outbox.backlog(session, now)
    statuses = {row["status"]: row["count"] for row in every(session, _BY_STATUS)}
    places = one(session, _PLACES)
    taken, waiting, seats = (int(places[name]) for name in ("taken", "waiting", "seats")) if places else (0, 0, 0)
    return Vitals(held, _age(oldest, now), due, _age(since, now), statuses, taken, seats, waiting)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
