"""The names by number, the names that hold a word, and how much each word of a name tells."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial

from catalogue.search.lexicon import Lexicon
from catalogue.search.names import KINDS, Names, Owner, Places, Sequence, initials_of, rank
from catalogue.search.narrowing import bits
from catalogue.search.tokens import hissed, words
from catalogue.search.vocabulary import Vocabulary
from catalogue.search.weights import OPENINGS, Weights, weigh

INITIALS = 8  # names with the same initials looked at
KEPT = 8  # words that one name in 2^8 has or more are kept as bits, once asked for
NONE = array("I")


class Register:
    """Names by number, the names that hold a word, the weight of a word among the things of a kind."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.vocabulary = vocabulary
        self._lexicon = lexicon
        self.sequences: list[Sequence] = []
        self.owners: list[Owner] = []
        self.order: list[int] = []  # names that fit alike come in this order: short ones, then as in the catalogue
        self.totals: array[float] = array("f")
        self.postings: dict[str, dict[int, array[int]]] = {kind: {} for kind in KINDS}
        self.openings: dict[Owner, Sequence] = {}  # courses whose title begins with "introduction"
        self._initials: dict[str, list[Sequence]] = {}
        self._held: set[int] = set()
        self._of: dict[Owner, tuple[int, ...]] = {}
        self._found: dict[str, Counter[int]] = {kind: Counter() for kind in KINDS}
        self._size: Counter[str] = Counter()
        self._bits: dict[tuple[str, int], int] = {}
        self.weights = {kind: Weights(partial(self._weigh, kind)) for kind in KINDS}

    def fill(self, things: Iterable[Names]) -> None:
        """Takes all the names at once: words are counted before they are weighed, short names come first."""
        numbered = [(thing.owner, self._number(thing)) for thing in things]
        for owner, sequences in numbered:
            self._count(owner, sequences, 1)
        places = {owner: place for place, (owner, _) in enumerate(numbered)}
        flat = [(rank(places, owner, turn, sequence), owner, sequence) for owner, own in numbered for turn, sequence in enumerate(own)]
        for place, owner, sequence in sorted(flat):
            self._file(place, owner, sequence)

    def copied(self, vocabulary: Vocabulary) -> "Register":
        """Another register that knows the same; what either learns later, the other does not see."""
        other = Register(vocabulary, self._lexicon)
        other.sequences, other.owners, other.order = self.sequences[:], self.owners[:], self.order[:]
        other.totals = self.totals[:]
        other.postings = {kind: dict(postings) for kind, postings in self.postings.items()}
        other.openings, other._initials, other._held = dict(self.openings), dict(self._initials), set(self._held)
        other._of, other._size = dict(self._of), Counter(self._size)
        other._found = {kind: Counter(found) for kind, found in self._found.items()}
        for kind, weights in self.weights.items():
            other.weights[kind].update(weights)
        return other

    def change(self, kind: str, gone: Collection[Names], come: Collection[Names], places: Places) -> None:
        """Some things of a kind are called otherwise, are new or are no more: counts, weights and orders end as if all were filed anew."""
        size, touched = self._size[kind], set[int]()
        for thing in gone:
            self._own(thing)
            touched |= self._forget(thing)
        if {thing.owner for thing in gone} != {thing.owner for thing in come}:
            self._rank_again(places)
        for thing in come:
            self._own(thing)
            sequences = self._number(thing)
            touched.update(self._count(thing.owner, sequences, 1))
            for turn, sequence in enumerate(sequences):
                self._file(rank(places, thing.owner, turn, sequence), thing.owner, sequence)
        for word in touched:
            self._settle(kind, word)
        self._weigh_again(kind, touched if self._size[kind] == size else None)

    def _rank_again(self, places: Places) -> None:
        """Things have come or gone: the others may stand elsewhere in the catalogue."""
        for owner in self._of.keys() & places.keys():
            for turn, number in enumerate(self._of[owner]):
                self.order[number] = rank(places, owner, turn, self.sequences[number])

    def _forget(self, thing: Names) -> set[int]:
        """Takes the names of a thing out; the words they held."""
        self.openings.pop(thing.owner, None)
        numbers = self._of.pop(thing.owner)
        held = self._count(thing.owner, [self.sequences[number] for number in numbers], -1)
        for word in held:
            left = [name for name in self.postings[thing.owner[0]][word] if name not in numbers]
            self.postings[thing.owner[0]][word] = array("I", left)
        for text in thing.texts:
            said = words(text)
            telling = self._telling(said)
            sequence = tuple(self.vocabulary.number[word] for word in telling)
            for initials in initials_of(said, telling):
                self._initials[initials].remove(sequence)
        for number in numbers:
            self.sequences[number] = ()
        return held

    def _settle(self, kind: str, word: int) -> None:
        """The names that hold the word in their order; a word that none holds any more is forgotten."""
        names = self.postings[kind].get(word)
        if names:
            self.postings[kind][word] = array("I", sorted(names, key=self.order.__getitem__))
        elif names is not None:
            del self.postings[kind][word]
        if not any(word in postings for postings in self.postings.values()):
            self._held.discard(word)
            self.vocabulary.forget(word)

    def _weigh_again(self, kind: str, touched: set[int] | None) -> None:
        """The weights of words whose count changed (of all, when the number of things did), and the totals of their names."""
        weights, postings = self.weights[kind], self.postings[kind]
        for word in tuple(weights) if touched is None else touched:
            weights.pop(word, None)
        for name in {name for word in (postings if touched is None else touched) for name in postings.get(word, ())}:
            self.totals[name] = sum(weights[word] for word in set(self.sequences[name]))

    def _count(self, owner: Owner, sequences: Iterable[Sequence], way: int) -> set[int]:
        """Counts a thing and its words in or out; the words."""
        held = {word for sequence in sequences for word in sequence}
        self._size[owner[0]] += way
        for word in held:
            self._found[owner[0]][word] += way
        return held

    def acronyms(self, said: str) -> Iterable[Sequence]:
        """The names whose initials are these."""
        return tuple(dict.fromkeys(self._initials.get(said, ())))[:INITIALS]

    def holders(self, kind: str, word: int) -> "Sequence | array[int]":
        """The names of things of that kind that have the word, short ones first."""
        return self.postings[kind].get(word, ())

    def bits(self, kind: str, word: int) -> int:
        """The names of things of that kind that have the word, as bits; those of the words that many have are kept."""
        known = self._bits.get((kind, word))
        if known is None:
            names, count = self.postings[kind].get(word, NONE), len(self.sequences)
            known = bits(names, count)
            if len(names) > count >> KEPT:
                self._bits[kind, word] = known
        return known

    def holds(self, word: int) -> bool:
        """Whether some name has the word."""
        return word in self._held

    def alone(self, words: Sequence) -> bool:
        """Whether the words are, by themselves, a name of something."""
        return any(self.sequences[name] == words for postings in self.postings.values() for name in postings.get(words[0], ()))

    def made(self, words: Sequence) -> bool:
        """Whether one name has all these words."""
        for postings in self.postings.values():
            holding = sorted((postings.get(word, ()) for word in words), key=len)
            if holding and holding[0] and (len(words) == 1 or any(set(words) <= set(self.sequences[name]) for name in holding[0][:200])):
                return True
        return False

    def _weigh(self, kind: str, word: int) -> float:
        return weigh(kind, self.vocabulary.words[word], self._size[kind], self._found[kind][word], self._lexicon)

    def _number(self, thing: Names) -> list[Sequence]:
        sequences: dict[Sequence, None] = {}
        for text in thing.texts:
            for folded, heard in hissed(text):
                self.vocabulary.hear(self.vocabulary.add(folded), heard)
            said = words(text)
            telling = self._telling(said)
            if telling:
                sequence = tuple(self.vocabulary.add(word) for word in telling)
                sequences[sequence] = None
                if thing.owner[0] == "course" and text in thing.texts[:2] and telling[0] in OPENINGS:
                    self.openings[thing.owner] = sequence
                for initials in initials_of(said, telling):
                    self._initials.setdefault(initials, []).append(sequence)
        return list(sequences)

    def _telling(self, said: list[str]) -> list[str]:
        return [word for word in said if not self._lexicon.is_a("stop", word)] or said

    def _own(self, thing: Names) -> None:
        """What the thing's names are added to is this register's own, not shared with the one it was copied from."""
        for text in thing.texts:
            said = words(text)
            telling = self._telling(said)
            for initials in initials_of(said, telling):
                self._initials[initials] = self._initials.get(initials, [])[:]
            for word in map(self.vocabulary.number.get, telling):
                if word is not None and word in self.postings[thing.owner[0]]:
                    self.postings[thing.owner[0]][word] = self.postings[thing.owner[0]][word][:]

    def _file(self, place: int, owner: Owner, sequence: Sequence) -> None:
        number = len(self.sequences)
        self.sequences.append(sequence)
        self.owners.append(owner)
        self.order.append(place)
        self.totals.append(sum(self.weights[owner[0]][word] for word in set(sequence)))
        self._of[owner] = (*self._of.get(owner, ()), number)
        postings = self.postings[owner[0]]
        for word in set(sequence):
            if word not in postings:
                postings[word] = array("I")
            postings[word].append(number)
            self._held.add(word)
