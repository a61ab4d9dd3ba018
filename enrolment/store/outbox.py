"""Promised messages: kept with the change that promises them, sent at least once, in order for each person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update
from sqlmodel import Session

from enrolment.store.ready import Ready, Row
from enrolment.store.sql import changed, every, insert_new, one, run, table

OUTBOX = table("outbox")
DUE, SENT, GIVEN_UP = "due", "sent", "given_up"
LONGEST_WAIT = timedelta(minutes=20)  # a claim, or a wait to try again, that ends later was made before the clock was set back

_older = OUTBOX.alias("older")
_now: Any = bindparam("now")
_earlier = or_(_older.c.not_before < OUTBOX.c.not_before, and_(_older.c.not_before == OUTBOX.c.not_before, _older.c.id < OUTBOX.c.id))
_overtakes = exists().where(_older.c.person_id == OUTBOX.c.person_id, _older.c.state == DUE, _earlier)
_absurd: Any = bindparam("absurd")
_free = or_(OUTBOX.c.claimed_until.is_(None), OUTBOX.c.claimed_until <= _now, OUTBOX.c.claimed_until > _absurd)
_rested = or_(OUTBOX.c.retry_at.is_(None), OUTBOX.c.retry_at <= _now, OUTBOX.c.retry_at > _absurd)
_may_leave = and_(OUTBOX.c.state == DUE, OUTBOX.c.not_before <= _now, _free, _rested, ~_overtakes)
_NEXT = Ready(
    select(OUTBOX.c.id)
    .where(_may_leave)
    .order_by(OUTBOX.c.not_before, OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_ANY = Ready(select(OUTBOX.c.id).where(_may_leave).limit(1))
_these = OUTBOX.c.id.in_(bindparam("ids", expanding=True))
_CLAIM = update(OUTBOX).where(_these).values(attempts=OUTBOX.c.attempts + 1)
_CLAIMED = select(OUTBOX).where(_these).order_by(OUTBOX.c.not_before, OUTBOX.c.id)
_UNSENT = update(OUTBOX).where(OUTBOX.c.state == DUE)
_ONE_DONE = Ready(_UNSENT.where(OUTBOX.c.id == bindparam("message")))
_HERS_DONE = Ready(_UNSENT.where(OUTBOX.c.person_id == bindparam("person")))


class Promise(Struct, frozen=True):
    """A message to send: its kind and what its words are made of. ``dedupe``: the same promise is kept once, however often it is made."""

    person_id: str
    kind: str
    params: Mapping[str, Any]
    dedupe: str
    not_before: datetime
    sealed: bytes | None = None


@dataclass(frozen=True)
class Message:
    """A promise claimed for sending."""

    id: int
    person_id: str
    kind: str
    attempts: int
    created_at: datetime
    params: Mapping[str, Any] = field(compare=False)
    sealed: bytes | None = None


def promise(session: Session, made: Promise, now: datetime) -> bool:
    """Keep it; False where it was made before."""
    row = {
        "person_id": made.person_id,
        "kind": made.kind,
        "params": dict(made.params),
        "sealed": made.sealed,
        "dedupe": made.dedupe,
        "not_before": made.not_before,
        "attempts": 0,
        "state": DUE,
        "created_at": now,
    }
    return insert_new(session, "outbox", row) == 1


def claim_due(
    session: Session, holder: str, now: datetime, *, limit: int = 20, hold: timedelta = timedelta(minutes=2)
) -> tuple[Message, ...]:
    """The next messages to send, one a person, claimed until ``hold`` has passed: a sender that dies leaves them to another.

    A person's messages keep the order in which they may leave: only her first unsent one goes, however often it has to be tried again.
    """
    ids = [row["id"] for row in _NEXT.every(session, now=now, absurd=now + LONGEST_WAIT, most=limit)]
    if not ids:
        return ()
    run(session, _CLAIM, ids=ids, claimed_by=holder, claimed_until=now + hold)
    return tuple(_read(row) for row in every(session, _CLAIMED, ids=ids))


def hold(session: Session, message_id: int, holder: str, until: datetime) -> bool:
    """Claimed until then: its sending takes long. False where the claim was lost meanwhile."""
    mine = (OUTBOX.c.id == message_id, OUTBOX.c.state == DUE, OUTBOX.c.claimed_by == holder)
    return changed(session, update(OUTBOX).where(*mine).values(claimed_until=until)) == 1


def sent(session: Session, message_id: int, now: datetime) -> None:
    """It left: only that it was kept, its words' parts gone."""
    _done(session, _ONE_DONE, SENT, now, message=message_id)


def failed(session: Session, message_id: int, retry_at: datetime) -> None:
    """It did not leave: again at ``retry_at``."""
    run(session, update(OUTBOX).where(OUTBOX.c.id == message_id).values(retry_at=retry_at, claimed_by=None, claimed_until=None))


def give_up(session: Session, message_id: int, now: datetime) -> None:
    """It cannot leave (refused for good): kept as such."""
    _done(session, _ONE_DONE, GIVEN_UP, now, message=message_id)


def unreachable(session: Session, person_id: str, now: datetime) -> int:
    """Nothing reaches her: none of hers is tried again; how many."""
    return _done(session, _HERS_DONE, GIVEN_UP, now, person=person_id)


def drop_of(session: Session, person_id: str) -> None:
    """All of hers, for an erasure."""
    run(session, delete(OUTBOX).where(OUTBOX.c.person_id == person_id))


def forget_done(session: Session, before: datetime) -> int:
    """Delete those done before then; how many."""
    return changed(session, delete(OUTBOX).where(OUTBOX.c.state != DUE, OUTBOX.c.done_at < before))


def due_to(session: Session, person_id: str) -> tuple[datetime, ...]:
    """When each message promised to her may leave."""
    hers = select(OUTBOX.c.not_before).where(OUTBOX.c.person_id == person_id, OUTBOX.c.state == DUE).order_by(OUTBOX.c.not_before)
    return tuple(run(session, hers).scalars())


def unsent(session: Session) -> int:
    """How many are still to send, due or later."""
    return int(run(session, select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == DUE)).scalar_one())


def backlog(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """How many may leave now and have not, and since when the oldest of them may."""
    due = select(func.count().label("count"), func.min(OUTBOX.c.not_before).label("since"))
    row = one(session, due.where(OUTBOX.c.state == DUE, OUTBOX.c.not_before <= now))
    return (int(row["count"]), row["since"]) if row else (0, None)


def any_due(session: Session, now: datetime) -> bool:
    """Whether there is anything to claim, without a transaction that writes."""
    return _ANY.value(session, now=now, absurd=now + LONGEST_WAIT) is not None


def _done(session: Session, which: Ready, state: str, now: datetime, **of: Any) -> int:
    return which.run(session, **of, state=state, done_at=now, sealed=None, claimed_by=None, claimed_until=None)


def _read(row: Row) -> Message:
    return Message(row["id"], row["person_id"], row["kind"], row["attempts"], row["created_at"], row["params"], row["sealed"])
