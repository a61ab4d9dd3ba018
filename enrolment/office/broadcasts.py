"""A message to everyone in a session or a course: promised a page at a time by the clock's round, so that a crash resumes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from catalogue.offer.model import Language
from enrolment import audit
from enrolment.registration import moments
from enrolment.registration.rights import Rights
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import broadcasts, outbox, people

ABOUT = "broadcast"
PAGE = 100  # people a round: with the clock's five seconds, twenty a second at most, under Telegram's thirty
APART = timedelta(milliseconds=50)
SENDING, PROMISED, DONE = "sending", "promised", "done"
OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}


@dataclass(frozen=True)
class Broadcast:
    """Where one stands: ``people`` were promised it, ``sent`` have it, ``lost`` cannot get it. ``kind`` is session or course."""

    id: str
    kind: str
    code: str
    partner_code: str
    state: str
    people: int
    sent: int
    lost: int
    made_at: datetime
    texts: Mapping[str, str]

    def text(self, language: Language) -> str:
        """In that language, or the one it was written in."""
        return self.texts.get(language) or self.texts[OTHER[language]]


def reached(unit: Unit, kind: str, code: str) -> tuple[int, int]:
    """How many people it would go to, and how many blocked the bot and would not have it."""
    return broadcasts.reached(unit.session, kind, code)


def begin(unit: Unit, kind: str, code: str, texts: Mapping[Language, str], actor: Actor) -> str:
    """Start it; its id. ``texts`` by language, one at least."""
    course = unit.offer.course(code) if kind == "course" else None
    found = unit.offer.session(code) if kind == "session" else None
    partner = course.partner if course else found[0].partner if found else ""
    broadcast_id, code = unit.ids.new_id(), course.code if course else found[1].code if found else code
    row = {
        "id": broadcast_id,
        "kind": kind,
        "code": code,
        "partner_code": partner,
        "sealed": unit.vault.seal(json.dumps(dict(texts), ensure_ascii=False).encode("utf-8", "surrogatepass"), ABOUT),
        "state": SENDING,
        "last": "",
        "people": 0,
        "sent": 0,
        "lost": 0,
        "made_by": actor.id,
        "made_at": unit.now,
        "done_at": None,
    }
    broadcasts.add(unit.session, row)
    count = reached(unit, kind, code)[0]
    audit.append(unit.session, actor, "broadcast", kind, code, now=unit.now, count=count, scope={"languages": sorted(texts)})
    return broadcast_id


def advance(unit: Unit) -> int:
    """The next page of each one under way; how many people were promised something. Done again after a crash, nobody gets it twice."""
    return sum(_advanced(unit, row) for row in broadcasts.under_way(unit.session))


def _advanced(unit: Unit, row: Mapping[Any, Any]) -> int:
    if row["state"] == PROMISED:
        _finish(unit, row)
        return 0
    page = broadcasts.page(unit.session, row["kind"], row["code"], row["last"], PAGE)
    start = moments.after_quiet(unit.now, unit.rules, unit.rules.zone)
    before = row["people"] if start > unit.now else 0  # what waits for the morning leaves one after the other too
    for place, person_id in enumerate(page):
        made = outbox.Promise(
            person_id=person_id,
            kind="broadcast",
            params={"broadcast_id": row["id"]},
            dedupe=f"broadcast:{row['id']}:{person_id}",
            not_before=start + APART * (before + place),
        )
        outbox.promise(unit.session, made, unit.now)
    state = SENDING if len(page) == PAGE else PROMISED
    last = page[-1] if page else row["last"]
    broadcasts.change(unit.session, row["id"], last=last, people=row["people"] + len(page), state=state)
    return len(page)


def _finish(unit: Unit, row: Mapping[Any, Any]) -> None:
    """Once each message has left or cannot: its counts are kept, and whoever made it is told."""
    states = broadcasts.states(unit.session, row["id"])
    if states.get(outbox.DUE):
        return
    sent, lost = states.get(outbox.SENT, 0), states.get(outbox.GIVEN_UP, 0)
    broadcasts.change(unit.session, row["id"], state=DONE, sent=sent, lost=lost, done_at=unit.now)
    maker = people.reachable(unit.session, row["made_by"])
    if maker is not None:
        told = outbox.Promise(
            person_id=maker,
            kind="broadcast_done",
            params={"broadcast_id": row["id"]},
            dedupe=f"broadcast_done:{row['id']}",
            not_before=moments.after_quiet(unit.now, unit.rules, unit.rules.zone),
        )
        outbox.promise(unit.session, told, unit.now)


def find(unit: Unit, broadcast_id: str) -> Broadcast | None:
    row = broadcasts.by_id(unit.session, broadcast_id)
    return _read(unit, row) if row else None


def listed(unit: Unit, rights: Rights, limit: int = 5) -> tuple[Broadcast, ...]:
    """The newest she may see."""
    return tuple(_read(unit, row) for row in broadcasts.listed(unit.session, rights.partners, limit))


def _read(unit: Unit, row: Mapping[Any, Any]) -> Broadcast:
    kept = {name: row[name] for name in Broadcast.__dataclass_fields__ if name != "texts"}
    if row["state"] != DONE:
        states = broadcasts.states(unit.session, row["id"])
        kept |= {"sent": states.get(outbox.SENT, 0), "lost": states.get(outbox.GIVEN_UP, 0)}
    return Broadcast(**kept, texts=json.loads(unit.vault.open(row["sealed"], ABOUT).decode("utf-8", "surrogatepass")))
