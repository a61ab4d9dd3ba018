"""When a session should start: the periods of a message, with what bounds and joins them, as spans."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from catalogue.reading import days
from catalogue.reading.days import Period
from catalogue.reading.lexicon import Words, ends_with, wordings
from catalogue.reading.line import Line
from catalogue.reading.period_atoms import Atom, atoms
from catalogue.reading.period_bounds import bounded, in_part
from catalogue.reading.period_words import marked
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.reading.told import clause_before, says_any, told

SKIPPED = frozenset({"le", "the", "la", "les", "mois", "month", "of", "de", "l", "en", "in"})
OPENS_RANGE = frozenset({"entre", "between", "de", "du", "from", "d", "le", "the", "la"})
BETWEEN = ("entre", "between")
LEAVING = frozenset({"de", "du", "d", "from"})
ARRIVING = frozenset({"a", "au", "to", "for", "pour", "en", "vers", "into", "celle", "celui"})
FOR = frozenset({("pour",), ("a",), ("for",), ("by",), ("avant",), ("before",), ("until",)})
NEIGHBOURS = ("month", "part", "week", "season", "day")
MID = 15
MOVE_REACH = 12


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(table('periods')['triggers'])})")


@cache
def _words(*path: str) -> frozenset[str]:
    content = table("periods")
    for key in path:
        content = content[key]
    return frozenset(content)


@cache
def _past_events() -> frozenset[Words]:
    return wordings(table("periods")["past_fr"])


def periods(said: Line, tokens: Sequence[str], today: date) -> list[Span]:
    """The periods of the line as spans whose value is a ``Period``; those over and done are no filters (and have no value)."""
    words, places = marked(said, tokens)
    if not _trigger().search(" ".join(words)):
        return []
    found = [bounded(words, atom, today) for atom in _joined(words, [in_part(words, atom) for atom in atoms(words, today)])]
    return [_span(said, places, words, atom) for atom in found]


def _span(said: Line, places: Sequence[int], words: Sequence[str], atom: Atom) -> Span:
    first, last = places[atom.start], places[atom.end] - 1
    period, filters = atom.period, atom.period is not None and not _no_wish(said, words, places, atom)
    if period and says_any("away", clause_before(said, first)):
        back = period.last + days.DAY if period.last and not period.first else None
        period, filters = (Period(back, None) if back else period), filters and (back is not None or period.last is None)
    return Span(said.starts[first], said.ends[last], "period", period, filters=filters)


def _no_wish(said: Line, words: Sequence[str], places: Sequence[int], atom: Atom) -> bool:
    """Whether the clause tells of something past or of another matter ("pour demain")."""
    if told(said, places[atom.start]):
        return True
    if atom.kind == "tomorrow" and (ends_with(words, atom.start, FOR) or says_any("contact", " ".join(words))):
        return True
    return ends_with(words, atom.start, _past_events()) or (atom.kind == "day" and ends_with(words, atom.start + 1, _past_events()))


def _joined(words: Sequence[str], found: list[Atom]) -> list[Atom]:
    """Two periods as one: "entre février et avril", "de mars à mai", "juin juillet"; when one moves, only where to."""
    joined: list[Atom] = []
    for atom in found:
        together = _together(words, joined[-1], atom) if joined and joined[-1].period and atom.period else None
        if together:
            joined[-1] = together
        else:
            joined.append(atom)
    return joined


def _together(words: Sequence[str], one: Atom, other: Atom) -> Atom | None:
    middle = words[one.end : other.start]
    opens_between = _opens_between(words, one.start)
    if not opens_between and _words("moves").intersection(words[max(one.start - MOVE_REACH, 0) : one.start]):
        leaves = not LEAVING.isdisjoint(words[max(one.start - 4, 0) : one.start + 1])
        return other if leaves and not ARRIVING.isdisjoint(middle) else None
    core = " ".join(word for word in middle if word not in SKIPPED)
    if core in _words("ranges", "joins") and (opens_between or core not in ("et", "and", "&")):
        return _range(words, one, other)
    return _neighbours(one, other) if core in _words("ranges", "beside") else None


def _opens_between(words: Sequence[str], start: int) -> bool:
    while start and words[start - 1] in SKIPPED:
        start -= 1
    return start > 0 and words[start - 1] in BETWEEN


def _range(words: Sequence[str], one: Atom, other: Atom) -> Atom | None:
    if not (one.period and one.period.first and other.period and other.period.last):
        return None
    first = one.point if one.point and one.point.day == MID else one.period.first
    last = other.point or other.period.last
    if last < first:
        last = days.next_year(other.period).last or last
    start = one.start
    while start and words[start - 1] in OPENS_RANGE:
        start -= 1
    return Atom(start, other.end, Period(first, last), "range")


def _neighbours(one: Atom, other: Atom) -> Atom | None:
    """Neighbouring periods said side by side ("juin juillet") are one wish."""
    if not (one.period and one.period.last and other.period and other.period.first) or one.kind != other.kind or one.kind not in NEIGHBOURS:
        return None
    apart = (other.period.first - one.period.last).days
    wish = apart == 1 or (one.kind == "day" and 0 < apart <= 3)
    return Atom(one.start, other.end, Period(one.period.first, other.period.last), "range") if wish else None
