"""Finds the phrases that the shipped model reads as another intent: wrong labels, or borders that need more phrases."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from catalogue.reading.model import Model
from catalogue.reading.phrases import Phrase, digest, masked


class Misread(Struct, frozen=True):
    """A phrase, the intent it is read as instead, and how sure the model is of that."""

    phrase: Phrase
    read_as: str
    confidence: float


def misread(phrases: Sequence[Phrase], model: Model) -> Iterator[Misread]:
    """The phrases whose first guess is not their own intent."""
    for phrase in phrases:
        chances = model.probabilities(masked(phrase.text), "?" in phrase.text)
        best = max(chances)
        read_as = model.labels[chances.index(best)]
        if read_as != phrase.intent:
            yield Misread(phrase, read_as, best)


def stale(phrases: Sequence[Phrase], model: Model) -> bool:
    """Whether the phrases have changed since the model was trained."""
    return digest(phrases) != model.digest
