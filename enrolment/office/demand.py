"""Unmet demand: subjects, places, months, languages and formats asked for and not offered, counted; no one is named."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from catalogue.offer.model import Catalogue, Course, Session
from catalogue.reading.values import Filters
from enrolment.office import questions as asking
from enrolment.registration.unit import Unit
from enrolment.store import questions

KINDS = ("topic", "place", "month", "language", "format")
MOST = 20_000  # questions looked at, the newest
Meets = Callable[[Session], bool]


class Demand(Struct, frozen=True):
    """Something asked for so many times and not offered. ``value``: a code, a town, a month (``2027-03``), or the words of a subject."""

    kind: str
    value: str
    count: int
    last: date


def demand(unit: Unit) -> tuple[Demand, ...]:
    """By kind, the most asked first."""
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], date] = {}
    for row in questions.unmet(unit.session, MOST):
        subject = asking.opened(unit, row["sealed"])["subject"]
        said = {**row["facets"], **({"topic": subject.casefold()} if subject else {})}
        for pair in said.items():
            counts[pair] += 1
            last[pair] = max(last.get(pair, row["day"]), row["day"])
    found = [Demand(kind, value, count, last[kind, value]) for (kind, value), count in counts.items() if kind in KINDS]
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), -one.count, one.value)))


def unmet(offer: Catalogue, course_codes: Iterable[str], filters: Filters, today: date) -> dict[str, str]:
    """What was asked for that no session to come has: each thing that none has; all of them where none has them together."""
    wanted = _wanted(filters)
    courses = [course for code in course_codes if (course := offer.course(code))] or list(offer.courses)
    coming = [(course, one) for course in courses for one in course.sessions if _coming(course, one, today)]
    missing = {name: value for name, (value, meets) in wanted.items() if not any(meets(one) for _, one in coming)}
    if filters.topic and not any(filters.topic in course.topics for course in offer.courses if not course.withdrawn):
        missing["topic"] = filters.topic
    together = any(all(meets(one) for _, meets in wanted.values()) and _on(filters.topic, course) for course, one in coming)
    return missing if missing or together else {name: value for name, (value, _) in wanted.items()}


def _on(topic: str | None, course: Course) -> bool:
    return topic is None or topic in course.topics


def _coming(course: Course, session: Session, today: date) -> bool:
    return not (course.withdrawn or session.withdrawn or session.cancelled) and session.first_day > today


def _wanted(filters: Filters) -> Mapping[str, tuple[str, Meets]]:
    """What the filters ask of a session, by the kind of demand it would be."""
    wanted: dict[str, tuple[str, Meets]] = {}
    if filters.city:
        wanted["place"] = (filters.city, lambda one: one.city == filters.city)
    elif filters.region:
        wanted["place"] = (filters.region, lambda one: one.region == filters.region)
    if filters.starts_from and (filters.starts_to or filters.starts_from):
        first, final = filters.starts_from, filters.starts_to or filters.starts_from
        wanted["month"] = (f"{first:%Y-%m}", lambda one: first <= one.first_day <= final)
    if filters.language:
        wanted["language"] = (filters.language, lambda one: one.language == filters.language)
    if filters.format:
        wanted["format"] = (filters.format, lambda one: one.format.value == filters.format)
    return wanted
