"""When in the week or the day: weekdays, weekends, evenings, daytime, from the phrases of data/schedule.yaml."""

from collections.abc import Iterable

from catalogue.reading.spans import Span
from catalogue.reading.values import Schedule

DAYS = {"weekend": frozenset({5, 6}), "weekdays": frozenset(range(5)), **{str(day): frozenset({day}) for day in range(7)}}
EVENING = frozenset({"soir", "soirs", "evening", "evenings", "night", "nights"})
DAY = frozenset({"matin", "morning"})
WEEK, PARTS = frozenset(range(7)), frozenset({"day", "evening"})


def of_value(value: str) -> Schedule:
    """The schedule that one value of the table stands for: "evening", "weekend", "5"."""
    return Schedule(weekdays=DAYS[value]) if value in DAYS else Schedule(parts=frozenset({value}))


def parts_said(words: Iterable[str]) -> frozenset[str]:
    """The parts of the day said with a weekday: "samedi matin", "Monday nights"."""
    said = set(words)
    return frozenset(part for part, marks in (("evening", EVENING), ("day", DAY)) if said & marks)


def together(spans: Iterable[Span]) -> Schedule:
    """One schedule from all that was said; what is refused leaves the other days, or the other part of the day."""
    wished, refused = _united(spans, denied=False), _united(spans, denied=True)
    days = wished.weekdays or (WEEK - refused.weekdays if refused.weekdays else frozenset())
    parts = wished.parts or (PARTS - refused.parts if refused.parts and not refused.weekdays else frozenset())
    return Schedule(days, parts)


def _united(spans: Iterable[Span], *, denied: bool) -> Schedule:
    found = [span.value for span in spans if isinstance(span.value, Schedule) and span.denied is denied]
    return Schedule(frozenset().union(*(one.weekdays for one in found)), frozenset().union(*(one.parts for one in found)))
