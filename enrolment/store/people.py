"""Queries of people: rows, wrapped keys, look-ups, the register of erasures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update
from sqlmodel import Session

from enrolment.store.ready import Ready, Row
from enrolment.store.sql import every, insert_new, run, table

PERSON, KEY, LOOKUP, ERASURE = table("person"), table("person_key"), table("person_lookup"), table("erasure")

_ADD_KEY = Ready(insert(KEY))
_WITH_KEY = select(PERSON, KEY.c.wrapped).join_from(PERSON, KEY, KEY.c.person_id == PERSON.c.id, isouter=True)
_by_id = _WITH_KEY.where(PERSON.c.id == bindparam("person_id"))
_BY_ID = Ready(_by_id)
_LOCKED = Ready(_by_id.with_for_update(of=PERSON, key_share=True))
_BY_TELEGRAM = Ready(_WITH_KEY.where(PERSON.c.telegram_hash == bindparam("hash")).with_for_update(of=PERSON, key_share=True))
_CHANGE = Ready(update(PERSON).where(PERSON.c.id == bindparam("person_id")))


def add(session: Session, person_id: str, *, telegram_hash: str, sealed: bytes, wrapped: bytes, now: datetime) -> bool:
    """A new person with her key; False where another transaction added the same Telegram id first."""
    row = {
        "id": person_id,
        "telegram_hash": telegram_hash,
        "sealed": sealed,
        "reachable": True,
        "created_at": now,
        "seen_at": now,
        "erased_at": None,
    }
    if not insert_new(session, "person", row):
        return False
    _ADD_KEY.run(session, person_id=person_id, wrapped=wrapped)
    return True


def by_telegram(session: Session, telegram_hash: str) -> Row | None:
    """Her row and wrapped key, locked for this transaction against a second one of hers."""
    return _BY_TELEGRAM.one(session, hash=telegram_hash)


def by_id(session: Session, person_id: str) -> Row | None:
    return _BY_ID.one(session, person_id=person_id)


def lock(session: Session, person_id: str) -> Row | None:
    """The same, locked: what depends on all she has (her active registrations) is decided one transaction at a time."""
    return _LOCKED.one(session, person_id=person_id)


def change(session: Session, person_id: str, **values: Any) -> None:
    _CHANGE.run(session, person_id=person_id, **values)


def look_ups(session: Session, person_id: str, hashes: Iterable[tuple[str, str]]) -> None:
    """Replace her look-ups by these (kind, hash)."""
    run(session, delete(LOOKUP).where(LOOKUP.c.person_id == person_id))
    rows = [{"person_id": person_id, "kind": kind, "hash": hashed} for kind, hashed in sorted(set(hashes))]
    insert_new(session, "person_lookup", *rows)


def namesakes(session: Session) -> list[tuple[str, str, str]]:
    """Pairs of people with the same folded name and the same email or phone, and which: (one, other, kind), each pair once a kind."""
    one_, other, name_one, name_other = (LOOKUP.alias() for _ in range(4))
    same = (
        one_.c.kind == other.c.kind,
        one_.c.hash == other.c.hash,
        one_.c.person_id < other.c.person_id,
        one_.c.kind.in_(("email", "phone")),
    )
    named = (name_one.c.kind == "name", name_one.c.person_id == one_.c.person_id)
    alike = (name_other.c.kind == "name", name_other.c.person_id == other.c.person_id, name_other.c.hash == name_one.c.hash)
    pairs: Any = (one_.c.person_id.label("one"), other.c.person_id.label("other"), one_.c.kind.label("kind"))
    statement = select(*pairs).join_from(one_, other, and_(*same)).join(name_one, and_(*named)).join(name_other, and_(*alike))
    found = every(session, statement.where(one_.c.kind.in_(("email", "phone"))).order_by(*pairs))
    return [(row["one"], row["other"], row["kind"]) for row in found]


def found_by(session: Session, kind: str, hashed: str, limit: int = 50) -> tuple[str, ...]:
    """Who has this look-up."""
    statement = select(LOOKUP.c.person_id).where(LOOKUP.c.kind == kind, LOOKUP.c.hash == hashed).order_by(LOOKUP.c.person_id).limit(limit)
    return tuple(run(session, statement).scalars())


def destroy(session: Session, person_id: str, now: datetime) -> None:
    """Her key, look-ups, Telegram hash and document go; the bare id stays, and the register remembers."""
    run(session, delete(KEY).where(KEY.c.person_id == person_id))
    run(session, delete(LOOKUP).where(LOOKUP.c.person_id == person_id))
    change(session, person_id, telegram_hash=None, sealed=None, reachable=False, erased_at=now)
    insert_new(session, "erasure", {"person_id": person_id, "erased_at": now})


def erasures(session: Session) -> tuple[tuple[str, datetime], ...]:
    """The register of erasures, oldest first."""
    rows = every(session, select(ERASURE).order_by(ERASURE.c.erased_at, ERASURE.c.person_id))
    return tuple((row["person_id"], row["erased_at"]) for row in rows)


def last_erasure(session: Session) -> datetime | None:
    found: datetime | None = run(session, select(func.max(ERASURE.c.erased_at))).scalar_one()
    return found


def forgotten(session: Session, before: datetime, limit: int = 500) -> tuple[str, ...]:
    """People not seen since ``before`` to whom no registration belongs that is still to be kept, nor as the contact of its group."""
    registration, group = table("registration"), table("registration_group")
    kept = or_(registration.c.ends_at >= before, registration.c.closed_at >= before)
    hers = select(registration.c.id).where(registration.c.person_id == PERSON.c.id, kept)
    groups = select(group.c.reference).join_from(group, registration, registration.c.group_reference == group.c.reference)
    statement = (
        select(PERSON.c.id)
        .where(PERSON.c.erased_at.is_(None), PERSON.c.seen_at < before)
        .where(~hers.exists(), ~groups.where(group.c.contact_id == PERSON.c.id, kept).exists())
        .order_by(PERSON.c.id)
        .limit(limit)
    )
    return tuple(run(session, statement).scalars())


def count(session: Session) -> int:
    """Those who are not erased."""
    return int(run(session, select(func.count()).select_from(PERSON).where(PERSON.c.erased_at.is_(None))).scalar_one())


def unreachable(session: Session, person_id: str) -> int:
    """She blocked the bot, or her account is gone."""
    return _CHANGE.run(session, person_id=person_id, reachable=False)


def reachable(session: Session, telegram_hash: str) -> str | None:
    """The id of the person of that Telegram id, if she can be written to; nothing is locked."""
    mine = (PERSON.c.telegram_hash == telegram_hash, PERSON.c.reachable.is_(True))
    found: str | None = run(session, select(PERSON.c.id).where(*mine)).scalar_one_or_none()
    return found
