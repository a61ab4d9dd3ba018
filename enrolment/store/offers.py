"""Queries of offers: places held for an answer. An offer's row is history; only its outcome is ever filled in."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from enrolment.registration.values import Offer
from enrolment.store.ready import Ready, Row
from enrolment.store.sql import every, one, run, table

OFFER = table("place_offer")
OPEN = "open"

_ADD = Ready(insert(OFFER))
_open = (OFFER.c.registration_id == bindparam("of"), OFFER.c.outcome == OPEN)
_OPEN_OF = Ready(select(OFFER).where(*_open))
_CLOSE = Ready(update(OFFER).where(*_open))


def add(session: Session, offer: Offer) -> None:
    """A new open one; the partial unique index refuses a second for the same registration."""
    values = {name: getattr(offer, name) for name in ("id", "registration_id", "session_code", "made_at", "ends_at")}
    _ADD.run(session, **values, outcome=OPEN, closed_at=None)


def open_of(session: Session, registration_id: str) -> Offer | None:
    return _read(_OPEN_OF.one(session, of=registration_id))


def last_of(session: Session, registration_id: str) -> Offer | None:
    """The newest, open or not."""
    statement = select(OFFER).where(OFFER.c.registration_id == registration_id).order_by(OFFER.c.made_at.desc(), OFFER.c.id).limit(1)
    return _read(one(session, statement))


def close(session: Session, registration_id: str, outcome: str, now: datetime) -> bool:
    """Fill in the outcome of the open one; False where there is none."""
    return _CLOSE.run(session, of=registration_id, outcome=outcome, closed_at=now) == 1


def due(session: Session, now: datetime) -> tuple[Offer, ...]:
    """Those whose time is over and that nobody answered, first ended first."""
    statement = select(OFFER).where(OFFER.c.outcome == OPEN, OFFER.c.ends_at <= now).order_by(OFFER.c.ends_at, OFFER.c.id)
    return tuple(offer for row in every(session, statement) if (offer := _read(row)))


def end_by(session: Session, session_code: str, latest: datetime) -> None:
    """None of a session's open ones outlasts this instant."""
    outlasting = (OFFER.c.session_code == session_code, OFFER.c.outcome == OPEN, OFFER.c.ends_at > latest)
    run(session, update(OFFER).where(*outlasting).values(ends_at=latest))


def outcomes(session: Session) -> list[tuple[str, str]]:
    """(registration, outcome) of all, for the doctor."""
    return [(row["registration_id"], row["outcome"]) for row in every(session, select(OFFER.c.registration_id, OFFER.c.outcome))]


def _read(row: Row | None) -> Offer | None:
    if row is None:
        return None
    values: dict[str, Any] = {name: row[name] for name in ("id", "registration_id", "session_code", "made_at", "ends_at")}
    return Offer(**values)
