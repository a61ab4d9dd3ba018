"""The totals as charts and tables, without names: for the programme, or for a partner's own courses."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from starlette.responses import Response

from bot.pages import charts, labels
from bot.pages.visit import Visit
from enrolment.registration.states import HOLDING
from enrolment.registration.unit import Unit
from enrolment.statistics import Counts, Statistics, since, statistics

WEEKS = 12
COURSES = 12


def shown(visit: Visit) -> Response:
    """Where things stand now."""
    with visit.reading() as unit:
        found = statistics(unit, visit.rights.partners)
        weeks = _weeks(unit, visit)
    share = None if found.share is None or visit.rights.partners else min(1.0, found.share)
    return visit.page("statistics.html", found=found, share=share, bars=_bars(visit, found), weeks=weeks)


def _bars(visit: Visit, found: Statistics) -> list[charts.Bars]:
    """One chart for each way of counting; what has a single value is none."""
    say, offer = visit.say, visit.catalogue
    titles = {course.code: say.text(course.title) for course in offer.courses}
    partners = {one.code: say.text(one.name) for one in offer.partners}
    states = [(labels.state(say, status), count, count if status in HOLDING else 0) for status, count in found.statuses.items() if count]
    charted = [charts.bars("status", say.plain("By status"), states)]
    named = (
        ("course", say.plain("By course"), titles),
        ("partner", say.plain("By partner"), partners),
        ("region", say.plain("By region"), _words(visit, "region", found.by["region"])),
        ("role", say.plain("By role"), _words(visit, "role", found.by["role"])),
    )
    charted += [charts.bars(name, title, _rows(visit, found.by[name], words)) for name, title, words in named if len(found.by[name]) > 1]
    return [chart for chart in charted if chart.bars]


def _words(visit: Visit, name: str, groups: Mapping[str, Counts]) -> dict[str, str]:
    return {code: labels.choice(visit.say, name, code) for code in groups if code}


def _rows(visit: Visit, groups: Mapping[str, Counts], words: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """(label, how many, of which with a place), the most first; the rest beyond the twelfth in one row."""
    rows = [
        (words.get(code, code) if code else visit.say.plain("not said"), sum(counts.values()), _held(counts))
        for code, counts in groups.items()
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    rest = rows[COURSES:]
    other = [(visit.say.plain("others"), sum(row[1] for row in rest), sum(row[2] for row in rest))] if rest else []
    return [*rows[:COURSES], *other]


def _held(counts: Counts) -> int:
    return sum(count for status, count in counts.items() if status in HOLDING)


def _weeks(unit: Unit, visit: Visit) -> charts.Columns:
    """New registrations, week by week from Monday."""
    today = visit.local(visit.now).date()
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -2, -1)]
    edges = [datetime.combine(day, time(0), visit.house.rules.zone) for day in mondays]
    counts = since(unit, edges, visit.rights.partners)
    named = [(visit.say.day(day), count) for day, count in zip(mondays[:-1], counts, strict=True)]
    return charts.columns("weeks", visit.say.plain("New pre-registrations, by week"), named)
