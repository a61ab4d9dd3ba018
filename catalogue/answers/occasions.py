"""What is said of a course's sessions: dates, places, format, language of teaching, places left."""

from collections.abc import Callable

from catalogue.answers import labels
from catalogue.answers.availability import State
from catalogue.answers.cues import asks_deadline
from catalogue.answers.fitting import Choice, choose
from catalogue.answers.frame import Fact, Lines, gone, next_steps, reply, side_by_side, which_course
from catalogue.answers.offers import list_courses, matches
from catalogue.answers.question import Question
from catalogue.answers.sessions import BULLET, joined, line, no_session, places, register_by, session_wish, when, where
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course, Format, Session
from catalogue.reading.values import Intent
from catalogue.words.replacing import replace
from catalogue.words.say import Html

LINES = 4
FEW = 5  # courses of which each is told
Head = Callable[[Question, Course, tuple[Session, ...]], Html | None]


def occasion(asked: Question) -> Answer:
    """Dates, location, format, language or places: the sessions that fit, each on a line."""
    if not asked.courses:
        return _anywhere(asked)
    if len(asked.courses) > 1:
        return side_by_side(asked, Fact(lambda *_: (), BRIEFS[asked.intent]))
    if asked.course.withdrawn:
        return gone(asked)
    return _one(asked, asked.course)


def _anywhere(asked: Question) -> Answer:
    """Without a course: of the few given there or then, where a place or a time was said; else which course is meant."""
    said = asked.filters
    if not (said.city or said.region or said.starts_from or said.starts_to or said.schedule):
        return which_course(asked)
    there = tuple(match.course for match in matches(asked, said))
    return occasion(replace(asked, courses=there)) if 0 < len(there) <= FEW else list_courses(asked)


def _one(asked: Question, course: Course) -> Answer:
    choice = _focused(asked, course) or choose(asked, course)
    if not choice.fitting and not choice.near:
        return _nothing(asked, course)
    said = [*_fitting(asked, course, choice)] if choice.fitting else [*_near(asked, course, choice)]
    return with_session(reply(asked, said, _rows(asked, course, choice)), choice)


def _focused(asked: Question, course: Course) -> Choice | None:
    """The session the talk is about, where nothing new was said of sessions."""
    if not asked.session or (asked.intent is Intent.DATES and not asks_deadline(asked.folded)):
        return None
    found = tuple(session for session in asked.coming(course) if session.code == asked.session)
    return Choice(found) if found else None


def _fitting(asked: Question, course: Course, choice: Choice) -> Lines:
    head = HEADS[asked.intent](asked, course, choice.fitting)
    shown = choice.fitting[: LINES - 1 if choice.near else LINES]
    one_line = [deadline(asked, session) if asks_deadline(asked.folded) else line(asked, session) for session in shown]
    more = len(choice.fitting) - len(shown)
    rest = asked.say.many("and {count} more session", "and {count} more sessions", more) if more and not choice.near else None
    last = register_by(asked, shown[0]) if len(shown) == 1 and not asks_deadline(asked.folded) else None
    instead = [asked.say("The next one you can join:"), *(line(asked, session) for session in choice.near)] if choice.near else []
    return [head, _not_there(asked, course), *one_line, rest, last, *instead]


def _not_there(asked: Question, course: Course) -> Html | None:
    """ "Not in Québec": a place asked for beside others, where the course is not given."""
    wanted = [asked.filters.city, *(value for key, value in asked.filters.also if key == "city")]
    held = {session.city for session in asked.coming(course)}
    missing = [city for city in wanted if city and city not in held]
    return asked.say("Not in {cities}.", cities=asked.say.one_of(missing)) if missing and len(wanted) > 1 else None


def _near(asked: Question, course: Course, choice: Choice) -> Lines:
    say, title = asked.say, labels.title(asked.say, course)
    fitted = session_wish(asked, choice.used)
    none = (
        say("No session of {course} fits that ({wish}).", course=title, wish=fitted)
        if fitted
        else say("No session of {course} fits that.", course=title)
    )
    return [none, _only(asked, asked.coming(course), choice), say("The nearest:"), *(line(asked, session) for session in choice.near)]


def _only(asked: Question, coming: list[Session], choice: Choice) -> Html | None:
    """ "Only in French", "only online": what stands in the way, where it is one thing."""
    say, used = asked.say, choice.used
    taught, given = {session.language for session in coming}, {session.format for session in coming}
    refused = any(key == "language" and value in taught for key, value in used.denied)
    if len(taught) == 1 and (refused or (used.language and used.language not in taught)):
        return say("It is given only {language}.", language=labels.languages(say, taught))
    if used.format and used.format not in given:
        return say("It is given only {format}.", format=labels.formats(say, given))
    return None


def _nothing(asked: Question, course: Course) -> Answer:
    say = asked.say
    last = max((session for session in course.sessions if not session.cancelled), key=lambda session: session.first_day, default=None)
    past = say("The last one began on {day}.", day=say.day(last.first_day, year=True)) if last else None
    said = [no_session(asked, course), past, labels.who_knows(asked, course)]
    return reply(asked, said, next_steps(asked, course, dates=False))


