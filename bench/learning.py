"""The learning curve: the intent model taught by a part of the phrases, asked the phrases of authors kept apart."""

from zlib import crc32

from bench.authors import held_out
from bench.intervals import written
from catalogue.reading.lessons import lesson
from catalogue.reading.phrases import Phrase, load, masked
from catalogue.reading.train import fit

EIGHTHS = (1, 2, 4, 8)  # of the phrases: each doubling


def measure() -> None:
    """What more phrases, and more hands, would bring."""
    taught, asked = load(), [phrase for phrase in held_out() if phrase.intent != "out_of_scope"]
    print("intents of authors kept apart, by the model alone (masked, without structure, FAQ or scope)")
    for part in EIGHTHS:
        some = [phrase for phrase in taught if crc32(phrase.text.encode()) % 8 < part]
        print(f"{part}/8 of the phrases, {len(some):6}: {_right(some, asked)}")
    hands = sorted({phrase.hand for phrase in taught})
    half = [phrase for phrase in taught if phrase.hand in hands[::2]]
    print(f"half of the hands,   {len(half):6}: {_right(half, asked)}")


def _right(taught: list[Phrase], asked: list[Phrase]) -> str:
    model = fit(lesson(taught))
    good = 0
    for phrase in asked:
        scores = model.scores(masked(phrase.text), "?" in phrase.text)
        good += model.labels[max(range(len(scores)), key=scores.__getitem__)] == phrase.intent
    return written(good, len(asked))
