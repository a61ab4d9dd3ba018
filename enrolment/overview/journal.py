"""The audit as a page shows it: newest first, by pages, administrators by the Telegram id they were granted under."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from enrolment.registration.rights import granted
from enrolment.registration.unit import Unit
from enrolment.registration.values import OPERATOR
from enrolment.store import audits

PAGE = 100


class Line(Struct, frozen=True):
    """One event. ``who`` is an administrator's Telegram id where it is known, else empty."""

    id: int
    at: datetime
    role: str
    who: str
    action: str
    entity: str
    entity_id: str | None
    count: int
    scope: Mapping[str, Any]
    by_command: bool = False


def page(
    unit: Unit, admins: frozenset[int], *, before: int | None = None, actions: Sequence[str] = (), size: int = PAGE
) -> tuple[list[Line], bool]:
    """A page, and whether there is more."""
    rows = audits.page(unit.session, size + 1, before=before, actions=actions)
    known = {unit.vault.lookup("telegram", one): str(one) for one in (*admins, *(each.telegram_id for each in granted(unit)))}
    lines = [_line(row, known) for row in rows[:size]]
    return lines, len(rows) > size


def _line(row: Mapping[Any, Any], known: Mapping[str, str]) -> Line:
    values = {name: row[name] for name in ("id", "at", "role", "action", "entity", "entity_id", "count", "scope")}
    return Line(**values, who=known.get(row["actor"], ""), by_command=row["actor"] == OPERATOR.id)
