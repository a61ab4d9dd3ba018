"""Learns the intent model from the phrase data: `python -m catalogue.reading.train` writes model.zip, the same each time.

The only module that needs scikit-learn, a tool of development. Confidence is calibrated on hands the model has not learned from.
"""

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from catalogue.reading.features import blocks
from catalogue.reading.model import SHARES, WEIGHTS, ZERO, Model, key, softmax, weighed
from catalogue.reading.phrases import SLOT, Phrase, digest, load, masked
from catalogue.reading.tables import table

KEPT = 60_000  # features, the weightiest: a file under 3 MB
SEEN = 2  # a feature of one phrase alone is left out
PENALTY = 0.5
FILLED = 0.3  # what a phrase with unrecognised names counts beside the masked one
MISTYPED = 0.3  # what a phrase with a slip of the finger counts

Lists = tuple[list[str], list[str], list[str]]


@dataclass(frozen=True)
class Lesson:
    """What is learned from: examples with their labels and how much each counts."""

    features: list[Lists]
    labels: list[str]
    counts: list[float]


def lesson(phrases: Sequence[Phrase]) -> Lesson:
    """Each phrase as masked and, for less, as it reads when its names are not recognised or a letter is wrong."""
    features: list[Lists] = []
    labels: list[str] = []
    counts: list[float] = []
    for phrase in phrases:
        for text, count in variants(phrase):
            features.append(_blocks(text))
            labels.append(phrase.intent)
            counts.append(count)
    return Lesson(features, labels, counts)


@cache
def _blocks(text: str) -> Lists:
    return blocks(masked(text), "?" in text)


def variants(phrase: Phrase) -> list[tuple[str, float]]:
    """The texts learned from a phrase and how much each counts; the same each time."""
    fillers = table("fillers")[phrase.language]
    number = crc32(phrase.text.encode())

    def filled(slots: set[str]) -> str:
        def filler(slot: Any) -> str:
            choices = fillers[slot.group(1)]
            return str(choices[number % len(choices)]) if slot.group(1) in slots else str(slot.group(0))

        return SLOT.sub(filler, phrase.text)

    known = filled({"org"})
    unknown = filled(set(fillers))
    found = [(known, 1.0)] if known == unknown else [(known, 1.0), (unknown, FILLED)]
    if number % 2:
        found.append((mistyped(known, number), MISTYPED))
    return found


def mistyped(text: str, number: int) -> str:
    """The text with a letter dropped, doubled or swapped in one of its longer words."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return text
    place = long[number % len(long)]
    word, at = words[place], 1 + number % (len(words[place]) - 2)
    slips = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    words[place] = slips[number // 2 % 3]
    return " ".join(words)


def vocabulary(features: Sequence[Lists], block: int) -> tuple[list[str], NDArray[np.float32]]:
    """The features of a block that several phrases share, and their rarity."""
    seen = Counter(feature for lists in features for feature in set(lists[block]))
    kept = sorted(feature for feature, count in seen.items() if count >= SEEN)
    rarity = [np.log((1 + len(features)) / (1 + seen[feature])) + 1 for feature in kept]
    return kept, np.array(rarity, dtype=np.float32)


def matrix(features: Sequence[Lists], vocabularies: Sequence[dict[str, int]], rarity: Sequence[float]) -> Any:
    indices: list[NDArray[np.intp]] = []
    values: list[NDArray[np.float32]] = []
    ends = [0]
    for lists in features:
        for share, rows, names in zip(SHARES, vocabularies, lists, strict=True):
            found = weighed([row for name in names if (row := rows.get(name)) is not None], rarity)
            indices.append(np.array([row for row, _ in found], dtype=np.intp))
            values.append(np.array([value * share for _, value in found], dtype=np.float32))
        ends.append(ends[-1] + sum(map(len, indices[-len(SHARES) :])))
    return csr_matrix((np.concatenate(values), np.concatenate(indices), ends), shape=(len(features), len(rarity)))


def fit(taught: Lesson, kept: int = KEPT) -> Model:
    """A model whose confidence is not yet calibrated."""
    found = [vocabulary(taught.features, block) for block in range(len(SHARES))]
    names, rarity = [names for names, _ in found], np.concatenate([rarity for _, rarity in found])
    machine = _machine(taught, names, rarity)
    if len(rarity) > kept:
        strength = np.abs(machine.coef_).max(axis=0)
        chosen = strength >= np.sort(strength)[-kept]
        edges = np.cumsum([0, *map(len, names)])
        names = [
            [name for name, keep in zip(block, chosen[start:end], strict=True) if keep]
            for block, start, end in zip(names, edges, edges[1:], strict=False)
        ]
        rarity = rarity[chosen]
        machine = _machine(taught, names, rarity)
    return _packed(machine, names, rarity)


def _packed(machine: LinearSVC, names: list[list[str]], rarity: NDArray[np.float32]) -> Model:
    """The weights in bytes, by the features' keys; of two features with one key the weightier stays."""
    rows = machine.coef_.T
    strength = np.abs(rows).max(axis=1)
    keys = np.array([key(block, name) for block, block_names in enumerate(names) for name in block_names], dtype=np.uint32)
    order = np.lexsort((-strength, keys))
    order = order[np.concatenate(([True], keys[order][1:] != keys[order][:-1]))]
    scale = (np.maximum(strength[order], 1e-3) / 127).astype(np.float16).astype(np.float32)
    weights = np.clip(np.round(rows[order] / scale[:, None]), -127, 127) + ZERO
    return Model(
        [str(label) for label in machine.classes_],
        [float(one) for one in machine.intercept_.astype(np.float32)],
        sharpness=5.75,
        digest="",
        keys=array("I", keys[order].tobytes()),
        rarity=array("f", rarity[order].astype(np.float16).astype(np.float32).tobytes()),
        scale=array("f", scale.tobytes()),
        weights=weights.astype(np.uint8).tobytes(),
    )


