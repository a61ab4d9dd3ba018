"""Periods as days: months and their parts, weeks, seasons by the calendar, holidays (contract, section 4)."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

DAY = timedelta(days=1)
SEASONS = {"spring": (3, 20, 6, 20), "summer": (6, 21, 9, 21), "fall": (9, 22, 12, 20), "winter": (12, 21, 3, 20)}
SHORTEST, MONTH = 3, range(25, 32)  # days after the first: of what has parts, and of a month
PARTS = {"start": (1, 10), "mid": (11, 20), "end": (21, 31), "first half": (1, 15), "second half": (16, 31)}


class Period(Struct, frozen=True):
    """Inclusive days; either end may be open."""

    first: date | None
    last: date | None


def day(when: date) -> Period:
    return Period(when, when)


def safe_date(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - DAY


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), month_end(year, number))


def part(of: Period, name: str) -> Period:
    """Début, mi-, fin of a month (1 to 10, 11 to 20, 21 to its end) or its halves; of a longer or shorter period, its thirds."""
    if not (of.first and of.last) or (of.last - of.first).days < SHORTEST:
        return of
    if (of.last - of.first).days in MONTH:
        low, high = PARTS[name]
        return Period(of.first.replace(day=low), min(of.last, of.first + timedelta(days=high - 1)))
    months = (of.last.year - of.first.year) * 12 + of.last.month - of.first.month + 1
    if of == Period(of.first.replace(day=1), month_end(of.last.year, of.last.month)) and months % 3 == 0 and "half" not in name:
        third_months = months // 3  # a quarter, a year: by whole months
        first = add_months(of.first, third_months * ("start", "mid", "end").index(name))
        return Period(first, add_months(first, third_months) - DAY)
    third = (of.last - of.first + DAY) // (2 if "half" in name else 3)
    bounds = {"start": (0, 1), "mid": (1, 2), "end": (2, 3), "first half": (0, 1), "second half": (1, 2)}[name]
    last = of.last if name in ("end", "second half") else of.first + third * bounds[1] - DAY
    return Period(of.first + third * bounds[0], last)


def week(of: date) -> Period:
    monday = of - timedelta(days=of.weekday())
    return Period(monday, monday + timedelta(days=6))


def season(name: str, today: date) -> Period:
    """The season under way or the next of that name."""
    month_from, day_from, month_to, day_to = SEASONS[name]
    for year in (today.year - 1, today.year, today.year + 1):
        first = date(year, month_from, day_from)
        last = date(year + (month_to < month_from), month_to, day_to)
        if last >= today:
            return Period(first, last)
    raise AssertionError("a season comes each year")


def season_of(name: str, year: int) -> Period:
    month_from, day_from, month_to, day_to = SEASONS[name]
    winter = month_to < month_from  # the winter of 2027 is the one that ends in 2027
    return Period(date(year - winter, month_from, day_from), date(year, month_to, day_to))


def next_year(of: Period) -> Period:
    def later(when: date | None) -> date | None:
        return when and (safe_date(when.year + 1, when.month, when.day) or when + timedelta(days=365))

    return Period(later(of.first), later(of.last))


def add_months(when: date, count: int) -> date:
    index = when.year * 12 + when.month - 1 + count
    year, number = divmod(index, 12)
    return min(date(year, number + 1, 1) + timedelta(days=when.day - 1), month_end(year, number + 1))


def weekday_of(year: int, number: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month."""
    first = date(year, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    number = (h + weekday - 7 * m + 90) // 25
    return date(year, number, (h + weekday - 7 * m + 33 * number + 19) % 32)


def construction(year: int) -> Period:
    """Québec's construction holiday: two weeks from the Sunday on or after July 18."""
    first = date(year, 7, 18)
    sunday = first + timedelta(days=(6 - first.weekday()) % 7)
    return Period(sunday, sunday + timedelta(days=13))


def spring_break(year: int) -> Period:
    """The week of relâche: that of the first Monday of March, in most of Québec."""
    return week(weekday_of(year, 3, 0, 1))


def back_to_school(year: int) -> Period:
    return Period(week(date(year, 8, 25)).first, date(year, 9, 15))


HOLIDAYS: dict[str, Callable[[int], Period]] = {
    "christmas": lambda year: day(date(year, 12, 25)),
    "new_year": lambda year: day(date(year, 1, 1)),
    "holidays": lambda year: Period(date(year - 1, 12, 24), date(year, 1, 2)),
    "easter": lambda year: day(easter(year)),
    "saint_jean": lambda year: day(date(year, 6, 24)),
    "canada_day": lambda year: day(date(year, 7, 1)),
    "labour_day": lambda year: day(weekday_of(year, 9, 0, 1)),
    "thanksgiving": lambda year: day(weekday_of(year, 10, 0, 2)),
    "halloween": lambda year: day(date(year, 10, 31)),
    "valentine": lambda year: day(date(year, 2, 14)),
    "patriotes": lambda year: day(date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday())),
    "mothers_day": lambda year: day(weekday_of(year, 5, 6, 2)),
    "construction": construction,
    "spring_break": spring_break,
    "back_to_school": back_to_school,
    "summer_break": lambda year: season_of("summer", year),
    "school_end": lambda year: day(date(year, 6, 23)),
    "remembrance": lambda year: day(date(year, 11, 11)),
}


def holiday(name: str, today: date) -> Period:
    """The holiday under way or the next."""
    for year in (today.year, today.year + 1):
        found = HOLIDAYS[name](year)
        if found.last and found.last >= today:
            return found
    return HOLIDAYS[name](today.year + 2)


def recent_holiday(name: str, today: date) -> Period:
    """The holiday of which one says "after": the one just over (60 days), else the next."""
    for year in (today.year, today.year + 1):
        found = HOLIDAYS[name](year)
        if found.last and today - timedelta(days=60) <= found.last:
            return found
    return holiday(name, today)
