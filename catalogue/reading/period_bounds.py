"""What stands around a period: its part ("fin mars"), its week, and what bounds it ("avant", "d'ici la", "or later")."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from catalogue.reading import days
from catalogue.reading.days import DAY, Period
from catalogue.reading.lexicon import Words, begins_with, wordings
from catalogue.reading.period_atoms import Atom
from catalogue.reading.tables import table
from catalogue.words.replacing import replace

MOST_LIGHT = 4
LONGEST = 5
WHOLE = ("day", "days", "span", "tomorrow")  # kinds that have no parts
OF_WEEK = frozenset({"du", "of", "the", "de", "le", "w0", "on", "commencing", "starting", "beginning"})
WEEK = ("semaine", "week", "sem")
AVANT = ("avant", "before", "until", "till")


class Bounds(Struct, frozen=True):
    """The tables of what stands around a period."""

    before: dict[Words, str]
    after: tuple[tuple[str, frozenset[Words]], ...]
    light: frozenset[str]
    parts: dict[Words, str]
    part_light: frozenset[str]
    refusals: frozenset[str]
    between_refusal: frozenset[str]
    offered: frozenset[str]


@cache
def bounds() -> Bounds:
    data = table("periods")
    return Bounds(
        before={words: name for name, said in data["bounds"].items() for words in wordings(said)},
        after=tuple((name, wordings(said)) for name, said in data["following"].items()),
        light=frozenset(data["light"]),
        parts={words: name for name, said in data["parts"].items() for words in wordings(said)},
        part_light=frozenset(data["part_light"]),
        refusals=frozenset(data["refusals"]),
        between_refusal=frozenset(data["between_refusal"]),
        offered=frozenset(data["offered"]),
    )


def in_part(words: Sequence[str], atom: Atom) -> Atom:
    """ "fin mars", "the beginning of next month": the part, and the day meant when it bounds; "la semaine du 18": the week."""
    if atom.period is None or atom.kind in WHOLE:
        return _of_week(words, atom)
    start = _back(words, atom.start, bounds().part_light)
    for length in (2, 1):
        name = bounds().parts.get(tuple(words[start - length : start])) if start >= length else None
        if name and atom.kind != "weekend":
            cut = atom.period if atom.kind == "year end" else days.part(atom.period, name)
            return replace(atom, start=start - length, period=cut, kind="part", point=_point(name, atom.period))
    return atom


def _back(words: Sequence[str], start: int, light: frozenset[str]) -> int:
    """Where the light words before ``start`` begin, four at most."""
    least = max(start - MOST_LIGHT, 0)
    while start > least and words[start - 1] in light:
        start -= 1
    return start


def _point(name: str, period: Period) -> date | None:
    """The day that "mid-February" or "the end of March" is, where it bounds."""
    if not (period.first and period.last):
        return None
    length = period.last - period.first
    middle = period.first.replace(day=15) if length.days in days.MONTH else period.first + length // 2
    return {"start": period.first, "first half": period.first, "end": period.last, "second half": period.last}.get(name, middle)


def _of_week(words: Sequence[str], atom: Atom) -> Atom:
    """ "la semaine du 18 janvier": from its Monday to its Sunday; "samedi le 13 mars": that day."""
    if atom.kind != "day" or not atom.period or not atom.period.first:
        return atom
    start = _back(words, atom.start, OF_WEEK)
    if weekend := _weekend_before(words, start):
        saturday = atom.period.first + (5 - atom.period.first.weekday()) * DAY
        return replace(atom, start=start - weekend, period=Period(saturday, saturday + DAY), kind="weekend")
    if start and words[start - 1] in WEEK:
        return replace(atom, start=start - 1, period=days.week(atom.period.first), kind="week")
    weekday = atom.start and re.fullmatch(r"w\d", words[atom.start - 1])
    return replace(atom, start=atom.start - 1) if weekday else atom


def _weekend_before(words: Sequence[str], start: int) -> int:
    """How many words say a weekend right before ``start``."""
    if start and words[start - 1] in ("weekend", "weekends"):
        return 1
    return 3 if tuple(words[max(start - 3, 0) : start]) == ("fin", "de", "semaine") else 0


def bounded(words: Sequence[str], atom: Atom, today: date) -> Atom:
    """The period with what bounds it: "avant mars" ends the day before, "après" begins the day after."""
    if atom.period is None or atom.kind in ("range", "span"):
        return atom
    for start in range(atom.start, _back(words, atom.start, bounds().light) - 1, -1):
        if found := _bound_before(words, start, atom):
            name, length = found
            if name == "since" and start > length and words[start - length - 1] in bounds().offered:
                name = "from"
            return _applied(replace(atom, start=start - length), name, today)
    for name, said in bounds().after:
        if begins_with(words, atom.end, said):
            return _applied(atom, name, today)
    return atom


def _bound_before(words: Sequence[str], start: int, atom: Atom) -> tuple[str, int] | None:
    if refused := _refused_before(words, start):
        return "from", refused
    for length in range(min(LONGEST, start), 0, -1):
        said = tuple(words[start - length : start])
        name = bounds().before.get(said)
        if name and (said != ("des",) or atom.kind not in ("in", "year", "weekend")):
            return name, length
    return None


def _refused_before(words: Sequence[str], start: int) -> int:
    """How many words say "not … before": "peux pas commencer avant", "can't make it until"; 0 when none do."""
    if not start or words[start - 1] not in AVANT:
        return 0
    index = _back(words, start - 1, bounds().between_refusal)
    return start - index + 1 if index and words[index - 1] in bounds().refusals else 0


def _applied(atom: Atom, name: str, today: date) -> Atom:
    period = atom.period
    if period is None or not (period.first and period.last):
        return atom
    if name == "until" and atom.kind in ("season", "holiday") and period.first < period.last:
        name = "before"  # "d'ici l'été", "by the holidays": what comes before they begin
    if atom.kind == "holiday" and name in ("after", "from") and period.first > today:
        period = _just_over(period, today) or period
    first, last = atom.point or period.first or today, atom.point or period.last or today
    ends = atom.point == period.last  # "before the end of March" goes to the end
    built: dict[str, Callable[[], Period | None]] = {
        "before": lambda: Period(None, last if ends else first - DAY),
        "after": lambda: Period(last + DAY, None),
        "until": lambda: Period(None, last),
        "from": lambda: Period(first, None),
        "since": lambda: None,
    }
    return replace(atom, period=built[name](), kind="bounded")


def _just_over(period: Period, today: date) -> Period | None:
    """ "après les fêtes", said in January, speaks of those just over."""
    name = next((name for name in days.HOLIDAYS if days.holiday(name, today) == period), None)
    recent = days.recent_holiday(name, today) if name else None
    return recent if recent and recent.last and recent.last < today else None
