"""Everything of the catalogue that has names: what each is called, and how much each word of a name tells."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from math import log

from catalogue.offer.model import Course, Partner, Topic
from catalogue.search.lexicon import Lexicon
from catalogue.search.tokens import hissed, words
from catalogue.search.vocabulary import Vocabulary

Owner = tuple[str, str]  # kind and code
Sequence = tuple[int, ...]  # word numbers

FACTORS = {"generic": 0.3, "course": 0.3, "audience": 0.5, "frame": 0.5}
LEAST = 0.15
INSTITUTION = 0.2
OPENINGS = frozenset(("introduction", "intro", "initiation"))
OPENING = 0.75  # "introduction": generic, yet all that some titles have


@dataclass(frozen=True, slots=True)
class Names:
    """The texts by which one thing is called."""

    owner: Owner
    texts: tuple[str, ...]


def of_course(course: Course) -> Names:
    return Names(("course", course.code), (course.title.fr, course.title.en, *course.aliases.all()))


def of_topic(topic: Topic) -> Names:
    return Names(("topic", topic.code), (topic.name.fr, topic.name.en, *topic.aliases.all()))


def of_partner(partner: Partner) -> Names:
    return Names(("partner", partner.code), (partner.name.fr, partner.name.en, *partner.aliases))


class Weights(dict[int, float]):
    """The weights of words, each weighed when it is first asked for."""

    def __init__(self, weigh: Callable[[int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, word: int) -> float:
        weight = self[word] = self._weigh(word)
        return weight


class Register:
    """Names by number, the names that hold a word, the weight of a word among the things of a kind."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.vocabulary = vocabulary
        self._lexicon = lexicon
        self.sequences: list[Sequence] = []
        self.owners: list[Owner] = []
        self.totals: array[float] = array("f")
        self.acronyms: dict[str, tuple[Sequence, ...]] = {}
        self.postings: dict[str, dict[int, array[int]]] = {"course": {}, "topic": {}, "partner": {}}
        self._held: set[int] = set()
        self.openings: dict[Owner, Sequence] = {}  # courses whose title begins with "introduction"
        self._of: dict[Owner, tuple[int, ...]] = {}
        self._found: dict[str, Counter[int]] = {}
        self._size: Counter[str] = Counter()
        self.weights = {kind: Weights(partial(self._weigh, kind)) for kind in ("course", "topic", "partner")}

    def fill(self, things: Iterable[Names]) -> None:
        """Takes all the names at once: words are counted before they are weighed, short names come first."""
        numbered = [(thing.owner, self._number(thing)) for thing in things]
        for owner, sequences in numbered:
            self._size[owner[0]] += 1
            self._found.setdefault(owner[0], Counter()).update({word for sequence in sequences for word in sequence})
        flat = [(owner, sequence) for owner, sequences in numbered for sequence in sequences]
        for owner, sequence in sorted(flat, key=lambda pair: len(pair[1])):
            self._file(owner, sequence)

    def replace(self, thing: Names) -> None:
        """Forgets what the thing was called and takes its names anew; weights of known words stay."""
        self.openings.pop(thing.owner, None)
        for number in self._of.pop(thing.owner, ()):
            for word in set(self.sequences[number]):
                self.postings[thing.owner[0]][word].remove(number)
                if not any(postings.get(word) for postings in self.postings.values()):
                    self._held.discard(word)
            self.sequences[number] = ()
        for sequence in self._number(thing):
            self._file(thing.owner, sequence)

    def weight(self, kind: str, word: int) -> float:
        """How much a word tells among the names of that kind: 1 for the rarest, little for what is everywhere."""
        return self.weights[kind][word]

    def of(self, owner: Owner) -> Iterator[Sequence]:
        return (self.sequences[number] for number in self._of.get(owner, ()))

    def holders(self, kind: str, word: int) -> "Sequence | array[int]":
        """The names of things of that kind that have the word, short ones first."""
        return self.postings[kind].get(word, ())

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
        size = self._size[kind]
        rare = log((size + 1.5) / (self._found.get(kind, Counter())[word] + 0.5)) / log((size + 1.5) / 1.5)
        text = self.vocabulary.words[word]
        if kind == "course" and text in OPENINGS:
            return max(LEAST, rare * OPENING)
        if kind == "partner" and self._lexicon.is_a("institution", text):
            return INSTITUTION
        factor = min((FACTORS[k] for k in self._lexicon.kinds.get(text, ()) if k in FACTORS), default=1.0)
        return max(LEAST, min(1.0, rare)) * factor

    def _number(self, thing: Names) -> list[Sequence]:
        sequences: dict[Sequence, None] = {}
        for text in thing.texts:
            said = words(text)
            for folded, heard in hissed(text):
                self.vocabulary.hear(self.vocabulary.add(folded), heard)
            telling = [word for word in said if not self._lexicon.is_a("stop", word)] or said
            if telling:
                sequence = tuple(self.vocabulary.add(word) for word in telling)
                sequences[sequence] = None
                if thing.owner[0] == "course" and text in thing.texts[:2] and telling[0] in OPENINGS:
                    self.openings[thing.owner] = sequence
                self._shorten(said, telling, sequence)
        return list(sequences)

    def _shorten(self, said: list[str], telling: list[str], sequence: Sequence) -> None:
        """Notes the initials of a whole name, with and without its small words."""
        if not 2 <= len(telling) <= 6:
            return
        for initials in {"".join(word[0] for word in telling), "".join(word[0] for word in said)}:
            known = self.acronyms.get(initials, ())
            if sequence not in known and len(known) < 8:
                self.acronyms[initials] = (*known, sequence)

    def _file(self, owner: Owner, sequence: Sequence) -> None:
        number = len(self.sequences)
        self.sequences.append(sequence)
        self.owners.append(owner)
        self.totals.append(sum(self.weight(owner[0], word) for word in set(sequence)))
        self._of[owner] = (*self._of.get(owner, ()), number)
        for word in set(sequence):
            postings = self.postings[owner[0]]
            if word not in postings:
                postings[word] = array("I")
            postings[word].append(number)
            self._held.add(word)
