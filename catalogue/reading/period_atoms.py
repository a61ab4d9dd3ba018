"""The smallest periods of a message: a day, a week, a month, a season, a holiday, "the next two weeks" (data/period_grammar.yaml)."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from catalogue.reading import period_builders as build
from catalogue.reading import period_seasons as seasons
from catalogue.reading.days import Period
from catalogue.reading.tables import table


class Atom(Struct, frozen=True):
    """Words ``start`` to ``end`` say ``period`` (None: it is over); ``point``: the day meant when it bounds ("before mid-March")."""

    start: int
    end: int
    period: Period | None
    kind: str
    point: date | None = None


Builder = Callable[[re.Match[str], date], Period | None]
BUILDERS: dict[str, Builder] = {
    "over": build.over,
    "iso": build.iso,
    "slashed": build.slashed,
    "slashed this year": build.slashed_this_year,
    "first weeks": build.first_weeks,
    "weekday of next week": build.weekday_of_next_week,
    "quarter 0": seasons.quarter_from(0),
    "quarter 1": seasons.quarter_from(1),
    "day of month": build.day_of_month(1, 2, 3),
    "month and day": build.day_of_month(2, 1, 3),
    "days of month": build.days_of_month(3, 1, 2, 4),
    "month and days": build.days_of_month(1, 2, 3, 4),
    "day of next month": build.day_of_next_month,
    "weekday and day": build.weekday_and_day,
    "day alone": build.day_alone,
    "weekday": build.weekday,
    "day 0": build.shifted("day", 0),
    "day 1": build.shifted("day", 1),
    "day 2": build.shifted("day", 2),
    "week 0": build.shifted("week", 0),
    "week 1": build.shifted("week", 1),
    "week 2": build.shifted("week", 2),
    "weekend 0": build.weekend(0),
    "weekend 1": build.weekend(1),
    "week of month": build.week_of_month,
    "month": build.month,
    "month 0": build.shifted("month", 0),
    "month 1": build.shifted("month", 1),
    "december": seasons.december,
    "quarter": seasons.quarter,
    "season": seasons.season,
    "holiday": seasons.holiday,
    "year": seasons.year,
    "year 0": build.shifted("year", 0),
    "year 1": build.shifted("year", 1),
    "this year": seasons.this_year,
    "in units": build.in_units,
    "span": build.span,
}


class Rule(Struct, frozen=True):
    """A pattern, what it says and how its groups become days."""

    pattern: re.Pattern[str]
    kind: str
    build: Builder


@cache
def rules() -> tuple[Rule, ...]:
    data = table("period_grammar")
    return tuple(Rule(_compiled(row["say"], data["macros"]), row["kind"], BUILDERS[row["build"]]) for row in data["rules"])


def _compiled(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    for name, meaning in macros.items():
        pattern = pattern.replace(f"<{name}>", meaning)
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


def atoms(words: Sequence[str], today: date) -> list[Atom]:
    """The periods said, from left to right, none inside another; the earlier rule of the table wins."""
    text = " ".join(words)
    taken = [False] * len(words)
    found: list[Atom] = []
    for rule in rules():
        for match in rule.pattern.finditer(text):
            start, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end()) + 1
            if any(taken[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            period = rule.build(match, today)
            if period or rule.kind == "past":
                found.append(Atom(start, end, period, rule.kind))
    return sorted(found, key=lambda atom: atom.start)
