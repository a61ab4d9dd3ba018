"""Conversations, further: wishes let go, what belongs to others, fears, reasons. Each turn: what is typed, how it is read alone."""

from datetime import date

import pytest
from answers_talk import NOW, Given, Talk, told

from catalogue.answers.context import Context
from catalogue.answers.guide import Guide
from catalogue.reading.values import Filters, Guess, Intent, Reading


def test_a_wish_let_go_is_forgotten_and_the_rest_stays(talk: Talk) -> None:
    both = talk.say("vos cours à Gaspé pour débutants?", "list_courses", filters=Filters(city="Gaspé", level="beginner"))
    outcome = talk.say("peu importe la ville finalement", "out_of_scope")
    assert outcome.understood.intent is Intent.LIST_COURSES
    assert outcome.understood.filters == Filters(level="beginner")
    assert set(both.answer.courses) <= set(outcome.answer.courses)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("never mind online", "format"),
        ("the price doesn't matter", "max_price"),
        ("forget about the dates", "starts_from"),
        ("any city is fine", "city"),
        ("whatever the language", "language"),
    ],
)
def test_each_wish_can_be_let_go(english: Talk, typed: str, key: str) -> None:
    said = Filters(city="Gaspé", format="online", language="en", max_price=900, starts_from=date(2030, 4, 1))
    english.say("what do you have?", "list_courses", filters=said)
    filters = english.say(typed, "out_of_scope").understood.filters
    assert getattr(filters, key) is None
    assert len(filters.said()) == len(said.said()) - 1


def test_any_with_a_value_is_a_wish_not_one_let_go(english: Talk) -> None:
    english.say("what do you have?", "list_courses", filters=Filters(level="beginner"))
    outcome = english.say("any online ones?", "list_courses", filters=Filters(format="online"))
    assert outcome.understood.filters == Filters(level="beginner", format="online")


def test_a_course_is_compared_with_the_one_in_talk(english: Talk) -> None:
    english.say("tell me about Sensors in the Field", "course_detail", "AGR-1")
    assert english.say("how does it compare with the robots?", "compare", "ROB-1").answer.courses == ("AGR-1", "ROB-1")


def test_a_fact_of_any_course_is_no_absent_subject(talk: Talk) -> None:
    talk.say("parlez-moi des capteurs", "course_detail", "AGR-1")
    guesses = (Guess(Intent.OUT_OF_SCOPE, (), 0.8), Guess(Intent.PREREQUISITES, (), 0.2))
    reading = Reading("et ses préalables?", "fr", True, guesses, absent="préalables")
    outcome = Guide(talk.catalogue, Given(reading)).answer(reading.text, talk.context, NOW)
    assert (outcome.understood.intent, outcome.answer.courses) == (Intent.PREREQUISITES, ("AGR-1",))


def test_who_pays_is_asked_of_the_course_in_talk_whatever_it_was_read_as(talk: Talk) -> None:
    talk.say("parlez-moi des capteurs", "course_detail", "AGR-1")
    assert talk.say("le programme en paie-tu une partie?", "about").understood.intent is Intent.FUNDING
    assert talk.say("faut tu que je paye?", "faq", faq="x").understood.intent is Intent.FUNDING
    assert talk.say("combien faut-il payer?", "price").understood.intent is Intent.PRICE


def test_when_is_asked_in_so_many_words(talk: Talk) -> None:
    talk.say("où, les capteurs?", "location", "AGR-1")
    assert talk.say("à Gaspé, c'est à quelle date?", "dates", filters=Filters(city="Gaspé")).understood.intent is Intent.DATES


def test_a_course_named_while_something_else_is_asked_is_in_talk(english: Talk) -> None:
    english.say("did my registration for Sensors in the Field go through?", "my_registrations", "AGR-1")
    assert english.say("when does it start?", "dates").answer.courses == ("AGR-1",)


def test_of_two_shown_one_is_advised(english: Talk) -> None:
    english.say("compare the robots", "compare", "ROB-1", "ROB-2")
    outcome = english.say("which of the two would you pick for a beginner?", "recommend", filters=Filters(level="beginner"))
    assert outcome.understood.intent is Intent.RECOMMEND
    assert outcome.answer.courses == ("ROB-1",)


def test_who_pays_names_no_course(talk: Talk) -> None:
    talk.say("parlez-moi des capteurs", "course_detail", "AGR-1")
    outcome = talk.say("c tu payé par l'entrepôt?", "price", "ROB-1", confidence=0.3)
    assert (outcome.understood.intent, outcome.answer.courses) == (Intent.FUNDING, ("AGR-1",))


