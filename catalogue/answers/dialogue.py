"""A message in its conversation: what it leans on, what it means, and what is remembered of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.answers import cues, references
from catalogue.answers.context import Context
from catalogue.answers.fitting import of_session, without
from catalogue.answers.frame import COURSE_INTENTS
from catalogue.answers.occasions import HEADS
from catalogue.answers.references import Pointed
from catalogue.answers.residue import residue
from catalogue.answers.turn import SOCIAL, Turn, alone
from catalogue.answers.words import Vocabulary, fold, stems
from catalogue.offer.model import Catalogue, Course, Language, Text
from catalogue.reading.values import Filters, Found, Guess, Intent, Reading

__all__ = ["Turn", "resolve"]

LISTS = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND, Intent.COMPARE})
WEAK = frozenset({Intent.LIST_COURSES, Intent.COURSE_DETAIL, Intent.OUT_OF_SCOPE, Intent.AFFIRM, Intent.DENY, Intent.COMPLAINT, Intent.FAQ})
TAKES_COURSES = COURSE_INTENTS | LISTS | {Intent.CANCEL, Intent.MODIFY, Intent.MY_REGISTRATIONS, Intent.FAQ}
OF_FOCUS = COURSE_INTENTS | {Intent.FAQ, Intent.COMPARE}
ACTS = frozenset({Intent.SEATS, Intent.REGISTER, Intent.GROUP})
WEIGHED = {"price": Intent.PRICE, "duration": Intent.DURATION, "level": Intent.LEVEL, "dates": Intent.DATES}
TOPIC_COURSES = 3


@dataclass(frozen=True)
class Heard:
    """A message with its context, and what the rules ask of them."""

    reading: Reading
    context: Context
    catalogue: Catalogue
    vocabulary: Vocabulary

    @cached_property
    def folded(self) -> str:
        return fold(self.reading.text)

    @cached_property
    def lone(self) -> Turn:
        return settled(alone(self.reading), self.catalogue)

    @cached_property
    def pointed(self) -> Pointed | None:
        return references.pointed(references.Pointing(self.reading, self.context, self.catalogue, self.vocabulary))

    @cached_property
    def residue(self) -> frozenset[str]:
        """The words that say something of their own: neither small words, nor a course's name, nor a wish."""
        codes = {*self.reading.courses, *self.context.courses, *self.context.shown}
        names = frozenset().union(
            *(self.vocabulary.names[code] | self.vocabulary.topics[code] for code in codes if code in self.vocabulary.names)
        )
        return residue(self.reading, names)

    @property
    def bare(self) -> bool:
        """Whether the message asks nothing by itself."""
        return not self.residue

    @property
    def corrects(self) -> bool:
        return bool(cues.CORRECTION.search(self.folded))

    def carries_on(self, intent: Intent | None = None) -> Intent:
        """The question that goes on: the one that waited, or the last about a course."""
        last = self.context.pending or self.context.intent
        return last if last in COURSE_INTENTS else intent or Intent.COURSE_DETAIL


def resolve(reading: Reading, context: Context, catalogue: Catalogue, vocabulary: Vocabulary, again: Callable[[str], Reading]) -> Turn:
    """What the message means in its context; ``again`` reads a part of it by itself."""
    complete = _complete(_wished(reading, context), vocabulary)
    heard = Heard(_reread(complete, context, catalogue, vocabulary, again), context, catalogue, vocabulary)
    turn = next((turn for rule in RULES if (turn := rule(heard))), heard.lone)
    return _spoken_in(turn, heard)


def _wished(reading: Reading, context: Context) -> Reading:
    """"In English?", "juste en anglais" in a talk of courses: a wish on them, not a change of the language spoken."""
    folded = fold(reading.text)
    english, french = bool(cues.ENGLISH.search(folded)), bool(cues.FRENCH.search(folded))
    if reading.intent is not Intent.SWITCH_LANGUAGE or not context.intent or english == french:
        return reading
    wanted = "en" if english else "fr"
    if cues.SWITCHES.search(folded) or (cues.PLEASE.search(folded) and wanted != context.language):
        return reading
    return replace(
        reading, guesses=(Guess(Intent.LIST_COURSES, (), reading.confidence), *reading.guesses), filters=reading.filters.merged(Filters(language=wanted))
    )


