"""How the groups of a period's pattern become days, by the day it is said."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from catalogue.reading import days
from catalogue.reading.days import Period

Match = re.Match[str]
Builder = Callable[[Match, date], Period | None]
SEVERAL = "4"
NUMBERS = {"couple of": 2, "a couple of": 2, "couple": 2, "quelques": 4, "few": 4, "a few": 4}
NTH = {
    word: nth
    for nth, words in {
        1: "premiere premier first 1re o1",
        2: "deuxieme seconde second o2",
        3: "troisieme third o3",
        4: "quatrieme fourth o4",
        -1: "derniere dernier last",
    }.items()
    for word in words.split()
}


def over(_match: Match, _today: date) -> Period | None:
    """What is past is no wish."""
    return None


def year_of(number: int, year: str | None, today: date) -> int:
    """The year said, else this one, the next for a month already past."""
    return int(year) if year else today.year + (number < today.month)


def _one_day(number: str, of_month: str, year: str | None, today: date) -> Period | None:
    if not 1 <= int(of_month) <= 12:
        return None
    found = days.safe_date(year_of(int(of_month), year, today), int(of_month), int(number))
    return days.day(found) if found else None


def iso(match: Match, _today: date) -> Period | None:
    found = days.safe_date(int(match[1]), int(match[2]), int(match[3]))
    return days.day(found) if found else None


def slashed(match: Match, today: date) -> Period | None:
    """12/03/2027: the day first unless only the month can be."""
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return _one_day(match[1], match[2], year, today) or _one_day(match[2], match[1], year, today)


def slashed_this_year(match: Match, today: date) -> Period | None:
    """Le 12/03: the day first unless only the month can be."""
    return _one_day(match[1], match[2], None, today) or _one_day(match[2], match[1], None, today)


def day_of_month(number: int, of_month: int, year: int) -> Builder:
    return lambda match, today: _one_day(match[number], match[of_month], match[year], today)


def days_of_month(of_month: int, first: int, last: int, year: int) -> Builder:
    def build(match: Match, today: date) -> Period | None:
        one, two = (_one_day(match[group], match[of_month], match[year], today) for group in (first, last))
        return Period(one.first, two.last) if one and two and one.first and two.last and one.first <= two.last else one

    return build


def day_of_next_month(match: Match, today: date) -> Period | None:
    following = days.add_months(today, 1)
    return _one_day(match[1], str(following.month), str(following.year), today)


def _coming_days(number: int, today: date, months: int) -> list[date]:
    """The coming days of that number, month after month."""
    firsts = (days.add_months(today.replace(day=1), count) for count in range(months))
    return [found for first in firsts if (found := days.safe_date(first.year, first.month, number)) and found >= today]


def weekday_and_day(match: Match, today: date) -> Period | None:
    """ "lundi le 18": the next month that has such a day, rather one where it is that weekday."""
    dates = _coming_days(int(match[2]), today, 12)
    fitting = [found for found in dates if found.weekday() == int(match[1])]
    return days.day((fitting or dates)[0]) if dates else None


def day_alone(match: Match, today: date) -> Period | None:
    dates = _coming_days(int(said(match)), today, 3)
    return days.day(dates[0]) if dates else None


def said(match: Match) -> str:
    """The first group that was said."""
    return next(group for group in match.groups() if group)


def weekday(match: Match, today: date) -> Period | None:
    return days.day(today + timedelta(days=(int(said(match)) - today.weekday() - 1) % 7 + 1))


def weekend(weeks: int) -> Builder:
    def build(_match: Match, today: date) -> Period | None:
        saturday = today + timedelta(days=5 - today.weekday() + 7 * weeks)
        return Period(saturday, saturday + days.DAY)

    return build


def week_of_month(match: Match, today: date) -> Period | None:
    """The first week of a month is that of its first Monday, the last that of its last Monday."""
    number, nth = int(match[2]), NTH[match[1]]
    year_said = year_of(number, match[3], today)
    last = days.month_end(year_said, number)
    return days.week(days.weekday_of(year_said, number, 0, nth) if nth > 0 else last)


def first_weeks(match: Match, today: date) -> Period | None:
    """ "les deux premières semaines de mars": from the first of the month, so many times seven days."""
    count, number, year_said = match.groups()[:3] if match[1] else match.groups()[3:]
    whole = days.month(year_of(int(number), year_said, today), int(number))
    last = whole.first + timedelta(days=7 * int(count) - 1) if whole.first else None
    return Period(whole.first, min(last, whole.last) if last and whole.last else None)


def weekday_of_next_week(match: Match, today: date) -> Period | None:
    monday = days.week(today + timedelta(days=7)).first
    return days.day(monday + timedelta(days=int(said(match)))) if monday else None


def month(match: Match, today: date) -> Period | None:
    number = int(match[1])
    following = bool(match[3]) and number == today.month and not match[2]
    return days.month(year_of(number, match[2], today) + following, number)


def shifted(unit: str, count: int) -> Builder:
    """The day, week, month or year that is so many later."""

    def build(_match: Match, today: date) -> Period | None:
        following = days.add_months(today, count)
        return {
            "day": lambda: days.day(today + timedelta(days=count)),
            "week": lambda: days.week(today + timedelta(days=7 * count)),
            "month": lambda: days.month(following.year, following.month),
            "year": lambda: Period(date(today.year + count, 1, 1), date(today.year + count, 12, 31)),
        }[unit]()

    return build


def _later(count: str | None, unit: str, today: date) -> date:
    number = int(count) if count and count.isdecimal() else NUMBERS.get(count or "", 1)
    if unit.startswith(("mois", "month")):
        return days.add_months(today, number)
    if unit.startswith(("an", "year")):
        return days.add_months(today, 12 * number)
    return today + timedelta(days=number * (7 if unit[0] in "sw" else 1))


def in_units(match: Match, today: date) -> Period | None:
    """ "dans trois semaines": that week; "in two months": that month; "dans 10 jours": that day."""
    when = _later(match[1], match[2], today)
    if match[2][0] in "jd":
        return days.day(when)
    return days.week(when) if match[2][0] in "sw" else days.month(when.year, when.month)


def span(match: Match, today: date) -> Period | None:
    """ "the next two weeks", "d'ici un mois": from today."""
    unit = match.groups()[-1]
    count = next((group for group in match.groups()[:-1] if group), None)
    several = unit.endswith("s") and not count and (unit != "mois" or "prochains" in match[0] or "les mois" in match[0])
    return Period(today, _later(SEVERAL if several else count, unit, today))
