"""Lists, comparisons and advice."""

from datetime import date

import pytest
from answers_talk import Talk, told

from catalogue.reading.values import Filters, Intent


def test_a_list_shows_what_tells_courses_apart(talk: Talk) -> None:
    outcome = talk.say("vos cours?", "list_courses")
    assert set(outcome.answer.courses) == {"AGR-1", "ROB-1", "ROB-2", "DIR-9"}
    line = next(line for line in told(outcome).splitlines() if "capteurs" in line)
    assert "Joliette" in line
    assert "310,50 $" in line


def test_one_session_must_fit_all_that_was_said_of_sessions(talk: Talk) -> None:
    apart = Filters(city="Joliette", language="en")
    outcome = talk.say("à Joliette en anglais", "list_courses", filters=apart)
    assert told(outcome).startswith("Rien")


def test_a_course_whose_session_is_full_is_still_listed_for_its_waiting_list(talk: Talk) -> None:
    talk.taken = {"ROB-1-A": 8}
    assert "ROB-1" in talk.say("à Matane", "list_courses", filters=Filters(city="Matane")).answer.courses


def test_when_nothing_fits_one_wish_is_let_go_and_said(talk: Talk) -> None:
    outcome = talk.say(
        "robots en juillet", "list_courses", filters=Filters(topic="robots", starts_from=date(2030, 7, 1), starts_to=date(2030, 7, 31))
    )
    assert told(outcome).startswith("Rien ne commence à ce moment-là")
    assert outcome.answer.courses == ()
    assert set(outcome.answer.shown) == {"ROB-1", "ROB-2"}
    assert outcome.answer.answered


def test_a_subject_whose_only_course_is_withdrawn_says_so(talk: Talk) -> None:
    said = told(talk.say("télégraphie", "list_courses", filters=Filters(topic="vieux")))
    assert "n'est plus offert" in said


def test_a_refused_place_is_left_out(talk: Talk) -> None:
    april = Filters(starts_from=date(2030, 4, 1), starts_to=date(2030, 4, 30), denied=(("city", "Matane"),))
    outcome = talk.say("pas à Matane, en avril", "list_courses", filters=april)
    assert outcome.answer.courses == ("AGR-1",)


def test_a_price_limit_leaves_out_prices_not_announced(talk: Talk) -> None:
    assert set(talk.say("moins de 400 $", "list_courses", filters=Filters(max_price=400)).answer.courses) == {"AGR-1", "ROB-1"}


def test_an_absent_subject_is_refused_with_the_nearest_and_a_person(talk: Talk) -> None:
    outcome = talk.say("un cours de soudure de capteurs?", "list_courses", absent="soudure", near=("AGR-1",))
    assert not outcome.answer.answered
    assert outcome.answer.courses == ()
    assert "soudure" in told(outcome)
    assert "Des capteurs au champ" in told(outcome)
    assert "allo@elan.example" in told(outcome)


def test_nothing_is_called_near_an_absent_subject_that_nothing_is_like(talk: Talk) -> None:
    outcome = talk.say("un cours de soudure?", "list_courses", absent="soudure")
    assert "rapproche" not in told(outcome)


@pytest.mark.parametrize(
    ("asks", "first"),
    [("lequel est le moins cher?", "ROB-1"), ("lequel est le plus long?", "ROB-2"), ("le plus avancé?", "ROB-2")],
)
def test_a_superlative_is_answered_first(talk: Talk, asks: str, first: str) -> None:
    talk.say("compare", "compare", "ROB-1", "ROB-2")
    outcome = talk.say(asks, "compare")
    assert outcome.answer.courses == (first,)


def test_a_comparison_sets_facts_side_by_side(english: Talk) -> None:
    said = told(english.say("compare them", "compare", "ROB-1", "ROB-2"))
    assert "Warehouse Robots: The Basics" in said
    assert "Warehouse Robots: Hands On" in said
    assert "1. beginner · 2. intermediate" in said
    assert len(said.splitlines()) <= 6


def test_advice_gives_reasons(talk: Talk) -> None:
    outcome = talk.say(
        "je suis gestionnaire dans les champs, je commence", "recommend", filters=Filters(audience="manager", level="beginner")
    )
    assert outcome.answer.courses[0] == "AGR-1"
    assert "pour les gestionnaires" in told(outcome)
    assert "sans préalable" in told(outcome)


def test_after_a_course_comes_the_one_that_asks_for_it(talk: Talk) -> None:
    outcome = talk.say("j'ai fini les bases, ensuite?", "recommend", "ROB-1")
    assert outcome.answer.courses[0] == "ROB-2"
    assert "ROB-1" not in outcome.answer.courses


def test_too_little_said_shows_no_course_and_offers_help_to_choose(talk: Talk) -> None:
    outcome = talk.say("quoi prendre?", "recommend")
    assert outcome.answer.courses == ()
    assert [button.data for row in outcome.answer.reply.rows for button in row] == ["pick:advice"]


