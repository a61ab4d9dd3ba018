"""Queries of alerts: what people wait for (sealed), what they were told, which sessions were open at the last look."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.people import KEY
from enrolment.store.sql import changed, every, insert_new, run, table

ALERT, TOLD, OPEN = table("alert"), table("alert_told"), table("open_session")


def add(session: Session, alert_id: str, person_id: str, dedupe: str, sealed: bytes, now: datetime) -> bool:
    """Keep a new one; False where the same person waits for the same already."""
    row = {"id": alert_id, "person_id": person_id, "dedupe": dedupe, "sealed": sealed, "created_at": now}
    if run(session, select(ALERT.c.id).where(ALERT.c.dedupe == dedupe)).first() is not None:
        return False
    return insert_new(session, "alert", row) == 1


def of_person(session: Session, person_id: str) -> list[RowMapping]:
    return every(session, select(ALERT).where(ALERT.c.person_id == person_id).order_by(ALERT.c.created_at, ALERT.c.id))


def everybody(session: Session) -> list[RowMapping]:
    """Every alert with its person's wrapped key."""
    return every(session, select(ALERT, KEY.c.wrapped).join_from(ALERT, KEY, KEY.c.person_id == ALERT.c.person_id).order_by(ALERT.c.id))


def anybody(session: Session) -> bool:
    return run(session, select(ALERT.c.id).limit(1)).first() is not None


def stop(session: Session, person_id: str, alert_id: str) -> bool:
    """Delete one of hers; False where it was none."""
    hers = (ALERT.c.id == alert_id, ALERT.c.person_id == person_id)
    if run(session, select(ALERT.c.id).where(*hers)).first() is None:
        return False
    run(session, delete(TOLD).where(TOLD.c.alert_id == alert_id))
    return changed(session, delete(ALERT).where(*hers)) == 1


def drop_of(session: Session, person_id: str) -> None:
    """All of hers, for an erasure."""
    run(session, delete(TOLD).where(TOLD.c.alert_id.in_(select(ALERT.c.id).where(ALERT.c.person_id == person_id))))
    run(session, delete(ALERT).where(ALERT.c.person_id == person_id))


def told(session: Session, alert_id: str) -> frozenset[str]:
    """The sessions it has spoken of."""
    return frozenset(run(session, select(TOLD.c.session_code).where(TOLD.c.alert_id == alert_id)).scalars())


def tell(session: Session, alert_id: str, codes: Iterable[str]) -> None:
    for code in codes:
        run(session, insert(TOLD).values(alert_id=alert_id, session_code=code))


def untell(session: Session, alert_id: str, codes: Iterable[str]) -> None:
    """Nothing was said of these after all."""
    run(session, delete(TOLD).where(TOLD.c.alert_id == alert_id, TOLD.c.session_code.in_(list(codes))))


def opened_since(session: Session, now_open: Iterable[str]) -> frozenset[str]:
    """Which of those open now were not at the last look; from now on this is the last look."""
    now = frozenset(now_open)
    before = frozenset(run(session, select(OPEN.c.session_code)).scalars())
    if shut := before - now:
        run(session, delete(OPEN).where(OPEN.c.session_code.in_(sorted(shut))))
    for code in sorted(now - before):
        run(session, insert(OPEN).values(session_code=code))
    return now - before
