"""Learns the intent model from the phrase data: `python -m catalogue.reading.train` writes model.zip, the same each time.

The only module that needs scikit-learn, a tool of development. Confidence is calibrated on hands the model has not learned from.
"""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from catalogue.reading import scoping, spelling
from catalogue.reading.lessons import Lesson, Lists, lesson
from catalogue.reading.model import SHARES, WEIGHTS, ZERO, Model, key, softmax
from catalogue.reading.phrases import Phrase, digest, load, masked
from catalogue.reading.reader import judged
from catalogue.reading.scoping import Example
from catalogue.reading.values import Intent
from catalogue.words.replacing import replace

KEPT = 60_000  # features, the weightiest: a file under 3 MB
FOLDS = 4
SHARP = 5.25  # how sure a score is before it is known
ALL = 10**9  # features kept where a model only measures: no second fit
UNKNOWN = -9.0  # the score of an intent that a model has not met
SEEN = 2  # a feature of one phrase alone is left out
PENALTY = 0.5


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


def weighed(rows: Iterable[int], rarity: Sequence[float]) -> list[tuple[int, float]]:
    """The features and their values, as the model weighs them: more for rare and repeated ones, of length one together."""
    values = [(row, (1 + log(count)) * rarity[row]) for row, count in Counter(rows).items()]
    length = max(sqrt(sum(value * value for _, value in values)), 1e-9)
    return [(row, value / length) for row, value in values]


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
        sharpness=SHARP,
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


def folds(phrases: Sequence[Phrase]) -> list[frozenset[str]]:
    """The hands in FOLDS groups, those who wrote most of what is out of scope apart."""
    foreign = Counter(phrase.hand for phrase in phrases if phrase.intent == Intent.OUT_OF_SCOPE)
    hands = sorted({phrase.hand for phrase in phrases}, key=lambda hand: (-foreign[hand], hand))
    return [frozenset(hands[start::FOLDS]) for start in range(min(FOLDS, len(hands)))]


class Unseen(Struct, frozen=True):
    """Scores of each phrase, and the examples as they are judged, by models that learned from other hands."""

    scores: NDArray[np.float32]
    truth: NDArray[np.intp]
    labels: tuple[str, ...]
    examples: list[Example]

    @property
    def right(self) -> float:
        return float(np.mean(self.scores.argmax(axis=1) == self.truth))


def across(phrases: Sequence[Phrase], held: Sequence[frozenset[str]], seen: Sequence[Example] = (), sure: float = SHARP) -> Unseen:
    """The honest measure: the phrases of each group of hands scored by a model that learned from all the others."""
    labels = tuple(sorted({phrase.intent for phrase in phrases}))
    scores = np.full((len(phrases), len(labels)), UNKNOWN, dtype=np.float32)
    examples = list(seen)
    for fold in held:
        model = fit(lesson([phrase for phrase in phrases if phrase.hand not in fold]), ALL)
        model.sharpness = sure
        places = [labels.index(label) for label in model.labels]
        for row, phrase in enumerate(phrases):
            if phrase.hand in fold:
                scores[row, places] = model.scores(masked(phrase.text), "?" in phrase.text)
        for row, example in enumerate(seen):
            if example.phrase.hand in fold:
                examples[row] = replace(example, seen=judged(example.seen, model))
    return Unseen(scores, np.array([labels.index(phrase.intent) for phrase in phrases]), labels, examples)


def sharpness(scores: NDArray[np.float32], truth: NDArray[np.intp]) -> float:
    """The factor under which the scores' softmax is least surprised by the truth."""

    def surprise(factor: float) -> float:
        return -float(np.mean([np.log(softmax((row * factor).tolist())[right] + 1e-9) for row, right in zip(scores, truth, strict=True)]))

    return min(np.arange(1.0, 8.0, 0.25), key=surprise)


def train(phrases: Sequence[Phrase]) -> Model:
    """The model of all the phrases; how sure it is is set by `calibrated`."""
    model = fit(lesson(phrases))
    model.digest = digest(phrases)
    return model


def calibrated(model: Model, phrases: Sequence[Phrase]) -> str:
    """Confidence, thresholds and scope, learned across hands: the model is changed, scope.json written; what was found."""
    seen, held = scoping.examples(phrases), folds(phrases)
    unseen = across(phrases, held, seen, model.sharpness)
    model.sharpness = float(sharpness(unseen.scores, unseen.truth))
    ours = np.array([phrase.intent != Intent.OUT_OF_SCOPE for phrase in phrases])
    chances = np.array([scoping.as_chances(row, model.sharpness) for row in unseen.scores[ours]])
    sure, lost = scoping.edges(chances, unseen.truth[ours])
    marked = scoping.marked(unseen.examples)
    scoping.write(scoping.learned(seen, marked, sure, lost))
    alone = (chances.max(axis=1) >= sure).mean()
    return (
        f"across hands: {unseen.right:.3f} right of {len(phrases)}, sharpness {model.sharpness:.2f}\n"
        f"acted upon alone from {sure:.2f} ({alone:.3f} of what is for us), offered from {lost:.2f}\n"
        f"{scoping.report(marked, held)}\n"
    )


if __name__ == "__main__":
    taught, before = load(), Model.load()
    spelling.write(taught)
    new = train(taught)
    new.sharpness = before.sharpness
    sys.stdout.write("confidence and scope kept as they were\n" if "--quick" in sys.argv else calibrated(new, taught))
    new.write()
    sys.stdout.write(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes\n")
