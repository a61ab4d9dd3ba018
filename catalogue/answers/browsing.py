"""Browsing by buttons: by subject, region, format, level, people or month, each value with how many courses it leaves."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from msgspec import Struct

from catalogue.answers import labels
from catalogue.answers.fitting import fits
from catalogue.answers.frame import reply
from catalogue.answers.offers import matches
from catalogue.answers.question import Question
from catalogue.answers.sessions import wish
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Audience, Course, Format, Level, Region, Session
from catalogue.reading.values import Filters
from catalogue.words.say import N_

PAGE = 8
MENU = "by"
LAST_DAY = 31


class Facet(Struct, frozen=True):
    """A way to narrow the list: its button, its question, the values of a course and its fitting sessions, their words, their filters."""

    label: str
    question: str
    values: Callable[[Course, list[Session]], Iterable[str]]
    word: Callable[[Question, str], str]
    filters: Callable[[str], Filters]
    order: Callable[[str], object] | None = None  # None: the most courses first


def _topic(asked: Question, code: str) -> str:
    topic = asked.catalogue.topic(code)
    return asked.say.text(topic.name) if topic else code


def _month(asked: Question, code: str) -> str:
    first = date.fromisoformat(f"{code}-01")
    return asked.say.month(first, year=first.year != asked.now.year)


def of_month(code: str) -> Filters:
    """The filters of ``2027-03``."""
    first = date.fromisoformat(f"{code}-01")
    after = (first + timedelta(days=LAST_DAY)).replace(day=1)
    return Filters(starts_from=first, starts_to=after - timedelta(days=1))


FACETS: dict[str, Facet] = {
    "topic": Facet(N_("By subject"), N_("Which subject?"), lambda course, _: course.topics, _topic, lambda code: Filters(topic=code)),
    "region": Facet(
        N_("By region"),
        N_("Which region?"),
        lambda _, sessions: [session.region.value for session in sessions if session.region],
        lambda _, code: labels.region(code),
        lambda code: Filters(region=Region(code).value),
    ),
    "format": Facet(
        N_("Online or in person"),
        N_("How would you like to follow it?"),
        lambda _, sessions: [session.format.value for session in sessions],
        lambda asked, code: asked.say.plain(labels.FORMATS[Format(code)]),
        lambda code: Filters(format=Format(code).value),
        list(Format).index,  # type: ignore[arg-type]  # a StrEnum's value is its member
    ),
    "level": Facet(
        N_("By level"),
        N_("Which level?"),
        lambda course, _: [course.level.value],
        lambda asked, code: asked.say.plain(labels.LEVELS[Level(code)]),
        lambda code: Filters(level=Level(code).value),
        list(Level).index,  # type: ignore[arg-type]  # the same
    ),
    "audience": Facet(
        N_("By role"),
        N_("For whom?"),
        lambda course, _: [audience.value for audience in course.audiences],
        lambda asked, code: asked.say.plain(labels.AUDIENCES[Audience(code)]),
        lambda code: Filters(audience=Audience(code).value),
        list(Audience).index,  # type: ignore[arg-type]  # the same
    ),
    "month": Facet(
        N_("By month"),
        N_("Starting in which month?"),
        lambda _, sessions: [f"{session.first_day:%Y-%m}" for session in sessions],
        _month,
        of_month,
        str,
    ),
}


def browse(asked: Question) -> Answer:
    """The ways to narrow the list, or the values of one of them."""
    name, _, page = (asked.browse or MENU).partition("+")
    facet = FACETS.get(name)
    return _values(asked, name, facet, int(page) if page.isdigit() else 0) if facet else _menu(asked)


def _menu(asked: Question) -> Answer:
    say = asked.say
    buttons = [Button(say.plain(facet.label), data=f"browse:{name}") for name, facet in FACETS.items()]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows.append((Button(say.plain("All courses"), data="browse:all"),))
    so_far = wish(asked, asked.filters)
    said = [say("So far: {wish}.", wish=so_far) if so_far else None, say("How would you like to choose?")]
    return reply(asked, said, rows, courses=())


def _values(asked: Question, name: str, facet: Facet, page: int) -> Answer:
    """The values that leave courses, eight a page, with how many."""
    say, found = asked.say, _counted(asked, facet)
    order = facet.order
    codes = sorted(found, key=order) if order else sorted(found, key=lambda code: (-found[code], facet.word(asked, code)))  # type: ignore[arg-type]  # any order
    start = page * PAGE if page * PAGE < len(codes) else 0
    shown = codes[start : start + PAGE]
    rows: list[Row] = [
        (Button(labels.short(f"{facet.word(asked, code)} ({found[code]})"), data=f"browse:{name}:{code}"),) for code in shown
    ]
    if len(codes) > PAGE:
        following = start // PAGE + 1 if start + PAGE < len(codes) else 0
        rows.append((Button(say.plain("Other choices"), data=f"browse:{name}+{following}"),))
    rows.append((Button(say.plain("Choose otherwise"), data=f"browse:{MENU}"), Button(say.plain("All courses"), data="browse:all")))
    return reply(asked, [say(facet.question)], rows, courses=())


def _counted(asked: Question, facet: Facet) -> Counter[str]:
    """How many of the courses that fit so far each value leaves."""
    counts: Counter[str] = Counter()
    for match in matches(asked, asked.filters):
        sessions = [session for session in asked.bookable(match.course) if fits(session, asked.filters)]
        counts.update(set(facet.values(match.course, sessions)))
    return counts
