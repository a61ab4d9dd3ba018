"""Who does a recurring task just now: one holder at a time over all processes, until the lease ends or is given back."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from enrolment.store.sql import changed, every, insert_new, one, run, table

LEASE = table("lease")


def take(session: Session, name: str, holder: str, now: datetime, hold: timedelta = timedelta(minutes=1)) -> bool:
    """Take or renew the lease; False while another holds it."""
    values = {"holder": holder, "until": now + hold}
    if insert_new(session, "lease", {"name": name, **values}):
        return True
    absurd = LEASE.c.until > now + 2 * hold  # the clock was set back meanwhile
    mine_or_over = or_(LEASE.c.holder == holder, LEASE.c.until <= now, absurd)
    return changed(session, update(LEASE).where(LEASE.c.name == name, mine_or_over).values(**values)) == 1


def due(session: Session, name: str, holder: str, now: datetime, every: timedelta) -> bool:
    """Whether a task that is done once in a while is to be done now, by whoever asks first; then not again before ``every`` has passed."""
    values = {"holder": holder, "until": now + every}
    if insert_new(session, "lease", {"name": name, **values}):
        return True
    over = or_(LEASE.c.until <= now, LEASE.c.until > now + 2 * every)  # or the clock was set back meanwhile
    return changed(session, update(LEASE).where(LEASE.c.name == name, over).values(**values)) == 1


def held_by(session: Session, name: str, now: datetime) -> str | None:
    """Who holds a lease now."""
    found: str | None = run(session, select(LEASE.c.holder).where(LEASE.c.name == name, LEASE.c.until > now)).scalar_one_or_none()
    return found


def give_back(session: Session, name: str, holder: str) -> None:
    run(session, delete(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder))


def holder_of(session: Session, name: str) -> str | None:
    """Who holds it, whether or not it is over."""
    row = one(session, select(LEASE.c.holder).where(LEASE.c.name == name))
    return row["holder"] if row else None


def living(session: Session, prefix: str, now: datetime) -> tuple[str, ...]:
    """The names of the leases under way that begin so."""
    rows = every(session, select(LEASE.c.name).where(LEASE.c.name.startswith(prefix, autoescape=True), LEASE.c.until > now))
    return tuple(sorted(row["name"] for row in rows))


def forget(session: Session, prefix: str, now: datetime) -> None:
    """Delete those that begin so and are over."""
    run(session, delete(LEASE).where(LEASE.c.name.startswith(prefix, autoescape=True), LEASE.c.until <= now))
