"""Exports that come by themselves ("every Monday at 8"): promised once each by the clock's round, whatever restarts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from enrolment import audit
from enrolment.registration.unit import Unit
from enrolment.registration.values import Actor
from enrolment.store import outbox, people, schedules

ABOUT = "schedule"
KIND = "export_due"
MOST = 10  # of one administrator


@dataclass(frozen=True)
class Schedule:
    """``choice`` is what the export is of, as its buttons hold it; ``weekday`` 0 is Monday, None each day; ``hour`` local."""

    id: str
    owner: str
    name: str
    choice: str
    weekday: int | None
    hour: int
    next_at: datetime


def make(unit: Unit, name: str, choice: str, weekday: int | None, hour: int, actor: Actor) -> Schedule:
    """From the next time on. Its owner is the administrator who acts."""
    made = Schedule(unit.ids.new_id(), actor.id, name, choice, weekday, hour, next_time(unit.now, weekday, hour, unit.rules.zone))
    sealed = unit.vault.seal(json.dumps({"name": name}, ensure_ascii=False).encode("utf-8", "surrogatepass"), ABOUT)
    row = {field: getattr(made, field) for field in Schedule.__dataclass_fields__ if field != "name"}
    schedules.add(unit.session, {**row, "sealed": sealed, "made_at": unit.now})
    audit.append(unit.session, actor, "schedule", "export", made.id, now=unit.now)
    return made


def next_time(now: datetime, weekday: int | None, hour: int, zone: ZoneInfo) -> datetime:
    """The next such hour after now, by the clock of that zone."""
    local = now.astimezone(zone)
    for days in range(8):
        day = local.date() + timedelta(days=days)
        moment = datetime.combine(day, time(hour), zone)
        if moment > local and weekday in (None, day.weekday()):
            return moment
    raise AssertionError("every week has each of its days")


def promise_due(unit: Unit) -> int:
    """Promise what is due and set it to its next time; how many. One late by several times comes once."""
    return sum(_promised(unit, _read(unit, row)) for row in schedules.due(unit.session, unit.now))


def _promised(unit: Unit, one: Schedule) -> bool:
    later = next_time(unit.now, one.weekday, one.hour, unit.rules.zone)
    if not schedules.advance(unit.session, one.id, one.next_at, later):
        return False
    person_id = people.reachable(unit.session, one.owner)
    if person_id is None:
        return False
    made = outbox.Promise(
        person_id=person_id,
        kind=KIND,
        params={"schedule_id": one.id},
        dedupe=f"{KIND}:{one.id}:{one.next_at.isoformat()}",
        not_before=unit.now,
    )
    return outbox.promise(unit.session, made, unit.now)


def find(unit: Unit, schedule_id: str) -> Schedule | None:
    row = schedules.by_id(unit.session, schedule_id)
    return _read(unit, row) if row else None


def of_owner(unit: Unit, owner: str) -> tuple[Schedule, ...]:
    return tuple(_read(unit, row) for row in schedules.of_owner(unit.session, owner))


def _read(unit: Unit, row: Mapping[Any, Any]) -> Schedule:
    kept = {field: row[field] for field in Schedule.__dataclass_fields__ if field != "name"}
    return Schedule(**kept, name=json.loads(unit.vault.open(row["sealed"], ABOUT).decode("utf-8", "surrogatepass"))["name"])
