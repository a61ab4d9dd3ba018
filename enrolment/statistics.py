"""Totals of pre-registrations by status, course, region, role and partner, against the programme's target; no names."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from msgspec import Struct

from enrolment.registration.states import HOLDING, Status
from enrolment.registration.unit import Unit
from enrolment.store import totals

BY = {"course": "course_code", "region": "region", "role": "role", "partner": "partner_code"}

Counts = Mapping[Status, int]


class Statistics(Struct, frozen=True):
    """``by`` holds, for course, region, role and partner, the counts by status of each value ("" is not said).

    ``people`` are those who hold a place, each once; ``target`` is the programme's, where it has one.
    """

    statuses: Counts
    by: Mapping[str, Mapping[str, Counts]]
    people: int
    target: int | None

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    @property
    def holding(self) -> int:
        return sum(count for status, count in self.statuses.items() if status in HOLDING)

    @property
    def share(self) -> float | None:
        """People who hold a place, as a share of the target."""
        return None if not self.target else self.people / self.target


def statistics(unit: Unit, partners: tuple[str, ...] = ()) -> Statistics:
    """The totals now, of these partners or of all."""
    by = {name: _grouped(totals.by(unit.session, column, partners)) for name, column in BY.items()}
    statuses = {status: sum(counts.get(status, 0) for counts in by["partner"].values()) for status in Status}
    return Statistics(statuses, by, totals.people_held(unit.session, partners), unit.offer.programme.target)


def since(unit: Unit, edges: Sequence[datetime], partners: tuple[str, ...] = ()) -> list[int]:
    """How many registrations were made between each edge and the next."""
    return [totals.made_between(unit.session, first, last, partners) for first, last in pairwise(edges)]


def _grouped(rows: list[tuple[str | None, str, int]]) -> dict[str, dict[Status, int]]:
    grouped: dict[str, dict[Status, int]] = {}
    for value, status, count in rows:
        grouped.setdefault(value or "", {})[Status(status)] = count
    return grouped
