"""From evidence to a decision: the model's guesses, corrected where the structure of the message is certain."""

from collections.abc import Sequence

from msgspec import Struct, field

from catalogue.reading.faq import Likeness
from catalogue.reading.features import Range, Words, concepts
from catalogue.reading.normalise import Message
from catalogue.reading.ranking import Ranked, behind, first
from catalogue.reading.scope import REFUSED, shipped_scope
from catalogue.reading.small import EMPTY, FOLLOWING, ONLY
from catalogue.reading.spans import Span
from catalogue.reading.values import Filters, Intent
from catalogue.reading.wished import of_wishes_alone
from catalogue.search.values import Hit, Matches

LISTING = frozenset({Intent.LIST_COURSES, Intent.RECOMMEND, Intent.ALERT, Intent.GROUP})
FOR_ONE = frozenset({Intent.ALERT, Intent.GROUP})  # asked of one course where it is named
WORDS = frozenset({Intent.HELP, Intent.HUMAN, Intent.PRIVACY, Intent.TEACHER, Intent.COMPLAINT, Intent.ABOUT, Intent.REGISTER})
SOCIAL = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY})
ABOUT_US = SOCIAL | {Intent.HELP, Intent.ABOUT, Intent.HUMAN, Intent.SWITCH_LANGUAGE, Intent.PRIVACY, Intent.COMPLAINT, Intent.OUT_OF_SCOPE}
ABOUT_COURSES = frozenset(Intent) - ABOUT_US - {Intent.FAQ, Intent.MY_REGISTRATIONS}
ASKABLE = ABOUT_COURSES - LISTING - {Intent.COURSE_DETAIL, Intent.COMPARE, Intent.CANCEL, Intent.MODIFY}  # may be asked two at a time
OF_ONE = ASKABLE | {Intent.COURSE_DETAIL, Intent.SWITCH_LANGUAGE, Intent.DENY}  # of one course or of us, if nothing says otherwise
UNNAMED = frozenset({Intent.COURSE_DETAIL, Intent.LIST_COURSES, Intent.ABOUT, Intent.OUT_OF_SCOPE, Intent.HELP, Intent.MY_REGISTRATIONS})
ASKED = 0.45  # a clause beside a hello that asks something this surely is the question
HARDLY = 0.35  # a guess that a named course or topic makes doubtful
WHO = frozenset({"who", "whos", "qui", "prof", "teacher", "instructor", "nom", "name"})
CLEARLY = 0.8  # a course or topic this like the words is spoken of
CLEAR, ASKING = 0.85, 0.75  # and one this like them, asked about this surely, is no foreign matter
ABSENT = 0.6  # a course asked for that nobody gives is out of scope this surely
UNSURE = 0.3  # a guess that nothing else backs
SURE = 0.6  # a clause read with this confidence asks for itself
SAME, ALIKE = 0.97, 0.72  # a wording this near an entry's own is the entry, whatever else, or where the model is not certain
LIKELY, PERHAPS = 0.5, 0.05  # an entry this like the message is meant where the model gives the FAQ that chance
CERTAIN = 0.9  # a guess this sure is not taken for an entry that is only like it
FOUND = 0.55  # a course under this likeness is not spoken of
WHOLE = 0.9  # a course this like the words is named whole
FITTING = 0.12  # an entry less like the message than this does not answer it


class Evidence(Struct, frozen=True):
    """What was seen in a message."""

    message: Message
    said: Words
    spans: Sequence[Range]
    ranked: Ranked
    matches: Matches
    faq: tuple[Likeness, ...]
    programme: bool = False  # the programme itself is named
    clauses: Ranked = ()  # the best guess of each clause
    unmasked: Ranked = ()  # the guesses on a short message if nothing of it were a name
    told: bool = False  # the intent is known for certain: an extra phrase
    foreign: float = 0.0  # how surely it is out of scope


class Decision(Struct, frozen=True):
    """What is made of it."""

    guesses: Ranked
    courses: tuple[Hit, ...] = ()
    ambiguous: bool = False
    faq: str | None = None
    second: Intent | None = None
    marks: dict[str, object] = field(default_factory=dict)


