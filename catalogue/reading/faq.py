"""Which entry of the FAQ a message asks for: likeness of stems and concepts, in both languages at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import log, sqrt

from msgspec import Struct

from catalogue.offer.model import Catalogue, FaqEntry
from catalogue.reading.features import Words, concepts
from catalogue.reading.normalise import normalise

STEM = 5  # letters: enough to tell words apart, few enough to join "rembourser" and "remboursement"
WORDING, WHOLE, ANSWER = 0.6, 0.4, 0.25  # the nearest way of asking, all of them together, the answer
CONCEPT = 3.2  # what a shared concept is worth, as the rarity of a word beyond COMMON
COMMON = 4.0  # rarity under which a word is of every question

Weights = dict[str, float]
Rarity = Callable[[str], float]


class Likeness(Struct, frozen=True):
    """An entry and how like the message is to it: ``score`` for ordering, ``wording`` (0 to 1) to its nearest way of asking."""

    code: str
    score: float
    wording: float


class Faq:
    """The entries, ready to compare. ``rarity`` says how telling a word is in ordinary messages."""

    def __init__(self, catalogue: Catalogue, rarity: Rarity) -> None:
        self._rarity = rarity
        self._entries = len(catalogue.faq)
        ways = [(entry.code, terms(_said(text))) for entry in catalogue.faq for text in _ways(entry)]
        self._spread = Counter(term for _, term in {(code, term) for code, found in ways for term in found})
        self._way_codes = [code for code, _ in ways]
        self._ways: dict[str, list[tuple[int, float]]] = {}  # term to the ways that hold it and its share in each
        self._questions: dict[str, set[str]] = {}  # term to the codes of the entries whose questions hold it
        self._answers: dict[str, set[str]] = {}
        for place, (code, found) in enumerate(ways):
            weights = self._weights(found)
            length = _length(weights)
            for term, weight in weights.items():
                self._ways.setdefault(term, []).append((place, weight / length))
                self._questions.setdefault(term, set()).add(code)
        for entry in catalogue.faq:
            for term in terms(_said(f"{entry.answer.fr} {entry.answer.en}")):
                self._answers.setdefault(term, set()).add(entry.code)

    def find(self, said: Words) -> tuple[Likeness, ...]:
        """The three entries most like the message, best first."""
        asked = self._weights(terms(said))
        total, length = sum(asked.values()), _length(asked)
        if not total:
            return ()
        wordings: dict[int, float] = {}
        shares: dict[str, float] = {}
        for term, weight in asked.items():
            for place, share in self._ways.get(term, ()):
                wordings[place] = wordings.get(place, 0.0) + weight * share / length
            for code in self._questions.get(term, ()):
                shares[code] = shares.get(code, 0.0) + WHOLE * weight / total
            for code in self._answers.get(term, ()):
                shares[code] = shares.get(code, 0.0) + ANSWER * weight / total
        nearest: dict[str, float] = {}
        for place, likeness in wordings.items():
            code = self._way_codes[place]
            nearest[code] = max(nearest.get(code, 0.0), likeness)
        found = [Likeness(code, WORDING * nearest.get(code, 0.0) + share, nearest.get(code, 0.0)) for code, share in shares.items()]
        return tuple(sorted(found, key=lambda like: -like.score)[:3])

    def _weights(self, found: dict[str, set[str]]) -> Weights:
        weights: Weights = {}
        for term, words in found.items():
            worth = max([self._rarity(word) for word in words]) - COMMON if words else CONCEPT
            if worth > 0:
                weights[term] = self._spread_of(term) * worth
        return weights

    def _spread_of(self, term: str) -> float:
        """How few entries have the term: the more, the fewer."""
        return log(1 + (self._entries + 10) / (1 + self._spread.get(term, 0)))


def terms(said: Words) -> dict[str, set[str]]:
    """The stems of the words, each with the words it comes from, and their concepts behind an equals sign."""
    found: dict[str, set[str]] = {}
    for word in said:
        if len(word) > 1:
            found.setdefault(word[:STEM], set()).add(word)
    for place in concepts(said):
        for concept in place:
            found.setdefault(f"={concept}", set())
    return found


def _said(text: str) -> Words:
    return tuple(token.text for token in normalise(text).tokens)


def _ways(entry: FaqEntry) -> Iterable[str]:
    return (*entry.question.all(), entry.code.replace("-", " ").replace("_", " "))


def _length(weights: Weights) -> float:
    return sqrt(sum(weight * weight for weight in weights.values())) or 1.0