def _complete(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """The reading with courses it let go: those named whole in what was read as small talk, the second one compared."""
    words = stems(reading.text)
    if reading.intent is Intent.COMPARE and len(reading.found) == 1:
        code = reading.found[0].code
        other = vocabulary.closest(words - vocabulary.names.get(code, frozenset()), [one for one in vocabulary.names if one != code])
        return replace(reading, found=(*reading.found, Found(other, 0.8))) if other else reading
    if reading.found or reading.intent not in SOCIAL:
        return reading
    named = vocabulary.named(words)
    return (
        replace(reading, found=tuple(Found(code, 0.8) for code in named), ambiguous=len(named) > 1)
        if len(named) <= TOPIC_COURSES
        else reading
    )


def _reread(reading: Reading, context: Context, catalogue: Catalogue, vocabulary: Vocabulary, again: Callable[[str], Reading]) -> Reading:
    """A follow-up read again without what only leans on the talk ("bon, et…", "same but…", "le deuxième,…")."""
    if not (context.intent or context.pending) or reading.found or reading.intent not in WEAK | SOCIAL | {Intent.DATES, Intent.LOCATION}:
        return reading
    rest = cues.SAME_THING.sub("", cues.LEADING.sub("", reading.text)).strip(" ,.;:")
    pointing = references.Pointing(reading, context, catalogue, vocabulary)
    if references.ordinal(pointing.folded, len(context.shown)) is not None or references.OTHER.search(pointing.folded):
        rest = references.without_reference(rest)
    if not rest or rest == reading.text.strip(" ,.;:"):
        return reading
    alone = again(rest)
    worth = alone.found or alone.filters or alone.intent not in SOCIAL | WEAK
    return replace(alone, text=reading.text, language=reading.language, evident=reading.evident) if worth else reading


def settled(turn: Turn, catalogue: Catalogue) -> Turn:
    """A message read alone: an absent subject is out of scope, a topic stands for its few courses, small talk has no course."""
    if turn.absent and not turn.courses and turn.intent in COURSE_INTENTS | LISTS | {Intent.OUT_OF_SCOPE}:
        return replace(turn, intent=Intent.OUT_OF_SCOPE, second=None)
    if turn.intent not in TAKES_COURSES:
        return replace(turn, courses=(), tied=False, absent=turn.absent if turn.intent is Intent.OUT_OF_SCOPE else None)
    if not turn.courses and turn.filters.topic and turn.intent in COURSE_INTENTS - {Intent.ALERT, Intent.GROUP}:
        offered = [course.code for course in catalogue.courses if turn.filters.topic in course.topics and not course.withdrawn]
        if offered and len(offered) <= TOPIC_COURSES:
            return replace(turn, courses=tuple(offered), tied=len(offered) > 1)
    return turn


def _beside(heard: Heard) -> Turn | None:
    """Small talk that points at nothing stays small talk."""
    if heard.context.intent and heard.reading.intent is Intent.GREETING and cues.LEAVING.search(heard.folded):
        return replace(heard.lone, intent=Intent.GOODBYE)
    if heard.reading.intent in (Intent.PRIVACY, Intent.ABOUT) and heard.reading.found and cues.COURSE.search(heard.folded):
        code = heard.reading.courses[0]
        return replace(heard.lone, intent=_field(heard, code) or Intent.COURSE_DETAIL, courses=(code,), named=True)
    if heard.reading.intent is Intent.SWITCH_LANGUAGE:
        return heard.lone
    social = heard.reading.intent in SOCIAL - {Intent.AFFIRM, Intent.DENY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
    leans = heard.pointed or heard.reading.found or (heard.reading.filters and heard.context.intent)
    if not social or (heard.bare and leans):
        return None
    return heard.lone


def _wants_language(heard: Heard) -> Turn | None:
    """"En français svp", written in French in a talk in English: the bot is asked to change."""
    said = heard.reading.filters
    alone = said == Filters(language=said.language) and said.language == heard.reading.language != heard.context.language
    if not (alone and heard.bare and heard.context.language and (cues.PLEASE.search(heard.folded) or not heard.context.courses)):
        return None
    return replace(heard.lone, intent=Intent.SWITCH_LANGUAGE, courses=(), filters=Filters())


def _same_teacher(heard: Heard) -> Turn | None:
    """ "What else does she teach?": the other courses of who gives this one."""
    if not heard.context.teachers or heard.reading.found or not cues.MORE_BY.search(heard.folded):
        return None
    if not (cues.TEACHES.search(heard.folded) or heard.context.intent is Intent.TEACHER):
        return None
    return replace(heard.lone, intent=Intent.TEACHER, courses=(), absent=None, teacher=heard.context.teachers[0], follows=True)


def _pointing(heard: Heard) -> Turn | None:
    """A course pointed at among those shown: asked what the message asks, or else what was asked before."""
    found = heard.pointed
    if not found or (found.how in ("description", "this") and _named_elsewhere(heard, found)):
        return None
    turn = replace(
        heard.lone, courses=found.courses, tied=False, named=False, absent=None, follows=True, session=_session(heard, found.courses)
    )
    if found.how == "superlative":
        return replace(turn, intent=WEIGHED[(cues.superlative(heard.folded) or ("price", 1))[0]], weighs=True, filters=Filters())
    if found.how == "both" and (heard.bare or heard.reading.intent in WEAK | {Intent.COMPARE}):
        return replace(turn, intent=Intent.COMPARE, filters=Filters())
    own = heard.reading.intent
    if own in WEAK and of_session(heard.reading.filters) and cues.ASKS.search(heard.folded):
        return replace(turn, intent=by_wish(heard))
    asks = not heard.bare and own in OF_FOCUS | {Intent.CANCEL, Intent.MODIFY} and own is not Intent.FAQ
    return replace(turn, intent=own if asks else _pointing_intent(heard, found))


def _pointing_intent(heard: Heard, found: Pointed) -> Intent:
    if found.how == "description" and (heard.reading.filters.level or heard.reading.filters.audience) and cues.WHICH.search(heard.folded):
        return Intent.LEVEL if heard.reading.filters.level else Intent.AUDIENCE
    if found.how == "this" and of_session(heard.reading.filters):
        return by_wish(heard)
    return heard.carries_on()


def _named_elsewhere(heard: Heard, found: Pointed) -> bool:
    """Whether a course surely named is none of those described."""
    named = heard.reading.found
    return len(named) == 1 and named[0].score >= 0.9 and named[0].code not in found.courses


def _course_named(heard: Heard) -> Turn | None:
    """A course named with nothing else, or as a correction: the question goes on with it."""
    courses = heard.reading.courses
    if not courses:
        return None
    courses = _narrowed(heard, courses)
    turn = replace(heard.lone, courses=courses, tied=heard.reading.ambiguous and len(courses) > 1)
    goes_on = heard.bare or (heard.corrects and heard.reading.intent in WEAK)
    if not goes_on or not (heard.context.intent or heard.context.pending):
        return turn if courses != heard.reading.courses and turn.intent in TAKES_COURSES else None
    if heard.reading.intent in COURSE_INTENTS - WEAK and not heard.corrects and not heard.context.pending and not heard.bare:
        return turn
    if not heard.context.pending and heard.context.intent in LISTS and heard.reading.filters.topic and not cues.REFERS.search(heard.folded):
        return replace(turn, intent=Intent.LIST_COURSES, follows=True, absent=None)
    return replace(turn, intent=heard.carries_on(), follows=True, absent=None)


def _narrowed(heard: Heard, courses: tuple[str, ...]) -> tuple[str, ...]:
    """Of courses that fit equally well, the one the talk is about."""
    if not heard.reading.ambiguous:
        return courses
    words = stems(heard.reading.text)
    for known in (heard.context.courses, heard.context.shown):
        kept = tuple(code for code in courses if code in known)
        if len(kept) == 1 and (known is heard.context.courses or len(heard.context.shown) <= 5):
            return kept
    best = max(len(words & heard.vocabulary.names[code]) for code in courses)
    kept = tuple(code for code in courses if len(words & heard.vocabulary.names[code]) == best)
    return kept if heard.context.shown and set(kept) <= set(heard.context.shown) else courses


def _wish(heard: Heard) -> Turn | None:
    """Only wishes ("in the evening", "pas en ligne"): the sessions of the course in talk, or the list, again with them."""
    said = heard.reading.filters
    if (
        not said
        or heard.reading.found
        or not (heard.bare or cues.SAME_BUT.search(heard.folded) or (heard.corrects and heard.reading.intent in WEAK))
    ):
        return None
    if heard.context.courses and cues.REFERS.search(heard.folded) and not cues.SAME_BUT.search(heard.folded):
        return None
    if heard.context.intent in LISTS or (not heard.context.courses and heard.context.shown):
        intent = Intent.RECOMMEND if heard.context.intent is Intent.RECOMMEND else Intent.LIST_COURSES
        if said.topic and not cues.SAME_BUT.search(heard.folded) and not of_session(said):
            return replace(heard.lone, intent=Intent.LIST_COURSES, filters=said, follows=True, absent=None)
        return replace(heard.lone, intent=intent, filters=_merged(heard), follows=True, absent=None, courses=())
    if len(heard.context.courses) == 1 and of_session(said):
        return replace(
            heard.lone, intent=by_wish(heard), courses=heard.context.courses, filters=_merged(heard), follows=True, absent=None, named=False
        )
    return None


def _merged(heard: Heard) -> Filters:
    """What was said before with what is said now laid over it: one place, one price, at a time."""
    before, said = heard.context.filters, heard.reading.filters
    if said.city or said.region or cues.ANYWHERE.search(heard.folded):
        before = without(before, "place")
    if said.free or said.max_price is not None:
        before = without(before, "price")
    return before.merged(said)


def by_wish(heard: Heard) -> Intent:
    """What a wish asks of one course: its language, format or place where the message is a question on it, else its dates."""
    said, own = heard.reading.filters, heard.reading.intent
    asked = {Intent.LANGUAGE: said.language, Intent.FORMAT: said.format, Intent.LOCATION: said.city or said.region, Intent.SEATS: True}
    if asked.get(own) and not heard.bare:
        return own
    if not cues.ASKS.search(heard.folded) or said.starts_from or said.starts_to or said.schedule:
        return Intent.DATES
    return next((intent for intent, value in asked.items() if value and intent is not Intent.SEATS), Intent.DATES)


def _of_course(filters: Filters) -> Intent | None:
    """What a wish about the course itself asks of the one in talk: "is it for managers?"."""
    asked = (
        (Intent.AUDIENCE, filters.audience),
        (Intent.LEVEL, filters.level),
        (Intent.PRICE, filters.free or filters.max_price),
        (Intent.DURATION, filters.max_hours),
    )
    return next((intent for intent, value in asked if value), None)


def _of_focus(heard: Heard) -> Turn | None:
    """A question that names no course, on the course in talk or on the few just shown."""
    context, lone = heard.context, heard.lone
    focus = context.courses or (context.shown if len(context.shown) <= TOPIC_COURSES else ())
    if not focus or heard.reading.found:
        return None
    intent = _focus_intent(heard, focus)
    if intent is None or (lone.absent and not cues.REFERS.search(heard.folded) and intent is Intent.OUT_OF_SCOPE):
        return None
    filters = lone.filters
    if intent in ACTS and not of_session(filters):
        filters = context.filters.merged(filters)
    session = None if of_session(lone.filters) else _session(heard, focus)
    return replace(lone, intent=intent, courses=focus, tied=False, named=False, filters=filters, session=session, follows=True, absent=None)


def _focus_intent(heard: Heard, focus: tuple[str, ...]) -> Intent | None:
    """What is asked of the focus; None where the message is not about it."""
    own, said = heard.reading.intent, heard.reading.filters
    refers = bool(cues.REFERS.search(heard.folded))
    if own is Intent.PRICE and cues.AID.search(heard.folded):
        return Intent.FUNDING
    if own in (Intent.CANCEL, Intent.MODIFY):
        return own if cues.REFUND.search(heard.folded) else None
    if own in HEADS and refers and of_session(said):
        return by_wish(heard)
    if own in OF_FOCUS - {Intent.COURSE_DETAIL, Intent.TEACHER} or (own is Intent.TEACHER and not heard.reading.teacher):
        return own if own is not Intent.COMPARE or len(focus) > 1 else None
    if own not in (Intent.LIST_COURSES, Intent.COURSE_DETAIL, Intent.OUT_OF_SCOPE):
        return own if own is Intent.AFFIRM else None
    if refers and own is not Intent.OUT_OF_SCOPE and (of_session(said) or _of_course(said)):
        return by_wish(heard) if of_session(said) else _of_course(said)
    if len(focus) == 1 and _about(heard, focus[0]) and (field := _field(heard, focus[0])):
        return field
    return Intent.COURSE_DETAIL if own is Intent.COURSE_DETAIL and (refers or heard.bare) else None


def _about(heard: Heard, code: str) -> bool:
    """Whether nothing was wished that leads away from the course."""
    course, said = heard.catalogue.course(code), heard.reading.filters
    return course is not None and said == Filters(topic=said.topic) and (said.topic is None or said.topic in course.topics)


def _field(heard: Heard, code: str) -> Intent | None:
    """The text of the course that holds the message's own words."""
    course = heard.catalogue.course(code)
    words = frozenset(word for word in stems(heard.reading.text) & heard.residue if len(word) >= 4)
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


def _session(heard: Heard, courses: tuple[str, ...]) -> str | None:
    """The session in talk, where it is one of that course."""
    found = heard.catalogue.session(heard.context.session) if heard.context.session else None
    return found[1].code if found and courses[:1] == (found[0].code,) else None


def _spoken_in(turn: Turn, heard: Heard) -> Turn:
    """A change of language is answered in the new one."""
    if turn.intent is not Intent.SWITCH_LANGUAGE:
        return turn
    wants: Language = "fr" if turn.language == "en" else "en"
    if cues.ENGLISH.search(heard.folded) and not cues.FRENCH.search(heard.folded):
        wants = "en"
    elif cues.FRENCH.search(heard.folded) and not cues.ENGLISH.search(heard.folded):
        wants = "fr"
    return replace(turn, answer_in=wants)


RULES: tuple[Callable[[Heard], Turn | None], ...] = (_wants_language, _beside, _same_teacher, _pointing, _course_named, _wish, _of_focus)
