"""Courses side by side, and which of them is the cheaper, shorter, easier or sooner."""

from collections.abc import Callable, Sequence

from catalogue.answers import labels
from catalogue.answers.cues import superlative
from catalogue.answers.frame import card, dash, reply, which_course
from catalogue.answers.question import Question
from catalogue.answers.sessions import DOT, joined, when, where
from catalogue.answers.values import Answer
from catalogue.offer.model import Course, Level
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html

VERDICTS = {
    ("price", 1): N_("The cheapest: {courses}, {value}."),
    ("price", -1): N_("The most expensive: {courses}, {value}."),
    ("duration", 1): N_("The shortest: {courses}, {value}."),
    ("duration", -1): N_("The longest: {courses}, {value}."),
    ("level", 1): N_("The most accessible: {courses}, {value}."),
    ("level", -1): N_("The most advanced: {courses}, {value}."),
    ("dates", 1): N_("The first to start: {courses}, {value}."),
    ("dates", -1): N_("The last to start: {courses}, {value}."),
}
EQUAL = {
    "price": N_("Both cost the same: {value}."),
    "duration": N_("Both last the same: {value}."),
    "level": N_("Both are at the same level: {value}."),
    "dates": N_("Both start at the same time: {value}."),
}


def compare(asked: Question) -> Answer:
    """Two courses fact by fact, three or four on a line each; what was asked of them is answered first."""
    if len(asked.courses) < 2:
        return which_course(asked)
    wanted = superlative(asked.folded)
    first = verdict(asked, *wanted) if wanted else None
    table: list[Html] = _two(asked) if len(asked.courses) == 2 else [_row(asked, course) for course in asked.courses[:4]]
    if first and len(asked.courses) == 2:
        del table[3]  # six lines with the verdict: whom they are for gives way
    answer = reply(asked, [first, *table], [(card(asked, course),) for course in asked.courses[:3]])
    best = winners(asked, *wanted) if wanted else []
    codes = asked.codes if asked.named or not best else tuple(course.code for course in best)
    return replace(answer, courses=codes, shown=asked.codes)


def weigh(asked: Question) -> Answer:
    """Which one it is, then the same fact of the others, a line each."""
    what, sign = superlative(asked.folded) or ("price", 1)
    best = winners(asked, what, sign)
    others = [course for course in asked.courses if course not in best]
    said = [verdict(asked, what, sign), *(dash(asked, course, _value(asked, course, what)) for course in others)]
    answer = reply(
        asked, said, [(card(asked, course),) for course in (*best, *others)[:3]], courses=(course.code for course in best or asked.courses)
    )
    return replace(answer, shown=tuple(course.code for course in (*best, *others)))


def winners(asked: Question, what: str, sign: int) -> list[Course]:
    """The course or courses at that end; those of which it is not known are left out."""
    measured = [(value, course) for course in asked.courses if (value := measure(asked, course, what)) is not None]
    best = min((value * sign for value, _ in measured), default=None)
    return [course for value, course in measured if value * sign == best]


def at_the_end(courses: Sequence[Course], what: str, sign: int) -> tuple[str, ...]:
    """The codes at that end by what the courses say of themselves: price, length, level."""
    measured = [(value * sign, course.code) for course in courses if (value := OWN[what](course)) is not None]
    best = min((value for value, _ in measured), default=None)
    return tuple(code for value, code in measured if value == best)


def verdict(asked: Question, what: str, sign: int) -> Html | None:
    """Which one it is, in one line."""
    say, best = asked.say, winners(asked, what, sign)
    if not best:
        return None
    value = _value(asked, best[0], what)
    if len(best) == len(asked.courses) == 2:
        return say(EQUAL[what], value=value)
    return say(VERDICTS[what, sign], courses=Html(say.all_of(labels.title(say, course) for course in best)), value=value)


def _price(course: Course) -> float | None:
    return None if course.price_cad is None else float(course.price_cad)


def _hours(course: Course) -> float | None:
    return course.duration_hours


def _level(course: Course) -> float | None:
    return list(Level).index(course.level)


OWN = {"price": _price, "duration": _hours, "level": _level}


def measure(asked: Question, course: Course, what: str) -> float | None:
    """The value compared; None where it is not known."""
    if what in OWN:
        return OWN[what](course)
    following = asked.bookable(course)
    return following[0].first_day.toordinal() if following else None


def _value(asked: Question, course: Course, what: str) -> str:
    said: dict[str, Callable[[], str]] = {
        "price": lambda: labels.price(asked.say, course),
        "duration": lambda: asked.say.hours(course.duration_hours),
        "level": lambda: labels.level(asked.say, course),
        "dates": lambda: _next(asked, course),
    }
    return said[what]()


def _row(asked: Question, course: Course) -> Html:
    say = asked.say
    if course.withdrawn:
        return dash(asked, course, say("no longer offered"))
    return dash(
        asked, course, joined(labels.price(say, course), say.hours(course.duration_hours), labels.level(say, course), _next(asked, course))
    )


def _two(asked: Question) -> list[Html]:
    one, two = asked.courses
    say = asked.say
    return [
        _numbered(asked, 1, one),
        _numbered(asked, 2, two),
        say("Level: {facts}", facts=_facing(labels.level(say, one), labels.level(say, two))),
        say("For: {facts}", facts=_facing(labels.audiences(say, one), labels.audiences(say, two))),
        say("Prerequisites: {facts}", facts=_facing(_needed(asked, one), _needed(asked, two))),
        say("Next session: {facts}", facts=_facing(_next(asked, one), _next(asked, two))),
    ]


def _numbered(asked: Question, number: int, course: Course) -> Html:
    say = asked.say
    facts = say("no longer offered") if course.withdrawn else joined(labels.price(say, course), say.hours(course.duration_hours))
    return Html(f"{number}. {dash(asked, course, facts)}")


def _facing(one: str, two: str) -> str:
    return one if one == two else f"1. {one}{DOT}2. {two}"


def _needed(asked: Question, course: Course) -> str:
    return asked.say.text(course.prerequisites).rstrip(".") if course.prerequisites else asked.say.plain("not mentioned")


def _next(asked: Question, course: Course) -> str:
    following = asked.bookable(course)
    return joined(when(asked, following[0]), where(asked.say, following[0])) if following else asked.say.plain("no date yet")
