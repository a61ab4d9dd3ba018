"""A session in words: when, where, in which language, what is left; and what was asked of it, in words."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from catalogue.answers import labels
from catalogue.answers.availability import State
from catalogue.answers.fitting import bounds, periods
from catalogue.answers.question import Question
from catalogue.offer.model import Course, Format, Session
from catalogue.reading.values import MOST_DAYS, Filters, Schedule
from catalogue.words.say import N_, Html, Say, escape

DAY_NAMES = (
    N_("on Mondays"),
    N_("on Tuesdays"),
    N_("on Wednesdays"),
    N_("on Thursdays"),
    N_("on Fridays"),
    N_("on Saturdays"),
    N_("on Sundays"),
)
DENIED: dict[str, dict[str, str]] = {
    "level": {level.value: word for level, word in labels.LEVELS.items()},
    "audience": {audience.value: word for audience, word in labels.AUDIENCES.items()},
}  # the words of what can be refused, by filter
DOT = " · "
BULLET = "• "


def joined(*parts: str | None) -> Html:
    return Html(DOT.join(escape(part) for part in parts if part))


def when(asked: Question, session: Session) -> str:
    """The days of a session, with the year where it is not this one."""
    return asked.say.days(session.first_day, session.last_day, year=session.first_day.year != asked.now.year)


def where(say: Say, session: Session) -> str:
    """``online``, ``Québec, in person``, ``Québec, hybrid``."""
    how = say.plain(labels.FORMATS[session.format])
    if session.format is Format.ONLINE or not session.city:
        return how
    return f"{session.city}, {how}"


def places(asked: Question, session: Session) -> Html:
    """What is left of a session, or why nobody can register: ``18 places left``, ``full``, ``cancelled``."""
    say, found = asked.say, asked.state(session)
    if found.state is State.OPEN:
        if found.places is None:
            return say("unlimited places")
        return say.many("{count} place left", "{count} places left", found.places)
    if found.state is State.CLOSED and session.register_by:
        return say("registration closed on {day}", day=say.day(session.register_by))
    return say(STATES[found.state])


STATES = {
    State.FULL: N_("full, waiting list open"),
    State.CLOSED: N_("registration closed"),
    State.STARTED: N_("already started"),
    State.PAST: N_("over"),
    State.CANCELLED: N_("CANCELLED"),
    State.WITHDRAWN: N_("no longer offered"),
}


def line(asked: Question, session: Session) -> Html:
    """A session on one line."""
    say = asked.say
    parts = (
        when(asked, session),
        where(say, session),
        say.text(session.schedule),
        say.plain(labels.TAUGHT[session.language]),
        places(asked, session),
    )
    return Html(BULLET + joined(*parts))


def register_by(asked: Question, session: Session) -> Html | None:
    """The last day to register, where there is one and it is not past."""
    say = asked.say
    if not session.register_by or not asked.state(session).bookable:
        return None
    return say("Register by {day}.", day=say.day(session.register_by, year=session.register_by.year != asked.now.year))


def no_session(asked: Question, course: Course) -> Html:
    """That nothing is planned, in words that name the course."""
    return asked.say("No session of {course} is planned for now: the dates are not announced yet.", course=labels.title(asked.say, course))


def wish(asked: Question, filters: Filters) -> str:
    """What was asked of a session or a course, in a few words: ``in English · Montréal · evenings``."""
    say = asked.say
    wished = (*_course_wishes(asked, filters), *_session_wishes(say, filters))
    return DOT.join(part for part in (*wished, *_denied(say, filters), *_denied_of_course(asked, filters)) if part)


def session_wish(asked: Question, filters: Filters) -> str:
    """What was asked of a session alone."""
    return DOT.join(part for part in (*_session_wishes(asked.say, filters), *_denied(asked.say, filters)) if part)


def _course_wishes(asked: Question, filters: Filters) -> list[str]:
    say = asked.say
    topic, partner = asked.catalogue.topic(filters.topic or ""), asked.catalogue.partner(filters.partner or "")
    found = [say.text(topic.name) if topic else "", say.text(partner.name) if partner else ""]
    found.append(_either(say, filters, "level", labels.LEVELS))
    found.append(_either(say, filters, "audience", labels.AUDIENCES))
    found.append(say.one_of(_prices(say, filters)) if filters.free or filters.max_price is not None else "")
    found.append(say.plain("{hours} at most", hours=say.hours(filters.max_hours)) if filters.max_hours is not None else "")
    return found


def _either(say: Say, filters: Filters, key: str, names: Mapping[Any, str]) -> str:
    """The value said, or one of several."""
    said = [str(getattr(filters, key)), *(value for name, value in filters.also if name == key)]
    return say.one_of([say.plain(names[value]) for value in said if value in names]) if said[0] in names else ""


def _prices(say: Say, filters: Filters) -> list[str]:
    highest = [] if filters.max_price is None else [filters.max_price]
    highest += [float(value) for key, value in filters.also if key == "max_price"]
    free = filters.free or ("free", "true") in filters.also
    most = [say.money(labels.money(price)) for price in highest]
    if filters.min_price is not None and most:
        return [say.plain("from {least} to {most}", least=say.money(labels.money(filters.min_price)), most=most[0])]
    return [*([say.plain("free")] if free else []), *(say.plain("{price} at most", price=price) for price in most)]


def _session_wishes(say: Say, filters: Filters) -> list[str]:
    cities = [filters.city, *(value for key, value in filters.also if key == "city")] if filters.city else []
    found = [say.one_of(cities) if cities else "", labels.region(filters.region) if filters.region and not filters.city else ""]
    found.append(_either(say, filters, "format", labels.FORMATS))
    found.append(say.plain(labels.TAUGHT[filters.language]) if filters.language in labels.TAUGHT else "")
    return [*found, period(say, filters), hours(say, filters.schedule)]


def _denied(say: Say, filters: Filters) -> list[str]:
    found = []
    for key, value in filters.denied:
        if key == "format" and value in labels.FORMATS:
            found.append(say.plain("not {value}", value=say.plain(labels.FORMATS[value])))  # type: ignore[index]  # the same
        elif key == "language" and value in labels.TAUGHT:
            found.append(say.plain("not {value}", value=say.plain(labels.TAUGHT[value])))
        elif key == "city":
            found.append(say.plain("not in {city}", city=value))
        elif key == "region":
            found.append(say.plain("not {value}", value=labels.region(value)))
        elif key == "period":
            first, last = bounds(value)
            found.append(say.plain("not {value}", value=period(say, Filters(starts_from=first, starts_to=last))))
    return found


def _denied_of_course(asked: Question, filters: Filters) -> list[str]:
    """What is refused of a course: ``not free``, ``not beginner``, ``not Data ethics``."""
    say, catalogue = asked.say, asked.catalogue
    found: list[str | None] = []
    for key, value in filters.denied:
        named = {"topic": catalogue.topic(value), "partner": catalogue.partner(value)}.get(key)
        if key == "course":
            course = catalogue.course(value)
            found.append(labels.short(say.text(course.title)) if course else None)
        elif key == "free":
            found.append(say.plain("free"))
        elif words := DENIED.get(key, {}).get(value):
            found.append(say.plain(words))
        elif named:
            found.append(say.text(named.name))
    nothing_asked = [say.plain("no prerequisite")] if ("prerequisites", "true") in filters.denied else []
    return [*(say.plain("not {value}", value=one) for one in found if one), *nothing_asked]


def period(say: Say, filters: Filters) -> str:
    """The period said, or one of several."""
    said = [_one_period(say, first, last) for first, last in periods(filters)]
    return say.one_of(said) if said[0] else ""


def _one_period(say: Say, first: date | None, last: date | None) -> str:
    if first and last and first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last + timedelta(days=1)).day == 1:
        return say.plain("in {month}", month=say.month(first))
    if first and last and (first.replace(month=12, day=31), last.replace(month=1, day=1)) == (last, first):
        return say.plain("in {year}", year=first.year)
    if first and last:
        return say.days(first, last)
    if first:
        return say.plain("from {day} on", day=say.day(first))
    return say.plain("by {day}", day=say.day(last)) if last else ""


def hours(say: Say, schedule: Schedule) -> str:
    parts = []
    if schedule.weekdays == frozenset({5, 6}):
        parts.append(say.plain("on weekends"))
    elif schedule.weekdays == frozenset(range(5)):
        parts.append(say.plain("on weekdays"))
    elif len(schedule.weekdays) > MOST_DAYS:
        parts += [say.plain("not {value}", value=say.plain(DAY_NAMES[day])) for day in range(7) if day not in schedule.weekdays]
    else:
        parts += [say.plain(DAY_NAMES[day]) for day in sorted(schedule.weekdays)]
    if len(schedule.parts) == 1:
        parts.append(say.plain("in the evening") if "evening" in schedule.parts else say.plain("in the daytime"))
    return ", ".join(parts)
