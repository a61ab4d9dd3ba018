"""Every intent, with one course, two tied, none, and wishes, in both languages: an answer that fits a phone."""

from datetime import date

import pytest
from answers_talk import Talk, told

from catalogue.answers.guide import Outcome
from catalogue.answers.table import ANSWERS
from catalogue.answers.turn import COURSE_INTENTS
from catalogue.offer.model import Catalogue
from catalogue.reading.values import Filters, Intent, Schedule

WISHES = Filters(city="Gaspé", starts_from=date(2030, 5, 1), starts_to=date(2030, 5, 31), schedule=Schedule(weekdays=frozenset({5})))
SHAPES = {"one": ("AGR-1",), "tied": ("ROB-1", "ROB-2"), "none": (), "filtered": ("AGR-1",), "empty": ("DIR-9",), "withdrawn": ("TEL-1",)}
ABOUT_COURSES = COURSE_INTENTS | {Intent.COMPARE, Intent.RECOMMEND, Intent.LIST_COURSES}


def fits_a_phone(outcome: Outcome) -> None:
    reply = outcome.answer.reply
    text = told(outcome)
    assert text.strip()
    assert len(text.splitlines()) <= 6 + ("inventé" in text or "made up" in text)
    assert len(text) < 1500
    assert "{" not in text
    assert len(reply.rows) <= 4
    assert sum(len(row) for row in reply.rows) <= 6
    for row in reply.rows:
        for button in row:
            assert button.data is not None
            assert 1 <= len(button.data.encode()) <= 64
            assert 1 <= len(button.label) <= 42


def ask(offer: Catalogue, intent: Intent, shape: str, language: str) -> Outcome:
    talk = Talk(offer, language=language, sample=True)
    return talk.say(
        "les chiffres?", intent, *SHAPES[shape], tied=shape == "tied", filters=WISHES if shape == "filtered" else Filters(), faq="repas"
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_an_answer_that_fits_a_phone(offer: Catalogue, intent: Intent, shape: str, language: str) -> None:
    assert intent in ANSWERS
    fits_a_phone(ask(offer, intent, shape, language))


@pytest.mark.parametrize("intent", sorted(COURSE_INTENTS))
def test_a_question_without_its_course_asks_which_and_waits(offer: Catalogue, intent: Intent) -> None:
    outcome = ask(offer, intent, "none", "fr")
    assert outcome.answer.courses == ()
    assert outcome.answer.answered
    assert outcome.context.pending is intent


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("intent", sorted(COURSE_INTENTS - {Intent.ALERT}))
def test_two_tied_courses_are_both_told_by_their_full_titles(offer: Catalogue, intent: Intent, language: str) -> None:
    outcome = ask(offer, intent, "tied", language)
    assert outcome.answer.courses == ("ROB-1", "ROB-2")
    for code in outcome.answer.courses:
        course = offer.course(code)
        assert course is not None
        assert course.title.of(outcome.understood.language).replace("\u00a0", " ").replace("’", "'") in told(outcome)
    assert [row[0].data for row in outcome.answer.reply.rows][:2] == [f"pick:{intent}:ROB-1", f"pick:{intent}:ROB-2"]


@pytest.mark.parametrize("intent", sorted(COURSE_INTENTS - {Intent.ALERT}))
def test_a_withdrawn_course_is_said_to_be_no_longer_offered(offer: Catalogue, intent: Intent) -> None:
    assert "n'est plus offert" in told(ask(offer, intent, "withdrawn", "fr"))
    assert "no longer offered" in told(ask(offer, intent, "withdrawn", "en"))


@pytest.mark.parametrize("intent", ["dates", "location", "format", "language", "seats"])
def test_of_the_sessions_only_those_that_fit_are_told(offer: Catalogue, intent: str) -> None:
    said = told(ask(offer, Intent(intent), "filtered", "fr"))
    assert "Gaspé" in said
    assert "Joliette" not in said


def test_the_contract_object_has_its_keys_in_order(talk: Talk) -> None:
    outcome = talk.say("combien coûte Des capteurs au champ?", "price", "AGR-1", filters=Filters(city="Gaspé"))
    printed = outcome.understood.as_json(outcome.answer)
    keys = ["text", "language", "intent", "courses", "faq", "filters", "confidence", "readings", "answered", "answer"]
    assert list(printed) == keys
    assert printed["courses"] == ["AGR-1"]
    assert printed["filters"] == {"city": "Gaspé"}
    assert "310,50" in str(printed["answer"])
    assert "<b>" not in str(printed["answer"])
