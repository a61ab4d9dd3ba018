"""The words the index knows, and which of them a typed word may be: same, root, slip of the finger, sound, beginning."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.search.guard import Guard
from catalogue.search.known import Ways, Words
from catalogue.search.slips import reach, slips
from catalogue.search.sounds import root, single, sounds, stem

KEPT = 6
CACHED = 4096
ORDINARY = 0.45  # how far a word of the language is believed to be a slip or a sound of one of ours
DOUBLED = 0.9  # the same for one that is ordinary by its ending alone and only lacks, or has, a doubled letter: "feuile"


class Vocabulary(Words):
    """Which of the words a typed one may be. ``weak`` words (those of questions) are matched like others but never by their beginning."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def ways(self, word: str) -> Ways:
        """The words that the typed one may be."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= CACHED:
                self._known.clear()
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> Ways:
        number = self.number.get(word)
        found: dict[int, float] = {}
        if number is not None:
            found[number] = 1.0
        self._note(found, self._stems.get(stem(word), ()), 0.95)
        if number not in self._weak and len(word) > 4:
            for other in self._roots.get(root(word), ()) if root(word) else ():
                far = number is None and abs(len(self.words[other]) - len(word)) > 2 and self._guard.knows(word)
                self._note(found, (other,), 0.5 if far else 0.75)
        if number is None:
            self._guess(found, word)
        best = max(found.values(), default=0.0)
        ranked = sorted(found.items(), key=lambda way: (-way[1], self.words[way[0]]))
        return tuple(way for way in ranked[:KEPT] if way[1] >= best - 0.3)

    def _guess(self, found: dict[int, float], word: str) -> None:
        """Adds what the word may be a slip, a sound or the beginning of; an ordinary word is seldom any."""
        ordinary = len(word) > 3 and self._guard.knows(word)
        loose = ordinary and not self._guard.listed(word)
        trust = ORDINARY if ordinary else 1.0
        for number, likely in self._near(word):
            doubled = loose and word[-2:] != "ee" and single(word) == single(self.words[number])
            self._note(found, (number,), likely * (DOUBLED if doubled else trust))
        for key in sounds(word):
            close = (n for n in self._sounding().get(key, ()) if abs(len(self.words[n]) - len(word)) <= 3)
            self._note(found, close, 0.85 * trust)
        self._note(found, self._begun(word), (0.7 if len(word) > 3 else 0.55) * trust)

    @staticmethod
    def _note(found: dict[int, float], numbers: Iterable[int], likely: float) -> None:
        for number in numbers:
            if likely > found.get(number, 0.0):
                found[number] = likely

    def _near(self, word: str) -> Iterator[tuple[int, float]]:
        deep = reach(word)
        if len(word) == 4 and word.isalpha():
            yield from ((number, 0.62) for number in self._sharing(word, 1) if self._one_off(word, self.words[number]))
        if not deep:
            return
        for number in self._sharing(word, deep):
            known = self.words[number]
            allowed = min(deep, reach(known) + (1 if len(known) == 7 else 0))
            apart = OSA.distance(word, known, score_cutoff=2)
            if apart <= allowed or (apart == 2 and len(word) > 5 and sorted(word) == sorted(known)):
                yield number, 1.0 - 0.85 * apart / max(len(word), len(known)) - (0.06 if word[0] != known[0] else 0.0)

    @staticmethod
    def _one_off(word: str, known: str) -> bool:
        """Four letters: one slip, not the first letter, no longer word."""
        return len(known) <= 5 and known[:1] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1

    def _sharing(self, word: str, deep: int) -> set[int]:
        kept, shared = self._slips, set[int]()
        if not kept:
            near = self._around()
            perhaps = [*near.near(word, deep), *(near.turned(word) if len(word) > 5 else ())]
            words = [self.words[number] for number in perhaps]
            found = process.extract(word, words, scorer=OSA.distance, score_cutoff=2 if len(word) > 5 else deep, limit=None)
            return {perhaps[place] for known, _, place in found if reach(known) or len(known) == 4}
        for slip in set(slips(word, deep)):
            wanted = (hash(slip) & 0xFFFFFFFF) << 32
            place = bisect_left(kept, wanted)
            while place < len(kept) and kept[place] >> 32 == wanted >> 32:
                shared.add(kept[place] & 0xFFFFFFFF)
                place += 1
            shared.update(self._late.get(slip, ()))
        return shared

    def beside(self, word: str) -> Iterable[int]:
        """The words one slip away; of a vocabulary whose slips are kept, perhaps some further."""
        return self._sharing(word, 1) if self._slips else self._around().within(word, self.words, 1)

    def _begun(self, word: str) -> list[int]:
        """The words that begin with this one, when they are few."""
        if len(word) < 3 or not word.isalpha():
            return []
        first, last = bisect_left(self._sorted, word), bisect_left(self._sorted, word + "{")
        if last - first > 40:
            return []
        begun = [self.number[known] for known in self._sorted[first:last] if len(known) > len(word) + 1]
        return [number for number in begun if number not in self._weak]
