"""The shapes that answers share: one course, two tied, several, none; and their buttons."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from catalogue.answers import labels
from catalogue.answers.fitting import course_fits, fits, of_session
from catalogue.answers.question import Question
from catalogue.answers.turn import COURSE_INTENTS
from catalogue.answers.values import Answer, Button, Reply, Row
from catalogue.offer.model import Course
from catalogue.reading.values import Intent
from catalogue.words.replacing import replace
from catalogue.words.say import Html, escape, lines

Lines = Sequence[Html | str | None]
LIKELY = 4


class Fact(Struct, frozen=True):
    """How a fact is said: ``one`` in full, by lines; ``brief`` in a few words, after the course's title."""

    one: Callable[[Question, Course], Lines]
    brief: Callable[[Question, Course], Html | str]


def say_fact(asked: Question, fact: Fact) -> Answer:
    """The fact for one course, for each of a few, or the question which course is meant."""
    if not asked.courses:
        return which_course(asked)
    if len(asked.courses) > 1:
        return side_by_side(asked, fact)
    if asked.course.withdrawn:
        return gone(asked)
    return reply(asked, fact.one(asked, asked.course), next_steps(asked, asked.course))


def reply(asked: Question, said: Lines, rows: Sequence[Row] = (), *, answered: bool = True, courses: Iterable[str] | None = None) -> Answer:
    """An answer about the courses asked about, or about those given."""
    codes = asked.codes if courses is None else tuple(courses)
    return Answer(Reply(lines(*said), rows=tuple(rows)), courses=codes[:20], answered=answered)


def side_by_side(asked: Question, fact: Fact) -> Answer:
    """The fact of each course on a line of its own, with a button a course where one of them is to be chosen."""
    say, courses = asked.say, asked.courses[:5]
    said: list[Html | str] = [dash(asked, course, _brief(asked, course, fact)) for course in courses]
    if asked.tied:
        said.append(say("Which one do you mean?"))
    answer = reply(asked, said, [(pick(asked, course),) for course in courses[:LIKELY]])
    return Answer(answer.reply, answer.courses, shown=asked.codes)


def _brief(asked: Question, course: Course, fact: Fact) -> Html | str:
    return asked.say("no longer offered") if course.withdrawn else fact.brief(asked, course)


def dash(asked: Question, course: Course, said: Html | str) -> Html:
    return Html(f"{labels.title(asked.say, course)} – {escape(said)}")


def which_course(asked: Question) -> Answer:
    """ "Which course?", with the likely ones as buttons; the question waits."""
    say = asked.say
    likely = likely_courses(asked)
    rows: list[Row] = [(pick(asked, course),) for course in likely[: LIKELY - 1]]
    rows.append((Button(say.plain("See all courses"), data="browse:all"),))
    answer = reply(asked, [say("For which course? Write its name, or choose below.")], rows, courses=())
    return replace(answer, shown=tuple(course.code for course in likely[: LIKELY - 1]))


def likely_courses(asked: Question) -> list[Course]:
    """Those shown last, else those that fit what was said, the soonest first."""
    shown = [course for code in asked.context.shown if (course := asked.catalogue.course(code)) and not course.withdrawn]
    if shown and not asked.filters:
        return shown[:LIKELY]
    offered = [course for course in asked.catalogue.courses if asked.bookable(course) and course_fits(course, asked.filters)]
    if of_session(asked.filters):
        near = [course for course in offered if any(fits(session, asked.filters) for session in asked.bookable(course))]
        offered = near or offered
    return sorted(offered, key=lambda course: asked.bookable(course)[0].first_day)[:LIKELY]


def gone(asked: Question) -> Answer:
    """That a course is no longer offered, and what is near it."""
    say, course = asked.say, asked.course
    near = related(asked, course)[:2]
    said: list[Html | None] = [say("{course} is no longer offered.", course=labels.title(say, course))]
    if near:
        said.append(say("Closest to it: {courses}.", courses=say.one_of(say.text(one.title) for one in near)))
    said.append(labels.who_knows(asked, course))
    return reply(asked, said, [(card(asked, one),) for one in near])


def related(asked: Question, course: Course) -> list[Course]:
    """Other courses by what they share with this one: topics first, then words, then level."""
    words = asked.vocabulary.names[course.code] | asked.vocabulary.texts[course.code]

    def nearness(other: Course) -> float:
        shared = len(set(course.topics) & set(other.topics)) * 6
        return shared + asked.vocabulary.relevance(other, words) / 4 + (other.level == course.level)

    others = [other for other in asked.catalogue.courses if other.code != course.code and not other.withdrawn]
    return sorted(others, key=nearness, reverse=True)


def next_steps(asked: Question, course: Course, *, dates: bool = True) -> list[Row]:
    """The useful buttons after a fact: the way on, dates, the course's card."""
    say = asked.say
    code = course.code
    second = Button(say.plain("Dates"), data=f"ask:dates:{code}") if dates else Button(say.plain("Price"), data=f"ask:price:{code}")
    return [way_on(asked, course), (second, Button(say.plain("About the course"), data=f"card:{code}"))]


def way_on(asked: Question, course: Course) -> Row:
    """Register; where nobody can, to be told when, and the courses of the same subject."""
    say = asked.say
    if asked.bookable(course):
        return (Button(say.plain("Register"), data=f"reg:{course.code}"),)
    who = Button(say.plain("Tell me when"), data=f"alert:set:{course.code}")
    subject = course.topics[0] if course.topics else None
    near = Button(say.plain("On the same subject"), data=f"browse:topic:{subject}") if subject else None
    return (who, near) if near else (who,)


def card(asked: Question, course: Course) -> Button:
    return Button(labels.short(asked.say.text(course.title)), data=f"card:{course.code}")


def pick(asked: Question, course: Course) -> Button:
    """The button that asks the same thing of that course."""
    intent = asked.intent if asked.intent in COURSE_INTENTS else Intent.COURSE_DETAIL
    return Button(labels.short(_apart(asked, course)), data=f"pick:{intent.value}:{course.code}")


def _apart(asked: Question, course: Course) -> str:
    """The title; where another course's label would be cut to the same words, its end."""
    title = asked.say.text(course.title)
    same = [
        other for other in asked.courses if other.code != course.code and labels.short(asked.say.text(other.title)) == labels.short(title)
    ]
    return f"{course.code} {title}" if same else title
