"""Updates received: written before they are confirmed to Telegram, handled in order for each chat, then only their key for a day.

An update is ``received``, then ``answered`` once its effects are committed with the replies beside them, then ``handled`` once these are
sent. One that cannot be handled is ``set_aside``. The payload is sealed, and gone as soon as the effects are there.

A row's number is Telegram's, unless that number is known for another update: numbers that began again (another bot, another server, a
week of silence) go on above a higher floor, so that a number stays one update's. A redelivery is known by what the update is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlmodel import Session

from enrolment.store.ready import Ready, Row
from enrolment.store.sql import among, changed, every, insert_new, one, run, table
from enrolment.vault import Vault

INBOX = table("inbox")
RECEIVED, ANSWERED, HANDLED, SET_ASIDE = "received", "answered", "handled", "set_aside"
UNFINISHED = (RECEIVED, ANSWERED)
HOLD = timedelta(seconds=20)  # renewed while it is handled; what a dead process held is free after it
KEYS_KEPT = timedelta(hours=25)
LONGEST_HOLD = timedelta(minutes=2)  # a claim that ends later was made before the clock was set back
FLOOR = 2**40  # between one numbering and the next
WAITED = timedelta(seconds=1.5)

_UNFINISHED = among(INBOX.c.state, UNFINISHED)
_older = INBOX.alias("older")
_behind = exists().where(_older.c.chat_hash == INBOX.c.chat_hash, among(_older.c.state, UNFINISHED), _older.c.update_id < INBOX.c.update_id)
_free = or_(INBOX.c.claimed_until.is_(None), INBOX.c.claimed_until <= bindparam("now"), INBOX.c.claimed_until > bindparam("absurd"))
_HEADS = Ready(
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
_FINISH = Ready(update(INBOX).where(_number, _holder, INBOX.c.state == RECEIVED))
_RENEW = update(INBOX).where(_these, _holder, _UNFINISHED)
_IDENTIFIED = Ready(select(INBOX.c.update_id).where(INBOX.c.identity == bindparam("identity")))
_WAITING = (
    select(INBOX.c.chat_hash, func.count().label("waiting"))
    .where(INBOX.c.chat_hash.in_(bindparam("chats", expanding=True)), _UNFINISHED)
    .group_by(INBOX.c.chat_hash)
)
_COUNT_UNFINISHED = Ready(select(func.count()).select_from(INBOX).where(_UNFINISHED))


class Overtaken(Exception):  # noqa: N818  (named for what happened)
    """This update is no longer ours: our claim ran out and another worker took it."""


class Incoming(Struct, frozen=True):
    """An update as it arrives: Telegram's number, the chat it is of, its bytes, what makes it this update and no other."""

    update_id: int
    chat: int | str
    payload: bytes
    identity: str = ""


class Claimed(Struct, frozen=True):
    """An update to handle (``payload``), or whose replies are still to be sent (``replies``).

    ``behind``: how many of its chat wait behind it, counted only where it waited itself.
    """

    update_id: int
    chat_hash: str
    attempts: int
    payload: bytes | None
    replies: bytes | None
    received_at: datetime
    behind: int = 0