def test_a_group_that_is_too_big_for_the_session_is_told_so(talk: Talk) -> None:
    said = told(talk.say("12 personnes à Robots 1", "group", "ROB-1", filters=Filters(seats=12)))
    assert "12 personnes" in said
    assert "8 places seulement" in said


def test_buttons_of_this_room_are_answered_and_others_left(talk: Talk) -> None:
    outcome = talk.press("ask:price:AGR-1")
    assert outcome is not None
    assert "310,50 $" in told(outcome)
    assert outcome.answer.reply.edits
    assert talk.press("reg:AGR-1") is None
    assert talk.press("card:NOPE") is None
    assert talk.press("ask:nonsense:AGR-1") is None


def test_a_list_turns_its_pages(talk: Talk) -> None:
    first = talk.press("browse:all")
    assert first is not None
    assert talk.press("browse:topic") is not None
    of_topic = talk.press("browse:topic:robots")
    assert of_topic is not None
    assert set(of_topic.answer.courses) == {"ROB-1", "ROB-2"}
    again = talk.press("list:0")
    assert again is not None
    assert set(again.answer.courses) == {"ROB-1", "ROB-2"}


def test_the_cheaper_one_may_be_asked_something_else(english: Talk) -> None:
    english.say("compare them", "compare", "ROB-1", "ROB-2")
    outcome = english.say("I'll take the cheaper one", "register")
    assert outcome.understood.intent == "register"
    assert outcome.answer.courses == ("ROB-1",)


def test_anything_cheaper_lists_the_subject_by_price(english: Talk) -> None:
    english.say("how much is Hands On?", "price", "ROB-2")
    outcome = english.say("is there anything cheaper?", "list_courses")
    assert outcome.answer.courses == ("ROB-1", "ROB-2")


def test_a_number_describes_the_course_that_has_it(english: Talk) -> None:
    english.say("robots?", "list_courses", filters=Filters(topic="robots"))
    assert english.say("the 6 hour one", "out_of_scope").answer.courses == ("ROB-1",)


@pytest.mark.parametrize(
    ("denied", "said"),
    [(("free", "true"), "pas gratuit"), (("level", "beginner"), "pas débutant"), (("audience", "manager"), "pas gestionnaires")],
)
def test_a_list_names_what_was_refused(talk: Talk, denied: tuple[str, str], said: str) -> None:
    outcome = talk.say("vos cours, mais…", "list_courses", filters=Filters(denied=(denied,)))
    assert told(outcome).splitlines()[0].endswith(said)


@pytest.mark.parametrize("typed", ["pas le premier", "mais pas le premier", "sauf le premier"])
def test_a_course_of_the_list_refused_is_left_out_of_it(talk: Talk, typed: str) -> None:
    beginner = Filters(level="beginner")
    before = talk.say("vos cours pour débutants", "list_courses", filters=beginner).answer.courses
    outcome = talk.say(typed, "deny")
    assert (outcome.understood.intent, outcome.answer.courses) == (Intent.LIST_COURSES, before[1:])
    assert outcome.understood.filters.said() == beginner.said()


@pytest.mark.parametrize(("typed", "intent"), [("le cours ROB-77 est gratuit?", "price"), ("inscrivez-moi à ROB-77", "register")])
def test_a_code_that_no_course_has_is_said_to_be_none(talk: Talk, typed: str, intent: str) -> None:
    outcome = talk.say(typed, intent)
    assert (outcome.understood.intent, outcome.answer.courses, outcome.answer.answered) == (Intent.OUT_OF_SCOPE, (), False)
    assert told(outcome).startswith("Aucun cours ne porte le code ROB-77")
    assert "robot" in told(outcome).splitlines()[1].lower()


def test_what_is_online_is_followed_from_where_she_lives(talk: Talk) -> None:
    outcome = talk.say("j'habite à Matane, en ligne", "list_courses", filters=Filters(city="Matane", format="online"))
    assert outcome.answer.courses == ("AGR-1",)


def test_a_code_like_that_of_a_course_is_not_taken_for_it(talk: Talk) -> None:
    assert talk.say("inscrivez-moi à ROB-77", "register", "ROB-1").answer.courses == ()
    assert talk.say("les capteurs au champ, AGR-77", "price", "AGR-1").answer.courses == ("AGR-1",)


@pytest.mark.parametrize("typed", ["COVID-19 et l'IA?", "la session ROB-1-A?", "le cours rob1?"])
def test_what_is_no_code_of_a_course_or_is_known_is_read_as_before(talk: Talk, typed: str) -> None:
    assert talk.say(typed, "price").understood.intent is Intent.PRICE


def test_an_empty_message_is_no_yes(talk: Talk) -> None:
    outcome = talk.say("  ", "affirm")
    assert outcome.understood.intent is Intent.OUT_OF_SCOPE
    assert told(outcome).startswith("Il n'y a rien d'écrit")
