"""What a wish asks of one course, and a message that holds nothing but wishes."""

from catalogue.answers import cues, references
from catalogue.answers.compare import OWN
from catalogue.answers.fitting import of_session, on_subject, without
from catalogue.answers.heard import Heard
from catalogue.answers.turn import COURSE_INTENTS, FEW, LISTS, TOPIC_COURSES, WEAK, WEIGHED, Turn
from catalogue.offer.model import Course, Format
from catalogue.reading.values import Filters, Intent
from catalogue.words.replacing import replace

OF_SESSIONS = frozenset({Intent.LOCATION, Intent.DATES, Intent.FORMAT, Intent.LANGUAGE, Intent.SEATS, Intent.RECOMMEND, Intent.PRICE})
OF_ORDER = frozenset({Intent.COMPARE, Intent.FORMAT, Intent.RECOMMEND, Intent.LEVEL})
WEIGHED_BY = frozenset({*WEIGHED.values(), Intent.AUDIENCE, Intent.PREREQUISITES, Intent.FUNDING})  # "trop cher" may read as these
ONLINE = Format.ONLINE.value


def wish(heard: Heard) -> Turn | None:
    """Only wishes ("in the evening", "pas en ligne"): the sessions of the course in talk, or the list, again with them."""
    context, said = heard.context, heard.reading.filters
    if heard.lone.intent is Intent.LIST_COURSES and (cues.SEVERAL.search(heard.folded) or _only_price(heard)):
        again = context.intent in LISTS and not cues.SEVERAL.search(heard.folded)
        return replace(heard.lone, filters=context.filters.merged(heard.lone.filters), follows=True) if again else None
    refers = bool(cues.REFERS.search(heard.folded))
    same = bool(cues.SAME_BUT.search(heard.folded)) and not (refers and cues.ASKS.search(heard.folded))
    only = heard.bare or same or (heard.corrects and heard.reading.intent in WEAK) or _of_list(heard) or _available(heard)
    asks_of_course = bool(context.courses) and refers and not same
    if not said or heard.reading.found or not only or asks_of_course or heard.reading.intent is Intent.GROUP:
        return None
    if context.intent is Intent.COMPARE and len(context.shown) <= TOPIC_COURSES and not of_session(said) and not said.topic:
        return replace(heard.lone, intent=Intent.RECOMMEND, courses=context.shown, weighs=True, follows=True, absent=None)
    if context.intent in LISTS or (not context.courses and context.shown):
        return _list(heard, fresh=bool(said.topic) and not same and not of_session(said))
    if len(context.courses) != 1 or not of_session(said):
        return None
    turn = replace(heard.lone, intent=by_wish(heard), courses=context.courses, filters=merged(heard))
    return replace(turn, follows=True, absent=None, named=False)


def elsewhere(heard: Heard) -> Turn | None:
    """ "Zut. Et ailleurs?" after what is given in one place: the list again, wherever it is given."""
    before = heard.context.filters
    asked = heard.context.intent in LISTS and (before.city or before.region) and cues.ELSEWHERE.search(heard.folded)
    if not asked or heard.reading.found:
        return None
    turn = replace(heard.lone, intent=Intent.LIST_COURSES, filters=without(before, "place"), courses=())
    return replace(turn, faq=None, follows=True, absent=None)


def asked_of_list(heard: Heard) -> Turn | None:
    """ "How many places in March?" after the courses on a subject: asked of those, then."""
    said, before = heard.reading.filters, heard.context.filters
    anew = said.topic or said.partner or heard.reading.found or cues.OF_COURSES.search(heard.folded)
    asked = heard.reading.intent in (Intent.SEATS, Intent.DATES, Intent.LOCATION) and not heard.bare
    again = heard.context.intent in LISTS and asked and bool(before.topic or before.partner) and of_session(said) and not anew
    return replace(heard.lone, filters=merged(heard), follows=True, absent=None, courses=()) if again else None


def _of_list(heard: Heard) -> bool:
    """ "Are any of them online?", "I am free on Saturdays": said of the list just shown."""
    if heard.context.intent not in LISTS or not (of_session(heard.reading.filters) or heard.reading.filters.free):
        return False
    states = cues.FIRST_PERSON.search(heard.folded) and heard.reading.intent in WEAK | OF_SESSIONS
    return bool(cues.ANY_OF.search(heard.folded) or states)


def _available(heard: Heard) -> bool:
    """ "Tuesdays don't work for me": when somebody can come, said of what was shown."""
    return heard.reading.intent in WEAK | {Intent.DATES} and bool(cues.AVAILABLE.search(heard.folded))


def _only_price(heard: Heard) -> bool:
    """ "Free", "cheap", read as a question on a price and meant as a wish."""
    return heard.reading.intent is Intent.PRICE and heard.context.intent in LISTS


