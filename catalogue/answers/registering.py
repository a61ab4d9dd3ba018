"""What is said about registering: a place, a group, what was registered, a change, being told when it opens."""

from catalogue.answers import labels
from catalogue.answers.availability import State
from catalogue.answers.fitting import choose
from catalogue.answers.frame import LIKELY, dash, gone, likely_courses, next_steps, pick, reply, way_on, which_course
from catalogue.answers.occasions import with_session
from catalogue.answers.question import Question
from catalogue.answers.sessions import joined, line, places
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course, Level, Session
from catalogue.reading.values import Filters
from catalogue.words.replacing import replace
from catalogue.words.say import Html

SESSIONS = 3
LIKELY_FOR_GROUP = 3


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
    shut = [line(asked, session) for session in choice.fitting[:2] if choice.near and session not in found]
    rows: list[Row] = [(_take(asked, session),) for session in found[:SESSIONS]]
    return with_session(reply(asked, [head, *shut, *(line(asked, session) for session in found[:SESSIONS])], rows), choice)


def _take(asked: Question, session: Session) -> Button:
    return Button(labels.short(f"{asked.say.day(session.first_day)}, {place(asked, session)}", 40), data=f"take:{session.code}")


def place(asked: Question, session: Session) -> str:
    """``Québec``, ``online``."""
    return session.city or asked.say.plain(labels.FORMATS[session.format])


def _which(asked: Question) -> Answer:
    say = asked.say
    said = [dash(asked, course, labels.price(say, course)) for course in asked.courses[:5]]
    return reply(asked, [say("Register for which one?"), *said], [(pick(asked, course),) for course in asked.courses[:LIKELY]])


def _closed(asked: Question, course: Course) -> Answer:
    say = asked.say
    said = [
        say("Nobody can register for {course} for now: no session is open.", course=labels.title(say, course)),
        *(line(asked, session) for session in asked.coming(course)[:2]),
        labels.who_knows(asked, course),
    ]
    return reply(asked, said, _elsewhere(asked, course))


def group(asked: Question) -> Answer:
    """Several people: whom it is arranged with, and the places there are or the courses that may suit."""
    if len(asked.courses) > 1:
        return _which(asked)
    if asked.courses and asked.course.withdrawn:
        return gone(asked)
    return _group_for(asked, asked.course) if asked.courses else _group_anywhere(asked)


def _group_anywhere(asked: Question) -> Answer:
    say, count = asked.say, asked.filters.seats
    head = (
        say.many(
            "For {count} person, I take the places together: names now or later.",
            "For {count} people, I take the places together: names now or later.",
            count,
        )
        if count
        else say("For a group, I take the places together: names now or later.")
    )
    likely = _for_many(asked)[:LIKELY_FOR_GROUP]
    lines = [Html(f"{number}. {dash(asked, course, _soonest(asked, course))}") for number, course in enumerate(likely, 1)]
    rows: list[Row] = [tuple(Button(str(number), data=f"group:{course.code}") for number, course in enumerate(likely, 1))]
    said = [head, _at_work(asked), say("Which course is it for? For example:") if likely else None, *lines]
    answer = reply(asked, said, [*(rows if likely else []), _choosing(asked)], courses=())
    return replace(answer, shown=tuple(course.code for course in likely))


def _for_many(asked: Question) -> list[Course]:
    """Those shown last; else those that fit, for beginners where no level was said: a group is rarely all at one level."""
    said = replace(asked.filters, seats=None)
    if asked.context.shown and not said:
        return likely_courses(replace(asked, filters=said))
    return likely_courses(
        replace(asked, filters=said if said.level else said.merged(Filters(level=Level.BEGINNER.value)))
    ) or likely_courses(asked)


def _soonest(asked: Question, course: Course) -> Html:
    first = asked.bookable(course)[:1]
    places_ = [joined(place(asked, one), asked.say.month(one.first_day, year=one.first_day.year != asked.now.year)) for one in first]
    return joined(*places_, labels.level(asked.say, course), labels.price(asked.say, course))


def _group_for(asked: Question, course: Course) -> Answer:
    say, title, count = asked.say, labels.title(asked.say, course), asked.filters.seats
    choice = choose(asked, course)
    found = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable]
    enough = [session for session in found if _room(asked, session)]
    head = (
        say.many(
            "{course}, for {count} person: I take the places together, all or none.",
            "{course}, for {count} people: I take the places together, all or none.",
            count,
            course=title,
        )
        if count
        else say("{course}, for a group: I take the places together, all or none.", course=title)
    )
    if not found:
        return _closed(asked, course)
    said = [
        head,
        *(line(asked, session) for session in (enough or found)[:2]),
        say("Only {places} in the next session; elsewhere, the whole group waits together.", places=places(asked, found[0]))
        if not enough
        else None,
        _at_work(asked, course),
    ]
    team: Row = (Button(say.plain("Register my group"), data=f"team:begin:{course.code}"),)
    return reply(asked, said, [team, *next_steps(asked, course)])


def _at_work(asked: Question, course: Course | None = None) -> Html | None:
    """Whom to ask for a class of one's own."""
    name, contact = asked.contact(course)
    reached = labels.reach(contact)
    return asked.say("For a class at your workplace: {name}, {contact}", name=name, contact=reached) if reached else None


def arranges(asked: Question, course: Course | None = None) -> Html | None:
    """Whom to write to or call, on one line."""
    name, contact = asked.contact(course)
    reached = labels.reach(contact)
    return asked.say("{name}: {contact}", name=name, contact=reached) if reached else None


def _choosing(asked: Question) -> Row:
    say = asked.say
    return (Button(say.plain("Help me choose"), data="pick:advice"), Button(say.plain("See all courses"), data="browse:all"))


def _room(asked: Question, session: Session) -> bool:
    left = asked.state(session).places
    return left is None or left >= (asked.filters.seats or 1)


def alert(asked: Question) -> Answer:
    """To be told when something opens: what is open now, and who knows the rest."""
    say = asked.say
    if len(asked.courses) != 1:
        said = [say("I can write to you when a session opens. For which course, subject, region or format?")]
        likely = list(asked.courses) or likely_courses(asked)
        return reply(asked, said, [(pick(asked, course),) for course in likely[: LIKELY - 1]])
    course = asked.course
    if course.withdrawn:
        return gone(asked)
    return _alert_for(asked, course)


def _alert_for(asked: Question, course: Course) -> Answer:
    say, title, choice = asked.say, labels.title(asked.say, course), choose(asked, asked.course)
    found = [session for session in (*choice.fitting, *choice.near) if asked.state(session).bookable]
    full = [session for session in found[:2] if asked.state(session).state is State.FULL]
    head = say("{course} takes registrations now:", course=title) if found else say("{course}: no session is open for now.", course=title)
    said = [
        head,
        *(line(asked, session) for session in found[:2]),
        say("On a waiting list, places that open go to people in order.") if full else None,
        say("I can write to you, here, when another session opens or a place is freed."),
        None if found else arranges(asked, course),
    ]
    tell: Row = (Button(say.plain("Tell me"), data=f"alert:set:{course.code}"),)
    rows = next_steps(asked, course) if found else _elsewhere(asked, course)
    return reply(asked, said, [tell, *rows])


def _elsewhere(asked: Question, course: Course) -> list[Row]:
    """From a course that takes nobody: its subject, its card, a person."""
    _who, *near = way_on(asked, course)
    say = asked.say
    return [(*near, Button(say.plain("About the course"), data=f"card:{course.code}")), _human(asked)]


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
