"""A recommendation: up to three courses, each with its reason, from what the person said of herself and her work."""

from msgspec import Struct

from catalogue.answers import labels
from catalogue.answers.compare import compare
from catalogue.answers.cues import AFTERWARDS, FEAR, MATHS
from catalogue.answers.fitting import asks_nothing, course_fits, fits, of_session, without
from catalogue.answers.frame import card, dash, reply
from catalogue.answers.question import Question
from catalogue.answers.sessions import joined, wish
from catalogue.answers.values import Answer, Button, Row
from catalogue.answers.words import ASKING, FACTS, SMALL, TRADES, WISHES, fold, stems, tokens
from catalogue.offer.model import Audience, Course, Format, Level, Session
from catalogue.reading.values import Filters
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace
from catalogue.words.say import N_, Html

ADVISED = 3
SPOKEN, HINTED = 2.0, 6.0  # how much the words must say: of what courses are called, of all that is written of them
WITHOUT = Pattern(r"\b(?:pas|sans|no|not|zero|without|never|jamais|aucune?|hais|deteste|hates?|sucks?)\b")
MADE_FOR = {
    Audience.PROFESSIONAL: N_("for staff"),
    Audience.MANAGER: N_("for managers"),
    Audience.EXECUTIVE: N_("for executives"),
    Audience.TRAINER: N_("for trainers"),
}
UNSAID = {Level.BEGINNER: 1.0, Level.INTERMEDIATE: 0.0, Level.ADVANCED: -3.0}  # where no level was said
FEARED = stems(
    "ordinateur ordinateurs computer computers informatique technologie technology machine machines maths math"
    " employeur employer boss patron"
)  # no subject
NOTHING_NEEDED = Filters(denied=(("prerequisites", "true"),))


class Advice(Struct, frozen=True):
    """A course advised: how well it suits, why, and the session that suits."""

    course: Course
    score: float
    reasons: tuple[str, ...]
    session: Session | None


def recommend(asked: Question) -> Answer:
    """Up to three courses with their reasons; when next to nothing is known, what would help to know."""
    return advised(asked) if _known(asked) else _ask_more(asked)


def advised(asked: Question) -> Answer:
    """Up to three courses with their reasons, from what is known, however little."""
    asked = replace(asked, filters=asked.filters.merged(NOTHING_NEEDED)) if fears(asked.folded) else asked
    offered = [course for course in asked.catalogue.courses if not course.withdrawn and (starts_gently(course) or not _afraid(asked))]
    said = [advice for course in offered if (advice := _advise(asked, course)).score > 0]
    best = sorted(said, key=lambda advice: (-advice.score, advice.session.first_day.toordinal() if advice.session else 9**9))[:ADVISED]
    if not best:
        see_all = Button(asked.say.plain("See all courses"), data="browse:all")
        return reply(asked, [asked.say("No course fits that for now."), labels.who_knows(asked)], [(see_all,)], courses=())
    best = [advice for advice in best if advice.score * 3 >= best[0].score]
    topic = asked.filters.topic
    of_topic = [advice for advice in best if topic in advice.course.topics]
    best = of_topic if len(of_topic) > 1 else best
    codes = tuple(advice.course.code for advice in best)
    lines = [_head(asked, best), *(Html(f"{number}. {_line(asked, advice)}") for number, advice in enumerate(best, 1))]
    return replace(reply(asked, lines, [(card(asked, advice.course),) for advice in best], courses=codes), shown=codes)


def fears(folded: str) -> bool:
    """Whether a message says a fear, or that maths or code are to be kept out."""
    return bool(FEAR.search(folded) or (MATHS.search(folded) and WITHOUT.search(folded)))


def starts_gently(course: Course) -> bool:
    """Whether a course is for beginners and asks for nothing beforehand."""
    return course.level is Level.BEGINNER and asks_nothing(course)


def _afraid(asked: Question) -> bool:
    return ("prerequisites", "true") in asked.filters.denied


def _head(asked: Question, best: list[Advice]) -> Html | None:
    """What the courses suit; that none suits all of it, where so; where to begin, where nothing is known."""
    say, wanted = asked.say, asked.filters
    if not _known(asked):
        return say("To begin, no experience needed:")
    suited = [advice.session is not None and fits(advice.session, wanted) for advice in best]
    if of_session(wanted) and not any(suited):
        return say("Nothing fits all of that for now ({wish}). Closest to it:", wish=wish(asked, wanted))
    met = _afraid(asked) and not asked.follows
    return say("No worries: these start from the very beginning and ask for nothing beforehand.") if met else None


