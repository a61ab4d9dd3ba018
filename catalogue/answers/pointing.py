"""A course pointed at among those shown, and a course named that carries the question on."""

from catalogue.answers import cues, references
from catalogue.answers.compare import OWN, at_the_end
from catalogue.answers.fitting import fits, of_session
from catalogue.answers.heard import Heard
from catalogue.answers.occasions import HEADS
from catalogue.answers.references import Pointed
from catalogue.answers.turn import COURSE_INTENTS, FEW, LISTS, OF_FOCUS, SURE, TAKES_COURSES, UNSURE, WEAK, WEIGHED, Turn
from catalogue.answers.wishes import by_wish, of_course
from catalogue.answers.words import stems
from catalogue.reading.values import Filters, Intent
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

REFUSED = Pattern(
    r"^(?:(?:mais|but|ok|non|no) )*(?:pas|sauf|sans|except|not|without|anything but|tout sauf|all but)(?: for)?"
    r" (?:le|la|the|celui|l)\b"
)


def pointing(heard: Heard) -> Turn | None:
    """A course pointed at: asked what the message asks, or else what was asked before."""
    found = heard.pointed
    if not found or (found.how in ("description", "this") and _named_elsewhere(heard, found)):
        return None
    turn = replace(heard.lone, courses=found.courses, tied=False, named=False)
    turn = replace(turn, absent=None, follows=True, session=heard.session(found.courses))
    if found.how == "superlative":
        return _most(heard, turn)
    if heard.reading.intent is Intent.RECOMMEND and len(among := _among(heard, found)) > 1:
        return replace(turn, intent=Intent.RECOMMEND, courses=among, weighs=True, filters=heard.reading.filters)
    if found.how == "both" and (fitting := _that_fit(heard, found.courses)):
        return replace(turn, intent=by_wish(heard), courses=fitting)
    if beside := _beside(heard, found):
        return replace(turn, intent=Intent.COMPARE, courses=beside, filters=Filters())
    return _one(heard, turn, found)


def _one(heard: Heard, turn: Turn, found: Pointed) -> Turn:
    """What is asked of the course pointed at, or of each of them."""
    intent = _plainly(heard) or _asked(heard, found)
    if len(found.courses) == 1 and intent is Intent.COMPARE:
        intent = heard.carries_on()
    if len(found.courses) == 1 and heard.reading.intent is Intent.RECOMMEND and not heard.bare:
        intent = Intent.AUDIENCE  # "the first one: is it for me? I know nothing"
    return replace(turn, intent=intent)


def _beside(heard: Heard, found: Pointed) -> tuple[str, ...]:
    """Those to compare: both that are pointed at, or the course in talk and "the other one"."""
    if found.how == "both" and (heard.bare or heard.reading.intent in WEAK | {Intent.COMPARE}):
        return found.courses
    compares = found.how == "other" and heard.reading.intent is Intent.COMPARE and not heard.bare and len(heard.context.courses) == 1
    return (*heard.context.courses, *found.courses) if compares else ()


def compared(heard: Heard) -> Turn | None:
    """ "What's the difference in level?" after two courses, one after the other: those two."""
    pair = heard.context.last_two
    asks = heard.reading.intent is Intent.COMPARE and not heard.reading.found and len(heard.context.courses) == 1
    if not asks or len(set(pair)) < 2 or not cues.DIFFERENCE.search(heard.folded):
        return None
    return replace(heard.lone, courses=pair, tied=False, filters=Filters(), follows=True, absent=None)


def refused(heard: Heard) -> Turn | None:
    """ "Pas le premier", "not the second one": the list again, without the course pointed at."""
    context = heard.context
    courses = _pointed(heard) or tuple(code for code in heard.reading.courses if code in context.shown)
    if not courses or context.intent not in LISTS or not REFUSED.search(heard.folded):
        return None
    refusing = Filters(denied=tuple(("course", code) for code in courses))
    intent = context.intent if context.intent is Intent.RECOMMEND else Intent.LIST_COURSES
    filters = context.filters.merged(refusing)
    return replace(heard.lone, intent=intent, courses=(), tied=False, named=False, filters=filters, absent=None, follows=True)


def _pointed(heard: Heard) -> tuple[str, ...]:
    """The courses pointed at by their place."""
    return heard.pointed.courses if heard.pointed and heard.pointed.how in ("ordinal", "other", "description") else ()


def _that_fit(heard: Heard, courses: tuple[str, ...]) -> tuple[str, ...]:
    """ "Which of the two is in English?": those of them with a session that fits, where not all have one."""
    said = heard.reading.wishes
    if not of_session(said) or not cues.WHICH.search(heard.folded):
        return ()
    offered = [course for code in courses if (course := heard.catalogue.course(code))]
    kept = tuple(course.code for course in offered if any(fits(session, said) for session in course.sessions))
    return kept if 0 < len(kept) < len(courses) else ()


