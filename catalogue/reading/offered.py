"""Whether "free" asks for free courses ("des cours gratuits", "anything free") or whether one course is ("c'est gratuit?")."""

from collections.abc import Sequence
from functools import cache

from catalogue.reading.lexicon import Words, begins_with, ends_with, wordings
from catalogue.reading.spans import Span
from catalogue.reading.tables import table

REACH = 7


@cache
def _tables() -> dict[str, frozenset[Words]]:
    data = table("quantities")
    return {key: wordings(data[key]) for key in ("offered", "copulas", "which", "definite")}


def free_is_wished(words: Sequence[str], span: Span) -> bool:
    rules = _tables()
    if begins_with(words, span.end, rules["offered"]):
        return not ends_with(words, span.start, rules["definite"])
    for index in range(span.start, max(span.start - REACH, 0), -1):
        if ends_with(words, index, rules["which"]):
            return True
        if (words[index - 1],) in rules["copulas"]:
            return any((word,) in rules["which"] for word in words[max(index - 5, 0) : index - 1])
        if ends_with(words, index, rules["offered"]):
            return not _definite(words, index)
    return False


def _definite(words: Sequence[str], index: int) -> bool:
    """ "le cours gratuit": one that exists, not a wish."""
    return (words[index - 2],) in _tables()["definite"] if index >= 2 else False
