"""Puts the cells of an export's row in the columns' order: what each origin gives is read whole, then arranged at once."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from sqlmodel import Session

from catalogue.offer.model import Catalogue
from enrolment.exports.columns import Cell, Column, Facts, Kind, Offered, Origin
from enrolment.registration.states import Status
from enrolment.registration.unit import Rules
from enrolment.store import exporting
from enrolment.store.exporting import Found, Numbers

Row = tuple[Cell, ...]
Piece = tuple[int, bytes]  # how many rows, and they as a part of the file
Arrange = Callable[[Sequence[Cell]], Row]


def arranged(columns: Sequence[Column]) -> Arrange:
    """From (registration, offer, person, rank), laid end to end, to the columns."""
    laid = [(Origin.REGISTRATION, name) for name in exporting.COLUMNS]
    laid += [(origin, column.key) for origin in (Origin.OFFER, Origin.PERSON, Origin.RANK) for column in of(columns, origin)]
    wanted = [(column.origin, column.name if column.origin is Origin.REGISTRATION else column.key) for column in columns]
    return itemgetter(*map(laid.index, wanted))


def of(columns: Iterable[Column], origin: Origin) -> list[Column]:
    return [column for column in columns if column.origin is origin]


def moments(columns: Iterable[Column]) -> list[int]:
    """Where the instants of a registration stand among ``exporting.COLUMNS``."""
    return [exporting.COLUMNS.index(column.name) for column in of(columns, Origin.REGISTRATION) if column.kind is Kind.MOMENT]


class OfferCells:
    """The cells of what a registration is for, made once for each session of the catalogue; of one no longer in it, from the copies."""

    def __init__(self, columns: Iterable[Column], offer: Catalogue, rules: Rules) -> None:
        self._of = [column.of for column in columns if column.of]
        self._offer, self._rules = offer, rules
        self._sessions: dict[str, Row | None] = {}
        self._copied: dict[str, Row] = {}

    def learn(self, session: Session, page: Sequence[Found]) -> None:
        """Those of a page."""
        for code in {exporting.session_code(row) for row in page} - self._sessions.keys():
            found = self._offer.session(code)
            self._sessions[code] = self._cells(Offered(*found, {}, self._rules)) if found else None
        gone = [row for row in page if self._sessions[exporting.session_code(row)] is None]
        self._copied = {known: self._gone(*copied) for known, copied in exporting.copied(session, gone).items()} if gone else {}

    def of(self, code: str, registration_id: str) -> Row:
        return self._sessions[code] or self._copied[registration_id]

    def _gone(self, course_code: str, facts: Facts) -> Row:
        return self._cells(Offered(self._offer.course(course_code), None, facts, self._rules))

    def _cells(self, offered: Offered) -> Row:
        return tuple(of(offered) for of in self._of)


@dataclass
class Ranks:
    """Ranks on the waiting lists, as each list was when it was first met: its numbers alone, eight bytes each."""

    _lists: dict[str, Numbers] = field(default_factory=dict)

    def learn(self, session: Session, page: Sequence[Found]) -> None:
        waiting = {exporting.session_code(row) for row in page if exporting.status(row) == Status.WAITLISTED.value}
        for code in waiting - self._lists.keys():
            self._lists[code] = exporting.waiting_numbers(session, code)

    def of(self, code: str, number: int) -> int:
        return bisect_left(self._lists[code], number) + 1


class Instants:
    """Instants kept in UTC as ISO 8601 in a zone. What is added to an hour is found once, where the zone is whole hours from UTC."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._hours: dict[str, tuple[str, str] | None] = {}

    def written(self, kept: str | datetime) -> str:
        """``kept`` as the driver gives it: an aware instant, or SQLite's text in UTC."""
        if isinstance(kept, datetime):
            return kept.astimezone(self._zone).isoformat()
        hour = kept[:13]
        if hour not in self._hours:
            self._hours[hour] = self._hour(hour)
        if (known := self._hours[hour]) is None:
            return self._local(kept).isoformat()
        return f"{known[0]}{kept[13:19] if kept.endswith('.000000') else kept[13:]}{known[1]}"

    def _hour(self, hour: str) -> tuple[str, str] | None:
        local = self._local(f"{hour}:00")
        written = local.isoformat()
        return (written[:13], written[19:]) if not local.minute and len(written) == len("2027-01-18T08:00:00-05:00") else None

    def _local(self, kept: str) -> datetime:
        return datetime.fromisoformat(f"{kept}+00:00").astimezone(self._zone)
