"""Lists of courses: those that fit, five at a time, and what comes nearest when none does."""

from datetime import date

from msgspec import Struct

from catalogue.answers import labels
from catalogue.answers.availability import State
from catalogue.answers.compare import OWN
from catalogue.answers.cues import ARE_FULL, superlative
from catalogue.answers.fitting import course_fits, fits, of_session, without
from catalogue.answers.frame import card, dash, gone, reply
from catalogue.answers.question import Question
from catalogue.answers.sessions import joined, wish
from catalogue.answers.values import Answer, Button, Row
from catalogue.offer.model import Course, Format, Session
from catalogue.reading.values import Filters
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html

PAGE = 5
UNKNOWN = 1e9
WISHES = ("schedule", "period", "place", "format", "language", "level", "audience", "price", "max_hours", "partner", "topic")
RELAXED = {
    "schedule": N_("Nothing fits at those hours. At other hours:"),
    "period": N_("Nothing starts then. At other dates:"),
    "place": N_("Nothing there for now. Elsewhere or online:"),
    "format": N_("Nothing given that way. Otherwise:"),
    "language": N_("Nothing in that language. In the other one:"),
    "level": N_("Nothing at that level. At other levels:"),
    "audience": N_("Nothing made for those people in particular. For others:"),
    "price": N_("Nothing at that price. Otherwise:"),
    "max_hours": N_("Nothing that short. Otherwise:"),
    "partner": N_("Nothing at that school. Elsewhere:"),
    "topic": N_("Nothing on that subject that fits. On other subjects:"),
}


class Match(Struct, frozen=True):
    """A course that fits, with the session that shows it (the soonest), where it has one."""

    course: Course
    session: Session | None


def list_courses(asked: Question) -> Answer:
    """The courses that fit all filters together; when none does, one wish is let go, and which one is said."""
    if not asked.courses and not asked.filters and ARE_FULL.search(asked.folded):
        return full_ones(asked)
    found = matches(asked, asked.filters)
    if asked.courses and (not asked.filters or asked.filters == Filters(topic=asked.filters.topic)):
        found = _named_first(asked, found)
    if found:
        return _listed(asked, found)
    if only_withdrawn := _withdrawn(asked):
        return gone(replace(asked, courses=only_withdrawn))
    for name in WISHES:
        relaxed = without(asked.filters, name)
        if relaxed != asked.filters and (near := matches(asked, relaxed)):
            return replace(_listed(asked, near, asked.say(RELAXED[name])), courses=())  # what is near is no match
    say = asked.say
    return reply(asked, [say("No course fits that for now."), labels.who_knows(asked)], [_browse(asked)], courses=())


def full_ones(asked: Question) -> Answer:
    """The courses that have a full session, each with it: its waiting list is open."""
    say = asked.say
    found = [
        Match(course, session)
        for course in asked.catalogue.courses
        if not course.withdrawn
        for session in asked.coming(course)
        if asked.state(session).state is State.FULL
    ]
    one_each = list({match.course.code: match for match in reversed(found)}.values())[::-1]
    if not one_each:
        return reply(asked, [say("No session is full for now.")], [_browse(asked)], courses=())
    head = say.many(
        "{count} course has a full session; its waiting list is open:",
        "{count} courses have a full session; the waiting lists are open:",
        len(one_each),
    )
    page = one_each[:PAGE]
    codes = tuple(match.course.code for match in page)
    said = [row(asked, number, match) for number, match in enumerate(page, 1)]
    return replace(reply(asked, [head, *said], [_numbers(page, 0)], courses=codes), shown=codes)


def _named_first(asked: Question, found: list[Match]) -> list[Match]:
    """The courses named, then the rest of their topic; without a topic, those named alone."""
    named = [Match(course, next(iter(asked.bookable(course)), None)) for course in asked.courses if not course.withdrawn]
    codes = set(asked.codes)
    return named + [match for match in found if asked.filters and match.course.code not in codes]


