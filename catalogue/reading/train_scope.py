"""Learns what is out of scope: `python -m catalogue.reading.train_scope` writes scope.npz, the same each time.

Run it after `catalogue.reading.train`. What weighs the marks is learned, and the threshold set, on hands that neither model has seen.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from catalogue.reading import train
from catalogue.reading.decide import Ranked
from catalogue.reading.model import Model, weighed
from catalogue.reading.phrases import Phrase, digest, load
from catalogue.reading.reader import shipped
from catalogue.reading.scope import SHARES, WEIGHTS, Scope, spreads
from catalogue.reading.scope_lessons import Example, Wording, examples, wordings
from catalogue.reading.scope_marks import Marks, features, marks, plain, strangeness
from catalogue.reading.values import intent_named

FOLDS = 5
KEPT = 50_000  # features, the weightiest
SEEN = 3  # a feature of fewer wordings is left out
PENALTY = 0.2
FOREIGN = 0.4  # the weight of all that is out of scope beside all that is in
REFUSED, PER_INTENT, DOUBTED = 0.03, 0.09, 0.07  # shares of the phrases for us, at most, beyond the thresholds

Arrays = dict[str, NDArray[Any]]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Unseen:
    """Examples with the marks they have for models that learned from other hands."""

    examples: list[Example]
    marks: list[Marks]

    @property
    def table(self) -> Floats:
        return np.array([list(found.values()) for found in self.marks])

    @property
    def outside(self) -> NDArray[np.bool_]:
        return np.array([example.outside for example in self.examples])


def folds(hands: Sequence[str]) -> list[set[str]]:
    names = sorted(set(hands))
    return [set(names[start::FOLDS]) for start in range(min(FOLDS, len(names)))]


def fit(taught: Sequence[Wording], kept: int = KEPT) -> Arrays:
    """The model of wordings. A word is strange to a phrase when no other hand has it: as a new message's words will be."""
    hands: dict[str, set[str]] = defaultdict(set)
    for wording in taught:
        if not wording.outside:
            for word in plain(wording.said):
                hands[word].add(wording.hand)
    seen = {hand: spreads({word: wrote - {hand} for word, wrote in hands.items()}) for hand in {wording.hand for wording in taught}}
    strange = np.array([strangeness(w.said, lambda word, hand=w.hand: seen[hand].get(word, 0)) for w in taught])  # type: ignore[misc]
    listed = [features(wording.said, wording.asks) for wording in taught]
    names, rarity = _vocabularies(listed)
    machine = _machine(taught, _matrix(listed, names, rarity), strange)
    if len(rarity) > kept:
        strength = np.abs(machine.coef_[0, : len(rarity)]) * rarity
        chosen = strength >= np.sort(strength)[-kept]
        names, rarity = _chosen(names, chosen), rarity[chosen]
        machine = _machine(taught, _matrix(listed, names, rarity), strange)
    spread = {word: min(count, 3) for word, count in spreads(hands).items() if count}
    return {
        **{f"features{block}": _text("\n".join(block_names)) for block, block_names in enumerate(names)},
        "rarity": rarity.astype(np.float16),
        "weights": machine.coef_[0, : len(rarity)].astype(np.float16),
        "strange": machine.coef_[0, len(rarity) :].astype(np.float32),
        "bias": machine.intercept_[0].astype(np.float32),
        "words": _text("\n".join(spread)),
        "hands": np.array(list(spread.values()), dtype=np.uint8),
    }


def _vocabularies(listed: Sequence[tuple[list[str], ...]]) -> tuple[list[list[str]], Floats]:
    names: list[list[str]] = []
    rarity: list[float] = []
    for block in range(len(SHARES)):
        counts = Counter(feature for blocks in listed for feature in set(blocks[block]))
        names.append(sorted(feature for feature, count in counts.items() if count >= SEEN))
        rarity.extend(np.log((1 + len(listed)) / (1 + counts[feature])) + 1 for feature in names[-1])
    return names, np.array(rarity)


def _chosen(names: list[list[str]], chosen: NDArray[np.bool_]) -> list[list[str]]:
    edges = np.cumsum([0, *map(len, names)])
    return [[n for n, keep in zip(block, chosen[start:], strict=False) if keep] for block, start in zip(names, edges, strict=False)]


def _matrix(listed: Sequence[tuple[list[str], ...]], names: list[list[str]], rarity: Floats) -> Any:
    edges = np.cumsum([0, *map(len, names)])
    rows = [{name: int(start) + i for i, name in enumerate(block)} for block, start in zip(names, edges, strict=False)]
    indices, values, ends = [], [], [0]
    for blocks in listed:
        for share, vocabulary, found in zip(SHARES, rows, blocks, strict=True):
            places, weights = weighed(found, vocabulary, rarity.astype(np.float32))
            indices.append(places)
            values.append(weights * share)
        ends.append(ends[-1] + sum(map(len, indices[-len(SHARES) :])))
    return csr_matrix((np.concatenate(values), np.concatenate(indices), ends), shape=(len(listed), len(rarity)))


