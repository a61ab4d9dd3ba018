"""From evidence to a decision: the model's guesses, corrected where the structure of the message is certain."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalogue.reading.faq import Likeness
from catalogue.reading.features import Range, Words, concepts
from catalogue.reading.normalise import Message
from catalogue.reading.values import Filters, Intent
from catalogue.search.values import Hit, Matches

Ranked = tuple[tuple[Intent, float], ...]

LISTING = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND, Intent.ALERT, Intent.GROUP})
FOR_ONE = frozenset({Intent.ALERT, Intent.GROUP})  # asked of one course where it is named
SOCIAL = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY})
ABOUT_US = SOCIAL | {Intent.HELP, Intent.ABOUT, Intent.HUMAN, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
ABOUT_COURSES = frozenset(Intent) - ABOUT_US - {Intent.FAQ, Intent.MY_REGISTRATIONS}
ASKABLE = ABOUT_COURSES - LISTING - {Intent.COURSE_DETAIL, Intent.COMPARE, Intent.CANCEL, Intent.MODIFY}  # may be asked two at a time
UNNAMED = frozenset({Intent.COURSE_DETAIL, Intent.LIST_COURSES, Intent.ABOUT, Intent.OUT_OF_SCOPE, Intent.HELP, Intent.MY_REGISTRATIONS})
EMPTY = frozenset(
    {
        *("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "a", "au", "aux"),
        *("en", "dans", "pour", "sur", "par", "chez", "ce", "cet", "cette"),
        *("the", "an", "of", "to", "in", "on", "for", "at", "by", "from", "it", "s"),
        *("cours", "course", "courses", "formation", "formations", "training", "class", "svp", "please", "merci", "bonjour", "hi", "hello"),
    }
)
FOLLOWING = frozenset({"et", "puis", "pis", "and", "ou", "or", "sinon", "but", "mais", "what", "how", "pi", "ok"})
ONLY = frozenset(
    {"juste", "just", "only", "seulement", "uniquement", "plutot", "rather", "instead", "finalement", "alors", "then", "aussi", "also"}
)
SURE = 0.6  # a clause read with this confidence asks for itself
ALIKE = 0.72  # a wording this near an entry's own is the entry
LIKELY = 0.5  # an entry this like the message is meant where the model has the FAQ among its first guesses
FOREIGN = 0.25  # out of scope this likely, and nothing of ours named: refused (measured across hands)
UNSURE, HALF = 0.3, 0.5  # a guess this weak on a message whose words are mostly unknown is no guess
FOUND = 0.55  # a course under this likeness is not spoken of
HINT = 0.02  # the least the model must say for an entry to be preferred to what it says first
WHOLE = 0.9  # a course this like the words is named whole
FITTING = 0.12  # an entry less like the message than this does not answer it


@dataclass(frozen=True)
class Evidence:
    """What was seen in a message."""

    message: Message
    said: Words
    spans: Sequence[Range]
    ranked: Ranked
    matches: Matches
    faq: tuple[Likeness, ...]
    programme: bool = False  # the programme itself is named
    clauses: Ranked = ()  # the best guess of each clause
    told: bool = False  # the intent is known for certain: an extra phrase


@dataclass(frozen=True)
class Decision:
    """What is made of it."""

    guesses: Ranked
    courses: tuple[Hit, ...] = ()
    ambiguous: bool = False
    faq: str | None = None
    second: Intent | None = None
    marks: dict[str, object] = field(default_factory=dict)


def decided(seen: Evidence, filters: Filters) -> Decision:
    """The guesses, best first, with the courses they are about."""
    ranked = seen.ranked if seen.told else _scoped(seen, _structured(seen, filters))
    ranked, entry = _with_faq(seen, ranked)
    intent = ranked[0][0]
    courses = _courses(seen.matches, intent)
    marks: dict[str, object] = {"ellipsis": True} if _elliptic(seen, filters) else {}
    ambiguous = bool(courses) and seen.matches.ambiguous
    return Decision(ranked[:3], courses, ambiguous, entry, _second(seen, ranked), marks)


def _structured(seen: Evidence, filters: Filters) -> Ranked:
    """Structure that is certain overrides the model."""
    ranked = seen.ranked
    masks = {slot for _, _, slot in seen.spans}
    rest = [word for word in seen.said if not word.isupper() and word not in EMPTY]
    if "count" in masks and not rest:
        return _first(ranked, Intent.GROUP, 0.8)
    if masks and not [word for word in rest if word not in FOLLOWING | ONLY]:
        return _first(ranked, Intent.COURSE_DETAIL if "course" in masks else Intent.LIST_COURSES, 0.8)
    if filters.seats and filters.seats > 1 and ranked[0][0] in (Intent.REGISTER, Intent.HELP, Intent.LIST_COURSES):
        return _first(ranked, Intent.GROUP, 0.8)
    if seen.programme and ranked[0][0] in UNNAMED:
        return _first(ranked, Intent.ABOUT, 0.7)
    if seen.matches.several and "versus" in _meant(seen) and ranked[0][0] in ABOUT_COURSES:
        return _first(ranked, Intent.COMPARE, 0.8)
    return ranked


def _meant(seen: Evidence) -> set[str]:
    return {concept for place in concepts().of(seen.said) for concept in place}


def _scoped(seen: Evidence, ranked: Ranked) -> Ranked:
    """A subject that nobody offers, or words that nobody knows, are out of scope."""
    intent, confidence = ranked[0]
    matches = seen.matches
    if intent in ABOUT_US or any((matches.courses, matches.topics, matches.partners, matches.teachers)):
        return ranked
    if matches.absent and intent in ABOUT_COURSES:
        return _first(ranked, Intent.OUT_OF_SCOPE, max(0.6, confidence * 0.8))
    if dict(ranked).get(Intent.OUT_OF_SCOPE, 0.0) >= FOREIGN or (confidence < UNSURE and matches.known < HALF):
        return _first(ranked, Intent.OUT_OF_SCOPE, 0.5)
    return ranked


def _with_faq(seen: Evidence, ranked: Ranked) -> tuple[Ranked, str | None]:
    """The FAQ entry: where the model says so and one fits, or where the wording is an entry's own."""
    best = seen.faq[0] if seen.faq else None
    first = ranked[0][0]
    if best and first not in (Intent.FAQ, *SOCIAL) and not seen.told and not _named(seen):
        likely = best.score >= LIKELY and dict(ranked[:3]).get(Intent.FAQ, 0.0) >= HINT and first is not Intent.OUT_OF_SCOPE
        if best.wording >= ALIKE or likely:
            return _first(ranked, Intent.FAQ, max(0.6, best.wording)), best.code
    if first is not Intent.FAQ:
        return ranked, None
    if best and best.score >= FITTING:
        return ranked, best.code
    following, chance = ranked[1]
    return (_first(ranked, following, chance), None) if chance >= dict(ranked)[Intent.FAQ] / 2 else (ranked, None)


