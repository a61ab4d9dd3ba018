"""The intent model at run time: a linear model over pieces and runs of words and concepts, weights from a file, plain Python.

A feature is known by a sum of four bytes, so that no vocabulary is kept in memory. What a feature is worth for all labels are lanes of one
long integer, so that a message's scores are a sum of integers; those of words and turns of phrase met lately are kept.
"""

import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import chain
from math import exp, isqrt, log, sqrt
from pathlib import Path
from zipfile import ZipFile, ZipInfo
from zlib import crc32

from catalogue.reading.features import Words, meanings, pieces, runs
from catalogue.reading.values import Intent, intent_named

WEIGHTS = Path(__file__).parent / "model.zip"
SHARES = (1.1, 1.0, 0.6)  # how much each block of features weighs: measured across authors
LANE = 8  # bytes of a label's sum in the long integer
EXACT = 1 << 34  # a value's unit: nine digits, and a thousand features leave most of the lane empty
KEPT, WORDS = 8192, 4096  # turns of phrase of a block and words whose worth is kept
LONG = 40  # letters: longer words are seldom met again
ZERO = 128  # a weight of nothing, as the file's unsigned bytes have it
BLOCKS = tuple(crc32(f"{block}:".encode()) for block in range(len(SHARES)))


Sum = tuple[int, float]  # what features are worth together, and what the sum of their squares lacks


def key(block: int, feature: str) -> int:
    """What a feature of a block is known by; an unknown one passes for a known one in 70,000."""
    return crc32(feature.encode("utf-8", "surrogatepass"), BLOCKS[block])