def deadline(asked: Question, session: Session) -> Html:
    """The last day to register for a session, on its line."""
    say = asked.say
    where_when = joined(when(asked, session), where(say, session))
    if not asked.state(session).bookable:
        return Html(f"{BULLET}{where_when} – {places(asked, session)}")
    if session.register_by is None:
        limit = say("no deadline other than its start")
    else:
        limit = say("register by {day}", day=say.day(session.register_by, year=session.register_by.year != asked.now.year))
    return Html(f"{BULLET}{where_when} – {limit}")


def _rows(asked: Question, course: Course, choice: Choice) -> list[Row]:
    """The one session's own button; for a full one, beside it the next with places."""
    open_ = [session for session in choice.fitting or choice.near if asked.state(session).bookable]
    if len(open_) != 1:
        return next_steps(asked, course, dates=False)
    spoken = [*open_, *(session for session in choice.near[:1] if choice.fitting)]
    return [*((_take(asked, session),) for session in spoken), *next_steps(asked, course, dates=False)[1:]]


def _take(asked: Question, session: Session) -> Button:
    full = asked.state(session).state is State.FULL
    label = asked.say.plain("Join the waiting list") if full else asked.say.plain("Register for this session")
    return Button(label, data=f"take:{session.code}")


def with_session(answer: Answer, choice: Choice) -> Answer:
    """The answer, with the one session it spoke of (of near ones, the first)."""
    spoken = choice.fitting if len(choice.fitting) == 1 else choice.near[:1] if not choice.fitting else ()
    return replace(answer, session=spoken[0].code if spoken else None)


def _dates(asked: Question, course: Course, _sessions: tuple[Session, ...]) -> Html:
    return labels.title(asked.say, course)


def _places(asked: Question, course: Course, sessions: tuple[Session, ...]) -> Html:
    say, title = asked.say, labels.title(asked.say, course)
    if all(session.seats is None for session in sessions):
        return say("{course}: there is no limit to the number of places.", course=title)
    return title


def _location(asked: Question, course: Course, sessions: tuple[Session, ...]) -> Html:
    say, title = asked.say, labels.title(asked.say, course)
    cities = list(dict.fromkeys(session.city for session in _held(sessions) if session.city))
    online = any(session.format is Format.ONLINE for session in _held(sessions))
    if not cities:
        return say("{course} is given online.", course=title)
    address = next((say.text(session.place) for session in sessions if session.place), None) if len(sessions) == 1 else None
    said = say.all_of([*cities, *([say.plain("online")] if online else [])])
    if address:
        return say("{course}: {places}. Address: {address}", course=title, places=said, address=address)
    return say("{course}: {places}.", course=title, places=said)


def _format(asked: Question, course: Course, sessions: tuple[Session, ...]) -> Html:
    say, title = asked.say, labels.title(asked.say, course)
    said = labels.formats(say, (session.format for session in _held(sessions)))
    if len({session.format for session in asked.coming(course)}) == 1:
        return say("{course} is given {format} only.", course=title, format=said)
    return say("{course} is given {format}.", course=title, format=said)


def _language(asked: Question, course: Course, sessions: tuple[Session, ...]) -> Html:
    say, title = asked.say, labels.title(asked.say, course)
    said = labels.languages(say, (session.language for session in _held(sessions)))
    if len({session.language for session in asked.coming(course)}) == 1:
        return say("{course} is given {language} only.", course=title, language=said)
    return say("{course} is given {language}.", course=title, language=said)


def _held(sessions: tuple[Session, ...]) -> list[Session]:
    """The sessions that take place, or all where none does."""
    return [session for session in sessions if not session.cancelled] or list(sessions)


HEADS: dict[Intent, Head] = {
    Intent.DATES: _dates,
    Intent.LOCATION: _location,
    Intent.FORMAT: _format,
    Intent.LANGUAGE: _language,
    Intent.SEATS: _places,
}


def _brief(asked: Question, course: Course, intent: Intent) -> Html | str:
    choice = choose(asked, course)
    found = choice.fitting or choice.near
    if not found:
        return asked.say.plain("no date yet")
    open_ = [session for session in found if asked.state(session).bookable] or list(found)
    say, first = asked.say, open_[0]
    said: dict[Intent, Callable[[], str]] = {
        Intent.DATES: lambda: joined(when(asked, first), where(say, first), say.text(first.schedule)),
        Intent.LOCATION: lambda: joined(*dict.fromkeys(where(say, session) for session in open_)),
        Intent.FORMAT: lambda: labels.formats(say, (session.format for session in open_)),
        Intent.LANGUAGE: lambda: labels.languages(say, (session.language for session in open_)),
        Intent.SEATS: lambda: joined(when(asked, first), places(asked, first)),
    }
    return said[intent]()


def _brief_of(intent: Intent) -> Callable[[Question, Course], Html | str]:
    return lambda asked, course: _brief(asked, course, intent)


BRIEFS = {intent: _brief_of(intent) for intent in HEADS}