def matches(asked: Question, filters: Filters) -> list[Match]:
    """The courses that fit, the soonest first; one fits when one session still open to registration fits all at once."""
    found = []
    for course in asked.catalogue.courses:
        if course.withdrawn or not course_fits(course, filters):
            continue
        sessions = [session for session in asked.bookable(course) if fits(session, filters)]
        if sessions or not of_session(filters):
            found.append(Match(course, next(iter(sessions), None)))
    wanted, words = superlative(asked.folded), asked.vocabulary.stems(asked.text) if asked.filters.topic else frozenset[str]()
    return sorted(found, key=lambda match: _order(asked, match, wanted, words))


def _order(asked: Question, match: Match, wanted: tuple[str, int] | None, words: frozenset[str]) -> tuple[float, float, date]:
    """What is wanted the most or the least first, then what is nearest to the words, then the soonest."""
    first = match.session.first_day if match.session else date.max
    said = -asked.vocabulary.relevance(match.course, words) if words else 0.0
    if wanted is None or wanted[0] not in OWN:
        return 0.0, said, first
    size = OWN[wanted[0]](match.course)
    return (UNKNOWN if size is None else size) * wanted[1], said, first


def _withdrawn(asked: Question) -> tuple[Course, ...]:
    """The withdrawn course that was asked for, where it alone is of that subject or named."""
    named = tuple(course for course in asked.courses if course.withdrawn)
    topic = asked.filters.topic
    of_topic = tuple(course for course in asked.catalogue.courses if topic and topic in course.topics)
    return named[:1] or (of_topic[:1] if of_topic and all(course.withdrawn for course in of_topic) else ())


def _listed(asked: Question, found: list[Match], relaxed: Html | None = None) -> Answer:
    say = asked.say
    start = asked.page * PAGE if asked.page * PAGE < len(found) else 0
    page = found[start : start + PAGE]
    wished = "" if relaxed else wish(asked, asked.filters)
    head = relaxed or _head(asked, len(found), wished)
    said = [row(asked, number, match) for number, match in enumerate(page, start + 1)]
    old = say("That list was an old one. All the courses:") if asked.stale else None
    left = len(found) - start - len(page)
    narrow = [Button(say.plain("Narrow down"), data="browse:by")] if len(found) > PAGE else []
    rows: list[Row] = [(card(asked, page[0].course),)] if len(page) == 1 else [_numbers(page, start)]
    if left > 0:
        rows.append((Button(say.plain("More ({count})", count=left), data=f"list:{asked.page + 1}"), *narrow))
    elif start:
        rows.append((Button(say.plain("Back to the top"), data="list:0"), *narrow))
    codes = tuple(match.course.code for match in found)
    return replace(reply(asked, [old or head, *said], rows, courses=codes), shown=codes)


def _numbers(page: list[Match], start: int) -> Row:
    return tuple(Button(str(number), data=f"card:{match.course.code}") for number, match in enumerate(page, start + 1))


def _head(asked: Question, count: int, wished: str) -> Html:
    say = asked.say
    if wished:
        return say.many("{count} course: {wish}", "{count} courses: {wish}", count, wish=wished)
    return say.many("{count} course", "{count} courses", count)


def row(asked: Question, number: int, match: Match) -> Html:
    """A course on one line: its title, then what tells it apart (place, month, price)."""
    say, session = asked.say, match.session or next(iter(asked.bookable(match.course)), None)
    facts = [_where(asked, session), _month(asked, session)] if session else [say.plain("no date yet")]
    return Html(f"{number}. {dash(asked, match.course, joined(*facts, labels.price(say, match.course)))}")


def _where(asked: Question, session: Session) -> str:
    if session.format is Format.ONLINE or not session.city:
        return asked.say.plain(labels.FORMATS[session.format])
    return session.city


def _month(asked: Question, session: Session) -> str:
    return asked.say.month(session.first_day, year=session.first_day.year != asked.now.year)


def _browse(asked: Question) -> Row:
    return (Button(asked.say.plain("See all courses"), data="browse:all"), Button(asked.say.plain("By subject"), data="browse:topic"))
