"""Conversations: what leans on what was said before. Each turn: what is typed, how it is read alone, what must come of it."""

from datetime import date, timedelta

import pytest
from answers_talk import NOW, Given, Talk, told

from catalogue.answers.context import Context
from catalogue.answers.guide import Guide
from catalogue.offer.model import Catalogue, Text
from catalogue.reading.values import Filters, Guess, Intent, Reading, Schedule
from catalogue.words.replacing import replace

APRIL = Filters(starts_from=date(2030, 4, 1), starts_to=date(2030, 4, 30))


def test_a_question_that_waited_gets_its_course(talk: Talk) -> None:
    talk.say("prix?", "price")
    outcome = talk.say("celui des capteurs", "course_detail", "AGR-1")
    assert outcome.understood.intent is Intent.PRICE
    assert "310,50 $" in told(outcome)


def test_a_bare_course_repeats_the_question(talk: Talk) -> None:
    talk.say("durée des capteurs?", "duration", "AGR-1")
    outcome = talk.say("pis Robots d'entrepôt : la pratique?", "course_detail", "ROB-2")
    assert outcome.understood.intent is Intent.DURATION
    assert "18 heures" in told(outcome)


def test_a_question_without_a_course_is_about_the_one_in_talk(english: Talk) -> None:
    english.say("tell me about Sensors in the Field", "course_detail", "AGR-1")
    assert english.say("how much is it?", "price").answer.courses == ("AGR-1",)
    assert english.say("and who gives it?", "teacher").answer.courses == ("AGR-1",)


def test_a_place_alone_asks_for_the_dates_there(talk: Talk) -> None:
    talk.say("quand, les capteurs?", "dates", "AGR-1")
    outcome = talk.say("et à Gaspé?", "about", filters=Filters(city="Gaspé"))
    assert outcome.understood.intent is Intent.DATES
    assert "4 au 11 mai" in told(outcome)
    assert "Joliette" not in told(outcome)


def test_a_question_on_the_language_stays_one(talk: Talk) -> None:
    talk.say("quand, les capteurs?", "dates", "AGR-1")
    outcome = talk.say("est-ce que ça se donne en anglais?", "list_courses", filters=Filters(language="en"))
    assert outcome.understood.intent is Intent.LANGUAGE
    assert "en anglais" in told(outcome)


def test_the_session_in_talk_is_spoken_of_first(english: Talk) -> None:
    english.say("when are the sensors?", "dates", "AGR-1")
    english.say("anything online?", "list_courses", filters=Filters(format="online"))
    seats = english.say("how many seats?", "seats")
    assert "20 places left" in told(seats)
    assert "10 places" not in told(seats)


@pytest.mark.parametrize(
    ("typed", "course"),
    [("le deuxième", 1), ("et la première?", 0), ("le dernier", -1), ("2", 1), ("numéro 1", 0)],
)
def test_ordinals_count_in_what_was_listed(talk: Talk, typed: str, course: int) -> None:
    listed = talk.say("vos cours?", "list_courses").answer.courses
    outcome = talk.say(typed, "out_of_scope")
    assert outcome.answer.courses == (listed[course],)


def test_the_first_session_is_not_the_first_course(talk: Talk) -> None:
    talk.say("vos cours?", "list_courses")
    assert talk.say("quand est la première session?", "dates").answer.courses == ()


def test_the_other_one_is_the_other_of_two(talk: Talk) -> None:
    tied = talk.say("combien les robots d'entrepôt?", "price", "ROB-1", "ROB-2", tied=True)
    assert tied.answer.courses == ("ROB-1", "ROB-2")
    assert talk.say("la pratique", "deny").answer.courses == ("ROB-2",)
    other = talk.say("non, l'autre", "deny")
    assert other.answer.courses == ("ROB-1",)
    assert other.understood.intent is Intent.PRICE


