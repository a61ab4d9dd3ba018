"""What is said of a course itself: price, aid, length, prerequisites, level, people, certificate, teacher, content."""

from catalogue.answers import labels
from catalogue.answers.cues import FEAR, MATHS
from catalogue.answers.fitting import choose
from catalogue.answers.frame import Fact, Lines, dash, reply, say_fact, which_course
from catalogue.answers.question import Question
from catalogue.answers.recommend import gently, needs_nothing
from catalogue.answers.sessions import joined, when, where
from catalogue.answers.values import Answer, Button
from catalogue.offer.model import Course, Level, Text
from catalogue.reading.values import Intent
from catalogue.words.say import Html


def price(asked: Question, course: Course) -> Lines:
    say, title = asked.say, labels.title(asked.say, course)
    if course.price_cad is None:
        return [say("The price of {course} is not announced yet.", course=title), labels.who_knows(asked, course)]
    aid = say.text(course.funding) if course.funding else None
    if course.price_cad == 0:
        return [say("{course} is free.", course=title), aid]
    return [say("{course} costs {price}.", course=title, price=say.money(course.price_cad)), aid]


def funding(asked: Question, course: Course) -> Lines:
    say, title = asked.say, labels.title(asked.say, course)
    if course.funding:
        cost = say("Price: {price}.", price=labels.price(say, course)) if course.price_cad is not None else None
        return [dash(asked, course, say.text(course.funding)), cost]
    if course.price_cad == 0:
        return [say("{course} is free: there is nothing to pay.", course=title)]
    return [say("No financial aid is mentioned for {course}.", course=title), labels.who_knows(asked, course)]


def duration(asked: Question, course: Course) -> Lines:
    say = asked.say
    said = say("{course} lasts {hours}.", course=labels.title(say, course), hours=say.hours(course.duration_hours))
    following = [session for session in choose(asked, course).fitting if asked.state(session).bookable][:1]
    return [said, *(Html(joined(when(asked, session), where(say, session), say.text(session.schedule))) for session in following)]


def prerequisites(asked: Question, course: Course) -> Lines:
    say, title = asked.say, labels.title(asked.say, course)
    if afraid(asked):
        return met(asked, course)
    if course.prerequisites is None:
        return [say("No prerequisite is mentioned for {course}.", course=title), _level_line(asked, course)]
    said = say("Prerequisites for {course}: {text}", course=title, text=say.text(course.prerequisites))
    return [said, _level_line(asked, course), _reassure(asked, course)]


def level(asked: Question, course: Course) -> Lines:
    say = asked.say
    if afraid(asked):
        return met(asked, course)
    said = say("{course}: {level} level.", course=labels.title(say, course), level=labels.level(say, course))
    return [said, _needed(asked, course), _reassure(asked, course)]


def audience(asked: Question, course: Course) -> Lines:
    say = asked.say
    if afraid(asked):
        return met(asked, course)
    said = say("{course} is meant for {people}.", course=labels.title(say, course), people=labels.audiences(say, course))
    return [said, _level_line(asked, course), _needed(asked, course), _reassure(asked, course)]


def certificate(asked: Question, course: Course) -> Lines:
    return _text_or_unknown(
        asked, course, course.certificate, asked.say("No certificate is mentioned for {course}.", course=labels.title(asked.say, course))
    )


def content(asked: Question, course: Course) -> Lines:
    say = asked.say
    topics = [say.text(topic.name) for code in course.topics if (topic := asked.catalogue.topic(code))]
    subjects = say("Subjects: {topics}.", topics=say.all_of(topics)) if topics else None
    outline = say("The full outline: {url}", url=course.url) if course.url else None
    return [dash(asked, course, say.text(course.summary)), subjects, outline]


def teacher(asked: Question, course: Course) -> Lines:
    say, title = asked.say, labels.title(asked.say, course)
    if not course.teachers:
        return [say("Who gives {course} is not announced yet.", course=title), labels.who_knows(asked, course)]
    partner = labels.partner(asked, course)
    return [say("{course} is given by {names}, at {partner}.", course=title, names=say.all_of(course.teachers), partner=partner)]


def _text_or_unknown(asked: Question, course: Course, text: Text | None, unknown: Html) -> Lines:
    if text is None:
        return [unknown, labels.who_knows(asked, course)]
    return [dash(asked, course, asked.say.text(text))]


def afraid(asked: Question) -> bool:
    """Whether the message says a fear: of maths, of code, of not being good enough."""
    return bool(FEAR.search(asked.folded))