def _among(heard: Heard, found: Pointed) -> tuple[str, ...]:
    """The courses among which one is to be advised ("which of the two would you pick?")."""
    both = found if found.how == "both" else references.both(heard)
    return both.courses if both else found.courses if found.how == "superlative" else ()


def _most(heard: Heard, turn: Turn) -> Turn:
    """The cheapest, the longest…: which one it is, or what else is asked of that one ("I'll take the cheaper one")."""
    what, sign = cues.superlative(heard.folded) or ("price", 1)
    own = heard.reading.intent
    if (
        what in OWN
        and own in COURSE_INTENTS - WEAK - {WEIGHED[what]}
        and heard.reading.confidence >= UNSURE
        and not cues.WHICH.search(heard.folded)
    ):
        courses = [course for code in turn.courses if (course := heard.catalogue.course(code))]
        return replace(turn, courses=at_the_end(courses, what, sign)[:1], intent=own)
    return replace(turn, intent=WEIGHED[what], weighs=True, filters=Filters())


def _plainly(heard: Heard) -> Intent | None:
    """What is asked in so many words, where the reading is not sure."""
    if heard.reading.intent not in WEAK and heard.reading.confidence >= UNSURE:
        return None
    return next((Intent(intent) for intent, words in cues.PLAINLY if words.search(heard.folded)), None)


def _asked(heard: Heard, found: Pointed) -> Intent:
    """What is asked of the course pointed at."""
    own, said = heard.reading.intent, heard.reading.filters
    if cues.WHAT_IS.search(heard.folded):
        return Intent.COURSE_DETAIL if own in WEAK or heard.bare else own
    if cues.ASKS.search(heard.folded):
        if own in WEAK | HEADS.keys() and of_session(said):
            return by_wish(heard)
        if own in WEAK and heard.bare and (wished := of_course(said)):
            return wished
    if found.how == "description" and (intent := _of_description(heard)):
        return intent
    sure = own in COURSE_INTENTS - WEAK and heard.reading.confidence >= SURE and found.how != "description"
    if (not heard.bare or sure) and own in (OF_FOCUS | {Intent.CANCEL, Intent.MODIFY}) - {Intent.FAQ}:
        return own
    return by_wish(heard) if found.how == "this" and of_session(said) else heard.carries_on()


def _of_description(heard: Heard) -> Intent | None:
    """ "Which one is free?", "which of those can I do from home?": what the description itself asks."""
    own, said = heard.reading.intent, heard.reading.filters
    if references.FREE.search(heard.folded) and own in WEAK:
        return Intent.PRICE
    if not cues.WHICH.search(heard.folded):
        return None
    if own in WEAK and of_session(said):
        return by_wish(heard)
    return Intent.LEVEL if said.level else Intent.AUDIENCE if said.audience else None


def _named_elsewhere(heard: Heard, found: Pointed) -> bool:
    """Whether a course surely named is none of those described."""
    named = heard.reading.found
    return len(named) == 1 and named[0].score >= 0.9 and named[0].code not in found.courses


def named(heard: Heard) -> Turn | None:
    """A course named with nothing else, or as a correction: the question goes on with it."""
    courses = heard.reading.courses
    if not courses:
        return None
    courses = _narrowed(heard, courses)
    turn = replace(heard.lone, courses=courses, tied=heard.reading.ambiguous and len(courses) > 1)
    offered = cues.OFFERS.search(heard.folded) and not heard.context.pending
    goes_on = (heard.bare and not offered) or (heard.corrects and heard.reading.intent in WEAK)
    if not goes_on or not (heard.context.intent or heard.context.pending):
        return turn if courses != heard.reading.courses and turn.intent in TAKES_COURSES else None
    asks = heard.reading.intent in COURSE_INTENTS - WEAK and (not heard.bare or heard.reading.confidence >= SURE)
    if asks and not heard.corrects and not heard.context.pending:
        return turn
    if not heard.context.pending and heard.context.intent in LISTS and heard.reading.filters.topic and not cues.REFERS.search(heard.folded):
        return replace(turn, intent=Intent.LIST_COURSES, follows=True, absent=None)
    return replace(turn, intent=heard.carries_on(), follows=True, absent=None)


def _narrowed(heard: Heard, courses: tuple[str, ...]) -> tuple[str, ...]:
    """Of courses that fit equally well, the one the talk is about."""
    if not heard.reading.ambiguous:
        return courses
    words = stems(heard.reading.said)
    for known in (heard.context.courses, heard.context.shown[:FEW], heard.context.previous):
        kept = tuple(code for code in courses if code in known)
        if len(kept) == 1:
            return kept
    best = max(len(words & heard.vocabulary.names[code]) for code in courses)
    kept = tuple(code for code in courses if len(words & heard.vocabulary.names[code]) == best)
    return kept if heard.context.shown and set(kept) <= set(heard.context.shown) else courses