def decided(seen: Evidence, filters: Filters, valued: Sequence[Span] = ()) -> Decision:
    """The guesses, best first, with the courses they are about. ``valued``: what says a wish."""
    ranked = seen.ranked if seen.told else _scoped(seen, _structured(seen, filters, valued))
    ranked, entry = _with_faq(seen, ranked)
    intent = ranked[0][0]
    courses = _courses(seen.matches, intent)
    marks: dict[str, object] = {"ellipsis": True} if _elliptic(seen, filters) else {}
    ambiguous = bool(courses) and seen.matches.ambiguous
    return Decision(ranked[:3], courses, ambiguous, entry, _second(seen, ranked), marks)


def _structured(seen: Evidence, filters: Filters, valued: Sequence[Span]) -> Ranked:
    """Structure that is certain overrides the model."""
    ranked = _beside_politeness(seen, seen.ranked)
    if bare := _of_names_alone(seen):
        return first(ranked, *bare)
    if ranked[0][0] in OF_ONE and not _courses(seen.matches, ranked[0][0]) and of_wishes_alone(seen.message, valued):
        return first(ranked, Intent.LIST_COURSES, CERTAIN)
    if filters.seats and filters.seats > 1 and ranked[0][0] in (Intent.REGISTER, Intent.HELP, Intent.LIST_COURSES):
        return first(ranked, Intent.GROUP, 0.8)
    if seen.programme and ranked[0][0] in UNNAMED:
        return first(ranked, Intent.ABOUT, 0.7)
    if seen.matches.several and "versus" in _meant(seen) and ranked[0][0] in ABOUT_COURSES:
        return first(ranked, Intent.COMPARE, 0.8)
    return first(ranked, Intent.LIST_COURSES, 0.8) if _of_a_school(seen, ranked) else ranked


def _of_a_school(seen: Evidence, ranked: Ranked) -> bool:
    """ "What does McGill teach?" asks for its courses, not for a name."""
    named = seen.matches.partners and not seen.matches.courses
    return bool(named) and ranked[0][0] is Intent.TEACHER and WHO.isdisjoint(seen.said)


def _of_names_alone(seen: Evidence) -> tuple[Intent, float] | None:
    """What a message asks that holds nothing but named things: the course, the list, a group; "privacy" alone is no subject."""
    masks, rest = {slot for _, _, slot in seen.spans}, _rest(seen)
    if not masks or [word for word in rest if word not in FOLLOWING | ONLY]:
        return None
    if seen.unmasked and seen.unmasked[0][0] in WORDS and seen.unmasked[0][1] >= SURE:
        return seen.unmasked[0]
    if "count" in masks and not rest:
        return Intent.GROUP, 0.8
    return (Intent.COURSE_DETAIL if "course" in masks else Intent.LIST_COURSES), 0.8


def _beside_politeness(seen: Evidence, ranked: Ranked) -> Ranked:
    """ "Bonjour, c'est combien?": what is asked beside the hello, where a clause asks it, or where a course is named."""
    if _hardly_of_us(seen, ranked):
        return first(ranked, *next(pair for pair in ranked if pair[0] in ABOUT_COURSES))
    if ranked[0][0] not in SOCIAL:
        return ranked
    asked = [pair for pair in seen.clauses if pair[0] not in SOCIAL | {Intent.OUT_OF_SCOPE} and pair[1] >= ASKED]
    if asked:
        return first(ranked, *max(asked, key=lambda pair: pair[1]))
    if _named(seen) and len(_rest(seen)) > 1:
        intent, chance = next(pair for pair in ranked if pair[0] not in SOCIAL | {Intent.OUT_OF_SCOPE})
        return first(ranked, intent, max(chance, UNSURE))
    return ranked


def _hardly_of_us(seen: Evidence, ranked: Ranked) -> bool:
    """Whether a course or a topic is named and the model hardly knows what is asked: "hey what u got in finance" asks nothing of us."""
    intent, chance = ranked[0]
    return intent in ABOUT_US and chance < HARDLY and any(hit.score >= CLEARLY for hit in (*seen.matches.courses, *seen.matches.topics))


def _rest(seen: Evidence) -> list[str]:
    """The words that say something beside the named things."""
    return [word for word in seen.said if not word.isupper() and word not in EMPTY]