def among(asked: Question) -> Answer:
    """Of the courses shown, the one that suits best and why, then the others; where none stands out, all side by side."""
    say = asked.say
    apart = replace(asked, courses=())
    best, *others = sorted((_advise(apart, course) for course in asked.courses), key=lambda advice: -advice.score)
    if not others or best.score == others[0].score:
        return compare(asked)
    said = [say("Rather this one:"), _line(asked, best), say("Beside it:"), *(_line(asked, other) for other in others)]
    rows: list[Row] = [(card(asked, advice.course),) for advice in (best, *others)[:ADVISED]]
    return replace(reply(asked, said, rows, courses=(best.course.code,)), shown=tuple(one.course.code for one in (best, *others)))


def gently(asked: Question) -> Answer:
    """For somebody who starts from nothing or fears it: courses that ask for nothing beforehand, the soonest first."""
    say = asked.say
    found = [course for course in asked.catalogue.courses if needs_nothing(course) and asked.bookable(course)]
    fitting = [course for course in found if course_fits(course, without(asked.filters, "topic"))] or found
    near = [course for course in fitting if any(fits(session, asked.filters) for session in asked.bookable(course))] or fitting
    best = sorted(near, key=lambda course: asked.bookable(course)[0].first_day)[:ADVISED]
    if not best:
        return _ask_more(asked)
    said = [dash(asked, course, joined(*_place(asked, _first(asked, course)), labels.price(say, course))) for course in best]
    lines = [Html(f"{number}. {line}") for number, line in enumerate(said, 1)]
    head = say("Nothing is needed beforehand for these, not even maths: they start from the beginning.")
    codes = tuple(course.code for course in best)
    rows: list[Row] = [(card(asked, course),) for course in best]
    return replace(reply(asked, [head, *lines], rows, courses=()), shown=codes)


def _first(asked: Question, course: Course) -> Session:
    open_ = asked.bookable(course)
    return next((session for session in open_ if fits(session, asked.filters)), open_[0])


def needs_nothing(course: Course) -> bool:
    no_need = course.prerequisites is not None and fold(course.prerequisites.en).startswith("none")
    return no_need and course.level is Level.BEGINNER and not course.withdrawn


def _known(asked: Question) -> bool:
    """Whether enough was said to advise on more than the beginning."""
    said = stems(" ".join(word for word in tokens(asked.text) if word not in SMALL | WISHES | FACTS | ASKING))
    said = said - FEARED if fears(asked.folded) else said
    spoken = max((asked.vocabulary.called(course, said) for course in asked.catalogue.courses), default=0.0)
    hinted = max((asked.vocabulary.relevance(course, said) for course in asked.catalogue.courses), default=0.0)
    told = spoken >= SPOKEN or (hinted >= HINTED and not fears(asked.folded))
    return bool(asked.courses or asked.filters.topic or asked.filters.audience or told or of_session(asked.filters))


def _advise(asked: Question, course: Course) -> Advice:
    """How well a course suits what was said: subject, people, level, place, time, and what was taken before."""
    wanted = asked.filters
    words = asked.vocabulary.stems(asked.text)
    reasons: list[str] = []
    score = min(asked.vocabulary.relevance(course, words), 12.0)
    if wanted.topic and wanted.topic in course.topics:
        score += 8
    score += _of_people(asked, course, reasons) + _of_level(asked, course, reasons) + _of_path(asked, course, reasons)
    session, points = _of_session(asked, course)
    score += _of_trade(asked, course) if wanted.topic not in course.topics else 0.0
    if not course_fits(course, without(without(without(wanted, "topic"), "level"), "audience")):
        score -= 20
    return Advice(course, score + points, tuple(reasons), session)


def _of_people(asked: Question, course: Course, reasons: list[str]) -> float:
    wanted = asked.filters.audience
    if not wanted:
        return 0.0
    if wanted not in course.audiences:
        return -4.0
    reasons.append(asked.say.plain(MADE_FOR[Audience(wanted)]))
    return 4.0 + 4.0 / len(course.audiences)


def _of_level(asked: Question, course: Course, reasons: list[str]) -> float:
    """Beginners are not sent to an advanced course; who fears maths or code is sent where none is needed."""
    afraid = bool(MATHS.search(asked.folded)) and asked.filters.level in (None, Level.BEGINNER)
    wanted = asked.filters.level or (Level.BEGINNER if afraid or not _said_much(asked) else None)
    if course.prerequisites and asks_nothing(course) and wanted in (Level.BEGINNER, None):
        reasons.append(asked.say.plain("no prerequisite"))
    if wanted is None:
        return UNSAID[course.level]
    gap = abs(list(Level).index(course.level) - list(Level).index(Level(wanted)))
    if gap == 0 and wanted != Level.BEGINNER:
        reasons.append(labels.level(asked.say, course))
    return (5.0, -3.0, -10.0)[gap] + (1.0 if len(reasons) else 0.0)