def _named(seen: Evidence) -> bool:
    return any(hit.exact for hit in (*seen.matches.courses, *seen.matches.partners))


def _first(ranked: Ranked, intent: Intent, confidence: float) -> Ranked:
    """That intent first, at least that sure; the others share what is left."""
    said = dict(ranked).get(intent, 0.0)
    confidence = max(confidence, said)
    left = (1 - confidence) / max(1 - said, 1e-6)
    return ((intent, confidence), *((other, chance * left) for other, chance in ranked if other is not intent))


def _courses(matches: Matches, intent: Intent) -> tuple[Hit, ...]:
    named = tuple(hit for hit in matches.courses[: max(matches.tied, 1)] if hit.exact or hit.score >= FOUND)
    exact = any(hit.exact for hit in named)
    if not named or intent in SOCIAL or (intent in ABOUT_US and not exact):
        return ()
    if intent in LISTING and matches.topics and not exact and not _for_one(named, intent):
        return ()
    return named


def _for_one(named: tuple[Hit, ...], intent: Intent) -> bool:
    """Whether one course is meant although its words are a topic's too: it is named whole, or the only one that fits."""
    return intent in FOR_ONE and (len(named) == 1 or named[0].score >= WHOLE)


def _elliptic(seen: Evidence, filters: Filters) -> bool:
    """Whether the message holds values but nothing that says what is asked of them."""
    holds = bool(filters) or bool(seen.spans)
    rest = [word for word in seen.said if not word.isupper() and word not in EMPTY and word not in FOLLOWING]
    return holds and len(seen.said) <= 6 and not rest


def _second(seen: Evidence, ranked: Ranked) -> Intent | None:
    """The question of another clause, where the clauses are each sure and ask different things."""
    first = ranked[0][0]
    if first not in ASKABLE:
        return None
    asked = [intent for intent, chance in seen.clauses if chance >= SURE and intent in ASKABLE]
    return next((intent for intent in asked if intent is not first), None) if first in asked else None
