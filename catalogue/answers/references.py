"""Pointing back: ordinals, "the other one", "both", superlatives and descriptions, among the courses shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from catalogue.answers.context import Context
from catalogue.answers.cues import ANY_OF, OF_COURSES, superlative
from catalogue.answers.fitting import course_fits, fits, of_session
from catalogue.answers.turn import COURSE_INTENTS, FEW
from catalogue.answers.words import Vocabulary, fold, stems
from catalogue.offer.model import Catalogue, Course
from catalogue.reading.values import Intent, Reading
from catalogue.words.pattern import Pattern

REFERENCE = Pattern(
    r"\b(?:pour|de|du|for|about|of)?\s*(?:l[’']|le |la |the )(?:premi(?:er|ère)|deuxi[eè]me|seconde?|troisi[eè]me|quatri[eè]me"
    r"|cinqui[eè]me"
    r"|derni(?:er|ère)|autre|latter|former|first|second|third|fourth|fifth|last|other)(?: one| course| cours)?\b",
    re.IGNORECASE,
)
_NOT_SESSION = r"(?! (?:session|seance|date|jour|journee|day|class|classe|week|semaine|fois|time|soir|evening|meeting|rencontre)s?\b)"
_ARTICLE = r"(?:le|la|l|du|au|de la|the|teh|da|my|ce|cette)"
_PART = r"(?:numero|number|partie?|part|choix|option)"
_PLACES = (
    (0, "premier|premiere|1er|1re|1ere|1st|first|former", "un|une|one|1|i"),
    (1, "deuxieme|second|seconde|2e|2eme|2nd", "deux|two|2|ii"),
    (2, "troisieme|3e|3eme|3rd|third", "trois|three|3|iii"),
    (3, "quatrieme|4e|4eme|4th|fourth", "quatre|four|4|iv"),
    (4, "cinquieme|5e|5eme|5th|fifth", "cinq|five|5|v"),
)
ORDINALS: tuple[tuple[int, Pattern], ...] = (
    *(
        (place, Pattern(rf"\b(?:{_ARTICLE} (?:{words})|(?:{words}) one|{_PART} (?:{numbers})|(?:le|la|no) {place + 1})\b{_NOT_SESSION}"))
        for place, words, numbers in _PLACES
    ),
    (-1, Pattern(rf"\b(?:{_ARTICLE} (?:dernier|derniere|last|latter)|last one)\b{_NOT_SESSION}")),
)
NUMBERS = {"i": 1, "1": 1, "one": 1, "ii": 2, "2": 2, "two": 2, "deux": 2, "iii": 3, "3": 3, "three": 3, "trois": 3, "iv": 4, "4": 4}
_NUMERALS = r"(i{1,3}|iv|[1-4]|one|two|three|deux|trois)"
NUMERAL = Pattern(
    rf"\b(?:le|la|the|celui|celle|partie?|part|numero|number|niveau|level|volet|module) {_NUMERALS}(?:[ .!?]|$)|^{_NUMERALS}[ .!?]*$"
)
OF_TITLES = Pattern(r"\b(?:parti?e?|niveau|level|volet|module|i{1,3}|iv)\b")  # "part two", "le II": a title's number, not a place
MONTH = Pattern(r"\b(?:le|la) [1-5] (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|h\b|heures?|cours|deux)")
LONE_NUMBER = Pattern(
    r"^(?:(?:ok|okay|oui|yes|bon|et|and|so|alors|donc|pis|k|hm+|go for|i ll take|je prends|va pour) )*"
    r"(?:(?:le|la|the|option|choix|choice|cours|course|numero|number|num|no|n ?°|#) ?)*([1-9])(?:e|eme)?(?: (?:svp|please|pls|stp"
    r"|then))?[ .!?)]*$"
)
TWO_PLACES = Pattern(
    r"\b(?:compar\w*|difference|diff|entre|between|versus|vs|choisir|choose|lequel|laquelle|which)\b.*?\b([1-5])(?:er|e|st|nd|rd)?"
    r" (?:et|and|ou|or|vs|avec|with|versus|a) (?:le |la |the |numero )?([1-5])(?:e|st|nd|rd)?"
    r"\b(?! (?:h|heures?|jours?|days?|janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))"
)
OTHER = Pattern(
    r"\bl aut(?:re)?\b|\bthe other(?: (?:one|course))?\b|\bother one\b|\bcelui d a cote\b"
    r"|\b(?:celui|celle) d avant\b|\b(?:the )?(?:one before|previous one)\b|\ble precedent\b"
)
OTHERS = Pattern(r"\b(?:other|autre)\b")
BOTH = Pattern(
    r"\b(?:les|ces|des|tous les|toutes les) (?:deux|2|trois|3)\b|\bthe first (?:two|three)\b|\bboth\b|\b(?:the|those|these) (?:two"
    r"|three)\b|\b(?:two|both) of them\b"
)
THEM = Pattern(
    r"\bthem\b|\bcompare les\b|\bcompare(?:r|z)? (?:ca|ces|those|these)\b|\bces cours\b|\bthose\b"
    r"|\bthese\b|\ble comparatif\b"
)
CHOICE = Pattern(
    r"\b(?:le|la|les|du|de la|au)?quel(?:le|les|s)?\b|\bwhich\b|\bcelui\b|\bcelle\b|\ble (?:moins"
    r"|plus|meilleur)|\bla (?:moins|plus)|\bthe \w+(?:er|est)\b|\bthe (?:less|least|more|most)\b"
)
DESCRIPTION = Pattern(
    r"\b(?:celui|celle|ceux|celles|lequel|laquelle)\b(?! (?:la|ci)\b)|\bwhich(?: one)?\b|\bthe one\b"
    r"|\b(?:the|that) (?!first|second|third|other|last|same)(?:[\w.]+ ){1,4}one\b"
)
SEVERAL = Pattern(r"\bceux\b|\bcelles\b|\bones\b")
FREE = Pattern(r"\bgratis\b|\bgratuit\w*|\bfree\b")
FIRST_FEW = Pattern(r"\b(?:deux|trois|2|3) premi\w+\b|\bpremi\w+ (?:deux|trois|2|3)\b|\bfirst (?:two|three|2|3)\b")
THIS = Pattern(r"(?<!pas )\b(?:celui|celle) (?:la|ci)\b|(?<!not )\b(?:that|this) one\b")


class Pointed(Struct, frozen=True):
    """What is pointed at, and how: "ordinal", "other", "both", "superlative", "description", "this"."""

    how: str
    courses: tuple[str, ...]


@dataclass(frozen=True)
class Pointing:
    """A message that may point back, and at what it can."""

    reading: Reading
    context: Context
    catalogue: Catalogue
    vocabulary: Vocabulary

    @cached_property
    def folded(self) -> str:
        return fold(self.reading.said)

    @property
    def shown(self) -> tuple[str, ...]:
        return self.context.shown if len(self.context.shown) > 1 else ()


def pointed(message: Pointing) -> Pointed | None:
    """What the message points at among what was shown or talked of; None when it points at nothing."""
    return next((Pointed(how, found) for how, ways in WAYS if (found := ways(message))), None)


def both(message: Pointing) -> Pointed | None:
    """Several of those shown, meant together."""
    found = _two_places(message) or (_both(message) if message.shown else ())
    return Pointed("both", found) if found else None


def _the_other(message: Pointing) -> tuple[str, ...]:
    other = _other(message.context) if OTHER.search(message.folded) else None
    return (other,) if other else ()


def _by_place(message: Pointing) -> tuple[str, ...]:
    shown = message.shown or message.context.shown or message.context.courses
    place = ordinal(message.folded, len(shown)) if shown else None
    return (shown[place],) if place is not None else ()


def _two_places(message: Pointing) -> tuple[str, ...]:
    """ "Le 1 et le 2", "3 vs 5": both, by their places in the list shown."""
    folded = message.folded
    for place, words, _ in _PLACES:
        folded = re.sub(rf"\b(?:{words})\b", str(place + 1), folded)
    said = TWO_PLACES.search(folded)
    places = [int(number) - 1 for number in said.groups()] if said and not message.reading.found else []
    return tuple(message.shown[place] for place in places) if places and max(places) < len(message.shown) else ()


def _by_numeral(message: Pointing) -> tuple[str, ...]:
    """ "Le II", "part one": the one of those shown whose title bears that number."""
    said = NUMERAL.search(message.folded)
    among = message.shown or _series(message)
    if not said or not among or message.reading.found or BOTH.search(message.folded):
        return ()
    numbered = [(code, _number(fold(course.title.fr))) for code in among if (course := message.catalogue.course(code))]
    found = tuple(code for code, number in numbered if number == NUMBERS[said[1] or said[2]])
    of_titles = OF_TITLES.search(message.folded) or all(number for _, number in numbered)
    return found if len(found) == 1 and of_titles else ()


def _series(message: Pointing) -> tuple[str, ...]:
    """The courses of one title numbered, where the one in talk is one of them: "Modelling I" and "II"."""
    course = message.catalogue.course(message.context.courses[0]) if len(message.context.courses) == 1 else None
    if course is None or _number(fold(course.title.fr)) is None:
        return ()
    title = _unnumbered(course)
    return tuple(one.code for one in message.catalogue.courses if _number(fold(one.title.fr)) and _unnumbered(one) == title)


def _unnumbered(course: Course) -> frozenset[str]:
    return frozenset(word for word in stems(course.title.fr) if word not in NUMBERS)


def _number(title: str) -> int | None:
    """The number a title ends or is divided with: "II", "2"."""
    found = [NUMBERS[word] for word in title.replace(":", " ").split() if word in NUMBERS and len(word) < 4]
    return found[-1] if found else None


def _both(message: Pointing) -> tuple[str, ...]:
    folded = message.folded
    if ANY_OF.search(folded) and not superlative(folded):
        return ()
    named = [code for code in message.reading.courses if code not in message.shown or len(message.reading.courses) > 1]
    said = (BOTH.search(folded) or THEM.search(folded)) and not named and not superlative(folded)
    if not said:
        return ()
    many, talked = _how_many(folded), message.context.last_two
    listed = re.search(r"\b(?:premiers?|premieres?|first)\b", folded)
    return talked if many == len(talked) == 2 and len(message.shown) > 2 and not listed else message.shown[:many]


def _the_most(message: Pointing) -> tuple[str, ...]:
    if OF_COURSES.search(message.folded) and len(message.shown) > FEW:
        return ()  # "quel cours est le plus court?" after a long list: of all
    said = len(message.reading.found) < 2 and superlative(message.folded) and CHOICE.search(message.folded)
    among = _how_many(message.folded) if FIRST_FEW.search(message.folded) else FEW
    return message.shown[:among] if said else ()


def _described(message: Pointing) -> tuple[str, ...]:
    if not message.shown:
        return ()
    several = SEVERAL.search(message.folded) and message.reading.wishes  # "juste ceux en ligne": the list, narrowed
    if not several and DESCRIPTION.search(message.folded) and (found := described(message)):
        return found
    name = None if message.reading.found or message.reading.intent in COURSE_INTENTS - {Intent.COURSE_DETAIL} else by_name(message)
    return (name,) if name else ()


def _this(message: Pointing) -> tuple[str, ...]:
    return message.context.courses if THIS.search(message.folded) and not message.reading.found else ()


WAYS: tuple[tuple[str, Callable[[Pointing], tuple[str, ...]]], ...] = (
    ("both", _two_places),
    ("other", _the_other),
    ("ordinal", _by_numeral),
    ("ordinal", _by_place),
    ("both", _both),
    ("superlative", _the_most),
    ("description", _described),
    ("this", _this),
)


def ordinal(folded: str, count: int) -> int | None:
    """The place pointed at, from 0; None where there is none or the list is shorter."""
    if lone := LONE_NUMBER.match(folded):
        place = int(lone[1]) - 1
        return place if place < count else None
    if MONTH.search(folded):
        return None
    for place, words in ORDINALS:
        if words.search(folded):
            return count - 1 if place < 0 else place if place < count else None
    return None


def without_reference(text: str) -> str:
    """The message without its ordinal or its "the other one": what it asks of it."""
    return REFERENCE.sub(" ", text).strip(" ,.;:")


def _other(context: Context) -> str | None:
    """The other of two shown, or what was talked of before."""
    if len(context.shown) == 2 and len(context.courses) == 1 and context.courses[0] in context.shown:
        return next(code for code in context.shown if code != context.courses[0])
    if context.previous and context.previous[0] not in context.courses:
        return context.previous[0]
    rest = [code for code in context.shown if code not in context.courses]
    return rest[0] if rest and context.courses else None


def _how_many(folded: str) -> int:
    if re.search(r"\bdeux\b|\b2\b|\bboth\b|\btwo\b", folded):
        return 2
    return 3 if re.search(r"\btrois\b|\bthree\b|\b3\b", folded) else 4


def described(message: Pointing) -> tuple[str, ...]:
    """The courses shown that the words describe best: by their names first, then by what is asked of them."""
    words = stems(message.reading.said)
    shown = [course for code in message.shown if (course := message.catalogue.course(code))]
    scored = [(_score(course, words, message), course.code) for course in shown]
    best = max((score for score, _ in scored), default=0.0)
    found = tuple(code for score, code in scored if score == best)
    if len(message.context.courses) == 1 and message.context.courses[0] in found and len(found) > 1:
        return message.context.courses  # "celui de février": a session of the course in talk, before other courses then
    return found if best > 0 and len(found) < len(shown) else ()


def by_name(message: Pointing) -> str | None:
    """The one course shown that part of a name tells from the others, where the message says little else."""
    words, names = stems(message.reading.said), message.vocabulary.names
    found = message.vocabulary.closest(words, [code for code in message.shown if code in names])
    return found if found and len(words - names[found]) <= 1 else None


def _score(course: Course, words: frozenset[str], message: Pointing) -> float:
    filters, vocabulary, folded = message.reading.filters, message.vocabulary, message.folded
    score = 2.0 * len(words & vocabulary.names[course.code])
    score += (
        2.0 * bool(filters.level or filters.audience or filters.topic or filters.partner or filters.free) * course_fits(course, filters)
    )
    said = {float(word) for word in words if word.replace(".", "", 1).isdigit()}
    score += 3.0 * (bool(FREE.search(folded)) and course.price_cad == 0)
    score += 3.0 * bool(said & {course.duration_hours, float(course.price_cad or -1)})
    score += 3.0 * (of_session(filters) and any(fits(session, filters) for session in course.sessions if not session.cancelled))
    return score
