"""Which sessions and courses fit what the person said, and what comes nearest when none does."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache

from msgspec import Struct, field

from catalogue.answers.availability import State
from catalogue.answers.question import Question
from catalogue.answers.schedule import suits
from catalogue.answers.words import fold
from catalogue.offer.model import Catalogue, Course, Format, Session
from catalogue.reading.values import Filters, Schedule
from catalogue.words.replacing import replace

OF_SESSION = ("city", "region", "format", "language", "period", "schedule")
NONE: frozenset[str] = frozenset()
OF_COURSE = ("topic", "partner", "level", "audience", "price", "max_hours")


def of_session(filters: Filters) -> bool:
    """Whether something was said that only a session can fit."""
    said = filters.city or filters.region or filters.format or filters.language or filters.starts_from or filters.starts_to
    return bool(said or filters.schedule or any(key in OF_SESSION for key, _ in filters.denied))


def fits(session: Session, filters: Filters) -> bool:
    """Whether a session is where, how, when and in the language that was said."""
    return all(
        (
            _place(session, filters),
            _value("format", session.format, filters),
            _value("language", session.language, filters),
            _period(session, filters),
            suits(session, filters.schedule),
        )
    )


def course_fits(course: Course, filters: Filters) -> bool:
    """Whether a course is of the subject, school, level, people, price and length that were said."""
    return all(
        (
            _fold(course.code) not in _denied("course", filters),
            _any("topic", course.topics, filters),
            _value("partner", course.partner, filters),
            _value("level", course.level, filters),
            _any("audience", tuple(course.audiences), filters),
            _price(course, filters),
            ("prerequisites", "true") not in filters.denied or asks_nothing(course),
            filters.max_hours is None or course.duration_hours <= filters.max_hours,
        )
    )


def on_subject(catalogue: Catalogue, topic: str | None) -> list[Course]:
    """The courses offered on a topic."""
    return [course for course in catalogue.courses if topic in course.topics and not course.withdrawn]


def asks_nothing(course: Course) -> bool:
    """Whether nothing is asked beforehand, by what the catalogue says."""
    return (
        course.prerequisites is None
        or fold(course.prerequisites.en).startswith("none")
        or fold(course.prerequisites.fr).startswith("aucun")
    )


@lru_cache(maxsize=4096)
def _fold(said: str) -> str:
    """Values of the catalogue, the same ones again and again."""
    return fold(said)


def _values(key: str, filters: Filters) -> AbstractSet[str]:
    first = getattr(filters, key)
    if first is None and not filters.also:
        return NONE
    return {_fold(str(value)) for value in (first, *(value for name, value in filters.also if name == key)) if value}


def _denied(key: str, filters: Filters) -> AbstractSet[str]:
    return {_fold(value) for name, value in filters.denied if name == key} if filters.denied else NONE


def _value(key: str, value: str, filters: Filters) -> bool:
    wanted = _values(key, filters)
    return (not wanted or _fold(value) in wanted) and _fold(value) not in _denied(key, filters)


def _any(key: str, values: Iterable[str], filters: Filters) -> bool:
    wanted, found = _values(key, filters), {_fold(value) for value in values}
    return (not wanted or bool(wanted & found)) and not found & _denied(key, filters)


def _place(session: Session, filters: Filters) -> bool:
    cities, regions = _values("city", filters), _values("region", filters)
    here = {_fold(session.city or "")}, {_fold(session.region or "")}
    followed = filters.format == session.format == Format.ONLINE  # from where she is: "I live in Rouyn, something online"
    wanted = followed or not (cities or regions) or bool(cities & here[0] or regions & here[1])
    return wanted and not (here[0] & _denied("city", filters) or here[1] & _denied("region", filters))


def _period(session: Session, filters: Filters) -> bool:
    return any(_within(session, *period) for period in periods(filters)) and not any(
        _within(session, *bounds(value)) for key, value in filters.denied if key == "period"
    )


def _within(session: Session, first: date | None, last: date | None) -> bool:
    return (not first or session.first_day >= first) and (not last or session.first_day <= last)


def periods(filters: Filters) -> list[tuple[date | None, date | None]]:
    """The period said, then the further ones."""
    further = [bounds(value) for key, value in filters.also if key == "period"]
    return [(filters.starts_from, filters.starts_to), *further]


def bounds(written: str) -> tuple[date | None, date | None]:
    """ "2027-03-01/2027-03-31"; an open end is empty."""
    first, _, last = written.partition("/")
    return _day(first), _day(last)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _price(course: Course, filters: Filters) -> bool:
    price, highest = course.price_cad, filters.max_price
    if price == 0 and (filters.free or ("free", "true") in filters.also):
        return True
    if filters.free:
        highest = max((float(value) for key, value in filters.also if key == "max_price"), default=0.0)
    if ("free", "true") in filters.denied and price == 0:
        return False
    return highest is None or (price is not None and (filters.min_price or 0) <= price <= highest)


class Choice(Struct, frozen=True):
    """The sessions of a course that answer the question. ``near`` stand for them when none fits; ``used`` are the filters that counted."""

    fitting: tuple[Session, ...]
    near: tuple[Session, ...] = ()
    used: Filters = field(default_factory=Filters)


def choose(asked: Question, course: Course) -> Choice:
    """The sessions that fit all that was said; else those that fit this message alone; else the nearest ones."""
    coming = asked.coming(course)
    for filters in dict.fromkeys((asked.filters, asked.fresh)):
        if of_session(filters) and (found := tuple(session for session in coming if fits(session, filters))):
            return Choice(found, _instead(asked, coming, found), filters)
    if not of_session(asked.filters):
        before = asked.context.filters if asked.follows or asked.context.courses == asked.codes[:1] else Filters()
        return Choice(
            tuple(sorted(coming, key=lambda session: not (of_session(before) and fits(session, before) and _joinable(asked, session))))
        )
    if not of_session(asked.fresh) and asked.filters == asked.context.filters:
        return Choice(tuple(coming))
    fresh = asked.fresh if of_session(asked.fresh) else asked.filters
    return Choice((), nearest(asked, coming, fresh), fresh)


def _joinable(asked: Question, session: Session) -> bool:
    return asked.state(session).bookable


def _instead(asked: Question, coming: list[Session], found: tuple[Session, ...]) -> tuple[Session, ...]:
    """The next session with places, where none of those found has any; where all are full, the first one to ask for."""
    if any(asked.state(session).state is State.OPEN for session in found):
        return ()
    others = [session for session in coming if session not in found]
    open_ = [session for session in others if asked.state(session).state is State.OPEN]
    waits = [] if any(asked.state(session).bookable for session in found) else [one for one in others if asked.state(one).bookable]
    return tuple((open_ or waits)[:1])


def nearest(asked: Question, coming: list[Session], filters: Filters) -> tuple[Session, ...]:
    """Sessions under way during the period asked, else those that miss the fewest wishes, the closest dates first."""
    open_ = [session for session in coming if asked.state(session).bookable] or coming
    middle = filters.starts_from or filters.starts_to

    def distance(session: Session) -> tuple[int, bool, int]:
        missed = sum(not fits(session, one) for one in apart(filters))
        return missed, not _overlaps(session, filters), abs((session.first_day - middle).days) if middle else 0

    return tuple(sorted(open_, key=distance))[:3]


def _overlaps(session: Session, filters: Filters) -> bool:
    start, end = filters.starts_from or date.min, filters.starts_to or date.max
    return session.first_day <= end and session.last_day >= start


def apart(filters: Filters) -> list[Filters]:
    """Each wish about a session alone."""
    parts = [
        Filters(city=filters.city, region=filters.region, also=filters.also, denied=_only(filters, "city", "region")),
        Filters(format=filters.format, also=filters.also, denied=_only(filters, "format")),
        Filters(language=filters.language, also=filters.also, denied=_only(filters, "language")),
        Filters(starts_from=filters.starts_from, starts_to=filters.starts_to, also=filters.also),
        Filters(schedule=filters.schedule),
    ]
    return [part for part in parts if of_session(part)]


def _only(filters: Filters, *keys: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in filters.denied if pair[0] in keys)


def without(filters: Filters, wish: str) -> Filters:
    """The filters without one wish: a key, or "place", "period", "price", "schedule"."""
    empty: dict[str, dict[str, object]] = {
        "place": {"city": None, "region": None},
        "period": {"starts_from": None, "starts_to": None},
        "price": {"max_price": None, "min_price": None, "free": None},
        "schedule": {"schedule": Schedule()},
    }
    keys = {"place": ("city", "region"), "price": ("free", "max_price")}.get(wish, (wish,))
    kept = replace(filters, **empty.get(wish, {wish: None}))  # type: ignore[arg-type]  # names of the table above
    return replace(kept, also=tuple(p for p in kept.also if p[0] not in keys), denied=tuple(p for p in kept.denied if p[0] not in keys))
