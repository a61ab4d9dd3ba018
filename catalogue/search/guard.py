"""The dictionary guard: is a word an ordinary French or English one, and so not a slip for a word of the catalogue?"""

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

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


def forms(word: str) -> Iterator[str]:
    """The word, then the headwords its endings allow."""
    yield word
    for ending, stems in ENDINGS:
        if word.endswith(ending):
            base = word[: -len(ending)]
            if len(base) >= 3:
                for stem in stems:
                    yield base + stem


class Guard:
    """The ordinary words, kept as sorted sums of four bytes: one stranger in 100,000 passes for one of them."""

    def __init__(self, sums: "array[int]") -> None:
        self._sums = sums

    def knows(self, word: str) -> bool:
        """Whether the folded word, or a headword under its ending, is an ordinary one."""
        return any(self._has(form) for form in forms(word))

    def _has(self, word: str) -> bool:
        wanted = crc32(word.encode())
        place = bisect_left(self._sums, wanted)
        return place < len(self._sums) and self._sums[place] == wanted


@lru_cache(maxsize=1)
def ordinary() -> Guard:
    """The guard over the lists that come with the program (their origin: data/README.md)."""
    folder = files("catalogue.search") / "data"
    sums = {
        crc32(line)
        for name in ("ordinary.fr.txt.gz", "ordinary.en.txt.gz")
        for line in gzip.decompress((folder / name).read_bytes()).split(b"\n")
        if line and not line.startswith(b"#")
    }
    return Guard(array("I", sorted(sums)))