def test_the_other_one_may_be_the_one_before(english: Talk) -> None:
    english.say("how long are the sensors?", "duration", "AGR-1")
    english.say("and the basics?", "course_detail", "ROB-1")
    outcome = english.say("no, the other one", "deny")
    assert outcome.answer.courses == ("AGR-1",)
    assert outcome.understood.intent is Intent.DURATION


def test_both_are_compared(talk: Talk) -> None:
    talk.say("les robots?", "list_courses", filters=Filters(topic="robots"))
    assert set(talk.say("compare les deux", "compare").answer.courses) == {"ROB-1", "ROB-2"}


def test_a_description_chooses_among_those_shown(talk: Talk) -> None:
    talk.say("les robots?", "list_courses", filters=Filters(topic="robots"))
    price = talk.say("celui qui commence en avril, c'est combien?", "price", filters=APRIL)
    assert price.answer.courses == ("ROB-2",)
    assert "640 $" in told(price)


def test_a_list_is_refined(talk: Talk) -> None:
    talk.say("les robots?", "list_courses", filters=Filters(topic="robots"))
    outcome = talk.say("juste en avril", "dates", filters=APRIL)
    assert outcome.understood.intent is Intent.LIST_COURSES
    assert outcome.answer.courses == ("ROB-2",)
    assert outcome.understood.filters.topic == "robots"


def test_same_thing_elsewhere_changes_the_place_alone(english: Talk) -> None:
    english.say("in Matane in April", "list_courses", filters=replace(APRIL, city="Matane"))
    outcome = english.say("same but online", "format", filters=Filters(format="online"))
    assert outcome.understood.filters.starts_from == date(2030, 4, 1)
    moved = english.say("no sorry, Gaspé", "deny", filters=Filters(city="Gaspé"))
    assert moved.understood.filters.city == "Gaspé"
    assert moved.understood.intent is Intent.LIST_COURSES


def test_a_correction_asks_the_same_of_another_course(talk: Talk) -> None:
    talk.say("quand, Robots d'entrepôt : les bases?", "dates", "ROB-1")
    talk.say("c'est pas ça que je voulais", "complaint")
    outcome = talk.say("je parlais des capteurs", "course_detail", "AGR-1")
    assert outcome.understood.intent is Intent.DATES
    assert "12 au 14 mars" in told(outcome)


def test_the_talk_comes_back_after_small_talk(talk: Talk) -> None:
    talk.say("où, les capteurs?", "location", "AGR-1")
    talk.say("il fait froid là-bas?", "out_of_scope")
    talk.say("merci", "thanks")
    assert talk.say("ok mais le prix?", "price").answer.courses == ("AGR-1",)


def test_a_new_question_with_its_own_course_drops_the_wishes(talk: Talk) -> None:
    talk.say("les capteurs en ligne?", "dates", "AGR-1", filters=Filters(format="online"))
    outcome = talk.say("quand se donne Robots d'entrepôt : la pratique?", "dates", "ROB-2")
    assert not outcome.understood.filters
    assert "8 au 10 avril" in told(outcome)


def test_wishes_that_no_longer_fit_together_give_way_to_the_last(talk: Talk) -> None:
    talk.say("quand, les capteurs?", "dates", "AGR-1")
    talk.say("la fin de semaine?", "dates", filters=Filters(schedule=Schedule(weekdays=frozenset({5, 6}))))
    assert "ANNULÉE" in told(talk.say("et à Alma?", "list_courses", filters=Filters(city="Alma")))


def test_a_change_of_language_keeps_the_subject(talk: Talk) -> None:
    talk.say("combien, les capteurs?", "price", "AGR-1")
    switched = talk.say("can you answer in English?", "switch_language", language="en")
    assert "English" in told(switched)
    assert talk.context.language == "en"
    outcome = talk.say("how long is it?", "duration", language="en")
    assert "12 hours" in told(outcome)


