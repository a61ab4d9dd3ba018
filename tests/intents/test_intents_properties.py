"""Properties of the whole reading: no text raises, writing habits do not change the intent, no length is out of proportion."""

import sys
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.reading.reader import Reader

PIECES = (
    *("IA", "cours", "mars", "12", "$", "?", "'", "’", "Québec", "MAN-20", "pas", "avant", "à"),
    *("\u200b", "é", "e\u0301", "🤷🏽", "مرحبا", "中", "\n"),
)
LONGEST = 4096


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_of_any_script_raises(reader: Reader, now: datetime, text: str) -> None:
    assert reader.read(text, now).guesses


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=60), gap=st.sampled_from(("", " ", "  ", "-")))
def test_no_heap_of_words_raises(reader: Reader, now: datetime, words: list[str], gap: str) -> None:
    reading = reader.read(gap.join(words), now)
    assert 0 <= reading.confidence <= 1
    assert len({guess.intent for guess in reading.guesses}) == len(reading.guesses)


@pytest.mark.parametrize(
    "sentence",
    [
        "Combien coûte Maintenance prédictive en usine?",
        "Est-ce qu’il reste des places à Québec?",
        "How long is the class, and who teaches it?",
    ],
)
def test_capitals_apostrophes_and_spaces_never_change_the_intent(reader: Reader, now: datetime, sentence: str) -> None:
    ways = (sentence, sentence.upper(), sentence.lower(), sentence.replace("’", "'"), sentence.replace(" ", "  "), f"  {sentence}\n")
    assert len({reader.read(way, now).intent for way in ways}) == 1


LONG = ("je veux savoir le prix du cours de mars, ", "a", "12 345,67 $ ", "?! ", "avant mars et après ", "'", "中文")


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_message_is_read_in_proportion(reader: Reader, now: datetime, piece: str) -> None:
    whole = (piece * LONGEST)[:LONGEST]
    reader.read(whole, now)
    assert _calls(reader, whole, now) < 6 * _calls(reader, whole[: LONGEST // 4], now) + 2000


def _calls(reader: Reader, text: str, now: datetime) -> int:
    """How many functions a reading calls: its work, whatever else the machine does."""
    counted = Counter[str]()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _what: counted.update((event,)))
    try:
        reader.read(text, now)
    finally:
        sys.setprofile(before)
    return counted["call"] + counted["c_call"]
