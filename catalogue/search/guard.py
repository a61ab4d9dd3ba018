"""The dictionary guard: is a word an ordinary French or English one, and so not a slip for a word of the catalogue?"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from zlib import crc32

from catalogue.offer.model import Language

# Plain endings and what stands in their place in a headword: enough for plurals, feminines and the commonest verb forms.
ENDINGS = (
    ("s", ("",)),
    ("x", ("",)),
    ("e", ("", "er")),
    ("es", ("", "e", "er")),
    ("ee", ("e", "er")),
    ("ees", ("e", "er")),
    ("ez", ("er", "ir")),
    ("ons", ("er", "ir")),
    ("ait", ("er", "ir")),
    ("ais", ("er", "ir")),
    ("ant", ("er", "ir")),
    ("ent", ("er", "ir")),
    ("ante", ("er", "ant")),
    ("aient", ("er", "ir")),
    ("ions", ("er", "ir")),
    ("iez", ("er", "ir")),
    ("iens", ("enir",)),
    ("ient", ("enir",)),
    ("iennent", ("enir",)),
    ("is", ("ir", "ire", "re")),
    ("it", ("ir", "ire")),
    ("issez", ("ir",)),
    ("issons", ("ir",)),
    ("issent", ("ir",)),
    ("rai", ("r", "re")),
    ("ras", ("r", "re")),
    ("ra", ("r", "re")),
    ("rez", ("r", "re")),
    ("ront", ("r", "re")),
    ("rais", ("r", "re")),
    ("rait", ("r", "re")),
    ("aux", ("al", "ail")),
    ("ale", ("al",)),
    ("euse", ("eur", "eux")),
    ("trice", ("teur",)),
    ("ive", ("if",)),
    ("elle", ("el",)),
    ("nne", ("n",)),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("d", ("",)),
    ("ies", ("y",)),
    ("ly", ("",)),
    ("ment", ("", "e")),
)


LATELY, LONGEST = 4096, 40  # words, and letters, of what is remembered
VERBAL = frozenset(("er", "ir", "re"))
NAMING = tuple(  # the endings of plurals, feminines and gerunds: a word known by another one is a verb in some person
    (ending, tuple(stem for stem in stems if stem not in VERBAL))
    for ending, stems in ENDINGS
    if ending in {"s", "x", "e", "es", "aux", "ale", "euse", "trice", "ive", "elle", "nne", "ing", "ies"}
)


Endings = tuple[tuple[str, tuple[str, ...]], ...]


def _by_last(endings: Endings) -> dict[str, Endings]:
    """The endings by their last letter."""
    return {last: tuple(pair for pair in endings if pair[0][-1] == last) for last in {ending[-1] for ending, _ in endings}}


ANY, NOUNS = _by_last(ENDINGS), _by_last(NAMING)


def forms(word: str, endings: dict[str, Endings] = ANY) -> Iterator[str]:
    """The word, then the headwords its endings allow."""
    yield word
    for ending, stems in endings.get(word[-1:], ()):
        if word.endswith(ending):
            base = word[: -len(ending)]
            if len(base) >= 3:
                for stem in stems:
                    yield base + stem


class Guard:
    """The ordinary words, kept as sorted sums of four bytes: one stranger in 100,000 passes for one of them."""

    def __init__(self, *lists: "array[int]") -> None:
        self._lists = lists
        self._lately: dict[str, bool] = {}  # words asked about lately

    def knows(self, word: str) -> bool:
        """Whether the folded word, or a headword under its ending, is an ordinary one."""
        known = self._lately.get(word)
        if known is None:
            if len(self._lately) >= LATELY:
                self._lately.clear()
            known = any(self._has(form) for form in forms(word))
            if len(word) <= LONGEST:
                self._lately[word] = known
        return known

    def listed(self, word: str) -> bool:
        """Whether the folded word is itself a headword or the plural of one."""
        return self._has(word) or (word[-1] in "sx" and self._has(word[:-1]))

    def names(self, word: str) -> bool:
        """Whether the word may name a thing: a headword or its plural, not a verb in some person ("rentrent")."""
        return any(self._has(form) for form in forms(word, NOUNS))

    def _has(self, word: str) -> bool:
        wanted = crc32(word.encode())
        return any(_holds(sums, wanted) for sums in self._lists)


def _holds(sums: "array[int]", wanted: int) -> bool:
    place = bisect_left(sums, wanted)
    return place < len(sums) and sums[place] == wanted


def summed(lines: Iterable[bytes]) -> "array[int]":
    """The sorted sums of the words of a list, a word a line, comments apart."""
    return array("I", sorted({crc32(line) for line in lines if line and not line.startswith(b"#")}))


def packed(sums: "array[int]") -> bytes:
    """Sums as a file holds them: the lowest byte first. Also turns them back, being its own opposite."""
    if sys.byteorder == "big":
        sums = array("I", sums)
        sums.byteswap()
    return sums.tobytes()


@cache
def _sums(language: Language) -> "array[int]":
    """One language's list, as `scripts/ordinary.py` packed it (its origin: data/README.md)."""
    stored = array("I", (files("catalogue.search") / "data" / f"ordinary.{language}.sums").read_bytes())
    return array("I", packed(stored))


@cache
def ordinary(*languages: Language) -> Guard:
    """The guard over the lists that come with the program: both, or that of one language."""
    return Guard(*map(_sums, languages or ("fr", "en")))
