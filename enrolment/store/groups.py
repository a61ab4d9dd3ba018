"""Queries of groups: a company's request and its places, claimed one by one with keys that only their hashes are kept of."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import changed, every, one, run, table
from enrolment.store.tables import ACTIVE

GROUP, PLACE, REGISTRATION = table("registration_group"), table("group_place"), table("registration")


def add(session: Session, **values: Any) -> None:
    run(session, insert(GROUP).values(**values))


def add_place(session: Session, registration_id: str, group_reference: str, claim_hash: str, sealed: bytes) -> None:
    values = {"registration_id": registration_id, "group_reference": group_reference, "claim_hash": claim_hash, "sealed": sealed}
    run(session, insert(PLACE).values(**values, claimed_at=None))


def by_reference(session: Session, reference: str) -> RowMapping | None:
    return one(session, select(GROUP).where(GROUP.c.reference == reference))


def by_request(session: Session, dedupe: str) -> RowMapping | None:
    """The group a request already became."""
    return one(session, select(GROUP).where(GROUP.c.dedupe == dedupe))


def of_contact(session: Session, person_id: str) -> list[RowMapping]:
    return every(session, select(GROUP).where(GROUP.c.contact_id == person_id).order_by(GROUP.c.created_at, GROUP.c.reference))


def contact_of(session: Session, reference: str) -> str | None:
    contact: str | None = run(session, select(GROUP.c.contact_id).where(GROUP.c.reference == reference)).scalar_one_or_none()
    return contact


def place_by_key(session: Session, claim_hash: str) -> RowMapping | None:
    return one(session, select(PLACE).where(PLACE.c.claim_hash == claim_hash))


def place_of(session: Session, registration_id: str) -> RowMapping | None:
    return one(session, select(PLACE).where(PLACE.c.registration_id == registration_id))


def places_of(session: Session, group_reference: str) -> list[RowMapping]:
    return every(session, select(PLACE).where(PLACE.c.group_reference == group_reference).order_by(PLACE.c.registration_id))


def change_place(session: Session, registration_id: str, **values: Any) -> bool:
    """Change one that nobody claimed yet."""
    unclaimed = (PLACE.c.registration_id == registration_id, PLACE.c.claimed_at.is_(None))
    return changed(session, update(PLACE).where(*unclaimed).values(**values)) == 1


def reopen_place(session: Session, registration_id: str, claim_hash: str) -> None:
    """A claimed one is free for another colleague, under a new key."""
    values = {"claimed_at": None, "claim_hash": claim_hash, "sealed": None}
    run(session, update(PLACE).where(PLACE.c.registration_id == registration_id).values(**values))


def open_of(session: Session, contact_id: str, now: datetime) -> int:
    """How many of a contact's groups have a place that is active, unclaimed and of a session not yet over."""
    waits = (REGISTRATION.c.group_reference == GROUP.c.reference, REGISTRATION.c.person_id.is_(None), REGISTRATION.c.ends_at >= now)
    some = select(REGISTRATION.c.id).where(*waits, ACTIVE).exists()
    return int(run(session, select(func.count()).select_from(GROUP).where(GROUP.c.contact_id == contact_id, some)).scalar_one())


def drop_sealed(session: Session, contact_id: str) -> None:
    """What a contact wrote of her group goes, for an erasure."""
    mine = select(GROUP.c.reference).where(GROUP.c.contact_id == contact_id)
    run(session, update(PLACE).where(PLACE.c.group_reference.in_(mine)).values(sealed=None))
    run(session, update(GROUP).where(GROUP.c.contact_id == contact_id).values(sealed=None))


def drop_empty(session: Session) -> int:
    """Groups whose registrations are all gone; how many."""
    left = select(REGISTRATION.c.id).where(REGISTRATION.c.group_reference == GROUP.c.reference).exists()
    return changed(session, delete(GROUP).where(~left))
