"""The audit: what was done, by whom, how many, never any content; sealed into a hash chain so that a change by hand shows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlmodel import Session

from enrolment.registration.values import Actor
from enrolment.store import audits, leases

START = "0" * 64
TASK = "seal audit"
BATCH = 500
FIELDS = ("id", "at", "actor", "role", "action", "entity", "entity_id", "count", "scope")


class Verdict(Struct, frozen=True):
    """What verifying found: how many links hold, how many events are not sealed yet, the head, the first broken link and why."""

    links: int
    unsealed: int
    head: str
    broken_at: int | None = None
    broken_event: int | None = None
    why: str | None = None

    @property
    def intact(self) -> bool:
        return self.broken_at is None


def append(
    session: Session,
    actor: Actor,
    action: str,
    entity: str,
    entity_id: str | None,
    *,
    now: datetime,
    count: int = 1,
    scope: Mapping[str, Any] | None = None,
) -> None:
    """Add an event. ``scope`` holds codes, states and names of fields, never a value a person gave."""
    event = {"at": now, "actor": actor.id, "role": actor.role.value, "action": action, "entity": entity, "entity_id": entity_id}
    audits.add(session, {**event, "count": count, "scope": dict(scope or {})})


def seal(session: Session, holder: str, now: datetime) -> int:
    """Link a batch of new events into the chain; how many. Nothing while another process does it."""
    if not leases.take(session, TASK, holder, now, timedelta(minutes=1)):
        return 0
    last = audits.head(session)
    position, batch, previous = (last["position"], last["batch"] + 1, last["hash"]) if last else (0, 1, START)
    links = []
    for event in audits.unsealed(session, BATCH):
        position, previous = position + 1, _linked(previous, event)
        links.append({"position": position, "event_id": event["id"], "batch": batch, "hash": previous})
    if links:
        audits.link(session, links)
    leases.give_back(session, TASK, holder)
    return len(links)


def seal_all(session: Session, holder: str, now: datetime) -> int:
    """Every new event linked, batch by batch; how many."""
    total = 0
    while done := seal(session, holder, now):
        total += done
    return total


def head(session: Session) -> str:
    """The hash of the last link."""
    last = audits.head(session)
    return last["hash"] if last else START


def verify(session: Session, expected_head: str | None = None) -> Verdict:
    """Walk the chain from its start. ``expected_head``: a head kept outside, which must still be in the chain."""
    previous, links, seen = START, 0, expected_head in (None, START)
    unsealed = audits.unsealed_count(session)
    for row in audits.chain(session):
        why = _fault(row, links, previous)
        if why:
            return Verdict(links, unsealed, previous, row["position"], row["sealed_id"], why)
        links, previous = links + 1, row["hash"]
        seen = seen or previous == expected_head
    if not seen:
        return Verdict(links, unsealed, previous, links + 1, None, "the head kept outside is no longer in the chain")
    return Verdict(links, unsealed, previous)


def _fault(row: Mapping[Any, Any], links: int, previous: str) -> str | None:
    if row["position"] != links + 1:
        return "a link is missing before this one"
    if row["event_id"] is None:
        return "its event is gone"
    event = {name: row[f"event_{name}"] for name in FIELDS}
    return None if _linked(previous, event) == row["hash"] else "its event was altered"


def _linked(previous: str, event: Mapping[Any, Any]) -> str:
    parts = [event["at"].astimezone(UTC).isoformat() if name == "at" else event[name] for name in FIELDS]
    words = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{words}".encode()).hexdigest()