def rather(heard: Heard) -> Turn | None:
    """ "Anything cheaper?", "same but shorter": the list again, or the subject in talk, in that order."""
    most = None if heard.context.courses and cues.SESSIONS.search(heard.folded) else cues.superlative(heard.folded)
    again, more = cues.SAME_BUT.search(heard.folded), cues.ANYTHING.search(heard.folded)
    plural = heard.context.intent in LISTS and len(heard.context.shown) > FEW and cues.THE_MOST.search(heard.folded)
    alone = (
        cues.MOST_ALONE.search(heard.folded)
        and not references.CHOICE.search(heard.folded)
        and heard.reading.intent in (WEAK | OF_ORDER | WEIGHED_BY if cues.TOO_MUCH.search(heard.folded) else WEAK | OF_ORDER)
    )
    too = cues.TOO.search(heard.folded)
    if not most or heard.reading.found or not (again or more or plural or alone or too) or not heard.context.intent:
        return None
    course = heard.catalogue.course(heard.context.courses[0]) if heard.context.courses else None
    before = (
        heard.context.filters if heard.context.intent in LISTS else Filters(topic=course.topics[0] if course and course.topics else None)
    )
    told = replace(heard.reading.filters, max_price=None, min_price=None, max_hours=None)
    filters = before.merged(replace(told, level=None) if most[0] == "level" else told)
    if course and most[0] in OWN and cues.TOO_MUCH.search(heard.folded):
        filters = _without_course(heard, course, filters, most)
    if references.FREE.search(heard.folded):
        filters = without(filters, "price").merged(Filters(free=True))
    return replace(heard.lone, intent=Intent.LIST_COURSES, courses=(), filters=filters, follows=True, absent=None)


def similar(heard: Heard) -> Turn | None:
    """ "Anything similar in English?": what else there is on the subject in talk."""
    course = heard.catalogue.course(heard.context.courses[0]) if len(heard.context.courses) == 1 else None
    asks = cues.SIMILAR.search(heard.folded) and heard.reading.intent in WEAK | OF_ORDER | {Intent.LANGUAGE, Intent.DATES, Intent.LOCATION}
    if course is None or not course.topics or not asks or heard.reading.found or heard.reading.filters.topic:
        return None
    filters = heard.reading.wishes.merged(Filters(topic=course.topics[0], denied=(("course", course.code),)))
    return replace(heard.lone, intent=Intent.LIST_COURSES, courses=(), filters=filters, follows=True, absent=None)


def _without_course(heard: Heard, course: Course, filters: Filters, most: tuple[str, int]) -> Filters:
    """What else there is for who finds the course too advanced, too long, too dear: on its subject where something is less so."""
    what, sign = most
    own, others = OWN[what](course), (OWN[what](one) for one in on_subject(heard.catalogue, filters.topic))
    less = any(own is not None and other is not None and other * sign < own * sign for other in others)
    kept = filters if less else without(filters, "topic")
    return kept.merged(Filters(denied=(("course", course.code),)))


def subject(heard: Heard) -> Turn | None:
    """A subject alone after a question on a course: the same question of its few courses."""
    said, last = heard.reading.filters, heard.context.pending or heard.context.intent
    alone = said.topic and said == Filters(topic=said.topic) and heard.bare and not heard.reading.found
    fact = (words for _, words in cues.PLAINLY)
    anew = any(words.search(heard.folded) for words in (cues.OF_COURSES, cues.SEVERAL, cues.MORE_BY, *fact))
    if anew or not alone or last not in COURSE_INTENTS - {Intent.COURSE_DETAIL}:
        return None
    offered = tuple(course.code for course in on_subject(heard.catalogue, said.topic))
    if not 0 < len(offered) <= TOPIC_COURSES:
        return None
    return replace(heard.lone, intent=last, courses=offered, tied=len(offered) > 1, follows=True, absent=None)


def _list(heard: Heard, *, fresh: bool) -> Turn:
    """The list again: with the wishes so far, or anew where the subject changes."""
    if fresh:
        return replace(heard.lone, intent=Intent.LIST_COURSES, filters=heard.reading.filters, follows=True, absent=None)
    intent = Intent.RECOMMEND if heard.context.intent is Intent.RECOMMEND else Intent.LIST_COURSES
    return replace(heard.lone, intent=intent, filters=merged(heard), follows=True, absent=None, courses=())


def merged(heard: Heard) -> Filters:
    """What was said before with what is said now laid over it: one place, one price, at a time; online is a place too."""
    before, said = heard.context.filters, heard.reading.filters
    if (said.city and before.format == ONLINE and not said.format) or (said.format == ONLINE and before.city and not said.city):
        before = without(before, "format" if said.city else "place")
    if said.city or said.region or cues.ANYWHERE.search(heard.folded):
        before = without(before, "place")
    if said.free or said.max_price is not None:
        before = without(before, "price")
    return before.merged(said)


def by_wish(heard: Heard) -> Intent:
    """What a wish asks of one course: its language, format or place where the message is a question on it, else its dates."""
    said, own = heard.reading.filters, heard.reading.intent
    if plainly := next((Intent(intent) for intent, words in cues.PLAINLY if words.search(heard.folded)), None):
        return plainly
    asked = {Intent.LANGUAGE: said.language, Intent.FORMAT: said.format, Intent.LOCATION: said.city or said.region, Intent.SEATS: True}
    if asked.get(own) and not heard.bare:
        return own
    if not cues.ASKS.search(heard.folded) or said.starts_from or said.starts_to or said.schedule:
        return Intent.DATES
    return next((intent for intent, value in asked.items() if value and intent is not Intent.SEATS), Intent.DATES)


def of_course(filters: Filters) -> Intent | None:
    """What a wish about the course itself asks of the one in talk: "is it for managers?"."""
    asked = (
        (Intent.AUDIENCE, filters.audience),
        (Intent.LEVEL, filters.level),
        (Intent.PRICE, filters.free or filters.max_price),
        (Intent.DURATION, filters.max_hours),
    )
    return next((intent for intent, value in asked if value), None)
