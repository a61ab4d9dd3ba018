"""Phrases of authors kept out of the training (bench/hands), read whole against the sample catalogue, their slots filled from it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.intervals import Tally
from catalogue.reading.phrases import DAY, Phrase, load
from catalogue.reading.reader import Reader
from catalogue.reading.scoping import catalogues, choices, filled
from catalogue.reading.values import Intent, Reading

HANDS = Path(__file__).parent / "hands"
MOST = 12  # kinds of misses printed


def held_out() -> tuple[Phrase, ...]:
    """The phrases of the authors kept apart: never to be trained on."""
    return load(HANDS)


def readings() -> Iterator[tuple[Phrase, Reading]]:
    """Each phrase as it is read."""
    whole = catalogues()[0]
    reader, names = Reader(whole), {"fr": choices(whole, "fr"), "en": choices(whole, "en")}
    for phrase in held_out():
        yield phrase, reader.read(filled(phrase.text, names[phrase.language]), DAY)


def measure() -> None:
    """Intents, three readings, refusals, by language and author; and what is most often read as what."""
    tally, misses = Tally(), Counter[tuple[str, str]]()
    for phrase, reading in readings():
        groups = (phrase.language, phrase.hand)
        if phrase.intent == Intent.OUT_OF_SCOPE:
            tally.add("out of scope refused", reading.intent is Intent.OUT_OF_SCOPE, groups)
            continue
        tally.add("intents in scope", reading.intent == phrase.intent, groups)
        tally.add("among three readings", phrase.intent in [guess.intent for guess in reading.guesses], groups)
        tally.add("in scope refused", reading.intent is Intent.OUT_OF_SCOPE, groups)
        tally.add("language of the message", reading.language == phrase.language, groups)
        if reading.intent != phrase.intent:
            misses[phrase.intent, str(reading.intent)] += 1
    print("phrases of authors kept apart, slots filled, against the sample catalogue; 95 % intervals (Wilson)")
    print("\n".join(tally.lines()))
    print("most often misread: " + ", ".join(f"{wanted} as {got} {count}" for (wanted, got), count in misses.most_common(MOST)))
