"""What the intent model learns from a phrase: itself, masked, and what people make of it: other names, a slip, a hello."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.reading.features import blocks
from catalogue.reading.phrases import SLOT, Phrase, masked
from catalogue.reading.tables import table
from catalogue.reading.values import Intent

FILLED = 0.3  # what a phrase with unrecognised names counts beside the masked one
POLITE, POLITE_IN = 0.4, 3  # what a phrase after a hello counts, and one phrase of how many is
SOCIAL = frozenset({Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.AFFIRM, Intent.DENY})
MISTYPED = 0.3  # what a phrase with a slip of the finger counts
Lists = tuple[list[str], list[str], list[str]]


class Lesson(Struct, frozen=True):
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
    if number % POLITE_IN == 0 and phrase.intent not in SOCIAL:
        found.append((polite(known, phrase.language, number), POLITE))
    return found


def polite(text: str, language: Language, number: int) -> str:
    """The text as people send it who say hello first, or thanks at the end."""
    words = table("fillers")["polite"][language]
    hello, thanks = words["hello"], words["thanks"]
    return f"{hello[number % len(hello)]}, {text}" if number // 2 % 2 else f"{text} {thanks[number % len(thanks)]}"


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