def _machine(taught: Lesson, names: list[list[str]], rarity: NDArray[np.float32]) -> LinearSVC:
    starts = np.cumsum([0, *map(len, names)])
    rows = [{name: int(start) + i for i, name in enumerate(block)} for start, block in zip(starts, names, strict=False)]
    machine = LinearSVC(C=PENALTY, random_state=0)
    return machine.fit(matrix(taught.features, rows, rarity.tolist()), taught.labels, sample_weight=taught.counts)


def across(phrases: Sequence[Phrase], hands: Sequence[str] | None = None) -> tuple[NDArray[np.float32], list[Phrase], tuple[str, ...]]:
    """Scores of each hand's phrases by a model that learned from all the others: the honest measure."""
    scores: list[NDArray[np.float32]] = []
    tested: list[Phrase] = []
    labels = tuple(sorted({phrase.intent for phrase in phrases}))
    for hand in hands or sorted({phrase.hand for phrase in phrases}):
        model = fit(lesson([phrase for phrase in phrases if phrase.hand != hand]))
        places = [labels.index(label) for label in model.labels]
        for phrase in (phrase for phrase in phrases if phrase.hand == hand):
            row = np.full(len(labels), -9.0, dtype=np.float32)
            row[places] = model.scores(masked(phrase.text), "?" in phrase.text)
            scores.append(row)
            tested.append(phrase)
    return np.array(scores), tested, labels


def sharpness(scores: NDArray[np.float32], truth: NDArray[np.intp]) -> float:
    """The factor under which the scores' softmax is least surprised by the truth."""

    def surprise(factor: float) -> float:
        return -float(np.mean([np.log(softmax((row * factor).tolist())[right] + 1e-9) for row, right in zip(scores, truth, strict=True)]))

    return min(np.arange(1.0, 8.0, 0.25), key=surprise)


def train(phrases: Sequence[Phrase], *, calibrate: bool = True) -> Model:
    """The whole model: fitted on all the phrases, calibrated across hands where there are several."""
    model = fit(lesson(phrases))
    if calibrate and len({phrase.hand for phrase in phrases}) > 1:
        scores, tested, labels = across(phrases)
        truth = np.array([labels.index(phrase.intent) for phrase in tested])
        model.sharpness = float(sharpness(scores, truth))
        right = float(np.mean(scores.argmax(axis=1) == truth))
        sys.stdout.write(f"across hands: {right:.3f} right of {len(truth)}, sharpness {model.sharpness:.2f}\n")
    model.digest = digest(phrases)
    return model


if __name__ == "__main__":
    train(load(), calibrate="--quick" not in sys.argv).write()
    sys.stdout.write(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes\n")