def _meant(seen: Evidence) -> set[str]:
    return {concept for place in concepts(seen.said) for concept in place}


def _scoped(seen: Evidence, ranked: Ranked) -> Ranked:
    """What is surely foreign is out of scope; what may be is so at second sight."""
    says = any(word not in FOLLOWING | ONLY for word in _rest(seen))
    if ranked[0][0] in ABOUT_COURSES and seen.matches.led and not _names(seen.matches):
        return first(ranked, Intent.OUT_OF_SCOPE, max(seen.foreign, ABSENT))
    if says and seen.foreign >= REFUSED and not _of_a_course(seen, ranked):
        return first(ranked, Intent.OUT_OF_SCOPE, seen.foreign)
    if ranked[0][0] is Intent.OUT_OF_SCOPE or (says and seen.foreign >= shipped_scope().doubt):
        return behind(ranked, Intent.OUT_OF_SCOPE)
    return ranked


def _of_a_course(seen: Evidence, ranked: Ranked) -> bool:
    """Whether it asks about a course or a subject of ours that is named, in no other words than those of such questions."""
    clear = any(hit.score >= CLEAR for hit in (*seen.matches.courses, *seen.matches.topics)) and not seen.matches.absent
    if not clear or ranked[0][0] not in ABOUT_COURSES:
        return False
    return shipped_scope().familiar(seen.said) or (ranked[0][1] >= ASKING and seen.foreign < CERTAIN)


def _names(matches: Matches) -> bool:
    """Whether anything of the catalogue is named."""
    return bool(matches.courses or matches.topics or matches.partners or matches.teachers)


def _with_faq(seen: Evidence, ranked: Ranked) -> tuple[Ranked, str | None]:
    """The FAQ entry: where the model says so and one fits, or where the wording is an entry's own."""
    best = seen.faq[0] if seen.faq else None
    foremost = ranked[0][0]
    other = foremost is not Intent.FAQ and not seen.told and not _named(seen)
    if best and other and _asks_entry(seen, best, ranked):
        return first(ranked, Intent.FAQ, max(0.6, best.wording)), best.code
    if foremost is not Intent.FAQ:
        return ranked, None
    if best and best.score >= FITTING:
        return ranked, best.code
    following, chance = ranked[1]
    return (first(ranked, following, chance), None) if chance >= dict(ranked)[Intent.FAQ] / 2 else (ranked, None)


def _asks_entry(seen: Evidence, best: Likeness, ranked: Ranked) -> bool:
    """Whether the entry is asked for though another intent comes first: in its own words, or in words like them that may be the FAQ's."""
    if best.wording >= SAME:
        return True
    (foremost, confidence), chance = ranked[0], dict(ranked).get(Intent.FAQ, 0.0)
    if foremost in SOCIAL or len(seen.said) < 2 or (confidence >= CERTAIN and chance < PERHAPS):
        return False
    return best.wording >= ALIKE or (best.score >= LIKELY and chance >= PERHAPS and foremost is not Intent.OUT_OF_SCOPE)


def _named(seen: Evidence) -> bool:
    return any(hit.exact for hit in (*seen.matches.courses, *seen.matches.partners))


def like(matches: Matches) -> tuple[Hit, ...]:
    """The courses that the words are like, whatever is asked."""
    return tuple(hit for hit in matches.courses[: max(matches.tied, 1)] if hit.exact or hit.score >= FOUND)


def _courses(matches: Matches, intent: Intent) -> tuple[Hit, ...]:
    named = like(matches)
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
    if len(seen.said) > 6 or any(not word.isupper() and word not in EMPTY and word not in FOLLOWING for word in seen.said):
        return False
    return bool(filters) or bool(seen.spans)


def _second(seen: Evidence, ranked: Ranked) -> Intent | None:
    """The question of another clause, where the clauses are each sure and ask different things."""
    foremost = ranked[0][0]
    if foremost not in ASKABLE:
        return None
    asked = [intent for intent, chance in seen.clauses if chance >= SURE and intent in ASKABLE]
    return next((intent for intent in asked if intent is not foremost), None) if foremost in asked else None
