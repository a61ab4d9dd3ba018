"""Names in any script, kept as typed: one or both in a message, and where the first one ends."""

import re

from catalogue.words.pattern import Pattern
from enrolment.form.typed import letters, tidy
from enrolment.form.values import Answers, Doubt, Field, Reason, Refused, Unsure

LEAD_IN = Pattern(
    r"^(?:(?:bonjour|allo|salut|hello|hi|hey)[,!. ]+)?"
    r"(?:je m[’']?\s?appelle|mon nom(?: complet)?(?: c)?[’']?\s?est|moi,? c[’']est|c[’']est|je suis"
    r"|my (?:full )?name(?: is|[’']s)|i[’']?\s?a?m|this is|it[’']?s)\s+(?=\S)",
    re.IGNORECASE,
)
PARTICLES = frozenset(
    "de,du,des,d,la,le,les,l,da,do,dos,das,del,della,di,van,von,der,den,ter,ten,bin,ibn,ben,al,el,st,ste,saint,sainte,mac,mc,o,y".split(",")  # noqa: SIM905  (one line)
)
ARTICLES = frozenset({"a", "an", "un", "une"})  # "I'm a nurse"
NOT_NAMES = Pattern(r"[@<>{}\[\]\\|=#/]|https?:|www\.|\d{3,}")


def read_name(field: Field, typed: str) -> Answers:
    """One name, as typed."""
    return {field.name: _name(field, LEAD_IN.sub("", tidy(typed)))}


def read_full_name(field: Field, typed: str) -> Answers:
    """A first name alone, or both names. Raises Unsure where the first name may end in several places."""
    text, led = LEAD_IN.subn("", tidy(typed))
    text = text.strip(" .,;!")
    if led and text.split()[1:] and text.split()[0].casefold() in ARTICLES:
        raise Refused(Reason.NOT_A_NAME)
    if field.with_next is None or len(text.split()) < 2:
        return {field.name: _name(field, text)}
    readings = [{field.name: _name(field, first), field.with_next: _name(field, last)} for first, last in splits(text)]
    if len(readings) > 1:
        raise Unsure(Doubt.SPLIT, tuple(readings))
    return readings[0]


def splits(text: str) -> list[tuple[str, str]]:
    """The ways to part a full name in first and last: one where a sign tells, else each word's end (three at most)."""
    if "," in text:
        last, _, first = (part.strip() for part in text.partition(","))
        if first and last:
            return [(first, last)]
    words = text.replace(",", " ").split()
    told = _by_capitals(words) or _by_particle(words)
    if told:
        return [told]
    ends = range(1, len(words)) if len(words) <= 4 else (1, 2, len(words) - 1)
    return [(" ".join(words[:end]), " ".join(words[end:])) for end in ends]


def _by_capitals(words: list[str]) -> tuple[str, str] | None:
    """``Zoé TREMBLAY`` or ``TREMBLAY Zoé``: the capitals are the last name."""
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    quiet = [word for word in words if word not in shouted]
    together = words in (shouted + quiet, quiet + shouted)
    return (" ".join(quiet), " ".join(shouted)) if shouted and quiet and together else None


def _by_particle(words: list[str]) -> tuple[str, str] | None:
    """``Marie de la Durantaye``: a particle opens the last name."""
    at = next(
        (place for place, word in enumerate(words[1:-1], start=1) if re.split(r"[’']", word.casefold())[0].strip(".-") in PARTICLES), None
    )
    return (" ".join(words[:at]), " ".join(words[at:])) if at else None


def _name(field: Field, text: str) -> str:
    if not text:
        raise Refused(Reason.EMPTY)
    if len(text) > field.longest:
        raise Refused(Reason.TOO_LONG, longest=str(field.longest))
    if not letters(text):
        raise Refused(Reason.NO_LETTER)
    if NOT_NAMES.search(text):
        raise Refused(Reason.NOT_A_NAME)
    return text
