"""What is said about registering: a place, a group, what was registered, a change, an alert."""

from catalogue.answers import labels
from catalogue.answers.fitting import choose
from catalogue.answers.frame import LIKELY, dash, gone, likely_courses, pick, reply, which_course
from catalogue.answers.occasions import with_session
from catalogue.answers.question import Question
from catalogue.answers.sessions import line, places, when
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course, Session
from catalogue.words.say import Html

SESSIONS = 3


def register(asked: Question) -> Answer:
    """The sessions one can ask for, those that fit first, and the button that begins the form."""
    if not asked.courses:
        return which_course(asked)
    if len(asked.courses) > 1:
        return _which(asked)
    if asked.course.withdrawn:
        return gone(asked)
    course, say = asked.course, asked.say
    choice = choose(asked, course)
    found = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable]
    if not found:
        return _closed(asked, course)
    title = labels.title(say, course)
    head = (
        say("To register for {course}, choose a session:", course=title)
        if len(found) > 1
        else say("To register for {course}:", course=title)
    )
    shut = [line(asked, session) for session in choice.fitting[:2] if choice.near]
    rows: list[Row] = [(_take(asked, session),) for session in found[:SESSIONS]]
    return with_session(reply(asked, [head, *shut, *(line(asked, session) for session in found[:SESSIONS])], rows), choice)


def _take(asked: Question, session: Session) -> Button:
    place = session.city or asked.say.plain(labels.FORMATS[session.format])
    return Button(labels.short(f"{when(asked, session)}, {place}", 40), data=f"take:{session.code}")


def _which(asked: Question) -> Answer:
    say = asked.say
    said = [dash(asked, course, labels.price(say, course)) for course in asked.courses[:5]]
    return reply(asked, [say("Register for which one?"), *said], [(pick(asked, course),) for course in asked.courses[:LIKELY]])


def _closed(asked: Question, course: Course) -> Answer:
    say = asked.say
    said = [
        say("Nobody can register for {course} for now: no session is open.", course=labels.title(say, course)),
        *(line(asked, session) for session in asked.coming(course)[:2]),
        say("I can tell you when one opens."),
    ]
    return reply(asked, said, [_alert(asked, course), _human(asked)])


def group(asked: Question) -> Answer:
    """Several people: the course's places, or a training in their own place, which its school decides."""
    say, count = asked.say, asked.filters.seats
    people = (
        say.many("Yes, {count} person can be registered together", "Yes, {count} people can be registered together", count)
        if count
        else None
    )
    if not asked.courses:
        said = [
            say("{people}, in one go.", people=people) if people else say("Yes, you can register several people in one go."),
            say("For training in your own offices, the school that gives the course decides with you."),
            labels.who_knows(asked),
            say("Which course is it for?"),
        ]
        rows: list[Row] = [(pick(asked, course),) for course in likely_courses(asked)[: LIKELY - 1]]
        return reply(asked, said, [*rows, _human(asked)], courses=())
    if len(asked.courses) > 1:
        return _which(asked)
    if asked.course.withdrawn:
        return gone(asked)
    return _group_for(asked, asked.course, people)


def _group_for(asked: Question, course: Course, people: Html | None) -> Answer:
    say, title = asked.say, labels.title(asked.say, course)
    choice = choose(asked, course)
    found = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable]
    enough = [session for session in found if _room(asked, session)]
    said = [
        say("{people} for {course}.", people=people, course=title)
        if people
        else say("Yes, you can register a group for {course}.", course=title),
        *(line(asked, session) for session in (enough or found)[:2]),
        say("Only {places} in the next session.", places=places(asked, found[0])) if found and not enough else None,
        say("For training in your own offices, the school that gives the course decides with you."),
        labels.who_knows(asked, course),
    ]
    return reply(asked, said, [(Button(say.plain("Register a group"), data=f"group:{course.code}"),), _human(asked)])


def _room(asked: Question, session: Session) -> bool:
    left = asked.state(session).places
    return left is None or left >= (asked.filters.seats or 1)


def alert(asked: Question) -> Answer:
    """To be told when something opens: a button a course."""
    say = asked.say
    if len(asked.courses) == 1:
        course = asked.course
        return reply(
            asked,
            [
                say(
                    "I can write to you as soon as {course} has a new session or a free place. Press the button.",
                    course=labels.title(say, course),
                )
            ],
            [_alert(asked, course)],
        )
    likely = list(asked.courses) or likely_courses(asked)
    said = say("I can write to you when a session opens or a place is freed. For which course?")
    rows: list[Row] = [(Button(labels.short(say.text(course.title)), data=f"alert:{course.code}"),) for course in likely[:LIKELY]]
    return reply(asked, [said], rows)


def my_registrations(asked: Question) -> Answer:
    say = asked.say
    return reply(asked, [say("Your registrations and where each one stands are here. You can also type /mine.")], [_mine(asked)])


def cancel(asked: Question) -> Answer:
    """How to withdraw, with the course's own rule where it has one."""
    say = asked.say
    rules = [dash(asked, course, say.text(course.cancellation)) for course in asked.courses[:2] if course.cancellation]
    return reply(
        asked,
        [say("You can cancel from your registrations: choose the one to cancel, then confirm."), *rules],
        [_mine(asked), _human(asked)],
    )


def modify(asked: Question) -> Answer:
    """How to change a detail or a session; the other sessions of the course, where one is named."""
    say = asked.say
    said: list[Html] = [say("You can change your details or your session from your registrations.")]
    if len(asked.courses) == 1 and not asked.course.withdrawn:
        choice = choose(asked, asked.course)
        found = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable][:SESSIONS]
        said += (
            [say("The sessions of {course}:", course=labels.title(say, asked.course)), *(line(asked, session) for session in found)]
            if found
            else []
        )
    return reply(asked, said, [_mine(asked), _human(asked)])


def _mine(asked: Question) -> Row:
    return (Button(asked.say.plain("My registrations"), data="mine"),)


def _human(asked: Question) -> Row:
    return (Button(asked.say.plain("Talk to a person"), data="human"),)


def _alert(asked: Question, course: Course) -> Row:
    return (Button(asked.say.plain("Tell me when it opens"), data=f"alert:{course.code}"),)
