"""What a funder is given: how many, by course, region and role; no names, and no number under five that could be told or worked out."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from enrolment.office.hiding import LEAST, Line, Row, published
from enrolment.registration.states import HOLDING, Status
from enrolment.registration.unit import Unit
from enrolment.store import totals

TABLES = ("course", "region", "role")
PLACED, OTHERS, ALL = "with_place", "without_place", "all"
Counts = Mapping[Status, int]


class Aggregates(Struct, frozen=True):
    """``columns`` names the cells of each line: those with a place and the others, or all where one of these is too small to be told.

    ``sums`` are the whole's; none at all where there are too few for any number. A line of ``tables["course"]`` is a partner's, or a
    course's of the partner it is part of.
    """

    columns: tuple[str, ...]
    sums: tuple[int, ...]
    tables: Mapping[str, tuple[Line, ...]]

    @property
    def total(self) -> int:
        return sum(self.sums)


def aggregates(unit: Unit, partners: Sequence[str] = ()) -> Aggregates:
    """As things stand now, of these partners or of all."""
    by_course = [(partner, course, Status(status), count) for partner, course, status, count in totals.by_course(unit.session, partners)]
    columns, sums = _told([(status, count) for _, _, status, count in by_course])
    if not columns:
        return Aggregates((), (), {})
    tables = {"course": _nested(by_course, columns)}
    for name in ("region", "role"):
        found = totals.by(unit.session, name, partners)
        tables[name] = _rows(((value or "", Status(status), count) for value, status, count in found), columns)
    return Aggregates(columns, sums, {name: published(rows) for name, rows in tables.items()})


def _told(counts: Iterable[tuple[Status, int]]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The columns that may be told apart, and their sums."""
    found = list(counts)
    placed = sum(count for status, count in found if status in HOLDING)
    others = sum(count for _, count in found) - placed
    if placed >= LEAST and others >= LEAST:
        return (PLACED, OTHERS), (placed, others)
    return ((ALL,), (placed + others,)) if placed + others >= LEAST else ((), ())


def _rows(found: Iterable[tuple[str, Status, int]], columns: Sequence[str], part_of: str = "") -> list[Row]:
    grouped: dict[str, list[int]] = {}
    for value, status, count in found:
        cells = grouped.setdefault(value, [0] * len(columns))
        cells[0 if len(columns) == 1 or status in HOLDING else 1] += count
    return [Row(value, tuple(cells), part_of) for value, cells in sorted(grouped.items())]


def _nested(found: Sequence[tuple[str, str, Status, int]], columns: Sequence[str]) -> list[Row]:
    """Each partner's row, then its courses'."""
    partners = _rows(((partner, status, count) for partner, _, status, count in found), columns)
    rows = []
    for partner in partners:
        own = ((course, status, count) for code, course, status, count in found if code == partner.code)
        rows += [partner, *_rows(own, columns, partner.code)]
    return rows
