"""Words that may be few slips away from a typed one: those that share enough pairs of letters with it, found by adding integers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SPOILT = 3  # pairs of letters that one slip changes at most: a swap of two neighbours
LANE = 8  # bits: how many pairs each word shares is counted in a byte of its own


def pairs(word: str) -> set[str]:
    """The pairs of letters in a row of a word, its edges among them."""
    edged = f" {word} "
    return {edged[at : at + 2] for at in range(len(edged) - 1)}


class Neighbours:
    """For each pair of letters the words that have it, a byte for each word in one long integer; and words by their letters."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        holding: defaultdict[str, list[int]] = defaultdict(list)
        self._count = 0
        self._made: dict[str, tuple[int, ...]] = {}
        for number, word in enumerate(words):
            self._note(number, word)
            for pair in pairs(word):
                holding[pair].append(number)
        self._having: dict[str, int] = {}
        for pair, numbers in holding.items():
            lanes = bytearray(numbers[-1] + 1)
            for number in numbers:
                lanes[number] = 1
            self._having[pair] = int.from_bytes(lanes, "little")

    def add(self, number: int, word: str) -> None:
        """One more word, the next in order."""
        self._note(number, word)
        for pair in pairs(word):
            self._having[pair] = self._having.get(pair, 0) | 1 << LANE * number

    def _note(self, number: int, word: str) -> None:
        self._count = number + 1
        letters = "".join(sorted(word))
        self._made[letters] = (*self._made.get(letters, ()), number)

    def copied(self) -> "Neighbours":
        """Another that knows the same; what either learns later, the other does not."""
        other = Neighbours()
        other._count, other._having, other._made = self._count, dict(self._having), dict(self._made)
        return other

    def near(self, word: str, slips: int) -> Sequence[int]:
        """The numbers of all the words at most so many slips away, and of some that are further."""
        wanted = pairs(word)
        least = len(wanted) - SPOILT * slips
        if least < 1:
            return range(self._count)
        shared = sum(map(self._having.__getitem__, wanted.intersection(self._having)))
        return [found.start() for found in _at_least(least).finditer(shared.to_bytes(self._count, "little"))]

    def within(self, word: str, words: Sequence[str], slips: int) -> list[int]:
        """The numbers of those of the words, the ones that these are the neighbours of, that are at most so many slips away."""
        perhaps = self.near(word, slips)
        found = process.extract(word, [words[number] for number in perhaps], scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [perhaps[place] for _, _, place in found]

    def turned(self, word: str) -> tuple[int, ...]:
        """The numbers of the words made of the same letters."""
        return self._made.get("".join(sorted(word)), ())


@cache
def _at_least(count: int) -> re.Pattern[bytes]:
    """The bytes of so much or more."""
    return re.compile(b"[" + re.escape(bytes([count])) + b"-\xff]", re.DOTALL)
