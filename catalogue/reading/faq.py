"""Which entry of the FAQ a message asks for: likeness of stems and concepts, in both languages at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log, sqrt

from catalogue.offer.model import Catalogue, FaqEntry
from catalogue.reading.features import concepts
from catalogue.reading.normalise import normalise

STEM = 5  # letters: enough to tell words apart, few enough to join "rembourser" and "remboursement"
ANSWER = 0.25  # what a word of the answer is worth beside one of the question
CONCEPT = 0.8  # what a shared concept is worth beside a shared word
COMMON = 4.0  # rarity under which a word is of every question

Weights = dict[str, float]
Rarity = Callable[[str], float]


@dataclass(frozen=True)
class Likeness:
    """An entry and how like the message is to it: ``score`` for ordering, ``wording`` (0 to 1) to its nearest way of asking."""

    code: str
    score: float
    wording: float


class Faq:
    """The entries, ready to compare. ``rarity`` says how telling a word is in ordinary messages."""

    def __init__(self, catalogue: Catalogue, rarity: Rarity) -> None:
        self._rarity = rarity
        self._entries = len(catalogue.faq)
        texts = {entry.code: _texts(entry) for entry in catalogue.faq}
        held = {code: set().union(*(_terms(text) for text in found)) for code, found in texts.items()}
        self._spread = Counter(term for terms in held.values() for term in terms)
        self._ways = {code: [self._weights(text) for text in found] for code, found in texts.items()}
        self._whole = {code: _merged(ways) for code, ways in self._ways.items()}
        self._said = {entry.code: self._weights(f"{entry.code} {entry.answer.fr} {entry.answer.en}") for entry in catalogue.faq}

    def find(self, text: str) -> tuple[Likeness, ...]:
        """The three entries most like the message, best first."""
        asked = self._weights(text)
        if not asked or not self._ways:
            return ()
        found = []
        for code, ways in self._ways.items():
            wording = max((_cosine(asked, way) for way in ways), default=0.0)
            whole = _overlap(asked, self._whole[code])
            answer = _overlap(asked, self._said[code])
            found.append(Likeness(code, 0.6 * wording + 0.4 * whole + ANSWER * answer, wording))
        return tuple(sorted(found, key=lambda like: -like.score)[:3])

    def _weights(self, text: str) -> Weights:
        weights: Weights = {}
        for term, words in _terms(text).items():
            spread = log(1 + (self._entries + 10) / (1 + self._spread[term]))
            if term.startswith("="):
                weights[term] = CONCEPT * spread * COMMON
            else:
                weights[term] = spread * max(max(self._rarity(word) for word in words) - COMMON, 0.0)
        return {term: weight for term, weight in weights.items() if weight > 0}


def _texts(entry: FaqEntry) -> list[str]:
    return [*entry.question.all(), entry.code.replace("-", " ").replace("_", " ")]


def _terms(text: str) -> dict[str, set[str]]:
    """The stems of a text with the words they come from, and its concepts behind an equals sign."""
    said = tuple(token.text for token in normalise(text).tokens)
    terms: dict[str, set[str]] = {}
    for word in said:
        if len(word) > 1:
            terms.setdefault(word[:STEM], set()).add(word)
    for place in concepts().of(said):
        for concept in place:
            terms.setdefault(f"={concept}", set())
    return terms


def _cosine(one: Weights, other: Weights) -> float:
    shared = sum(weight * other.get(term, 0.0) for term, weight in one.items())
    return shared / (_length(one.values()) * _length(other.values()) or 1.0)


def _overlap(asked: Weights, held: Weights) -> float:
    """The share of what is asked that the other holds."""
    return sum(weight for term, weight in asked.items() if term in held) / (sum(asked.values()) or 1.0)


def _merged(ways: Iterable[Weights]) -> Weights:
    return {term: weight for way in ways for term, weight in way.items()}


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
