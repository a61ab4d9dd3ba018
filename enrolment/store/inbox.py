"""Updates received: written before they are confirmed to Telegram, handled in order for each chat, then only their key for a day.

An update is ``received``, then ``answered`` once its effects are committed with the replies beside them, then ``handled`` once these are
sent. One that cannot be handled is ``set_aside``. The payload is sealed, and gone as soon as the effects are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlmodel import Session

from enrolment.store.sql import among, changed, every, insert_new, run, table
from enrolment.vault import Vault

INBOX = table("inbox")
RECEIVED, ANSWERED, HANDLED, SET_ASIDE = "received", "answered", "handled", "set_aside"
UNFINISHED = (RECEIVED, ANSWERED)
HOLD = timedelta(seconds=20)  # renewed while it is handled; what a dead process held is free after it
KEYS_KEPT = timedelta(hours=25)

_UNFINISHED = among(INBOX.c.state, UNFINISHED)
_older = INBOX.alias("older")
_behind = exists().where(_older.c.chat_hash == INBOX.c.chat_hash, among(_older.c.state, UNFINISHED), _older.c.update_id < INBOX.c.update_id)
_free = or_(INBOX.c.claimed_until.is_(None), INBOX.c.claimed_until <= bindparam("now"))
_HEADS = (
    select(INBOX)
    .where(_UNFINISHED, _free, ~_behind)
    .order_by(INBOX.c.update_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=INBOX)
)
_these = INBOX.c.update_id.in_(bindparam("numbers", expanding=True))
_CLAIM = update(INBOX).where(_these).values(attempts=INBOX.c.attempts + 1)
_WIPE = update(INBOX).where(_these, _UNFINISHED)
_number, _holder = INBOX.c.update_id == bindparam("number"), INBOX.c.claimed_by == bindparam("holder")
_FINISH = update(INBOX).where(_number, _holder, INBOX.c.state == RECEIVED)
_COUNT_UNFINISHED = select(func.count()).select_from(INBOX).where(_UNFINISHED)


class Overtaken(Exception):  # noqa: N818  (named for what happened)
    """This update is no longer ours: our claim ran out and another worker took it."""


@dataclass(frozen=True)
class Incoming:
    """An update as it arrives: Telegram's number, the chat it is of, its bytes."""

    update_id: int
    chat: int | str
    payload: bytes


@dataclass(frozen=True)
class Claimed:
    """An update to handle (``payload``), or whose replies are still to be sent (``replies``)."""

    update_id: int
    chat_hash: str
    attempts: int
    payload: bytes | None
    replies: bytes | None


def receive(session: Session, vault: Vault, updates: Sequence[Incoming], now: datetime) -> tuple[int, ...]:
    """Write the new ones, sealed; their numbers. Those already known are left as they are."""
    new = []
    for each in updates:
        row = {
            "update_id": each.update_id,
            "chat_hash": vault.lookup("chat", each.chat),
            "sealed": vault.seal(each.payload, _about(each.update_id)),
            "replies": None,
            "state": RECEIVED,
            "attempts": 0,
            "received_at": now,
        }
        if insert_new(session, "inbox", row):
            new.append(each.update_id)
    return tuple(new)


def claim(session: Session, vault: Vault, holder: str, now: datetime, *, limit: int, hold: timedelta = HOLD) -> tuple[Claimed, ...]:
    """Claim the oldest unfinished update of up to ``limit`` chats that have no older one unfinished.

    Never two of one chat at once, whatever the number of workers and processes. A claim ends by itself after ``hold``.
    """
    rows = every(session, _HEADS, now=now, most=limit)
    if rows:
        run(session, _CLAIM, numbers=[row["update_id"] for row in rows], claimed_by=holder, claimed_until=now + hold)
    return tuple(_claimed(vault, row) for row in rows)


