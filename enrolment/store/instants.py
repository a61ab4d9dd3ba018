"""What time it is for the database."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import Session

from enrolment.store.sql import run


def now(session: Session) -> datetime:
    """PostgreSQL's clock."""
    told: datetime = run(session, text("SELECT clock_timestamp()")).scalar_one()
    return told.astimezone(UTC)
