"""What the scope model learns from: phrases read against a catalogue, with foreign things for courses, with foreign talk around."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from catalogue.offer.model import Catalogue, Language
from catalogue.reading.decide import Evidence
from catalogue.reading.features import Words
from catalogue.reading.phrases import DAY, SLOT, Phrase, masked
from catalogue.reading.reader import Reader
from catalogue.reading.tables import table
from catalogue.reading.values import Intent

SAMPLE = Path(__file__).parents[1] / "sample" / "sample.yaml"
NAMING = frozenset({"course", "code", "topic"})
SWAPPED, MIXED = 0.08, 0.15  # what a made example counts beside a phrase
SHORT = 9  # words

Choices = dict[str, list[str]]


@dataclass(frozen=True)
class Example:
    """A phrase as the reader saw it."""

    phrase: Phrase
    seen: Evidence

    @property
    def outside(self) -> bool:
        return self.phrase.intent == Intent.OUT_OF_SCOPE


@dataclass(frozen=True)
class Wording:
    """What the model of wordings learns from: masked words, the hand they come from, how much they count."""

    said: Words
    asks: bool
    outside: bool
    hand: str
    count: float


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """The sample catalogue, and what it would be with half its courses: what one names, the other may not know."""
    whole = Catalogue.model_validate(yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    courses = whole.courses[::2]
    topics = {code for course in courses for code in course.topics}
    half = whole.model_copy(update={"courses": courses, "topics": tuple(topic for topic in whole.topics if topic.code in topics)})
    return whole, half


def examples(phrases: Sequence[Phrase]) -> list[Example]:
    """Each phrase read once against each catalogue, its slots filled from it."""
    found: list[Example] = []
    for number, catalogue in enumerate(catalogues()):
        reader, choices = Reader(catalogue), {"fr": _choices(catalogue, "fr"), "en": _choices(catalogue, "en")}
        for phrase in phrases:
            text = filled(phrase.text, choices[phrase.language], number)
            found.append(Example(phrase, reader.seen(text, DAY)))
    return found


def _choices(catalogue: Catalogue, language: Language) -> Choices:
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


def filled(text: str, choices: Choices, number: int) -> str:
    """The phrase with a name in each slot; the same each time."""

    def name(slot: "re.Match[str]") -> str:
        listed = choices[slot.group(1)]
        return listed[crc32(f"{text}{slot.start()}{number}".encode()) % len(listed)]

    return SLOT.sub(name, text)


def wordings(found: Sequence[Example]) -> list[Wording]:
    """The examples' own wordings, then those made of them."""
    own = [Wording(e.seen.said, "?" in e.seen.message.text, e.outside, e.phrase.hand, 1 / len(catalogues())) for e in found]
    first = found[: len(found) // len(catalogues())]
    return [*own, *_swapped(first), *_mixed(first)]


def _swapped(found: Sequence[Example]) -> Iterator[Wording]:
    """Short questions about a course, with something foreign in its place: they are no longer for us."""
    for example in found:
        phrase = example.phrase
        named = NAMING & set(SLOT.findall(phrase.text))
        if example.outside or phrase.intent == Intent.COMPARE or not named or len(example.seen.said) > SHORT or "," in phrase.text:
            continue
        strangers = table("strangers")[phrase.language]
        other = str(strangers[crc32(phrase.text.encode()) % len(strangers)])
        text = SLOT.sub(_replacing(other), phrase.text)
        yield Wording(masked(text), "?" in text, outside=True, hand=phrase.hand, count=SWAPPED)


def _replacing(other: str) -> Any:
    return lambda slot: other if slot.group(1) in NAMING else slot.group(0)


def _mixed(found: Sequence[Example]) -> Iterator[Wording]:
    """Questions for us with foreign talk of the same hand before or after: they remain for us."""
    talk: dict[tuple[str, Language], list[Words]] = defaultdict(list)
    for example in found:
        if example.outside:
            talk[example.phrase.hand, example.phrase.language].append(example.seen.said)
    for example in found:
        phrase, said, number = example.phrase, example.seen.said, crc32(example.phrase.text.encode())
        others = talk[phrase.hand, phrase.language]
        if not example.outside and others and len(said) > 3 and number % 6 == 0:
            other = others[number // 7 % len(others)]
            whole = (*other, *said) if number // 3 % 3 else (*said, *other)
            yield Wording(whole, "?" in phrase.text, outside=False, hand=phrase.hand, count=MIXED)