def renew(session: Session, holder: str, now: datetime, *, hold: timedelta = HOLD) -> None:
    """Keep what this holder still handles: a long wait for Telegram is no reason for another to take it."""
    run(session, update(INBOX).where(INBOX.c.claimed_by == holder, _UNFINISHED).values(claimed_until=now + hold))


def _claimed(vault: Vault, row: RowMapping) -> Claimed:
    number = row["update_id"]
    payload = vault.open(row["sealed"], _about(number)) if row["sealed"] is not None else None
    replies = vault.open(row["replies"], _about(number)) if row["replies"] is not None else None
    return Claimed(number, row["chat_hash"], row["attempts"] + 1, payload, replies)


def wipe_all(session: Session, update_ids: Sequence[int], now: datetime) -> None:
    """Their replies are sent: only their keys stay."""
    if update_ids:
        values = {"state": HANDLED, "sealed": None, "replies": None, "done_at": now, "claimed_by": None, "claimed_until": None}
        run(session, _WIPE, numbers=list(update_ids), **values)


def finish(session: Session, vault: Vault, update_id: int, holder: str, replies: bytes) -> None:
    """In the transaction of its effects: its payload goes, its replies wait to be sent. Raises Overtaken if the claim is lost."""
    values = {"state": ANSWERED, "sealed": None, "replies": vault.seal(replies, _about(update_id))}
    if changed(session, _FINISH, number=update_id, holder=holder, **values) != 1:
        raise Overtaken


def set_aside(session: Session, update_id: int, now: datetime) -> None:
    """It cannot be handled: the next of its chat may go on. Its sealed payload is kept as long as its key."""
    _close(session, update_id, {"state": SET_ASIDE, "done_at": now})


def release(session: Session, update_id: int, holder: str, *, until: datetime | None = None) -> None:
    """Give it back untouched, to be taken again at once or from ``until``."""
    mine = (INBOX.c.update_id == update_id, INBOX.c.claimed_by == holder)
    run(session, update(INBOX).where(*mine).values(claimed_by=None, claimed_until=until))


def release_all(session: Session, holder: str) -> int:
    """Give back all that a holder had claimed (at its stop, or at the start of its successor)."""
    return changed(session, update(INBOX).where(INBOX.c.claimed_by == holder, _UNFINISHED).values(claimed_by=None, claimed_until=None))


def holders(session: Session) -> tuple[str, ...]:
    """Who holds something just now."""
    held = select(INBOX.c.claimed_by).where(INBOX.c.claimed_by.is_not(None), INBOX.c.state.in_(UNFINISHED)).distinct()
    return tuple(run(session, held).scalars())


def forget_keys(session: Session, now: datetime) -> int:
    """Delete the keys of what was done more than 25 hours ago: Telegram redelivers nothing older than a day."""
    return changed(session, delete(INBOX).where(INBOX.c.done_at < now - KEYS_KEPT))


def drop_of(session: Session, vault: Vault, chat: int | str, *, but: int | None = None) -> None:
    """What the inbox holds of a chat goes, for an erasure; ``but`` is the update being handled, wiped when it is answered."""
    mine = [INBOX.c.chat_hash == vault.lookup("chat", chat)]
    if but is not None:
        mine.append(INBOX.c.update_id != but)
    run(session, delete(INBOX).where(*mine))


def newest(session: Session) -> int | None:
    """The highest update number known: a server that numbers anew must go on from there."""
    highest: int | None = run(session, select(func.max(INBOX.c.update_id))).scalar_one()
    return highest


def unfinished(session: Session) -> int:
    """How many are not handled yet."""
    return int(run(session, _COUNT_UNFINISHED).scalar_one())


def _close(session: Session, update_id: int, values: dict[str, Any]) -> None:
    run(session, update(INBOX).where(INBOX.c.update_id == update_id).values(**values, claimed_by=None, claimed_until=None))


def _about(update_id: int) -> str:
    return f"update:{update_id}"
