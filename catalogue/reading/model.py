"""The intent model at run time: a linear model over pieces and runs of words and concepts, weights from a file, plain Python.

A feature is known by a sum of four bytes, so that no vocabulary is kept in memory; the weights of a feature for all labels are lanes of
one long integer, so that a message's scores are a few hundred multiplications of integers.
"""

import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zlib import crc32

from catalogue.reading.features import Words, meanings, pieces, runs

WEIGHTS = Path(__file__).parent / "model.zip"
SHARES = (1.1, 1.0, 0.6)  # how much each block of features weighs: measured across authors
LANE = 8  # bytes of a label's sum in the long integer
EXACT = 1 << 34  # a value's unit: seven digits, and a thousand features leave the lane half empty
ZERO = 128  # a weight of nothing, as the file's unsigned bytes have it
BLOCKS = tuple(crc32(f"{block}:".encode()) for block in range(len(SHARES)))


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
        self.bias = tuple(bias)
        self.sharpness = sharpness
        self.digest = digest
        self.keys, self.rarity, self.scale = keys, rarity, scale
        self.weights = weights
        self._rarest = max(rarity, default=0.0)
        self._row = lru_cache(maxsize=4096)(self._laid)
        self._pieces = lru_cache(maxsize=8192)(self._rows_of_word)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Model":
        with ZipFile(path) as file:
            about = json.loads(file.read("about.json"))
            keys, weights = array("I", file.read("keys")), file.read("weights")
            rarity, scale = (array("f", file.read(name)) for name in ("rarity", "scale"))
        return cls(**about, keys=keys, rarity=rarity, scale=scale, weights=weights)

    def write(self, path: Path = WEIGHTS) -> None:
        """The same bytes for the same model."""
        about = {"labels": self.labels, "bias": self.bias, "sharpness": self.sharpness, "digest": self.digest}
        parts = {"about.json": json.dumps(about).encode(), "keys": self.keys.tobytes(), "weights": self.weights}
        parts |= {"rarity": self.rarity.tobytes(), "scale": self.scale.tobytes()}
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as file:
            for name, content in parts.items():
                file.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)

    def scores(self, said: Words, asks: bool) -> list[float]:
        """One score a label, before calibration."""
        rows = ([row for word in said for row in self._pieces(word)], self._rows(1, runs(said, asks)), self._rows(2, meanings(said)))
        total = offset = 0
        for share, found in zip(SHARES, rows, strict=True):
            for row, value in weighed(found, self.rarity):
                count = round(value * share * self.scale[row] * EXACT)
                total += count * self._row(row)
                offset += count
        sums = memoryview(total.to_bytes(LANE * len(self.labels), "little")).cast("Q")
        return [bias + (one - ZERO * offset) / EXACT for bias, one in zip(self.bias, sums, strict=True)]

    def probabilities(self, said: Words, asks: bool) -> list[float]:
        return softmax([score * self.sharpness for score in self.scores(said, asks)])

    def rare(self, word: str) -> float:
        """How rare a word is in the phrases; one that none holds is as rare as the rarest."""
        row = self._find(1, word)
        return self._rarest if row is None else self.rarity[row]

    def _rows(self, block: int, features: Iterable[str]) -> list[int]:
        return [row for feature in features if (row := self._find(block, feature)) is not None]

    def _rows_of_word(self, word: str) -> list[int]:
        return self._rows(0, pieces(word))

    def _find(self, block: int, feature: str) -> int | None:
        wanted = key(block, feature)
        row = bisect_left(self.keys, wanted)
        return row if row < len(self.keys) and self.keys[row] == wanted else None

    def _laid(self, row: int) -> int:
        """A row of weights, each in a lane of its own."""
        labels = len(self.labels)
        lanes = bytearray(LANE * labels)
        lanes[::LANE] = self.weights[row * labels : (row + 1) * labels]
        return int.from_bytes(lanes, "little")


def weighed(rows: Iterable[int], rarity: Sequence[float]) -> list[tuple[int, float]]:
    """The features and their values: more for rare and repeated ones, of length one together."""
    values = [(row, (1 + log(count)) * rarity[row]) for row, count in Counter(rows).items()]
    length = max(sqrt(sum(value * value for _, value in values)), 1e-9)
    return [(row, value / length) for row, value in values]


def softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