def receive(session: Session, vault: Vault, updates: Sequence[Incoming], now: datetime) -> tuple[int, ...]:
    """Write the new ones, sealed; their numbers. Those already known are left as they are."""
    if not updates:
        return ()
    floor = (newest(session) or 0) // FLOOR * FLOOR
    new = []
    for each in updates:
        identity = vault.lookup("update", f"{each.update_id}:{each.identity or each.payload.hex()}")
        number = _numbered(each, floor)
        if insert_new(session, "inbox", _row(vault, each, number, identity, now)):
            new.append(number)
        elif not _known(session, identity):
            floor = max((newest(session) or 0) // FLOOR * FLOOR, floor + FLOOR)
            number = _numbered(each, floor)
            if insert_new(session, "inbox", _row(vault, each, number, identity, now)):
                new.append(number)
    return tuple(new)


def _numbered(incoming: Incoming, floor: int) -> int:
    return incoming.update_id if incoming.update_id >= floor else floor + incoming.update_id


def _row(vault: Vault, incoming: Incoming, number: int, identity: str, now: datetime) -> dict[str, Any]:
    return {
        "update_id": number,
        "identity": identity,
        "chat_hash": vault.lookup("chat", incoming.chat),
        "sealed": vault.seal(incoming.payload, _about(number)),
        "replies": None,
        "state": RECEIVED,
        "attempts": 0,
        "received_at": now,
    }


def _known(session: Session, identity: str) -> bool:
    return _IDENTIFIED.value(session, identity=identity) is not None


def claim(session: Session, vault: Vault, holder: str, now: datetime, *, limit: int, hold: timedelta = HOLD) -> tuple[Claimed, ...]:
    """Claim the oldest unfinished update of up to ``limit`` chats that have no older one unfinished.

    Never two of one chat at once, whatever the number of workers and processes. A claim ends by itself after ``hold``.
    """
    rows = _HEADS.every(session, now=now, absurd=now + LONGEST_HOLD, most=limit)
    if not rows:
        return ()
    run(session, _CLAIM, numbers=[row["update_id"] for row in rows], claimed_by=holder, claimed_until=now + hold)
    late = [row["chat_hash"] for row in rows if row["received_at"] < now - WAITED]
    behind = {row["chat_hash"]: row["waiting"] for row in every(session, _WAITING, chats=late)} if late else {}
    return tuple(_claimed(vault, row, behind.get(row["chat_hash"], 1) - 1) for row in rows)


def renew(session: Session, holder: str, numbers: Sequence[int], now: datetime, *, hold: timedelta = HOLD) -> None:
    """Keep what this holder still handles: a long wait for Telegram is no reason for another to take it."""
    if numbers:
        run(session, _RENEW, numbers=list(numbers), holder=holder, claimed_until=now + hold)


def _claimed(vault: Vault, row: Row, behind: int) -> Claimed:
    number = row["update_id"]
    payload = vault.open(row["sealed"], _about(number)) if row["sealed"] is not None else None
    replies = vault.open(row["replies"], _about(number)) if row["replies"] is not None else None
    return Claimed(number, row["chat_hash"], row["attempts"] + 1, payload, replies, row["received_at"], behind)


def wipe_all(session: Session, update_ids: Sequence[int], now: datetime) -> None:
    """Their replies are sent: only their keys stay."""
    if update_ids:
        values = {"state": HANDLED, "sealed": None, "replies": None, "done_at": now, "claimed_by": None, "claimed_until": None}
        run(session, _WIPE, numbers=list(update_ids), **values)


def finish(session: Session, vault: Vault, update_id: int, holder: str, replies: bytes) -> None:
    """In the transaction of its effects: its payload goes, its replies wait to be sent. Raises Overtaken if the claim is lost."""
    values = {"state": ANSWERED, "sealed": None, "replies": vault.seal(replies, _about(update_id))}
    if _FINISH.run(session, number=update_id, holder=holder, **values) != 1:
        raise Overtaken


def set_aside(session: Session, update_id: int, now: datetime) -> None:
    """It cannot be handled: the next of its chat may go on. Its sealed payload is kept as long as its key."""
    aside = update(INBOX).where(INBOX.c.update_id == update_id, _UNFINISHED)
    run(session, aside.values(state=SET_ASIDE, done_at=now, claimed_by=None, claimed_until=None))


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
    return int(_COUNT_UNFINISHED.value(session))


def backlog(session: Session) -> tuple[int, datetime | None]:
    """How many are not handled yet, and when the oldest of them came."""
    row = one(session, select(func.count().label("count"), func.min(INBOX.c.received_at).label("oldest")).where(_UNFINISHED))
    return (int(row["count"]), row["oldest"]) if row else (0, None)


def _about(update_id: int) -> str:
    return f"update:{update_id}"
