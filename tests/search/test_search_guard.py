"""The dictionary guard: what it knows, and the packed lists in step with their texts."""

import pytest

from catalogue.search.guard import ordinary, packed, summed
from scripts.ordinary import DATA, fresh


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_packed_list_is_that_of_the_text(language: str) -> None:
    assert (DATA / f"ordinary.{language}.sums").read_bytes() == fresh(language), "run: .venv/bin/python -m scripts.ordinary"


@pytest.mark.parametrize("word", ["couture", "coutures", "park", "crochet", "tricoter"])
def test_an_ordinary_word_is_known_in_its_forms(word: str) -> None:
    assert ordinary().knows(word)


def test_each_language_can_be_asked_alone() -> None:
    assert ordinary("fr").knows("couture")
    assert not ordinary("en").knows("couture")


@pytest.mark.parametrize("word", ["cybersecurit", "xqzt", "mlops"])
def test_a_slip_or_a_name_is_not_ordinary(word: str) -> None:
    assert not ordinary().knows(word)


def test_sums_are_packed_with_the_lowest_byte_first() -> None:
    assert packed(summed([b"# a comment", b"", b"mot"])) == (0x0A43432C).to_bytes(4, "little")