def test_a_request_for_the_other_language_is_answered_in_it(talk: Talk) -> None:
    outcome = talk.say("parlez-vous anglais?", "switch_language")
    assert outcome.understood.language == "fr"
    assert "English" in told(outcome)


def test_her_choice_of_language_comes_before_the_conversation_s(talk: Talk) -> None:
    talk.say("bonjour", "greeting")
    given = Given(Reading("dates?", "fr", False, (Guess(Intent.DATES, (), 0.9),)))
    guide = Guide(talk.catalogue, given)
    guide.answer("dates?", talk.context, NOW)
    assert given.preferred == "fr"
    guide.answer("dates?", talk.context, NOW, preferred="en")
    assert given.preferred == "en"


def test_an_intent_that_the_context_gives_is_sure_enough_to_act_on(talk: Talk) -> None:
    talk.say("inscription", "register")
    outcome = talk.say("les capteurs", "list_courses", "AGR-1", confidence=0.2)
    assert outcome.understood.intent is Intent.REGISTER
    assert outcome.understood.confidence >= 0.5
    assert outcome.understood.courses == ("AGR-1",)


@pytest.mark.parametrize(("typed", "course"), [("le II", "ROB-2"), ("part one", "ROB-1"), ("i want more", None)])
def test_a_number_in_a_title_chooses_before_a_place_in_the_list(offer: Catalogue, typed: str, course: str | None) -> None:
    numbered = {"ROB-1": Text(fr="Robots I", en="Robots I"), "ROB-2": Text(fr="Robots II", en="Robots II")}
    courses = tuple(one.model_copy(update={"title": numbered[one.code]}) if one.code in numbered else one for one in offer.courses)
    talk = Talk(offer.model_copy(update={"courses": courses}))
    talk.say("combien les robots?", "price", "ROB-2", "ROB-1", tied=True)
    outcome = talk.say(typed, "out_of_scope")
    assert outcome.answer.courses == ((course,) if course else ())


def test_an_aid_hinted_at_is_found_in_the_course_s_own_words(talk: Talk) -> None:
    talk.say("combien, les capteurs?", "price", "AGR-1")
    outcome = talk.say("pis pour les coopératives?", "out_of_scope")
    assert outcome.understood.intent is Intent.FUNDING
    assert "La moitié" in told(outcome)


def test_after_an_hour_only_the_language_and_the_tastes_are_left(talk: Talk) -> None:
    talk.say("pour gestionnaires?", "list_courses", filters=Filters(audience="manager"))
    talk.say("combien, les capteurs?", "price", "AGR-1")
    talk.now = NOW + timedelta(minutes=59)
    assert talk.say("et la durée?", "duration").answer.courses == ("AGR-1",)
    talk.now = NOW + timedelta(minutes=59 + 61)
    assert talk.say("et la durée?", "duration").answer.courses == ()
    assert talk.context.preferences.audience == "manager"


def test_a_context_survives_json() -> None:
    full = Context(
        language="en",
        intent=Intent.DATES,
        courses=("A",),
        shown=("A", "B"),
        session="A-1",
        filters=Filters(
            city="Gaspé",
            starts_from=date(2030, 1, 2),
            max_price=99.5,
            free=True,
            seats=3,
            schedule=Schedule(frozenset({5}), frozenset({"evening"})),
            also=(("city", "Alma"),),
            denied=(("format", "online"),),
        ),
        pending=Intent.PRICE,
        previous=("B",),
        teachers=("Réal Tessier",),
        preferences=Filters(audience="manager"),
        at=NOW,
    )
    assert Context.from_json(full.to_json()) == full
    assert Context.from_json({}) == Context.from_json(None) == Context()
    assert Context.from_json({"intent": "forgotten_intent"}).intent is None


@pytest.mark.parametrize("said", ["?", "...", "!!", " , "])
def test_punctuation_alone_in_a_talk_is_answered(talk: Talk, said: str) -> None:
    talk.say("prix?", "price")
    assert talk.say(said, "out_of_scope").answer.reply.text
