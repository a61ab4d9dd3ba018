"""Whether a message is out of scope: a linear model of its wording, weighed with what else was read. Weights from a file, NumPy only."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.reading.clauses import clauses
from catalogue.reading.features import Words
from catalogue.reading.model import weighed
from catalogue.reading.scope_marks import Seen, Spread, features, marks, stem, strangeness

WEIGHTS = Path(__file__).parent / "scope.npz"
SHARES = (1.1, 1.0, 0.6, 1.0)  # how much each block of features weighs, as for the intent model
REFUSED = 0.5  # from here on a message is out of scope: `outside` is laid so that 3 in 100 phrases for us, by hands unseen, are beyond

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scope:
    """The vocabulary and weights of the wording, and those of the marks."""

    vocabularies: tuple[dict[str, int], ...]
    rarity: Floats
    weights: Floats
    strange: Floats  # weights of `strangeness`
    bias: float
    hands: dict[str, int]  # word, or stem behind a star, to the number of hands that wrote it in phrases for us
    names: tuple[str, ...]  # of the marks
    worths: Floats
    offset: float
    doubt: float  # from here to REFUSED a message may be out of scope
    digest: str

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Scope":
        with np.load(path, allow_pickle=False) as file:
            return cls.of({name: file[name] for name in file.files})

    @classmethod
    def of(cls, arrays: dict[str, Any]) -> "Scope":
        """The scope of the arrays that training writes."""
        vocabularies: list[dict[str, int]] = []
        row = 0
        for block in range(len(SHARES)):
            listed = _lines(arrays[f"features{block}"])
            vocabularies.append({feature: row + i for i, feature in enumerate(listed)})
            row += len(listed)
        return cls(
            vocabularies=tuple(vocabularies),
            rarity=arrays["rarity"].astype(np.float32),
            weights=arrays["weights"].astype(np.float32),
            strange=arrays["strange"].astype(np.float32),
            bias=float(arrays["bias"]),
            hands=dict(zip(_lines(arrays["words"]), map(int, arrays["hands"]), strict=True)),
            names=_lines(arrays["marks"]),
            worths=arrays["worths"].astype(np.float32),
            offset=float(arrays["offset"]),
            doubt=float(arrays["doubt"]),
            digest=bytes(arrays["digest"]).decode(),
        )

    def spread(self, word: str) -> int:
        return self.hands.get(word, 0)

    def score(self, said: Words, asks: bool, spread: Spread | None = None) -> float:
        """How foreign the wording is: above zero more than not."""
        total = self.bias + float(np.dot(self.strange, strangeness(said, spread or self.spread)))
        for vocabulary, share, listed in zip(self.vocabularies, SHARES, features(said, asks), strict=True):
            rows, values = weighed(listed, vocabulary, self.rarity)
            if len(rows):
                total += share * float(values @ self.weights[rows])
        return total

    def outside(self, seen: Seen) -> float:
        """From 0 to 1, how surely the message is out of scope."""
        score, parts = self.scores(seen)
        found = marks(seen, score, parts, self.spread)
        total = float(np.dot(self.worths, [found[name] for name in self.names])) + self.offset
        return 1 / (1 + float(np.exp(-np.clip(total, -30, 30))))

    def scores(self, seen: Seen, spread: Spread | None = None) -> tuple[float, list[tuple[Words, float]]]:
        """The score of the message's wording, and each clause with its own."""
        parts = [(said, self.score(said, asks, spread)) for said, asks in clauses(seen.message, seen.spans)]
        return self.score(seen.said, "?" in seen.message.text, spread), parts


def spreads(hands: dict[str, set[str]]) -> dict[str, int]:
    """How many hands wrote each word and each stem."""
    stems: dict[str, set[str]] = {}
    for word, wrote in hands.items():
        stems.setdefault(stem(word), set()).update(wrote)
    return {word: len(wrote) for word, wrote in (*hands.items(), *stems.items())}


@cache
def shipped() -> Scope:
    """The scope learned from the phrases of this program, loaded once."""
    return Scope.load()


def outside(seen: Seen) -> float:
    """From 0 to 1, how surely the message is out of scope by the shipped weights: over REFUSED it is refused."""
    return shipped().outside(seen)


def _lines(array: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(bytes(array).decode().split("\n"))
