"""How quarters, seasons, holidays and years become days, by the day they are said."""

import re
from datetime import date

from catalogue.reading import days
from catalogue.reading.days import Period
from catalogue.reading.period_builders import NTH, Builder, Match, said, year_of

COMING = re.compile(r"next|prochaine?|le prochain|coming|upcoming|qui vient|qui s en vient")


def december(_match: Match, today: date) -> Period | None:
    return days.month(today.year, 12)


def quarter(match: Match, today: date) -> Period | None:
    groups = [group for group in match.groups() if group]
    number = int(groups[0]) if groups[0].isdecimal() else NTH[groups[0]] % 5
    year_said = groups[1] if len(groups) == 2 else None
    found_year = year_of(3 * number, year_said, today)
    return Period(date(found_year, 3 * number - 2, 1), days.month_end(found_year, 3 * number))


def quarter_from(count: int) -> Builder:
    """This quarter, or the one that is so many later."""

    def build(_match: Match, today: date) -> Period | None:
        first = days.add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * count)
        return Period(first, days.add_months(first, 3) - days.DAY)

    return build


def season(match: Match, today: date) -> Period | None:
    if match[3]:
        return days.season_of(match[2], int(match[3]))
    found = days.season(match[2], today)
    under_way = bool(found.first and found.first <= today)
    following = bool(match[4]) or bool(match[1] and COMING.fullmatch(match[1]))
    return days.next_year(found) if following and under_way else found


def holiday(match: Match, today: date) -> Period | None:
    return days.holiday(match[1], today)


def year(match: Match, today: date) -> Period | None:
    number = int(said(match))
    return Period(date(number, 1, 1), date(number, 12, 31)) if number >= today.year else None


def this_year(match: Match, today: date) -> Period | None:
    later = match[0].startswith(("later", "plus"))
    return Period(today if later else date(today.year, 1, 1), date(today.year, 12, 31))
