"""A question that names no course: on the one in talk, or on the few just shown."""

from catalogue.answers import cues
from catalogue.answers.fitting import fits, of_session
from catalogue.answers.heard import Heard
from catalogue.answers.occasions import HEADS
from catalogue.answers.turn import ACTS, COURSE_INTENTS, FEW, GUESSED, LIKELY, OF_FOCUS, SURE, TOPIC_COURSES, UNSURE, WEAK, Turn
from catalogue.answers.wishes import by_wish, of_course
from catalogue.answers.words import stems
from catalogue.offer.model import Course, Text
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace

BRIEF = frozenset({Intent.PRICE, Intent.DURATION, Intent.LEVEL})  # said of each course of a short list in a word


def of_focus(heard: Heard) -> Turn | None:
    """A question that names no course, on the course in talk or on the few just shown."""
    context, lone = heard.context, heard.lone
    few = FEW if lone.intent in BRIEF else TOPIC_COURSES
    focus = context.courses or (context.shown if len(context.shown) <= few else ())
    if lone.intent is Intent.LIST_COURSES and cues.SEVERAL.search(heard.folded) and not cues.REFERS.search(heard.folded):
        return None
    if not focus or (heard.reading.found and heard.reading.courses != focus):
        return None
    focus = _that_fit(heard, focus)
    intent = _intent(heard, focus)
    if intent is None or (lone.absent and not cues.REFERS.search(heard.folded) and intent is Intent.OUT_OF_SCOPE):
        return None
    own = heard.reading.wishes if lone.intent is Intent.OUT_OF_SCOPE else lone.filters  # what was not understood keeps its wishes
    filters = replace(own, topic=None) if intent is Intent.TEACHER else own
    if intent in ACTS and not of_session(filters):
        filters = context.filters.merged(filters)
    session = None if of_session(lone.filters) else heard.session(focus)
    return replace(lone, intent=intent, courses=focus, tied=False, named=False, filters=filters, session=session, follows=True, absent=None)


def _intent(heard: Heard, focus: tuple[str, ...]) -> Intent | None:
    """What is asked of the focus; None where the message is not about it."""
    own = _own(heard)
    if own in WEAK or heard.reading.confidence < GUESSED:
        plainly = next((Intent(intent) for intent, words in cues.PLAINLY if words.search(heard.folded)), None)
        if plainly and (heard.corrects or cues.REFERS.search(heard.folded)):
            return plainly
    if heard.reading.confidence < GUESSED and len(focus) == 1 and _about(heard, focus[0]) and (field := field_of(heard, focus[0])):
        return field
    if own in (Intent.CANCEL, Intent.MODIFY):
        return own if cues.REFUND.search(heard.folded) else None
    return _of_strong(heard, focus, own)


def _of_strong(heard: Heard, focus: tuple[str, ...], own: Intent) -> Intent | None:
    """What a message that may well be a question on a course asks of this one."""
    if own in HEADS and cues.REFERS.search(heard.folded) and of_session(heard.reading.filters):
        return by_wish(heard)
    if own in OF_FOCUS - {Intent.COURSE_DETAIL, Intent.TEACHER} or (own is Intent.TEACHER and not heard.reading.teacher):
        return own if own is not Intent.COMPARE or len(focus) > 1 else None
    if own in (Intent.LIST_COURSES, Intent.COURSE_DETAIL, Intent.OUT_OF_SCOPE):
        return _of_weak(heard, focus, own)
    return own if own is Intent.AFFIRM else None


def _of_weak(heard: Heard, focus: tuple[str, ...], own: Intent) -> Intent | None:
    """What a message that hardly reads as a question on a course asks of this one."""
    refers, said = bool(cues.REFERS.search(heard.folded)), heard.reading.filters
    if refers and own is not Intent.OUT_OF_SCOPE and (of_session(said) or of_course(said)):
        return by_wish(heard) if of_session(said) else of_course(said)
    if len(focus) == 1 and _about(heard, focus[0]) and (field := field_of(heard, focus[0])):
        return field
    if own is Intent.OUT_OF_SCOPE:
        return next((Intent(intent) for intent, words in cues.FRAGMENTS if words.search(heard.folded)), None)
    more = refers or heard.bare or cues.WHAT_IS.search(heard.folded)
    return Intent.COURSE_DETAIL if own is Intent.COURSE_DETAIL and more else None


def _that_fit(heard: Heard, focus: tuple[str, ...]) -> tuple[str, ...]:
    """Of several, the one whose sessions fit what was said ("put me down for March")."""
    said = heard.reading.filters
    if len(focus) < 2 or not of_session(said):
        return focus
    kept = tuple(
        code for code in focus if (course := heard.catalogue.course(code)) and any(fits(session, said) for session in course.sessions)
    )
    return kept if len(kept) == 1 else focus


def _own(heard: Heard) -> Intent:
    """The intent in a talk about a course: what hardly reads as something else is taken as a question on it."""
    first, *others = heard.reading.guesses
    needs = cues.NEEDED.search(heard.folded) or (cues.MATHS.search(heard.folded) and cues.NEEDS.search(heard.folded))
    if first.confidence < UNSURE and needs:
        return Intent.PREREQUISITES
    likely = [guess.intent for guess in others if guess.intent in COURSE_INTENTS - WEAK and guess.confidence >= LIKELY]
    return likely[0] if first.intent is Intent.OUT_OF_SCOPE and first.confidence < SURE and likely else first.intent


def _about(heard: Heard, code: str) -> bool:
    """Whether nothing was wished that leads away from the course."""
    course, said = heard.catalogue.course(code), heard.reading.filters
    return course is not None and said == Filters(topic=said.topic) and (said.topic is None or said.topic in course.topics)


def field_of(heard: Heard, code: str) -> Intent | None:
    """The text of the course that holds the message's own words."""
    course = heard.catalogue.course(code)
    words = frozenset(word for word in stems(heard.reading.said) & heard.residue if len(word) >= 4)
    if course is None or not words:
        return None
    return next((intent for intent, text in _fields(course) if text and words & (stems(text.fr) | stems(text.en))), None)


def _fields(course: Course) -> tuple[tuple[Intent, Text | None], ...]:
    return (
        (Intent.FUNDING, course.funding),
        (Intent.PREREQUISITES, course.prerequisites),
        (Intent.CERTIFICATE, course.certificate),
        (Intent.CONTENT, course.summary),
    )
