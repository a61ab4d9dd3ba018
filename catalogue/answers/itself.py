"""What the bot says of itself: hello, help, who it is, what it keeps, whom to reach, what it does not know."""

from catalogue.answers import labels
from catalogue.answers.codes import is_code
from catalogue.answers.context import Context
from catalogue.answers.cues import REFUND, ROBOT, SORRY, TARGET
from catalogue.answers.frame import card, dash, likely_courses, next_steps, reply
from catalogue.answers.question import Question
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course, Level
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html

ABOUT_WHAT = {
    Intent.PRICE: N_("the price"),
    Intent.FUNDING: N_("financial aid"),
    Intent.DATES: N_("dates"),
    Intent.DURATION: N_("how long it lasts"),
    Intent.LOCATION: N_("where it is given"),
    Intent.FORMAT: N_("how it is given"),
    Intent.PREREQUISITES: N_("prerequisites"),
    Intent.LEVEL: N_("the level"),
    Intent.AUDIENCE: N_("whom it is for"),
    Intent.LANGUAGE: N_("the language of teaching"),
    Intent.CERTIFICATE: N_("the certificate"),
    Intent.TEACHER: N_("who gives it"),
    Intent.CONTENT: N_("what is covered"),
    Intent.SEATS: N_("places left"),
}


def greeting(asked: Question) -> Answer:
    say = asked.say
    name = say.text(asked.catalogue.programme.name)
    return _alone(asked, [say("Hello! I am the assistant of {name}. What would you like to learn?", name=name)], _start(asked))


def thanks(asked: Question) -> Answer:
    if SORRY.search(asked.folded):
        return _alone(asked, [asked.say("No harm done. What would you like to know?")])
    return _alone(asked, [asked.say("My pleasure! I am here if you need anything else.")])


def goodbye(asked: Question) -> Answer:
    return _alone(asked, [asked.say("Goodbye, and see you soon!")])


def affirm(asked: Question) -> Answer:
    """A yes: to the course in talk, the ways on; without one, what to do next."""
    say = asked.say
    if len(asked.courses) == 1 and not asked.course.withdrawn:
        course = asked.course
        return reply(asked, [say("Good! What next for {course}?", course=labels.title(say, course))], next_steps(asked, course), courses=())
    return _alone(asked, [say("Good! What would you like to know?")], _start(asked))


def deny(asked: Question) -> Answer:
    return _alone(
        asked, [asked.say("All right. Tell me in a few words what you are looking for: a subject, a city, a date.")], _start(asked)
    )


def help_(asked: Question) -> Answer:
    say = asked.say
    said = [
        say("Write to me as you would to a person. For example:"),
        *_examples(asked),
        say("I can also register you, show your registrations (/mine), and put you in touch with a person (/contact)."),
    ]
    return _alone(asked, said, _start(asked))


def _examples(asked: Question) -> list[Html]:
    """Two questions about courses that exist."""
    say, likely = asked.say, likely_courses(replace(asked, filters=Filters(), context=Context()))
    if len(likely) < 2:
        return []
    return [
        Html(say("“How much is {course}?”", course=labels.short(say.text(likely[0].title), 60))),
        Html(say("“When does {course} start?”", course=labels.short(say.text(likely[1].title), 60))),
    ]


def about(asked: Question) -> Answer:
    """Who this is, and the programme in its own words; how many it means to train, where that is asked."""
    say, programme = asked.say, asked.catalogue.programme
    target = None
    if TARGET.search(asked.folded):
        target = (
            say("{name} aims to train {count} people.", name=say.text(programme.name), count=say.number(programme.target))
            if programme.target
            else say("{name} has not announced how many people it aims to train.", name=say.text(programme.name))
        )
    robot = (
        say("I am a bot, not a person: the assistant of {name}.", name=say.text(programme.name))
        if ROBOT.search(asked.folded) or not target
        else None
    )
    return _alone(asked, [target, robot, say.text(programme.about) if not target else None], _start(asked))


def human(asked: Question) -> Answer:
    say = asked.say
    name, contact = asked.contact()
    said: list[Html | None] = [
        say("You can reach the team of {name}:", name=name),
        say("Telephone: {phone}", phone=contact.phone) if contact.phone else None,
        say("Email: {email}", email=contact.email) if contact.email else None,
        say("Website: {url}", url=contact.url) if contact.url and not (contact.phone and contact.email) else None,
    ]
    return _alone(asked, said)


def switch_language(asked: Question) -> Answer:
    """In the new language: it is now spoken."""
    return _alone(asked, [asked.say("Of course, let’s go on in English. What would you like to know?")])