def _said_much(asked: Question) -> bool:
    return bool(asked.courses or asked.filters.topic or asked.filters.audience or asked.vocabulary.stems(asked.text))


def _of_path(asked: Question, course: Course, reasons: list[str]) -> float:
    """After a course taken: those that ask for it, then the next level of its subject."""
    if not asked.courses:
        return 0.0
    if course in asked.courses:
        return -30.0 if AFTERWARDS.search(asked.folded) else 12.0
    needed = fold(f"{course.prerequisites.fr} {course.prerequisites.en}") if course.prerequisites else ""
    for taken in asked.courses:
        if any(_names(fold(name), needed) for name in (taken.title.fr, taken.title.en)):
            reasons.append(asked.say.plain("follows {course}", course=asked.say.text(taken.title)))
            return 14.0 + 4.0 * bool(set(taken.topics) & set(course.topics))
    shared = any(set(taken.topics) & set(course.topics) for taken in asked.courses)
    return 6.0 if shared else 0.0


def _names(title: str, needed: str) -> bool:
    return f" {title} " in f" {needed.replace('.', ' ').replace(',', ' ')} "


def _of_session(asked: Question, course: Course) -> tuple[Session | None, float]:
    """The session that suits, and what it is worth: one where and when asked counts most, none at all counts against."""
    open_ = asked.bookable(course)
    if not open_:
        return None, -3.0
    wanted = asked.filters
    if not of_session(wanted):
        return open_[0], 0.0
    fitting = [session for session in open_ if fits(session, wanted)]
    return (fitting[0], 8.0) if fitting else _elsewhere(open_, wanted)


def _elsewhere(open_: list[Session], wanted: Filters) -> tuple[Session, float]:
    """Where no session suits: from where she is rather than far away, at her hours rather than at others."""
    if not (wanted.city or wanted.region):
        return open_[0], -4.0
    online = [session for session in open_ if session.format is Format.ONLINE]
    suited = [session for session in online if fits(session, without(wanted, "place"))]
    return (suited[0], 3.0) if suited else (online[0], -2.0) if online else (open_[0], -12.0)


def _of_trade(asked: Question, course: Course) -> float:
    """A course made for one trade or sector is for those who speak of it; one of code is not where to begin for who fears it."""
    own = asked.vocabulary.names[course.code] & TRADES
    of_trade = bool(own) and not own & stems(asked.text) and course not in asked.courses
    of_code = _afraid(asked) and bool(MATHS.search(fold(" ".join((course.title.fr, _subject_name(asked, course))))))
    return -6.0 * (of_trade + 2 * of_code)


def _line(asked: Question, advice: Advice) -> Html:
    say, course = asked.say, advice.course
    reasons = advice.reasons or (labels.level(say, course),)
    return dash(asked, course, joined(_subject(asked, course), *reasons, *_place(asked, advice.session), labels.price(say, course)))


def _subject(asked: Question, course: Course) -> str | None:
    """The subject of the course, where it is what was spoken of."""
    if asked.filters.topic not in course.topics and asked.vocabulary.called(course, asked.vocabulary.stems(asked.text)) == 0:
        return None
    return _subject_name(asked, course) or None


def _subject_name(asked: Question, course: Course) -> str:
    topic = asked.catalogue.topic(course.topics[0]) if course.topics else None
    return asked.say.text(topic.name) if topic else ""


def _place(asked: Question, session: Session | None) -> list[str]:
    if session is None:
        return [asked.say.plain("no date yet")]
    how = session.city or asked.say.plain(labels.FORMATS[session.format])
    return [how, asked.say.month(session.first_day, year=session.first_day.year != asked.now.year)]


def _ask_more(asked: Question) -> Answer:
    """What would help most to know: her role, and what she would like to do."""
    say = asked.say
    met = say("No worries: there are courses that start from the very beginning and ask for nothing beforehand.")
    rows: list[Row] = [(Button(say.plain("Help me choose"), data="pick:advice"),)]
    question = say("To advise you better: what is your role, and what would you like to do with AI?")
    return reply(asked, [met if fears(asked.folded) else None, question], rows, courses=())
