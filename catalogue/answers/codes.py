"""A course's code that no course has: "IA-999"."""

import re

from catalogue.answers.heard import Heard
from catalogue.answers.turn import COURSE_INTENTS, LISTS, Turn
from catalogue.answers.words import stems
from catalogue.offer.model import Catalogue
from catalogue.reading.values import Filters, Intent
from catalogue.words.pattern import Pattern
from catalogue.words.replacing import replace

CODE = Pattern(r"(?<![\w-])([A-Z]{2,4})-(\d{2,3})(?![\w-])")
AFTER_COURSE = Pattern(
    r"\b(?:cours|course|code|formation|class)\s+(?:n[o°]\s*|numéro\s+|number\s+)?([a-z]{2,4})-(\d{1,4})(?![\w-])", re.IGNORECASE
)
SHAPE = Pattern(r"[A-Z]{2,4}-\d{1,4}")
NEAR = 5


def unknown_code(heard: Heard) -> Turn | None:
    """A code that the catalogue does not have is said to be missing, rather than a course asked for."""
    code = _code(heard.reading.said)
    asks = heard.reading.intent in COURSE_INTENTS | LISTS | {Intent.OUT_OF_SCOPE, Intent.FAQ}
    if code is None or not asks or _has(heard.catalogue, code) or _named(heard):
        return None
    near = tuple(course.code for course in heard.catalogue.courses if _prefix(course.code) == _prefix(code))[:NEAR]
    turn = replace(heard.lone, intent=Intent.OUT_OF_SCOPE, courses=(), tied=False, named=False, second=None, faq=None)
    return replace(turn, absent=code, near=near, filters=replace(turn.filters, topic=None), fresh=Filters())


def is_code(text: str) -> bool:
    """Whether what is absent is a code rather than a subject."""
    return SHAPE.fullmatch(text) is not None


def _code(text: str) -> str | None:
    said = AFTER_COURSE.search(text) or CODE.search(text)
    return f"{said[1].upper()}-{said[2]}" if said else None


def _named(heard: Heard) -> bool:
    """Whether a course is named beside the code, rather than taken for one by the code's own letters."""
    rest = stems(CODE.sub(" ", AFTER_COURSE.sub(" ", heard.reading.said)))
    return any(rest & heard.vocabulary.names.get(found.code, frozenset()) for found in heard.reading.found)


def _has(catalogue: Catalogue, code: str) -> bool:
    known = [course.code for course in catalogue.courses] + [session.code for _, session in catalogue.sessions()]
    return _plain(code) in map(_plain, known)


def _plain(code: str) -> str:
    return code.replace("-", "").casefold()


def _prefix(code: str) -> str:
    return code.partition("-")[0].casefold()
