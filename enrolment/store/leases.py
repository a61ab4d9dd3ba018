"""Who does a recurring task just now: one holder at a time over all processes, until the lease ends or is given back."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlmodel import Session

from enrolment.store.sql import changed, insert_new, run, table

LEASE = table("lease")


def take(session: Session, name: str, holder: str, now: datetime, hold: timedelta = timedelta(minutes=1)) -> bool:
    """Take or renew the lease; False while another holds it."""
    values = {"holder": holder, "until": now + hold}
    if insert_new(session, "lease", {"name": name, **values}):
        return True
    mine_or_over = or_(LEASE.c.holder == holder, LEASE.c.until <= now)
    return changed(session, update(LEASE).where(LEASE.c.name == name, mine_or_over).values(**values)) == 1


def give_back(session: Session, name: str, holder: str) -> None:
    run(session, delete(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder))
