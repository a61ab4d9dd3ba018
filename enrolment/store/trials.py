"""What may be tried only so often: guesses at a link, a line that is said once. Counted over all processes."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from enrolment.store.sql import changed, insert_new, one, run, table

TRIAL = table("trial")


def allow(session: Session, what: str, who: str, now: datetime, *, most: int, within: timedelta) -> bool:
    """Count one more try of ``who`` (a keyed hash); False where it is one too many for the window under way."""
    run(session, delete(TRIAL).where(TRIAL.c.what == what, TRIAL.c.who == who, (TRIAL.c.until <= now) | (TRIAL.c.until > now + 2 * within)))
    if insert_new(session, "trial", {"what": what, "who": who, "count": 1, "until": now + within}):
        return most >= 1
    mine = (TRIAL.c.what == what, TRIAL.c.who == who)
    run(session, update(TRIAL).where(*mine).values(count=TRIAL.c.count + 1))
    kept = one(session, select(TRIAL.c.count).where(*mine))
    return kept is not None and int(kept["count"]) <= most


def tried(session: Session, what: str, who: str, now: datetime) -> int:
    """How often within the window under way."""
    kept = one(session, select(TRIAL.c.count).where(TRIAL.c.what == what, TRIAL.c.who == who, TRIAL.c.until > now))
    return int(kept["count"]) if kept else 0


def drop_of(session: Session, who: str) -> None:
    """All of somebody's, for an erasure."""
    run(session, delete(TRIAL).where(TRIAL.c.who == who))


def forget(session: Session, now: datetime) -> int:
    """Delete the windows that ended; how many."""
    return changed(session, delete(TRIAL).where(TRIAL.c.until <= now))