def test_what_belongs_to_somebody_names_no_course(english: Talk) -> None:
    english.say("tell me about Sensors in the Field", "course_detail", "AGR-1")
    assert english.say("can my warehouse crew come?", "group", "ROB-1").answer.courses == ("AGR-1",)


def test_who_says_what_she_does_is_advised(talk: Talk) -> None:
    reading = Reading(
        "j'habite Gaspé, chu débutante", "fr", True, (Guess(Intent.OUT_OF_SCOPE, (), 0.5),), wishes=Filters(city="Gaspé", level="beginner")
    )
    outcome = Guide(talk.catalogue, Given(reading)).answer(reading.text, talk.context, NOW)
    assert outcome.understood.intent is Intent.RECOMMEND
    assert outcome.answer.courses[0] == "AGR-1"


def test_what_was_said_is_explained(english: Talk) -> None:
    english.say("what do you suggest for a beginner?", "recommend", filters=Filters(level="beginner", city="Gaspé"))
    assert "Because of what you told me: beginner · Gaspé." in told(english.say("why those?", "affirm"))
    english.say("how much are the sensors?", "price", "AGR-1")
    said = told(english.say("are you sure?", "about"))
    assert "I repeat what Farm School publishes" in said
    assert "$310.50" in said


def test_a_fear_is_met_honestly(english: Talk) -> None:
    english.say("tell me about the robots, hands on", "course_detail", "ROB-2")
    said = told(english.say("i'm scared of math, is it for me?", "prerequisites"))
    assert "To be honest" in said
    assert "To start without any of that: Warehouse Robots: The Basics" in said
    english.say("and the basics?", "course_detail", "ROB-1")
    assert "Don't worry" in told(english.say("i'm afraid it is too hard for me", "level"))


def test_a_value_let_go_by_its_name_is_forgotten(english: Talk) -> None:
    english.say("what do you have?", "list_courses", filters=Filters(city="Gaspé", level="beginner"))
    outcome = english.say("never mind Gaspé", "deny", wishes=Filters(city="Gaspé"))
    assert outcome.understood.filters == Filters(level="beginner")


def test_a_wish_let_go_on_one_course_stays_so(talk: Talk) -> None:
    talk.say("quand, les capteurs?", "dates", "AGR-1")
    talk.say("en anglais?", "list_courses", filters=Filters(language="en"), wishes=Filters(language="en"))
    talk.say("laisse faire l'anglais", "switch_language", wishes=Filters(language="en"))
    assert talk.context.filters.language is None


def test_of_a_list_of_one_the_first_is_that_one(english: Talk) -> None:
    english.say("what do you have in Gaspé?", "list_courses", filters=Filters(city="Gaspé"))
    assert english.say("back to the first one", "help").answer.courses == ("AGR-1",)


def test_the_sessions_that_fit_the_list_come_first(english: Talk) -> None:
    english.say("what do you have in Gaspé?", "list_courses", filters=Filters(city="Gaspé"))
    lines = told(english.say("the first one, when?", "dates")).split("\n")
    assert "Gaspé" in lines[1]
    assert any("Joliette" in line for line in lines[2:])


def test_free_and_cheap_alone_are_wishes(english: Talk) -> None:
    free = english.say("free", "price")
    assert free.understood.filters == Filters(free=True)
    assert free.answer.courses == ("ROB-1",)
    english.context = Context()
    assert english.say("cheap", "price").understood.intent is Intent.LIST_COURSES


def test_several_cities_stay_when_a_price_is_added(english: Talk) -> None:
    cities = Filters(city="Gaspé", also=(("city", "Matane"),))
    english.say("what do you have?", "list_courses", filters=cities)
    outcome = english.say("under $400", "list_courses", filters=Filters(max_price=400.0))
    assert outcome.answer.courses == ("ROB-1", "AGR-1")
    assert "Gaspé or Matane" in told(outcome)


def test_a_question_on_the_language_of_a_course_is_no_wish_for_it(talk: Talk) -> None:
    talk.say("parlez-moi des capteurs", "course_detail", "AGR-1")
    assert talk.say("c'est donné en anglais?", "language", filters=Filters(language="en")).understood.intent is Intent.LANGUAGE
    april = Filters(starts_from=date(2030, 4, 1), starts_to=date(2030, 4, 30))
    assert talk.say("pis en avril", "list_courses", filters=april).understood.filters == april


def test_a_city_takes_the_place_of_online_and_online_of_a_city(talk: Talk) -> None:
    talk.say("vos cours en ligne", "list_courses", filters=Filters(format="online"))
    assert talk.say("et à Matane?", "list_courses", filters=Filters(city="Matane")).understood.filters == Filters(city="Matane")
    assert talk.say("et en ligne?", "list_courses", filters=Filters(format="online")).understood.filters == Filters(format="online")
