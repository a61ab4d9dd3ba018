"""Sentences read by the whole reader against the sample catalogue: intent, FAQ entry, courses, filters."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from catalogue.offer.model import Catalogue
from catalogue.reading.reader import Reader
from catalogue.reading.values import Intent


def sentences() -> Iterator[tuple[str, str]]:
    groups = yaml.safe_load((Path(__file__).parent / "transcripts.yaml").read_text(encoding="utf-8"))
    return ((intent, sentence) for intent, lines in groups.items() for sentence in lines)


def test_every_intent_has_sentences() -> None:
    assert {intent for intent, _ in sentences()} == {str(intent) for intent in Intent}


@pytest.mark.parametrize(("intent", "sentence"), list(sentences()))
def test_a_plain_sentence_is_read_as_what_it_asks(reader: Reader, now: datetime, intent: str, sentence: str) -> None:
    assert reader.read(sentence, now).intent == intent


def voices() -> Iterator[tuple[str, str, str]]:
    people = yaml.safe_load((Path(__file__).parent / "voices.yaml").read_text(encoding="utf-8"))
    return ((who, intent, sentence) for who, said in people.items() for intent, lines in said.items() for sentence in lines)


@pytest.mark.parametrize(("who", "intent", "sentence"), list(voices()))
def test_each_voice_is_understood(reader: Reader, now: datetime, who: str, intent: str, sentence: str) -> None:
    assert reader.read(sentence, now).intent == intent, who


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("la classe est-elle filmée, pour la réécouter?", "reecouter"),
        ("is there a place to park my car?", "stationner"),
        ("vais-je recevoir un papier pour mes impôts", "recu-impots"),
        ("there are assignments to do at home?", "devoirs"),
        ("j'attends encore le lien zoom", "lien-zoom"),
    ],
)
def test_a_practical_question_finds_its_entry(reader: Reader, now: datetime, sentence: str, entry: str) -> None:
    reading = reader.read(sentence, now)
    assert (reading.intent, reading.faq) == (Intent.FAQ, entry)


def test_every_way_of_asking_an_entry_finds_it(reader: Reader, sample: Catalogue) -> None:
    asked = [(entry.code, question) for entry in sample.faq for question in entry.question.all()]
    assert [question for code, question in asked if reader.read(question, NOON).faq != code] == []


NOON = datetime.fromisoformat("2027-01-11T12:00:00-05:00")


def test_a_bare_title_asks_about_the_course(reader: Reader, now: datetime) -> None:
    reading = reader.read("Maintenance prédictive en usine", now)
    assert (reading.intent, reading.courses) == (Intent.COURSE_DETAIL, ("MAN-10",))


def test_a_fragment_without_a_question_is_an_ellipsis(reader: Reader, now: datetime) -> None:
    reading = reader.read("et à Sherbrooke?", now)
    assert reading.layers.get("ellipsis") is True
    assert reading.filters.said() == {"city": "Sherbrooke"}


def test_a_full_question_is_no_ellipsis(reader: Reader, now: datetime) -> None:
    assert "ellipsis" not in reader.read("combien coûte MAN-20 à Sherbrooke?", now).layers


def test_the_programme_named_alone_asks_about_it(reader: Reader, sample: Catalogue, now: datetime) -> None:
    assert reader.read(f"c'est quoi {sample.programme.name.fr}?", now).intent == Intent.ABOUT


def test_people_to_sign_up_make_a_group(reader: Reader, now: datetime) -> None:
    reading = reader.read("je veux inscrire 12 personnes à MAN-20", now)
    assert reading.intent == Intent.GROUP
    assert reading.filters.seats == 12


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("combien coûte MAN-20 et quand ça commence?", Intent.PRICE, Intent.DATES),
        ("how long is BI-10 and who teaches it?", Intent.DURATION, Intent.TEACHER),
    ],
)
def test_two_questions_in_one_message_are_both_heard(reader: Reader, now: datetime, sentence: str, first: Intent, second: Intent) -> None:
    reading = reader.read(sentence, now)
    assert {reading.intent, reading.second} == {first, second}


def test_three_guesses_come_best_first(reader: Reader, now: datetime) -> None:
    guesses = reader.read("c'est le soir ou le jour?", now).guesses
    assert len(guesses) == 3
    assert [guess.confidence for guess in guesses] == sorted((guess.confidence for guess in guesses), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "?!", "🤷", "\u0000", "a" * 5000, "1234567890", "{course}", "مرحبا", "\ud83d"])
def test_any_text_is_read_without_fault(reader: Reader, now: datetime, text: str) -> None:
    reading = reader.read(text, now)
    assert reading.guesses
    assert reader.explain(text, now)


def test_the_same_text_is_always_read_the_same(reader: Reader, now: datetime) -> None:
    assert reader.read("prix de BI-10 en mars?", now) == reader.read("prix de BI-10 en mars?", now)
