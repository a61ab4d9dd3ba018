"""Québec typography, by rule, on every French message and every French text of the sample catalogue."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from babel.messages.pofile import read_po

from catalogue.offer.model import Text
from catalogue.offer.sample import sample_catalogue
from catalogue.words.say import LOCALES

NB = "\u00a0"
SPACES = f"[ {NB}\u202f\u2009]"
TYPED = '"{found}"'  # what is to be typed in a file, as it is typed there
RULES = {
    "a space before ? ! ;": re.compile(rf"{SPACES}[?!;]"),
    "no no-break space before a colon": re.compile(rf"(?<![{NB}\d/]):(?=[\s<]|$)"),
    "no no-break space inside « »": re.compile(rf"«(?!{NB})|(?<!{NB})»"),
    "a straight apostrophe": re.compile(r"(?<=\w)'(?=\w)"),
    "straight quotation marks": re.compile(r'(?<![=\w])"(?=\w)|(?<=\w)"(?![>\s\w])'),
    "an amount without its no-break space": re.compile(r"\d(?:[ ]|)\$|\$\d"),
    "an hour without its no-break spaces": re.compile(rf"\d (?=h\b)|\bh (?=\d)|\d(?=h\d\d)|\d(?=h\b(?!{NB}))"),
    "thousands without their no-break space": re.compile(r"(?<![\d-])\d{1,3}(?: \d{3})+(?![\d-])|\b\d{5,}(?!\d*-)\b"),
    "three dots": re.compile(r"\.\.\."),
    "a percent without its no-break space": re.compile(r"\d ?%"),
}


def faults(text: str) -> list[str]:
    """The names of the rules that the text breaks."""
    bare = re.sub(r"https?://\S+|\{\w+\}", "x", text.replace(TYPED, "x"))
    return [name for name, rule in RULES.items() if rule.search(bare)]


def french_messages() -> Iterator[str]:
    with (LOCALES / "fr" / "LC_MESSAGES" / "inscria.po").open("rb") as file:
        for message in read_po(file, locale="fr"):
            strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield from (text for text in strings if message.id and text)


def french_texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every French text of the sample, with its place."""
    if isinstance(value, Text):
        yield place, value.fr
    elif isinstance(value, (list, tuple)):
        for number, each in enumerate(value):
            yield from french_texts(each, f"{place}[{number}]")
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from french_texts(getattr(value, name), f"{place}.{name}")


def test_every_french_message_follows_quebec_typography() -> None:
    assert {text: found for text in french_messages() if (found := faults(text))} == {}


def test_every_french_text_of_the_sample_follows_quebec_typography() -> None:
    sample = sample_catalogue(date(2027, 1, 5))
    found = {place: (text, broken) for place, text in french_texts(sample) if (broken := faults(text))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "Quoi ?",
        "Voici: rien",
        "Voici : rien",
        "«non»",
        "l'heure",
        "495 $",
        "495$",
        "$495",
        "18h30",
        "18 h 30",
        "25 000 personnes",
        "25000 personnes",
        "la suite...",
        "50 %",
    ],
)
def test_the_rules_notice_what_breaks_them(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Voici{NB}: l’heure est {NB}18{NB}h{NB}30.",
        f"«{NB}oui{NB}»?",
        f"1{NB}234,50{NB}$; le 1er mai 2027, de 9{NB}h à midi…",
        "https://exemple.test/a?b=c:d",
        f"50{NB}%, loi 90-10, 514 555-0100",
    ],
)
def test_the_rules_let_what_is_right_pass(text: str) -> None:
    assert faults(text) == []