def _machine(taught: Sequence[Wording], table: Any, strange: Floats) -> LinearSVC:
    outside = np.array([wording.outside for wording in taught])
    counts = np.array([wording.count for wording in taught]) * 2
    counts[outside] *= counts[~outside].sum() / counts[outside].sum() / 2
    return LinearSVC(C=PENALTY, random_state=0).fit(hstack([table, csr_matrix(strange)]).tocsr(), outside, sample_weight=counts)


def unseen(phrases: Sequence[Phrase], found: Sequence[Example]) -> Unseen:
    """The marks of every example, by models of the wording and of the intents that learned from the other hands."""
    taught = wordings(found)
    tested: list[Example] = []
    noted: list[Marks] = []
    for fold in folds([phrase.hand for phrase in phrases]):
        intents = Model.of(train.fit(train.lesson([phrase for phrase in phrases if phrase.hand not in fold]), kept=10**9))
        scope = Scope.of(_bare(fit([wording for wording in taught if wording.hand not in fold], kept=10**9)))
        for example in (example for example in found if example.phrase.hand in fold):
            seen = replace(example.seen, ranked=_ranked(intents, example))
            score, parts = scope.scores(seen)
            tested.append(example)
            noted.append(marks(seen, score, parts, scope.spread))
        sys.stdout.write(f"read by others: {', '.join(sorted(fold))}\n")
    return Unseen(tested, noted)


def _ranked(intents: Model, example: Example) -> Ranked:
    intents = replace(intents, sharpness=shipped().sharpness)
    chances = intents.probabilities(example.seen.said, "?" in example.seen.message.text)
    return tuple(zip(map(intent_named, intents.labels), map(float, chances), strict=True))


def _bare(arrays: Arrays) -> Arrays:
    """The arrays of a scope that only scores wordings."""
    return {**arrays, "marks": _text(""), "worths": np.zeros(1), "offset": np.zeros(()), "doubt": np.zeros(()), "digest": _text("")}


def weigh(found: Unseen) -> tuple[Floats, Floats]:
    """What each mark is worth, and the sums of the examples."""
    scaler = StandardScaler().fit(found.table)
    outside = found.outside
    counts = np.where(outside, (~outside).sum() / max(outside.sum(), 1) * FOREIGN, 1.0)
    machine = LogisticRegression(C=1.0, max_iter=3000).fit(scaler.transform(found.table), outside, sample_weight=counts)
    worths = machine.coef_[0] / scaler.scale_
    return worths, found.table @ worths


def threshold(found: Unseen, sums: Floats) -> float:
    """The sum beyond which a message is refused: few phrases for us are, of no intent too many."""
    intents = np.array([example.phrase.intent for example in found.examples])
    inside = {intent: sums[(intents == intent)] for intent in set(intents) if intent != "out_of_scope"}
    each = max(float(np.quantile(listed, 1 - PER_INTENT)) for listed in inside.values())
    return max(each, float(np.quantile(sums[~found.outside], 1 - REFUSED)))


def trained(phrases: Sequence[Phrase]) -> tuple[Arrays, Unseen]:
    """The whole of scope.npz, and what its figures are measured on."""
    read = examples(phrases)
    found = unseen(phrases, read)
    worths, sums = weigh(found)
    refused = threshold(found, sums)
    doubted = float(np.quantile(sums[~found.outside], 1 - DOUBTED)) - refused
    arrays = {
        **fit(wordings(read)),
        "marks": _text("\n".join(found.marks[0])),
        "worths": worths.astype(np.float32),
        "offset": np.array(-refused, dtype=np.float32),
        "doubt": np.array(min(0.5, 1 / (1 + np.exp(-doubted))), dtype=np.float32),
        "digest": _text(digest(phrases)),
    }
    return arrays, found


def across(found: Unseen) -> Floats:
    """How far each example is beyond the threshold, both set on the other hands."""
    hands = np.array([example.phrase.hand for example in found.examples])
    sums = np.zeros(len(hands))
    for fold in folds(list(hands)):
        here = np.isin(hands, sorted(fold))
        others = np.flatnonzero(~here)
        kept = Unseen([found.examples[place] for place in others], [found.marks[place] for place in others])
        worths, known = weigh(kept)
        sums[here] = found.table[here] @ worths - threshold(kept, known)
    return sums


def report(found: Unseen) -> str:
    """What is refused of the foreign and of the rest, by hand and language."""
    refused = across(found) > 0
    groups: dict[str, dict[bool, list[bool]]] = {}
    for example, verdict in zip(found.examples, refused, strict=True):
        for name in (f"{example.phrase.hand} {example.phrase.language}", f"all {example.phrase.language}"):
            groups.setdefault(name, {True: [], False: []})[example.outside].append(bool(verdict))
    lines = [f"{name:16} refused {_share(of[True])}, in scope {_share(of[False])}" for name, of in sorted(groups.items())]
    return "\n".join(lines)


def _share(verdicts: list[bool]) -> str:
    return f"{np.mean(verdicts):.3f} of {len(verdicts)}" if verdicts else "none"


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


if __name__ == "__main__":
    written, measured = trained(load())
    np.savez_compressed(WEIGHTS, allow_pickle=False, **written)
    sys.stdout.write(f"{report(measured)}\n{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes\n")
