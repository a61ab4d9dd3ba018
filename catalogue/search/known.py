"""The words the index knows, by number, and the tables that lead to them; they can be learnt and forgotten one by one."""

from array import array
from bisect import bisect_left, insort
from copy import copy
from typing import Self

from catalogue.search.near import Neighbours
from catalogue.search.slips import reach, slips
from catalogue.search.sounds import root, sounds, stem

Ways = tuple[tuple[int, float], ...]  # word numbers with how likely each is meant, best first
SCANNED = 20_000  # up to so many words, counting the pairs of letters of each is lighter than keeping their slips


def _sound(table: dict[str, tuple[int, ...]], number: int, word: str) -> None:
    for key in sounds(word):
        table[key] = (*table.get(key, ()), number)


class Words:
    """Words by number. ``weak`` ones are those of questions, unless a name of the catalogue has them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.number: dict[str, int] = {}
        self._weak: set[int] = set()
        self._taught: dict[str, bool] = {}  # the program's own words, and whether they are weak by themselves
        self._stems: dict[str, tuple[int, ...]] = {}
        self._roots: dict[str, tuple[int, ...]] = {}
        self._sounds: dict[str, tuple[int, ...]] | None = None  # made when the first strange word comes
        self._heard: list[tuple[int, str]] = []  # words whose sound their letters do not tell
        self._slips: array[int] = array("Q")
        self._late: dict[str, tuple[int, ...]] = {}
        self._neighbours: Neighbours | None = None  # made likewise, of a vocabulary whose slips are not kept
        self._sorted: list[str] = []
        self._known: dict[str, Ways] = {}
        self._open = True

    def add(self, word: str, weak: bool = False) -> int:
        """The word's number, a new one if need be."""
        known = self.number.get(word)
        if known is not None:
            if not weak:
                self._weak.discard(known)
            return known
        number = self.number[word] = len(self.words)
        self.words.append(word)
        if weak:
            self._weak.add(number)
        if not self._open:
            self._index(number)
        return number

    def hear(self, number: int, written: str) -> None:
        """The word sounds as if it were written so."""
        if (number, written) not in self._heard:
            self._heard.append((number, written))
            if self._sounds is not None:
                _sound(self._sounds, number, written)

    def teach(self, word: str, weak: bool) -> int:
        """The number of a word of the program's own, which stays whatever the catalogue; ``weak`` unless the catalogue has it."""
        self._taught.setdefault(word, weak)
        return self.add(word, weak)

    def forget(self, number: int) -> None:
        """No name has the word any more: what is not the program's own goes."""
        word = self.words[number]
        self._known.clear()
        if word in self._taught:
            if self._taught[word]:
                self._weak.add(number)
            return
        for table, key in self._keys(word):
            table[key] = tuple(other for other in table[key] if other != number)
        if len(word) > 4:
            del self._sorted[bisect_left(self._sorted, word)]
        self._unheard(number, word)
        del self.number[word]
        self.words[number] = ""

    def _unheard(self, number: int, word: str) -> None:
        written = [word, *(heard for other, heard in self._heard if other == number)]
        self._heard = [(other, heard) for other, heard in self._heard if other != number]
        if self._sounds is not None:
            for key in {key for way in written for key in sounds(way)}:
                self._sounds[key] = tuple(other for other in self._sounds[key] if other != number)

    def copied(self) -> Self:
        """Another that knows the same; what either learns later, the other does not."""
        other = copy(self)
        other.words, other.number, other._weak = self.words[:], dict(self.number), set(self._weak)
        other._stems, other._roots, other._late = dict(self._stems), dict(self._roots), dict(self._late)
        other._sounds = None if self._sounds is None else dict(self._sounds)
        other._neighbours = None if self._neighbours is None else self._neighbours.copied()
        other._heard, other._sorted, other._known = self._heard[:], self._sorted[:], {}
        return other

    def close(self) -> None:
        """Indexes all the words; those that come later are indexed as they come."""
        for number, word in enumerate(self.words):
            self._meet(number, word)
        if len(self.words) > SCANNED:
            self._note_slips()
        self._sorted = sorted(word for word in self.words if len(word) > 4)
        self._open = False

    def _note_slips(self) -> None:
        """A large vocabulary is not scanned: what is left of each word without a letter or two leads to it."""
        keys: list[int] = []
        for number, word in enumerate(self.words):
            if reach(word) or len(word) == 4:
                keys.extend((hash(slip) & 0xFFFFFFFF) << 32 | number for slip in set(slips(word, 2 if len(word) >= 7 else 1)))
        keys.sort()
        self._slips = array("Q", keys)

    def _index(self, number: int) -> None:
        word = self.words[number]
        self._meet(number, word)
        if self._neighbours is not None:
            self._neighbours.add(number, word)
        if self._slips and (reach(word) or len(word) == 4):
            for slip in set(slips(word, 2 if len(word) >= 7 else 1)):
                self._late[slip] = (*self._late.get(slip, ()), number)
        if len(word) > 4:
            insort(self._sorted, word)
        self._known.clear()

    def _meet(self, number: int, word: str) -> None:
        for table, key in self._keys(word):
            table[key] = (*table.get(key, ()), number)
        if self._sounds is not None:
            _sound(self._sounds, number, word)

    def _keys(self, word: str) -> tuple[tuple[dict[str, tuple[int, ...]], str], ...]:
        return (self._stems, stem(word)), (self._roots, root(word))

    def _around(self) -> Neighbours:
        """The words by their pairs of letters."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self.words)
        return self._neighbours

    def _sounding(self) -> dict[str, tuple[int, ...]]:
        """The words by how they sound."""
        if self._sounds is None:
            table: dict[str, tuple[int, ...]] = {}
            for number, word in (*enumerate(self.words), *self._heard):
                _sound(table, number, word)
            self._sounds = table
        return self._sounds