class Model:
    """Features by key, in order, with how rare each is, the scale of its weights, and its weights: a byte a label."""

    def __init__(
        self, labels: Sequence[str], bias: Sequence[float], *, sharpness: float, digest: str,
        keys: "array[int]", rarity: "array[float]", scale: "array[float]", weights: bytes,
    ) -> None:  # fmt: skip
        self.labels = tuple(labels)
        self.intents = tuple(map(intent_named, labels))
        self.bias = tuple(bias)
        self.sharpness = sharpness
        self.digest = digest
        self.keys, self.rarity, self.scale = keys, rarity, scale
        self.weights = weights
        self.astray = 4 * isqrt(len(keys)) + 8
        self._rarest = max(rarity, default=0.0)
        self._row = lru_cache(maxsize=4096)(self._laid)
        self._word = lru_cache(maxsize=WORDS)(self._of_word)
        self.rare = lru_cache(maxsize=WORDS)(self._rare)
        self._phrases = {block: Met(partial(self._of_phrase, block)) for block in (1, 2)}

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Model":
        with ZipFile(path) as file:
            about = json.loads(file.read("about.json"))
            keys, weights = array("I", file.read("keys")), file.read("weights")
            rarity, scale = (array("f", file.read(name)) for name in ("rarity", "scale"))
        return cls(**about, keys=keys, rarity=rarity, scale=scale, weights=weights)

    def write(self, path: Path = WEIGHTS) -> None:
        """The same bytes for the same model, as they are: unpacking them would take a start longer than all the rest of the model."""
        about = {"labels": self.labels, "bias": self.bias, "sharpness": self.sharpness, "digest": self.digest}
        parts = {"about.json": json.dumps(about).encode(), "keys": self.keys.tobytes(), "weights": self.weights}
        parts |= {"rarity": self.rarity.tobytes(), "scale": self.scale.tobytes()}
        with ZipFile(path, "w") as file:
            for name, content in parts.items():
                file.writestr(ZipInfo(name), content)

    def scores(self, said: Words, asks: bool) -> list[float]:
        """One score a label, before calibration."""
        blocks = (self._of_words(said), self._of_phrases(1, runs(said, asks)), self._of_phrases(2, meanings(said)))
        (a, low_a, by_a), (b, low_b, by_b), (c, low_c, by_c) = map(self._shared, SHARES, blocks)
        low = low_a * by_a + low_b * by_b + low_c * by_c
        return [bias + x * by_a + y * by_b + z * by_c - low for bias, x, y, z in zip(self.bias, a, b, c, strict=False)]

    def _shared(self, share: float, block: Sum) -> tuple[list[int], int, float]:
        """The sums of a block's labels, what each would be if all weights were nothing, and by how much they are multiplied."""
        total, more = block
        sums = memoryview(total.to_bytes(LANE * (len(self.labels) + 2), "little")).cast("Q").tolist()
        length = max(sqrt(max(sums[-1] / EXACT + more, 0.0)), 1e-9)
        return sums, ZERO * sums[-2], share / (length * EXACT)

    def _of_words(self, said: Words) -> Sum:
        """The sum of the pieces of words; one that is repeated counts less each time."""
        found = [self._word(word) if len(word) <= LONG else self._of_word(word) for word in said]
        total, more = sum([worth for worth, _ in found]), 0.0
        rows = list(chain.from_iterable([rows for _, rows in found]))
        if len(set(rows)) < len(rows):
            for row, count in Counter(rows).items():
                if count > 1:
                    less, square = self._repeated(row, count)
                    total, more = total + less, more + square
        return total, more

    def _of_phrases(self, block: int, features: list[str]) -> Sum:
        """The sum of features that are seldom repeated."""
        total, more = sum(map(self._phrases[block].__getitem__, features)), 0.0
        if len(set(features)) < len(features):
            for feature, count in Counter(features).items():
                if count > 1 and (row := self._find(block, feature)) is not None:
                    less, square = self._repeated(row, count)
                    total, more = total + less, more + square
        return total, more

    def _repeated(self, row: int, count: int) -> Sum:
        """What a feature said so many times is worth beside so many times its worth."""
        times, rarity = 1 + log(count), self.rarity[row]
        return round((times - count) * rarity * self.scale[row] * EXACT) * self._row(row), (times * times - count) * rarity * rarity

    def probabilities(self, said: Words, asks: bool) -> list[float]:
        return softmax([score * self.sharpness for score in self.scores(said, asks)])

    def ranked(self, said: Words, asks: bool) -> tuple[tuple[Intent, float], ...]:
        """All the intents with their probabilities, the likeliest first."""
        chances, intents = self.probabilities(said, asks), self.intents
        return tuple([(intents[place], chances[place]) for place in sorted(range(len(chances)), key=chances.__getitem__, reverse=True)])

    def best(self, said: Words, asks: bool) -> tuple[Intent, float]:
        """The likeliest intent."""
        chances = self.probabilities(said, asks)
        best = max(chances)
        return self.intents[chances.index(best)], best

    def _rare(self, word: str) -> float:
        """How rare a word is in the phrases; one that none holds is as rare as the rarest."""
        row = self._find(1, word)
        return self._rarest if row is None else self.rarity[row]

    def _of_word(self, word: str) -> tuple[int, tuple[int, ...]]:
        """The worth of a word's pieces together, and their rows."""
        rows = tuple(row for piece in pieces(word) if (row := self._find(0, piece)) is not None)
        return sum(map(self._worth, rows)), rows

    def _of_phrase(self, block: int, feature: str) -> int:
        row = self._find(block, feature)
        return 0 if row is None else self._worth(row)

    def _find(self, block: int, feature: str) -> int | None:
        keys, wanted = self.keys, crc32(feature.encode("utf-8", "surrogatepass"), BLOCKS[block])
        near = wanted * len(keys) >> 32  # sums are spread evenly: a key is not far from its share
        row = bisect_left(keys, wanted, max(near - self.astray, 0), min(near + self.astray, len(keys)))
        return row if row < len(keys) and keys[row] == wanted else None

    def _worth(self, row: int) -> int:
        """The row of a feature said once: its weights by its rarity, then how much of that is one, and its rarity squared."""
        rarity = self.rarity[row]
        square = round(rarity * rarity * EXACT) << 8 * LANE * (len(self.labels) + 1)
        return round(rarity * self.scale[row] * EXACT) * self._laid(row) + square

    def _laid(self, row: int) -> int:
        """A row of weights, each in a lane of its own, then one."""
        labels = len(self.labels)
        lanes = bytearray(LANE * (labels + 1))
        lanes[: LANE * labels : LANE] = self.weights[row * labels : (row + 1) * labels]
        lanes[LANE * labels] = 1
        return int.from_bytes(lanes, "little")


class Met(dict[str, int]):
    """What features met lately are worth; not more than KEPT of them."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, feature: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        worth = self[feature] = self._find(feature)
        return worth


def softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