def met(asked: Question, course: Course) -> Lines:
    """A fear is met first: yes where nothing is needed; honestly where something is, with courses that ask for nothing."""
    say, title = asked.say, labels.title(asked.say, course)
    if needs_nothing(course):
        return [
            say("Don’t worry: {course} asks for nothing beforehand and starts from the beginning.", course=title),
            _needed(asked, course),
            say("It is meant for {people}.", people=labels.audiences(say, course)),
        ]
    gentler = [one for one in asked.catalogue.courses if needs_nothing(one) and asked.bookable(one)]
    gentler.sort(key=lambda one: (not set(one.topics) & set(course.topics), asked.bookable(one)[0].first_day))
    return [
        say("To be honest, {course} asks for something beforehand.", course=title) if course.prerequisites else None,
        _needed(asked, course) or say("No prerequisite is mentioned for {course}.", course=title),
        _level_line(asked, course),
        say("To start without any of that: {courses}.", courses=say.one_of(say.text(one.title) for one in gentler[:2]))
        if gentler
        else None,
    ]


def _level_line(asked: Question, course: Course) -> Html:
    return asked.say("Level: {level}.", level=labels.level(asked.say, course))


def _needed(asked: Question, course: Course) -> Html | None:
    return asked.say("Prerequisites: {text}", text=asked.say.text(course.prerequisites)) if course.prerequisites else None


def _reassure(asked: Question, course: Course) -> Html | None:
    """A kind word where nothing is needed to start, and only then."""
    return asked.say("You can come as you are: it starts from the beginning.") if needs_nothing(course) else None


def _brief_price(asked: Question, course: Course) -> str:
    return labels.price(asked.say, course)


def _brief_funding(asked: Question, course: Course) -> str:
    if course.funding:
        return asked.say.text(course.funding)
    return asked.say.plain("free") if course.price_cad == 0 else asked.say.plain("no aid mentioned")


def _brief_prerequisites(asked: Question, course: Course) -> str:
    return asked.say.text(course.prerequisites) if course.prerequisites else asked.say.plain("no prerequisite mentioned")


def _brief_certificate(asked: Question, course: Course) -> str:
    return asked.say.text(course.certificate) if course.certificate else asked.say.plain("no certificate mentioned")


def _brief_teacher(asked: Question, course: Course) -> str:
    return asked.say.all_of(course.teachers) if course.teachers else asked.say.plain("not announced yet")


FOR_ME = (Intent.PREREQUISITES, Intent.LEVEL, Intent.AUDIENCE)
FACTS = {
    Intent.PRICE: Fact(price, _brief_price),
    Intent.FUNDING: Fact(funding, _brief_funding),
    Intent.DURATION: Fact(duration, lambda asked, course: asked.say.hours(course.duration_hours)),
    Intent.PREREQUISITES: Fact(prerequisites, _brief_prerequisites),
    Intent.LEVEL: Fact(level, lambda asked, course: labels.level(asked.say, course)),
    Intent.AUDIENCE: Fact(audience, lambda asked, course: labels.audiences(asked.say, course)),
    Intent.CERTIFICATE: Fact(certificate, _brief_certificate),
    Intent.CONTENT: Fact(content, lambda asked, course: asked.say.text(course.summary)),
    Intent.TEACHER: Fact(teacher, _brief_teacher),
}


def fact(asked: Question) -> Answer:
    """The fact asked about."""
    if asked.intent is Intent.TEACHER and asked.teacher and not asked.courses:
        return taught_by(asked)
    if asked.intent in FOR_ME and not asked.courses and _begins(asked):
        return gently(asked)
    return say_fact(asked, FACTS[asked.intent])


def _begins(asked: Question) -> bool:
    """Whether somebody who starts from nothing, or fears it, asks what is for her."""
    return asked.filters.level == Level.BEGINNER or bool(MATHS.search(asked.folded) or FEAR.search(asked.folded))


def taught_by(asked: Question) -> Answer:
    """The courses a person gives; those already spoken of are left out when more is asked for."""
    say, name = asked.say, asked.teacher or ""
    given = [course for course in asked.catalogue.courses if name in course.teachers and not course.withdrawn]
    others = [course for course in given if not asked.follows or course.code not in asked.context.courses]
    if not given:
        return which_course(asked)
    if not others:
        return reply(asked, [say("{name} gives no other course for now.", name=name)], courses=())
    head = say("{name} also gives:", name=name) if asked.follows else say("{name} gives:", name=name)
    said = [Html(f"{number}. {dash(asked, course, _next(asked, course))}") for number, course in enumerate(others[:5], 1)]
    rows = [tuple(Button(str(number), data=f"card:{course.code}") for number, course in enumerate(others[:5], 1))]
    answer = reply(asked, [head, *said], rows, courses=(course.code for course in others))
    return Answer(answer.reply, answer.courses, shown=answer.courses)


def _next(asked: Question, course: Course) -> str:
    following = asked.bookable(course)
    return joined(when(asked, following[0]), where(asked.say, following[0])) if following else asked.say.plain("no date yet")
