"""One export, from the ask to the file: filtered, scoped, written as it is read, recorded in the audit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.words.replacing import replace
from catalogue.words.say import in_language
from enrolment import audit
from enrolment.exports.columns import columns
from enrolment.exports.formats import FORMATS
from enrolment.exports.layout import Piece
from enrolment.exports.pieces import pieces
from enrolment.exports.rows import Sight, Source
from enrolment.registration import moments
from enrolment.registration.unit import Rules
from enrolment.registration.values import Actor
from enrolment.store import exporting


@dataclass(frozen=True)
class Filters:
    """What the export is of: each may name several, none is all. ``since`` and ``until`` are inclusive days of created_at."""

    courses: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def said(self) -> dict[str, object]:
        """Those that were given, for the audit."""
        listed = {
            name: list(getattr(self, name)) for name in ("courses", "sessions", "partners", "regions", "statuses") if getattr(self, name)
        }
        days = {name: getattr(self, name).isoformat() for name in ("since", "until") if getattr(self, name)}
        return {**listed, **days}


class Search(Struct, frozen=True):
    """What was typed to find someone, understood: a reference, or keyed hashes the person must have. Its words are nowhere."""

    reference: str = ""
    look_ups: tuple[tuple[str, str], ...] = ()

    def said(self) -> dict[str, object]:
        """By what, never whom, for the audit."""
        by = sorted({kind for kind, _ in self.look_ups} | ({"reference"} if self.reference else set()))
        return {"search": by} if by else {}


ANYTHING = Search()
Progress = Callable[[int, int], None]


def _unseen(_done: int, _total: int) -> None:
    """Nobody watches."""


class Request(Struct, frozen=True):
    """An export asked for. ``scope``: the partners whose registrations the asker may see (empty is all); ``sensitive_for``: those she
    administers, whose accessibility needs she sees; ``sensitive`` shows all of them (the command line's ``--sensitive``).
    """

    format: str = "csv"
    filters: Filters = Filters()
    headers: Language = "fr"
    sensitive: bool = False
    sensitive_for: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    search: Search = ANYTHING
    after: datetime | None = None  # those made after that instant alone ("new since my last export")


def export(source: Source, request: Request, sink: BinaryIO, actor: Actor, progress: Progress = _unseen) -> int:
    """Write the file to ``sink``; how many rows. Recorded whatever happens. ``progress`` is told how many rows are written, of how many.

    KeyError: no such format. HelperFailed: a part of a long one could not be written.
    """
    chosen = FORMATS[request.format]
    shown, say = columns(), in_language(request.headers)
    sight = Sight(request.sensitive, frozenset(code.casefold() for code in request.sensitive_for))
    total = count(source, request)
    counted = Counted(pieces(source, chosen.name, wanted(request, source.rules), sight, total), total, progress)
    try:
        return chosen.write(counted, shown, [say.plain(column.header) for column in shown], sink)
    finally:
        record(source, request, actor, counted.count)


def count(source: Source, request: Request) -> int:
    """How many rows the file would have now."""
    with source.database.reading() as session:
        return exporting.count(session, wanted(request, source.rules), source.as_of)


def wanted(request: Request, rules: Rules) -> exporting.Wanted:
    """The filters as the store understands them: days become instants in the programme's time zone."""
    filters = request.filters
    since, until = moments.day_bounds(filters.since, filters.until, rules.zone)
    listed = {name: getattr(filters, name) for name in ("courses", "sessions", "partners", "regions", "statuses")}
    if request.after is not None:
        new = request.after + timedelta(microseconds=1)
        since = max(since, new) if since else new
    meant = exporting.Wanted(**listed, since=since, until=until, scope=request.scope)
    return replace(meant, reference=request.search.reference, look_ups=request.search.look_ups)


def record(source: Source, request: Request, actor: Actor, rows_written: int) -> None:
    """The audit's event of an export."""
    filters = {**request.filters.said(), **request.search.said()}
    scope = {"format": request.format, "filters": filters, "sensitive": request.sensitive or list(request.sensitive_for)}
    with source.database.writing() as session:
        audit.append(session, actor, "export", "registrations", None, now=source.as_of, count=rows_written, scope=scope)


class Counted:
    """Rows counted as their pieces pass, and told."""

    def __init__(self, passing: Iterable[Piece], total: int, progress: Progress) -> None:
        self._passing, self._total, self._progress = passing, total, progress
        self.count = 0

    def __iter__(self) -> Iterator[Piece]:
        for piece in self._passing:
            self.count += piece[0]
            yield piece
            self._progress(self.count, max(self.count, self._total))
