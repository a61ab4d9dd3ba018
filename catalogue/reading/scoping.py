"""Learns what is out of scope: what each mark of `scope` is worth and where the threshold lies, on hands the intent model has not seen."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import yaml
from msgspec.structs import asdict
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from catalogue.offer.model import Catalogue, Language
from catalogue.reading.decide import Evidence
from catalogue.reading.model import softmax
from catalogue.reading.phrases import DAY, SLOT, Phrase
from catalogue.reading.reader import Reader
from catalogue.reading.scope import STEM, WEIGHTS, Marks, Scope, marks, plain
from catalogue.reading.tables import table
from catalogue.reading.values import Intent

SAMPLE = Path(__file__).parents[1] / "sample" / "sample.yaml"
FOREIGN = 0.4  # the weight of all that is out of scope beside all that is in
REFUSED, DOUBTED = 0.035, 0.08  # shares of the phrases for us, at most, beyond the thresholds
STEP, FEW = 0.02, 40  # of chances looked at together, and how many messages tell
HANDS = 2  # a stem of fewer hands tells nothing

Choices = dict[str, list[str]]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A phrase as the reader saw it."""

    phrase: Phrase
    seen: Evidence

    @property
    def outside(self) -> bool:
        return self.phrase.intent == Intent.OUT_OF_SCOPE


