"""Queries of one-time links and of the sessions they open, by keyed hash."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import changed, one, run, table

LINK, VISIT = table("web_link"), table("web_session")


def add_link(session: Session, hashed: str, *, telegram_hash: str, language: str, now: datetime, ends: datetime) -> None:
    run(session, insert(LINK).values(hash=hashed, telegram_hash=telegram_hash, language=language, made_at=now, ends_at=ends))


def link(session: Session, hashed: str) -> RowMapping | None:
    return one(session, select(LINK).where(LINK.c.hash == hashed))


def use(session: Session, hashed: str, now: datetime) -> bool:
    """Use a link up; False where it was used before, or is over: of two at once, one has it."""
    usable = (LINK.c.hash == hashed, LINK.c.used_at.is_(None), LINK.c.ends_at > now)
    return changed(session, update(LINK).where(*usable).values(used_at=now)) == 1


def open_visit(session: Session, hashed: str, *, telegram_hash: str, language: str, now: datetime, ends: datetime) -> None:
    values = {"hash": hashed, "telegram_hash": telegram_hash, "language": language, "made_at": now, "seen_at": now, "ends_at": ends}
    run(session, insert(VISIT).values(**values))


def visit(session: Session, hashed: str) -> RowMapping | None:
    return one(session, select(VISIT).where(VISIT.c.hash == hashed))


def seen(session: Session, hashed: str, now: datetime) -> None:
    run(session, update(VISIT).where(VISIT.c.hash == hashed).values(seen_at=now))


def speak(session: Session, hashed: str, language: str) -> None:
    run(session, update(VISIT).where(VISIT.c.hash == hashed).values(language=language))


def close(session: Session, hashed: str) -> None:
    run(session, delete(VISIT).where(VISIT.c.hash == hashed))


def close_all(session: Session, telegram_hash: str) -> int:
    """Every link and session of one administrator; how many sessions."""
    run(session, delete(LINK).where(LINK.c.telegram_hash == telegram_hash))
    return changed(session, delete(VISIT).where(VISIT.c.telegram_hash == telegram_hash))


def forget(session: Session, before: datetime) -> None:
    """What ended before then."""
    run(session, delete(LINK).where(LINK.c.ends_at < before))
    run(session, delete(VISIT).where(VISIT.c.ends_at < before))
