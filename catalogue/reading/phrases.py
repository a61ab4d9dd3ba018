"""The phrase data: files of example phrases by language and intent, from which the intent model learns."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from msgspec import Struct

from catalogue.offer.model import Language
from catalogue.reading.entities import Places, entities
from catalogue.reading.features import MASKS, Words, words
from catalogue.reading.masks import ranges
from catalogue.reading.normalise import Message, normalise
from catalogue.reading.tables import DATA, parsed

FOLDER = Path(__file__).parent / "phrases"
SLOT = re.compile(r"\{(\w+)\}")
DAY = datetime(2027, 1, 11, 9, tzinfo=UTC)  # a day for the phrases' own "next week": any would do
SLOTS = frozenset((*MASKS, "org"))


class Phrase(Struct, frozen=True):
    """One way of saying one thing. ``hand``: the file it comes from, one author a file."""

    text: str
    intent: str
    language: Language
    hand: str


def load(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """Every phrase of the folder's files, by file name; a new file is picked up by itself."""
    found: list[Phrase] = []
    for path in sorted(folder.glob("*.yaml")):
        content = parsed(path.read_bytes())
        languages: tuple[Language, ...] = ("fr", "en")
        for language in languages:
            for intent, texts in (content.get(language) or {}).items():
                found.extend(Phrase(_checked(text, path), intent, language, path.stem) for text in texts)
    return tuple(found)


def _checked(text: object, path: Path) -> str:
    """The phrase, if it is one; ValueError names the file and the phrase otherwise."""
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{path.name}: not a phrase: {text!r}")
    if unknown := set(SLOT.findall(text)) - SLOTS:
        raise ValueError(f"{path.name}: no such slot as {{{min(unknown)}}} in {text!r}")
    return text


def digest(phrases: Sequence[Phrase]) -> str:
    """A mark of the phrases and of the tables they are read with: the weights carry it, to be told when they are out of step."""
    mark = hashlib.sha256()
    for phrase in sorted(phrases, key=lambda phrase: (phrase.hand, phrase.language, phrase.intent, phrase.text)):
        mark.update(f"{phrase.language}\t{phrase.intent}\t{phrase.text}\n".encode())
    for name in ("concepts", "everyday"):
        mark.update((DATA / f"{name}.yaml").read_bytes())
    return mark.hexdigest()


def slotted(text: str) -> Message:
    """The phrase as a message whose slots are single words that `masked` knows."""
    return normalise(SLOT.sub(lambda slot: f" slot{slot.group(1)}slot ", text))


def masked(text: str) -> Words:
    """The words of a phrase with its slots, and the periods, places and quantities it spells out, as masks."""
    message = slotted(text)
    named = {f"slot{slot}slot": slot for slot in MASKS}
    slots = [(i, i + 1, named[token.text]) for i, token in enumerate(message.tokens) if token.text in named]
    found = entities(message, "fr", _gazetteer(), DAY, [(start, end) for start, end, _ in slots])
    return words(message, ranges(message, slots, found.spans))


@cache
def _gazetteer() -> Places:
    return Places(())
