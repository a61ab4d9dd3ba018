"""Slips of the finger in everyday words are put right; words that somebody knows are left alone."""

import pytest

from catalogue.offer.model import Language
from catalogue.reading.normalise import normalise
from catalogue.reading.spelling import Speller, spelt


class Listed:
    """The words of some names."""

    words = frozenset(("python", "mila", "forage", "montreal"))

    def holds(self, word: str) -> bool:
        return word in self.words

    def beside(self, word: str) -> list[str]:
        return [name for name in self.words if abs(len(name) - len(word)) < 2]


def right(text: str, language: Language) -> str:
    return Speller(Listed()).right(normalise(text), (language,)).folded


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("how long dos it tak", "en", "how long does it take"),
        ("wen dose it strat", "en", "when does it start"),
        ("hwo much is teh fee", "en", "how much is the fee"),
        ("do i ned a computer", "en", "do i need a computer"),
        ("whcih one is beter", "en", "which one is better"),
        ("le cous est il en lgine", "fr", "le cours est il en ligne"),
        ("ya til dse places", "fr", "y a til des places"),
        ("lequl est le moin cher", "fr", "lequel est le moins cher"),
        ("le sisteme plante", "fr", "le systeme plante"),
    ],
)
def test_short_and_long_slips_become_the_usual_word(typed: str, language: Language, meant: str) -> None:
    assert right(typed, language) == normalise(meant).folded


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("what is art and can i sit on it", "en"),
        ("je pars en mai si ca tient", "fr"),
        ("the fee for log-231", "en"),
        ("is it Dave for a mid-sized hospital", "en"),
        ("a couture class", "en"),
        ("jour de forage", "fr"),
        ("the mila one", "en"),
    ],
)
def test_words_that_somebody_knows_are_left_alone(typed: str, language: Language) -> None:
    assert right(typed, language) == normalise(typed).folded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("le cours dforage", "le cours dforage"), ("combien dheures", "combien d heures"), ("la session dautomne", "la session d automne")],
)
def test_an_apostrophe_left_out_before_a_known_word_is_put_back(typed: str, meant: str) -> None:
    assert right(typed, "fr") == meant


def test_a_contraction_keeps_its_apostrophe() -> None:
    assert spelt(Speller(Listed()).right(normalise("I don't know, it doesn't say"), ("en",))) == "I don't know, it doesn't say"


def test_a_slip_for_a_name_of_the_catalogue_is_left_to_the_search() -> None:
    assert right("the forags one", "en") == "the forags one"


def test_a_name_with_a_capital_inside_the_message_is_left_alone() -> None:
    assert right("given by Jhon Teh", "en") == "given by jhon teh"


def test_the_text_put_right_keeps_the_rest_as_it_was_typed() -> None:
    message = Speller(Listed()).right(normalise("Hi!  whats teh cheepest (one), svp?"), ("en",))
    assert spelt(message) == "Hi!  whats the cheapest (one), svp?"