@dataclass(frozen=True)
class Marked:
    """Examples and their marks, by a model and stems of other hands."""

    hands: NDArray[np.str_]
    outside: NDArray[np.bool_]
    names: tuple[str, ...]
    table: Floats


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """The sample catalogue, and what it would be with half its courses: what one names, the other may not know."""
    whole = Catalogue.model_validate(yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    courses = whole.courses[::2]
    topics = {code for course in courses for code in course.topics}
    half = whole.model_copy(update={"courses": courses, "topics": tuple(topic for topic in whole.topics if topic.code in topics)})
    return whole, half


def examples(phrases: Sequence[Phrase]) -> list[Example]:
    """Each phrase read against one of the catalogues, its slots filled from it."""
    languages: tuple[Language, ...] = ("fr", "en")
    readers = [(Reader(catalogue), {language: choices(catalogue, language) for language in languages}) for catalogue in catalogues()]
    found: list[Example] = []
    for phrase in phrases:
        reader, names = readers[crc32(phrase.text.encode()) % len(readers)]
        found.append(Example(phrase, reader.seen(filled(phrase.text, names[phrase.language]), DAY)))
    return found


def choices(catalogue: Catalogue, language: Language) -> Choices:
    """What may stand in each slot: the catalogue's own names, else the everyday fillers."""
    return {
        **{slot: list(map(str, listed)) for slot, listed in table("fillers")[language].items()},
        "course": [name for course in catalogue.courses for name in (*[course.title.of(language)] * 2, *getattr(course.aliases, language))],
        "code": [course.code for course in catalogue.courses],
        "topic": [name for topic in catalogue.topics for name in (topic.name.of(language), *getattr(topic.aliases, language))],
        "partner": [name for partner in catalogue.partners for name in (partner.name.of(language), *partner.aliases)],
        "teacher": sorted({name for course in catalogue.courses for name in course.teachers}),
        "city": sorted({session.city for _, session in catalogue.sessions() if session.city}),
    }


def filled(text: str, names: Choices) -> str:
    """The phrase with a name in each slot; the same each time."""

    def name(slot: "re.Match[str]") -> str:
        listed = names[slot.group(1)]
        return listed[crc32(f"{text}{slot.start()}".encode()) % len(listed)]

    return SLOT.sub(name, text)


def stems(found: Sequence[Example]) -> dict[str, set[str]]:
    """The hands that wrote each stem in phrases for us."""
    wrote: dict[str, set[str]] = defaultdict(set)
    for example in found:
        if not example.outside:
            for word in plain(example.seen.said):
                wrote[word[:STEM]].add(example.phrase.hand)
    return wrote


def marked(found: Sequence[Example]) -> Marked:
    """The marks of each example, as it was judged by a model that its hand did not teach."""
    wrote = stems(found)
    hands = sorted({example.phrase.hand for example in found})
    known = {hand: frozenset(stem for stem, by in wrote.items() if len(by - {hand}) >= HANDS) for hand in hands}
    rows: list[Marks] = [marks(example.seen, known[example.phrase.hand]) for example in found]
    return Marked(
        hands=np.array([example.phrase.hand for example in found]),
        outside=np.array([example.outside for example in found]),
        names=tuple(rows[0]),
        table=np.array([list(row.values()) for row in rows]),
    )


def weigh(seen: Marked, rows: NDArray[np.bool_]) -> tuple[Floats, float, float]:
    """What each mark is worth on those rows, the sum beyond which a message is refused, and the sum from which it is in doubt."""
    table, outside = seen.table[rows], seen.outside[rows]
    scaler = StandardScaler().fit(table)
    counts = np.where(outside, (~outside).sum() / max(outside.sum(), 1) * FOREIGN, 1.0)
    machine = LogisticRegression(C=1.0, max_iter=3000).fit(scaler.transform(table), outside, sample_weight=counts)
    worths: Floats = machine.coef_[0] / scaler.scale_
    inside = (table @ worths)[~outside]
    return worths, float(np.quantile(inside, 1 - REFUSED)), float(np.quantile(inside, 1 - DOUBTED))


def from_where(chances: Floats, verdicts: NDArray[np.bool_]) -> float:
    """The least chance from which on, of the guesses about as sure, at least half are right."""
    for start in np.arange(0.0, 1.0, STEP):
        near = (chances >= start) & (chances < start + 4 * STEP)
        if near.sum() >= FEW and verdicts[near].mean() >= 0.5:
            return round(float(start), 2)
    return 0.0


def edges(chances: Floats, truth: NDArray[np.intp]) -> tuple[float, float]:
    """From which chance on a guess is acted upon alone, and from which the three likeliest are worth offering."""
    most, three = chances.max(axis=1), np.argsort(-chances, axis=1)[:, :3]
    return from_where(most, chances.argmax(axis=1) == truth), from_where(most, (three == truth[:, None]).any(axis=1))


def learned(found: Sequence[Example], seen: Marked, sure: float, lost: float) -> Scope:
    """The scope of all the phrases."""
    worths, refused, doubted = weigh(seen, np.ones(len(seen.hands), dtype=bool))
    known = (stem for stem, by in stems(found).items() if len(by) >= HANDS)
    doubt = 1 / (1 + np.exp(refused - doubted))
    rounded = {name: round(float(worth), 5) for name, worth in zip(seen.names, worths, strict=True)}
    return Scope(rounded, round(-refused, 5), round(float(doubt), 5), sure, lost, frozenset(known))


def write(scope: Scope, path: Path = WEIGHTS) -> None:
    said = {**asdict(scope), "stems": " ".join(sorted(scope.stems))}
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def report(seen: Marked, folds: Sequence[frozenset[str]]) -> str:
    """What is refused of the foreign and of the rest, by hand: worths and threshold set on the other hands."""
    refused = np.zeros(len(seen.hands), dtype=bool)
    for fold in folds:
        here = np.isin(seen.hands, sorted(fold))
        worths, threshold, _ = weigh(seen, ~here)
        refused[here] = seen.table[here] @ worths > threshold
    lines = []
    for hand in ("all", *sorted(set(seen.hands))):
        rows = np.ones(len(refused), dtype=bool) if hand == "all" else seen.hands == hand
        lines.append(f"{hand:12} refused {_share(refused[rows & seen.outside])}, of what is for us {_share(refused[rows & ~seen.outside])}")
    return "\n".join(lines)


def _share(verdicts: NDArray[np.bool_]) -> str:
    return f"{verdicts.mean():.3f} of {len(verdicts)}" if len(verdicts) else "none"


def as_chances(scores: Sequence[float], sharpness: float) -> list[float]:
    return softmax([float(score) * sharpness for score in scores])
