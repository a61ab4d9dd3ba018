"""When a session should start: the periods of a message with what bounds them ("avant", "entre", "d'ici la fin de"), as spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from catalogue.reading import days
from catalogue.reading.days import DAY, Period
from catalogue.reading.lexicon import Words, begins_with, ends_with, wordings
from catalogue.reading.line import Line
from catalogue.reading.period_atoms import Atom, atoms
from catalogue.reading.period_words import marked
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.reading.told import told

TRIGGER = re.compile(
    r"(?<!\S)(?:m\d|s:|w\d|h:|o\d|\d{4}-|\d{1,2}/\d|semaine|week|mois|month|annee|an |an$|year|demain|tomorrow|surlendemain|jours|days|trimestre|quarter|[qt][1-4]|20[2-4]\d|today|aujourdhui|avant le|fin du)"
)
MOST_LIGHT = 4


@dataclass(frozen=True)
class Bounds:
    """The tables of what stands around a period."""

    before: tuple[tuple[str, frozenset[Words]], ...]
    after: tuple[tuple[str, frozenset[Words]], ...]
    light: frozenset[str]
    parts: dict[Words, str]
    part_light: frozenset[str]
    refusals: frozenset[str]
    between_refusal: frozenset[str]
    between: frozenset[Words]
    joins: frozenset[str]
    either: frozenset[str]
    moves: frozenset[str]
    past_fr: frozenset[Words]
    units: frozenset[str]


@cache
def bounds() -> Bounds:
    data = table("periods")
    return Bounds(
        before=tuple((name, wordings(said)) for name, said in data["bounds"].items()),
        after=tuple((name, wordings(said)) for name, said in data["following"].items()),
        light=frozenset(map(str, data["light"])),
        parts={words: name for name, said in data["parts"].items() for words in wordings(said)},
        part_light=frozenset(data["part_light"]),
        refusals=frozenset(map(str, data["refusals"])),
        between_refusal=frozenset(data["between_refusal"]),
        between=wordings(data["ranges"]["between"]),
        joins=frozenset(data["ranges"]["joins"]),
        either=frozenset(data["ranges"]["or"]),
        moves=frozenset(data["moves"]),
        past_fr=wordings(data["past_fr"]),
        units=frozenset(map(str, data["units"])),
    )


def periods(said: Line, tokens: Sequence[str], today: date) -> list[Span]:
    """The periods of the line as spans whose value is a ``Period``; those over and done are no filters."""
    words, places = marked(said, tokens)
    if not TRIGGER.search(" ".join(words)):
        return []
    found = [_in_part(words, atom) for atom in atoms(words, today)]
    found = [_bounded(words, atom, today) for atom in _joined(words, found)]
    return [_span(said, places, words, atom) for atom in found]


def _span(said: Line, places: Sequence[int], words: Sequence[str], atom: Atom) -> Span:
    first, last = places[atom.start], places[atom.end] - 1
    filters = atom.period is not None and not _told(said, words, places, atom)
    return Span(said.starts[first], said.ends[last], "period", atom.period, filters=filters)


def _told(said: Line, words: Sequence[str], places: Sequence[int], atom: Atom) -> bool:
    """Whether the clause tells of something past or of another matter ("pour demain"), so that its period is no wish."""
    if told(said, places[atom.start]):
        return True
    if atom.kind == "tomorrow" and ends_with(words, atom.start, frozenset({("pour",), ("for",), ("by",), ("avant",), ("before",), ("until",)})):
        return True
    return ends_with(words, atom.start, bounds().past_fr) or (atom.kind == "day" and ends_with(words, atom.start + 1, bounds().past_fr))


def _in_part(words: Sequence[str], atom: Atom) -> Atom:
    """ "fin mars", "the beginning of next month": the part, and the day meant when it bounds."""
    start, light = atom.start, 0
    rules = bounds()
    if atom.period is None or atom.kind in ("day", "days", "span", "tomorrow"):
        return _of_week(words, atom)
    while start and words[start - 1] in rules.part_light and light < MOST_LIGHT:
        start, light = start - 1, light + 1
    for length in (2, 1):
        name = rules.parts.get(tuple(words[start - length : start])) if start >= length else None
        if name and atom.kind != "weekend":
            cut = atom.period if atom.kind == "year end" else days.part(atom.period, name)
            return replace(atom, start=start - length, period=cut, kind="part", point=_point(name, atom.period))
    return atom


def _point(name: str, period: Period) -> date | None:
    """The day that "mid-February" or "the end of March" is, where it bounds."""
    if not (period.first and period.last):
        return None
    length = period.last - period.first
    middle = period.first.replace(day=15) if length.days < 31 else period.first + length // 2
    return {"start": period.first, "first half": period.first, "end": period.last, "second half": period.last}.get(name, middle)


def _of_week(words: Sequence[str], atom: Atom) -> Atom:
    """ "la semaine du 18 janvier": from its Monday to its Sunday."""
    start = atom.start
    while start and words[start - 1] in ("du", "of", "the", "de", "le", "w0", "on", "commencing", "starting", "beginning"):
        start -= 1
    if atom.kind == "day" and atom.period and atom.period.first and start < atom.start + 1 and start and words[start - 1] in ("semaine", "week", "sem"):
        return replace(atom, start=start - 1, period=days.week(atom.period.first), kind="week")
    weekday = atom.start and re.fullmatch(r"w\d", words[atom.start - 1])
    return replace(atom, start=atom.start - 1) if weekday and atom.kind == "day" else atom


def _joined(words: Sequence[str], found: list[Atom]) -> list[Atom]:
    """Two periods as one: "entre février et avril", "de mars à mai", "mars ou avril"; when one moves, only where to."""
    joined: list[Atom] = []
    for atom in found:
        before = joined[-1] if joined else None
        if before and before.period and atom.period and (together := _together(words, before, atom)):
            joined[-1] = together
        else:
            joined.append(atom)
    return joined


def _together(words: Sequence[str], one: Atom, other: Atom) -> Atom | None:
    rules = bounds()
    middle = list(words[one.end : other.start])
    between = " ".join(middle)
    if rules.moves.intersection(words[: one.start]) and words[one.start - 1 : one.start] != ["entre"]:
        leaving = _skip_light(words, one.start) and any(word in ("de", "du", "d", "from") for word in words[max(one.start - 4, 0) : one.start + 1])
        arriving = any(word in ("a", "au", "to", "for", "pour", "en", "vers", "into", "celle", "celui") for word in middle)
        return other if leaving and arriving else None
    core = " ".join(word for word in middle if word not in ("le", "the", "la", "les", "mois", "month", "of", "de", "l", "en", "in"))
    if core in rules.joins and (core not in ("et", "and", "&") or _ends_between(words, one.start)):
        return _range(one, other, words)
    if between in rules.either or core in rules.either:
        return _adjacent(one, other)
    return None


def _skip_light(words: Sequence[str], start: int) -> bool:
    return start > 0


def _ends_between(words: Sequence[str], start: int) -> bool:
    while start and words[start - 1] in ("le", "the", "la", "les", "l", "mois", "de", "en"):
        start -= 1
    return start > 0 and words[start - 1] in ("entre", "between")


def _range(one: Atom, other: Atom, words: Sequence[str]) -> Atom | None:
    if not (one.period and other.period and other.period.last):
        return None
    first, last = one.period.first, other.period.last
    if one.kind == "part" and one.point and first and one.point.day == 15:
        first = one.point
    if other.kind == "part" and other.point:
        last = other.point
    if first and last < first:
        last = days.next_year(other.period).last or last
    start = one.start
    while start and words[start - 1] in ("entre", "between", "de", "du", "from", "d", "le", "the", "la"):
        start -= 1
    return Atom(start, other.end, Period(first, last), "range")


def _adjacent(one: Atom, other: Atom) -> Atom | None:
    """Neighbouring periods said with "ou" are one wish."""
    if one.period and other.period and one.period.last and other.period.first and one.kind == other.kind in ("month", "part", "week", "season", "day"):
        apart = (other.period.first - one.period.last).days
        if apart == 1 or (one.kind == "day" and 0 < apart <= 3):
            return Atom(one.start, other.end, Period(one.period.first, other.period.last), "range")
    return None


def _bounded(words: Sequence[str], atom: Atom, today: date) -> Atom:
    """The period with what bounds it: "avant mars" ends the day before, "après" begins the day after."""
    if atom.period is None or atom.kind in ("range", "span"):
        return atom
    start, light = atom.start, 0
    while True:
        if found := _bound_before(words, start, atom):
            name, length = found
            return _applied(replace(atom, start=start - length), name, today)
        if not start or words[start - 1] not in bounds().light or light == MOST_LIGHT:
            break
        start, light = start - 1, light + 1
    for name, guards in bounds().after:
        if begins_with(words, atom.end, guards) and not (name == "from" and words[atom.end : atom.end + 2] == ["on", "a"]):
            return _applied(atom, name, today)
    return atom


def _bound_before(words: Sequence[str], start: int, atom: Atom) -> tuple[str, int] | None:
    refused = _refused_before(words, start)
    if refused:
        return "from", refused
    for length in (5, 4, 3, 2, 1):
        said = tuple(words[start - length : start]) if start >= length else ()
        for name, guards in bounds().before:
            if said and said in guards and not (name == "from" and said == ("des",) and atom.kind not in ("month", "day", "part", "season", "week", "holiday")):
                return name, length
    return None


def _refused_before(words: Sequence[str], start: int) -> int:
    """How many words say "not … before": "peux pas commencer avant", "can't make it until"; 0 when none do."""
    if not start or words[start - 1] not in ("avant", "before", "until", "till"):
        return 0
    index = start - 1
    while index and words[index - 1] in bounds().between_refusal and start - index <= MOST_LIGHT:
        index -= 1
    return start - index + 1 if index and words[index - 1] in bounds().refusals else 0


def _applied(atom: Atom, name: str, today: date) -> Atom:
    period = atom.period
    if period is None or not (period.first and period.last):
        return atom
    if atom.kind == "holiday" and name in ("after", "from") and period.first > today:
        period = _just_over(atom, today) or period
    first, last = atom.point or period.first, atom.point or period.last
    built = {
        "before": lambda: Period(None, last if atom.kind in ("part", "year end") and atom.point == last and _is_end(atom) else (atom.point or period.first or today) - DAY),
        "after": lambda: Period((last or today) + DAY, None),
        "until": lambda: Period(None, last),
        "from": lambda: Period(first, None),
        "since": lambda: None,
    }[name]()
    return replace(atom, period=built, kind="bounded")


def _is_end(atom: Atom) -> bool:
    return bool(atom.period and atom.point == atom.period.last)


def _just_over(atom: Atom, today: date) -> Period | None:
    """ "après les fêtes", said in January, speaks of those just over."""
    for name in days.HOLIDAYS:
        if days.holiday(name, today) == atom.period:
            recent = days.recent_holiday(name, today)
            return recent if recent.last and recent.last < today else None
    return None