def privacy(asked: Question) -> Answer:
    """Why something is kept, who answers for it, and the commands that show or erase it."""
    say, officer = asked.say, asked.catalogue.programme.privacy_officer
    said = [
        say("I keep only what you give me to pre-register: for your request and, without names, to report on the programme. None is sold."),
        say("/mydata gives you a copy, /erase erases everything, /privacy says it all: how long, who sees it, your rights."),
        say("Person in charge: {name}, {email}.", name=officer.name, email=officer.email),
    ]
    return _alone(asked, said)


def complaint(asked: Question) -> Answer:
    """An apology, what was understood, and a way out."""
    say, context = asked.say, asked.context
    course = asked.catalogue.course(context.courses[0]) if context.courses else None
    understood = None
    if course and context.intent in ABOUT_WHAT:
        understood = say("I had understood: {what}, {course}.", what=say(ABOUT_WHAT[context.intent]), course=labels.title(say, course))
    said = [say("I am sorry."), understood, say("Say it in other words, or name the course."), labels.who_knows(asked)]
    ways = (Button(say.plain("Help me choose"), data="pick:advice"), Button(say.plain("Talk to a person"), data="human"))
    return _alone(asked, said, [ways])


def faq(asked: Question) -> Answer:
    """The entry's answer, with the course's own rule where the question is of money back."""
    say = asked.say
    entry = next((entry for entry in asked.catalogue.faq if entry.code == asked.faq), None)
    rules = [
        dash(asked, course, say.text(course.cancellation))
        for course in asked.courses[:2]
        if course.cancellation and REFUND.search(asked.folded)
    ]
    if not entry and not rules:
        said: list[Html | None] = [say("I do not know that."), labels.who_knows(asked, asked.courses[0] if asked.courses else None)]
        return reply(asked, said, [(Button(say.plain("Talk to a person"), data="human"),)], answered=False)
    choosing: Row = (Button(say.plain("Help me choose"), data="pick:advice"), Button(say.plain("Talk to a person"), data="human"))
    answer = reply(asked, [*rules, say.text(entry.answer) if entry else None], [choosing])
    return replace(answer, faq=entry.code if entry else None)


def out_of_scope(asked: Question) -> Answer:
    """That it is not known here; for a subject nobody offers, the two nearest courses, and a person."""
    say = asked.say
    if not asked.text.strip():
        said: list[Html | None] = [say("Nothing is written in that message. You can write, for example:"), *_examples(asked)]
        return reply(asked, said, _start(asked), answered=False, courses=())
    if not asked.absent:
        name = say.text(asked.catalogue.programme.name)
        said = [say("I do not know about that: I only know the courses of {name}.", name=name), labels.who_knows(asked)]
        return reply(asked, said, _start(asked), answered=False, courses=())
    near = nearest_to(asked)
    closest = say.one_of(say.text(course.title) for course in near or first_steps(asked))
    near_by = say("Closest to it: {courses}.", courses=closest) if near else say("To begin with AI: {courses}.", courses=closest)
    near = near or first_steps(asked)
    said = [
        say("No course has the code {code}.", code=asked.absent)
        if is_code(asked.absent)
        else say("No course on that is offered: “{subject}”.", subject=labels.short(asked.absent, 60)),
        near_by if near else None,
        labels.who_knows(asked),
    ]
    person: Row = (Button(say.plain("Talk to a person"), data="human"),)
    rows = [*((card(asked, course),) for course in near), person] if near else _start(asked)
    return reply(asked, said, rows, answered=False, courses=())


def nearest_to(asked: Question) -> list[Course]:
    """The two courses most like the subject that nobody offers; none when none is like it."""
    found = (asked.catalogue.course(code) for code in asked.near)
    return [course for course in found if course is not None and not course.withdrawn][:2]


def first_steps(asked: Question) -> list[Course]:
    """Two courses for beginners, where and when the person said she can; the soonest first."""
    likes = Filters(city=asked.context.preferences.city, region=asked.context.preferences.region, level=Level.BEGINNER.value)
    found = likely_courses(replace(asked, filters=likes, context=Context()))
    return (found or likely_courses(replace(asked, filters=Filters(), context=Context())))[:2]


def _alone(asked: Question, said: list[Html | str | None] | list[Html] | list[Html | None], rows: list[Row] | None = None) -> Answer:
    """An answer that is about no course."""
    return reply(asked, said, rows or [], courses=())


def _start(asked: Question) -> list[Row]:
    say = asked.say
    return [
        (Button(say.plain("See the courses"), data="browse:all"), Button(say.plain("Choose by…"), data="browse:by")),
        (Button(say.plain("Help me choose"), data="pick:advice"), Button(say.plain("Talk to a person"), data="human")),
    ]
