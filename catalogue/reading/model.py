"""The intent model at run time: a linear model over pieces and runs of words and concepts, weights from a file, nothing but NumPy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.reading.features import Words, blocks

WEIGHTS = Path(__file__).parent / "model.npz"
SHARES = (1.1, 1.0, 0.6)  # how much each block of features weighs: measured across authors

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """Vocabulary and weights by block, and how sure a score is."""

    labels: tuple[str, ...]
    vocabularies: tuple[dict[str, int], ...]  # feature to row, one dictionary a block
    rarity: Floats
    weights: NDArray[np.int8]
    scale: Floats  # of each row of weights
    bias: Floats
    sharpness: float
    digest: str

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Model":
        with np.load(path, allow_pickle=False) as file:
            return cls.of({name: file[name] for name in file.files})

    @classmethod
    def of(cls, arrays: dict[str, Any]) -> "Model":
        """The model of the arrays that training writes."""
        vocabularies: list[dict[str, int]] = []
        row = 0
        for block in range(len(SHARES)):
            features = bytes(arrays[f"features{block}"]).decode().split("\n")
            vocabularies.append({feature: row + i for i, feature in enumerate(features)})
            row += len(features)
        return cls(
            labels=tuple(bytes(arrays["labels"]).decode().split("\n")),
            vocabularies=tuple(vocabularies),
            rarity=arrays["rarity"].astype(np.float32),
            weights=arrays["weights"],
            scale=arrays["scale"].astype(np.float32),
            bias=arrays["bias"].astype(np.float32),
            sharpness=float(arrays["sharpness"]),
            digest=bytes(arrays["digest"]).decode(),
        )

    def scores(self, said: Words, asks: bool) -> Floats:
        """One score a label, before calibration."""
        total = self.bias.copy()
        for vocabulary, share, features in zip(self.vocabularies, SHARES, blocks(said, asks), strict=True):
            rows, values = weighed(features, vocabulary, self.rarity)
            if len(rows):
                total += (values * share * self.scale[rows]) @ self.weights[rows].astype(np.float32)
        return total

    def probabilities(self, said: Words, asks: bool) -> Floats:
        return softmax(self.scores(said, asks) * self.sharpness)


def weighed(features: Sequence[str], vocabulary: dict[str, int], rarity: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The rows of the known features and their values: more for rare and repeated ones, of length one together."""
    counts = Counter(row for feature in features if (row := vocabulary.get(feature)) is not None)
    rows = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
    values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * rarity[rows]
    return rows, (values / max(float(np.sqrt(values @ values)), 1e-9)).astype(np.float32)


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    shares: Floats = (powers / powers.sum()).astype(np.float32)
    return shares
