"""Queries of who may administer: by keyed hash, the Telegram id itself sealed for the list."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import changed, every, run, table

GRANT = table("admin_grant")


def add(session: Session, telegram_hash: str, *, role: str, partner_code: str | None, sealed: bytes, by: str, now: datetime) -> bool:
    """Grant; False where it was granted already."""
    same = GRANT.c.partner_code.is_(None) if partner_code is None else GRANT.c.partner_code == partner_code
    if every(session, select(GRANT.c.id).where(GRANT.c.telegram_hash == telegram_hash, GRANT.c.role == role, same)):
        return False
    values = {"telegram_hash": telegram_hash, "role": role, "partner_code": partner_code, "sealed": sealed}
    run(session, insert(GRANT).values(**values, granted_at=now, granted_by=by))
    return True


def remove(session: Session, telegram_hash: str) -> int:
    """Revoke all that one was granted; how many."""
    return changed(session, delete(GRANT).where(GRANT.c.telegram_hash == telegram_hash))


def of(session: Session, telegram_hash: str) -> list[RowMapping]:
    return every(session, select(GRANT).where(GRANT.c.telegram_hash == telegram_hash).order_by(GRANT.c.id))


def everyone(session: Session) -> list[RowMapping]:
    return every(session, select(GRANT).order_by(GRANT.c.id))
