"""The smallest periods of a message: a day, a week, a month, a season, a holiday, "the next two weeks", "lundi prochain"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.reading import days
from catalogue.reading.days import Period

Match = re.Match[str]
DAY = r"(?:o?(\d{1,2}))"
YEAR = r"(?: (20[2-4]\d))?"
MONTH = r"m(\d{1,2})"
UNIT = r"(jours?|days?|semaines?|weeks?|mois|months?|annees?|ans?|years?)"
COUNT = r"(\d{1,2}|une?|an?|one|couple of|a couple of|quelques|few|a few|couple)"
NO_UNIT = r"(?! (?:h|heures?|hours?|hrs|jours?|days?|semaines?|weeks?|mois|months?|ans|personnes|people|employes|employees|places|spots|seats|fois|%|\$|dollars|piasses|cours|courses|gars|collegues|am|pm)\b)"
NEXT = r"(?:prochaine?s?|qui viennent|qui vient|next|coming|upcoming|qui s en viennent|qui s en vient|a venir)"
NEXT_ONE = r"(?:prochaine?|qui vient|next|coming|upcoming|qui s en vient)"
GONE = r"(?:passee?s?|derniere?s?|last|past|precedente?s?|d avant|ecoulee?s?|ago)"
SEVERAL = "4"
NUMBERS = {"couple of": 2, "a couple of": 2, "couple": 2, "quelques": 4, "few": 4, "a few": 4}
NTH = {"premiere": 1, "first": 1, "1re": 1, "o1": 1, "deuxieme": 2, "seconde": 2, "second": 2, "o2": 2, "troisieme": 3, "third": 3, "o3": 3, "quatrieme": 4, "fourth": 4, "o4": 4, "derniere": -1, "last": -1}


@dataclass(frozen=True)
class Atom:
    """Words ``start`` to ``end`` say ``period``; ``point``: the day meant when it bounds ("before mid-March"), None for its own ends."""

    start: int
    end: int
    period: Period | None  # None: over and done, or no wish
    kind: str
    point: date | None = None


def _year(month_number: int, year: str | None, today: date) -> int:
    if year:
        return int(year)
    return today.year + (month_number < today.month)


def _of_day(number: str, month_number: str, year: str | None, today: date) -> Period | None:
    found = days.safe_date(_year(int(month_number), year, today), int(month_number), int(number)) if 1 <= int(month_number) <= 12 else None
    return days.day(found) if found else None


def _days(match: Match, today: date, month_group: int, first: int, last: int, year: int) -> Period | None:
    one, two = (_of_day(match[group], match[month_group], match[year], today) for group in (first, last))
    return Period(one.first, two.last) if one and two and one.first and two.last and one.first <= two.last else one


def _iso(match: Match, today: date) -> Period | None:
    found = days.safe_date(int(match[1]), int(match[2]), int(match[3]))
    return days.day(found) if found else None


def _slashed(match: Match, today: date) -> Period | None:
    """12/03/2027: the day first unless only the month can be."""
    year = match[3] and (match[3] if len(match[3]) == 4 else f"20{match[3]}")
    return _of_day(match[1], match[2], year, today) or _of_day(match[2], match[1], year, today)


def _month(match: Match, today: date) -> Period | None:
    number = int(match[1])
    following = bool(match[3]) and number == today.month and not match[2]
    return days.month(_year(number, match[2], today) + following, number)


def _week_of_month(match: Match, today: date) -> Period | None:
    number, nth = int(match[2]), NTH[match[1]]
    year = _year(number, match[3], today)
    if nth > 0:
        return days.week(days.weekday_of(year, number, 0, nth))
    return days.week(days.month_end(year, number))


def _season(match: Match, today: date) -> Period | None:
    if match[3]:
        return days.season_of(match[2], int(match[3]))
    found = days.season(match[2], today)
    under_way = bool(found.first and found.first <= today)
    following = bool(match[1] and re.fullmatch(NEXT, match[1])) or bool(match[4])
    return days.next_year(found) if following and under_way else found


def _in_units(match: Match, today: date) -> Period | None:
    """ "dans trois semaines": that week, that month, that day."""
    when = _later(match[1], match[2], today)
    if match[2][0] in "jd":
        return days.day(when)
    return days.week(when) if match[2][0] in "sw" else days.month(when.year, when.month)


def _later(count: str | None, unit: str, today: date) -> date:
    number = int(count) if count and count.isdecimal() else NUMBERS.get(count or "", 1)
    if unit.startswith(("mois", "month")):
        return days.add_months(today, number)
    if unit.startswith(("an", "year")):
        return days.add_months(today, 12 * number)
    return today + timedelta(days=number * (7 if unit[0] in "sw" else 1))


def _span(match: Match, today: date) -> Period | None:
    """ "the next two weeks", "d'ici un mois": from today."""
    count = next((group for group in match.groups()[:-1] if group), None)
    unit = match.groups()[-1]
    many = unit.endswith("s") and not count and (unit != "mois" or "prochains" in match.group() or "les mois" in match.group())
    return Period(today, _later(SEVERAL if many else count, unit, today))


def _weekday(match: Match, today: date) -> Period | None:
    return days.day(today + timedelta(days=(int(match[1] or match[2]) - today.weekday() - 1) % 7 + 1))


def _weekday_and_day(match: Match, today: date) -> Period | None:
    """ "lundi le 18": the next month that has such a day, rather one where it is that weekday."""
    dates = [found for months in range(12) if (found := _day_in_month(int(match[2]), days.add_months(today.replace(day=1), months))) and found >= today]
    fitting = [found for found in dates if found.weekday() == int(match[1])]
    return days.day((fitting or dates)[0]) if dates else None


def _day_in_month(number: int, month_start: date) -> date | None:
    return days.safe_date(month_start.year, month_start.month, number)


def _day_alone(match: Match, today: date) -> Period | None:
    number = next(int(group) for group in match.groups() if group)
    dates = [found for months in range(3) if (found := _day_in_month(number, days.add_months(today.replace(day=1), months))) and found >= today]
    return days.day(dates[0]) if dates else None


def _weekend(weeks: int) -> Callable[[Match, date], Period | None]:
    def found(match: Match, today: date) -> Period | None:
        saturday = (days.week(today).first or today) + timedelta(days=5 + 7 * weeks)
        return Period(saturday, saturday + days.DAY)

    return found


def _shifted(unit: str, count: int) -> Callable[[Match, date], Period | None]:
    def found(match: Match, today: date) -> Period | None:
        if unit == "day":
            return days.day(today + timedelta(days=count))
        if unit == "week":
            return days.week(today + timedelta(days=7 * count))
        if unit == "month":
            when = days.add_months(today, count)
            return days.month(when.year, when.month)
        return Period(date(today.year + count, 1, 1), date(today.year + count, 12, 31))

    return found


def _quarter(match: Match, today: date) -> Period | None:
    number = int(match[1]) if match[1].isdecimal() else {"premier": 1, "first": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "third": 3, "quatrieme": 4, "fourth": 4, "dernier": 4, "last": 4}[match[1]]
    last_month = 3 * number
    year = _year(last_month, match[2], today)
    return Period(date(year, last_month - 2, 1), days.month_end(year, last_month))


def _in_year(match: Match, today: date) -> Period | None:
    year = int(match[1])
    return Period(date(year, 1, 1), date(year, 12, 31)) if year >= today.year else None


def _nothing(match: Match, today: date) -> Period | None:
    return None


Rule = tuple[re.Pattern[str], str, Callable[[Match, date], Period | None]]


def _rule(pattern: str, kind: str, build: Callable[[Match, date], Period | None]) -> Rule:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), kind, build


RULES: tuple[Rule, ...] = (
    _rule(r"(\d{4})-(\d{1,2})-(\d{1,2})", "day", _iso),
    _rule(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", "day", _slashed),
    _rule(rf"(?:la |the |in the |during the |dans la )*({'|'.join(NTH)}) (?:semaine|week) (?:de |d |of |in |du mois de )?{MONTH}{YEAR}", "week", _week_of_month),
    # what is over
    _rule(rf"(?:la |l |le |en |cet |cette |au |the |in |on |this )*{MONTH} {GONE}(?: annee)?|(?:in |the )?(?:last|past) {MONTH}", "past", _nothing),
    _rule(rf"(?:l |le |cet |en |the )*s:\w+ {GONE}|(?:last|past) s:\w+|(?:le |la |en )?w\d {GONE}|(?:last|past) w\d", "past", _nothing),
    _rule(rf"(?:la |le |les |l |the |over the |in the )*(?:semaines?|mois|annees?|an|weekend|fin de semaine|fins de semaine) {GONE}|(?:over |in )?(?:the )?(?:last|past)(?: {COUNT})? (?:week|weeks|month|months|year|years|weekend|days)", "past", _nothing),
    _rule(rf"il y a (?:environ |a peu pres )?{COUNT} {UNIT}|{COUNT} {UNIT} ago|hier|yesterday|avant hier|l autre jour|the other day", "past", _nothing),
    # days of a month
    _rule(rf"(?:du |le |les |from |the )*{DAY} (?:a|au|to|et|and|through|until|ou|or|jusqu au)(?: le| the)? {DAY} (?:de |of |d )?{MONTH}{YEAR}", "days", lambda match, today: _days(match, today, 3, 1, 2, 4)),
    _rule(rf"{MONTH} (?:the )?{DAY} (?:a|au|to|et|and|through|until|or)(?: the)? {DAY}{YEAR}{NO_UNIT}", "days", lambda match, today: _days(match, today, 1, 2, 3, 4)),
    _rule(rf"{MONTH} {DAY} {DAY}{YEAR}{NO_UNIT}", "days", lambda match, today: _days(match, today, 1, 2, 3, 4)),
    _rule(rf"{DAY} (\d{{1,2}}) {MONTH}{YEAR}", "days", lambda match, today: _days(match, today, 3, 1, 2, 4)),
    _rule(rf"(?:le |the |on |on the )?{DAY} (?:de |of |d )?{MONTH}{YEAR}", "day", lambda match, today: _of_day(match[1], match[2], match[3], today)),
    _rule(rf"{MONTH} (?:the )?{DAY}{YEAR}{NO_UNIT}", "day", lambda match, today: _of_day(match[2], match[1], match[3], today)),
    _rule(rf"w(\d) (?:le |the |on the )?{DAY}{NO_UNIT}", "day", _weekday_and_day),
    _rule(rf"(?:le|the) {DAY} (?:du|of the|of) (?:mois prochain|next month)", "day", lambda match, today: _of_day(match[1], str(days.add_months(today, 1).month), None, today)),
    _rule(rf"(?<=avant )(?:le |du ){DAY}{NO_UNIT}|(?<=apres )le {DAY}{NO_UNIT}|(?<=semaine )du {DAY}{NO_UNIT}|(?<=week )of the {DAY}|(?:(?<=on )|(?<=before )|(?<=after )|(?<=by )|(?<=until ))the o(\d{{1,2}})(?! \w*(?:one|session|course|class|class\w+|time|of)\b)|(?<=partir )du {DAY}{NO_UNIT}|(?<=d ici )le {DAY}{NO_UNIT}", "day", _day_alone),
    _rule(rf"(?:la |le |en |the )*(?:fin de semaine|weekend) {NEXT}|(?:the )?(?:next) (?:weekend)", "weekend", _weekend(1)),
    _rule(r"(?:en )?(?:cette fin de semaine|ce weekend|cette weekend|this (?:coming )?weekend|fin de semaine qui vient|cette fin de semaine ci)", "weekend", _weekend(0)),
    # weeks and months
    _rule(rf"(?:the )?week after next|dans 2 semaines", "week", _shifted("week", 2)),
    _rule(rf"(?:la |the |pour la |this |des la )*(?:semaine {NEXT_ONE}|{NEXT_ONE} (?:week|semaine)|week that is coming)", "week", _shifted("week", 1)),
    _rule(r"cette semaine(?: ci)?|this week|(?:plus tard |later )(?:cette semaine|this week)", "week", _shifted("week", 0)),
    _rule(rf"(?:le |the |au |du |ce |this |des le )*(?:mois {NEXT_ONE}|{NEXT_ONE} (?:month|mois))", "month", _shifted("month", 1)),
    _rule(r"ce mois(?: ci)?|this month|le mois courant", "month", _shifted("month", 0)),
    _rule(rf"(?:l |the |cette )?(?:an|annee) {NEXT_ONE}|(?:the )?{NEXT_ONE} year", "year", _shifted("year", 1)),
    _rule(r"(?:later |plus tard )?(?:cette annee|this year)", "year", lambda match, today: Period(today if match[0].startswith(("later", "plus")) else date(today.year, 1, 1), date(today.year, 12, 31))),
    _rule(rf"(?:l |the )?(?:annee|year) (20[2-4]\d)|(?<=en )(20[2-4]\d)|(?<=in )(20[2-4]\d)", "year", lambda match, today: _in_year_group(match, today)),
    _rule(r"(?<=fin )(?:du|de|de ce) mois(?! (?:de |d )?m\d)|(?<=end )of (?:the |this )?month(?! of)|(?<=debut )(?:du|de|de ce) mois(?! (?:de |d )?m\d)|(?<=beginning )of (?:the |this )?month(?! of)|(?<=start )of (?:the |this )?month(?! of)|(?<=milieu )du mois(?! (?:de |d )?m\d)|(?<=middle )of the month", "month", _shifted("month", 0)),
    _rule(r"(?<=debut )(?:de l |d )annee|(?<=beginning )of (?:the |this )?year|(?<=start )of (?:the |this )?year", "year", _shifted("year", 0)),
    _rule(r"(?<=fin )(?:de l |d )annee|(?<=end )of (?:the |this )?year", "year end", lambda match, today: days.month(today.year, 12)),
    _rule(r"(?<=fin )de (?:la|cette) semaine(?! de)|(?<=end )of (?:the |this )?week", "week", _shifted("week", 0)),
    # seasons, holidays, quarters
    _rule(rf"(?:(cet|ce|this|next|prochain|coming|upcoming|this coming|le prochain) |(?:l |le |d |au |en |the |in the |in |of |du )*)?s:(\w+){YEAR}(?: ({NEXT}))?", "season", _season),
    _rule(r"h:(\w+)", "holiday", lambda match, today: days.holiday(match[1], today)),
    _rule(rf"(?:q|t)([1-4]){YEAR}|o([1-4]) (?:trimestre|quarter){YEAR}", "quarter", lambda match, today: _quarter_group(match, today)),
    _rule(rf"(premier|deuxieme|troisieme|quatrieme|dernier|first|second|third|fourth|last) (?:trimestre|quarter)(?: (?:de |of )?(20[2-4]\d))?", "quarter", _quarter),
    # from today on
    _rule(rf"(?:d ici|within|in less than|dans moins de|in under|en moins de|avant) (?:a |les |the |environ )?{COUNT} {UNIT}", "span", _span),
    _rule(rf"(?:dans |in |over |within |during |pendant |au cours |d ici |pour |for |sur )*(?:les |the |des |ces )?{COUNT}? ?{NEXT} {COUNT}? ?{UNIT}", "span", _span),
    _rule(rf"(?:dans |au cours |d ici )*(?:les |des )?{COUNT}? ?{UNIT} {NEXT}", "span", _span),
    _rule(rf"(?:dans|in|d ici|in about|dans environ) {COUNT} {UNIT}(?: from now|)", "in", _in_units),
    _rule(rf"{COUNT} {UNIT} from (?:now|today)", "in", _in_units),
    _rule(r"apres demain|(?:the )?day after tomorrow|le surlendemain", "day", _shifted("day", 2)),
    _rule(r"demain|tomorrow", "tomorrow", _shifted("day", 1)),
    _rule(r"(?<=commence )aujourdhui|(?<=starts )today|(?<=starting )today|(?<=begins )today|(?<=commencent )aujourdhui", "day", _shifted("day", 0)),
    # weekdays and weekends of a given week
    _rule(rf"(?:le |ce |this |on |the )*(?:{NEXT} )w(\d)|(?:le |ce )?w(\d) {NEXT}", "day", _weekday),
    _rule(r"(?:ce|this) w(\d)", "day", _weekday),
    _rule(rf"{MONTH}{YEAR}(?: (prochain|qui vient))?", "month", _month),
)


def _in_year_group(match: Match, today: date) -> Period | None:
    year = int(next(group for group in match.groups() if group))
    return Period(date(year, 1, 1), date(year, 12, 31)) if year >= today.year else None


def _quarter_group(match: Match, today: date) -> Period | None:
    number, year = int(match[1] or match[3]), match[2] or match[4]
    found_year = _year(3 * number, year, today)
    return Period(date(found_year, 3 * number - 2, 1), days.month_end(found_year, 3 * number))


def atoms(words: list[str], today: date) -> list[Atom]:
    """The periods said, from left to right, none inside another; the earlier rule of the table wins."""
    text = " ".join(words)
    taken = [False] * len(words)
    found: list[Atom] = []
    for pattern, kind, build in RULES:
        for match in pattern.finditer(text):
            start, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end()) + 1
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                period = build(match, today)
                if period or kind == "past":
                    found.append(Atom(start, end, period, kind))
    return sorted(found, key=lambda atom: atom.start)
