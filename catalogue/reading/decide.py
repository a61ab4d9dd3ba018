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
SOCIAL = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY})
ABOUT_US = SOCIAL | {Intent.HELP, Intent.ABOUT, Intent.HUMAN, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
ABOUT_COURSES = frozenset(Intent) - ABOUT_US - {Intent.FAQ, Intent.MY_REGISTRATIONS}
EMPTY = frozenset(
    "le la les l un une des du de d a au aux en dans pour sur et ou que qui ce cet cette ca c est il y the an of to in on for at and or it s is by with"
    " cours course courses formation formations training class svp please merci bonjour hi hello et pis puis alors ok sinon also about what"
    " par chez from celui celle la".split()
)
FOLLOWING = frozenset({"et", "puis", "pis", "and", "ou", "or", "sinon", "but", "mais", "what", "how", "pi", "ok"})
ALIKE = 0.72  # a wording this near an entry's own is the entry
FITTING = 0.22  # an entry less like the message than this does not answer it


@dataclass(frozen=True)
class Evidence:
    """What was seen in a message."""

    message: Message
    said: Words
    spans: Sequence[Range]
    ranked: Ranked
    matches: Matches
    faq: tuple[Likeness, ...]


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
    ranked = _structured(seen, filters)
    ranked = _scoped(seen, ranked)
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
    if masks and not rest:
        return _first(ranked, Intent.COURSE_DETAIL if "course" in masks else Intent.LIST_COURSES, 0.8)
    if filters.seats and filters.seats > 1 and ranked[0][0] is Intent.REGISTER:
        return _first(ranked, Intent.GROUP, 0.8)
    if seen.matches.several and "versus" in _meant(seen) and ranked[0][0] in ABOUT_COURSES:
        return _first(ranked, Intent.COMPARE, 0.8)
    return ranked


def _meant(seen: Evidence) -> set[str]:
    return {concept for place in concepts().of(seen.said) for concept in place}


def _scoped(seen: Evidence, ranked: Ranked) -> Ranked:
    """A subject that nobody offers, or words that nobody knows, are out of scope."""
    intent, confidence = ranked[0]
    matches = seen.matches
    if intent in ABOUT_US or matches.courses or matches.topics:
        return ranked
    if matches.absent and intent in ABOUT_COURSES:
        return _first(ranked, Intent.OUT_OF_SCOPE, max(0.6, confidence * 0.8))
    if confidence * matches.known**2 < 0.08:
        return _first(ranked, Intent.OUT_OF_SCOPE, 0.5)
    return ranked


def _with_faq(seen: Evidence, ranked: Ranked) -> tuple[Ranked, str | None]:
    """The FAQ entry: where the model says so and one fits, or where the wording is an entry's own."""
    best = seen.faq[0] if seen.faq else None
    if best and best.wording >= ALIKE and ranked[0][0] is not Intent.FAQ and not seen.matches.courses:
        return _first(ranked, Intent.FAQ, max(0.7, best.wording)), best.code
    if ranked[0][0] is not Intent.FAQ:
        return ranked, None
    return ranked, best.code if best and best.score >= FITTING else None


def _first(ranked: Ranked, intent: Intent, confidence: float) -> Ranked:
    """That intent first, at least that sure; the others share what is left."""
    said = dict(ranked).get(intent, 0.0)
    confidence = max(confidence, said)
    left = (1 - confidence) / max(1 - said, 1e-6)
    return ((intent, confidence), *((other, chance * left) for other, chance in ranked if other is not intent))


def _courses(matches: Matches, intent: Intent) -> tuple[Hit, ...]:
    if not matches.courses or intent in SOCIAL or intent is Intent.OUT_OF_SCOPE:
        return ()
    named = matches.courses[: max(matches.tied, 1)]
    if intent in LISTING and matches.topics and not any(hit.exact for hit in named):
        return ()
    return named


def _elliptic(seen: Evidence, filters: Filters) -> bool:
    """Whether the message holds values but nothing that says what is asked of them."""
    holds = bool(filters) or bool(seen.spans)
    rest = [word for word in seen.said if not word.isupper() and word not in EMPTY and word not in FOLLOWING]
    return holds and len(seen.said) <= 6 and not rest


def _second(seen: Evidence, ranked: Ranked) -> Intent | None:
    first, _ = ranked[0]
    if first in ABOUT_US or first is Intent.FAQ:
        return None
    return next((intent for intent, chance in ranked[1:2] if chance >= 0.3 and intent in ABOUT_COURSES and intent not in LISTING), None)
