"""When in the week a session meets, read from its meetings or else from its schedule's words."""

import re
from functools import lru_cache

from catalogue.answers.words import fold
from catalogue.offer.model import Session
from catalogue.reading.values import Schedule
from catalogue.words.pattern import Pattern

DAYS = {name: index for index, name in enumerate(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])}
EVENING = 17
_DAY = "|".join(DAYS)
_RANGE = Pattern(rf"\b({_DAY})s? (?:au|a) ({_DAY})\b")
_START = Pattern(r"\b(\d{1,2}) ?h ?(?:\d\d)? ?(?:a|-|–) ?(?:\d|midi|minuit)")
_ANY_TIME = Pattern(r"\b(\d{1,2}) ?h\b")
_GROUPS = (
    (Pattern(r"\bfins? de semaine\b|\bweek ?ends?\b"), frozenset({5, 6})),
    (Pattern(r"\bjours? de semaine\b|\ben semaine\b|\bjours ouvrables\b|\btous les jours\b|\bchaque jour\b"), frozenset(range(5))),
)


def meets(session: Session) -> Schedule:
    """The weekdays and parts of the day of a session, as far as its data tell."""
    if session.meetings:
        return Schedule(
            frozenset(meeting.starts.weekday() for meeting in session.meetings),
            frozenset(_part(meeting.starts.hour) for meeting in session.meetings),
        )
    days, parts = read(session.schedule.fr)
    hour = getattr(session.starts, "hour", None)
    if not parts and hour is not None:
        parts = frozenset({_part(hour)})
    return Schedule(days or frozenset({session.first_day.weekday()}), parts)


def suits(session: Session, wanted: Schedule) -> bool:
    """Whether the session meets when the person can: one of a few days named, or all within many days named."""
    found = meets(session)
    days = not wanted.weekdays or (
        found.weekdays <= wanted.weekdays if len(wanted.weekdays) > 3 else bool(found.weekdays & wanted.weekdays)
    )
    return days and (not wanted.parts or bool(found.parts & wanted.parts))


@lru_cache(maxsize=4096)
def read(french: str) -> tuple[frozenset[int], frozenset[str]]:
    """Weekdays and parts of the day in the French words of a schedule."""
    text = fold(french)
    days = {DAYS[name.removesuffix("s")] for name in re.findall(rf"\b(?:{_DAY})s?\b", text)}
    for first, last in _RANGE.findall(text):
        days |= set(range(DAYS[first], DAYS[last] + 1))
    for words, group in _GROUPS:
        days |= group if words.search(text) else frozenset()
    return frozenset(days), _parts(text)


def _parts(text: str) -> frozenset[str]:
    hours = [int(hour) for hour in _START.findall(text) or _ANY_TIME.findall(text)[:1]]
    parts = {_part(hour) for hour in hours}
    if not parts:
        parts |= {"evening"} if re.search(r"\bsoir", text) else set()
        parts |= {"day"} if re.search(r"\bmatin|\bapres midi|\bmidi\b|\bde jour\b", text) else set()
    return frozenset(parts)


def _part(hour: int) -> str:
    return "evening" if hour >= EVENING else "day"
