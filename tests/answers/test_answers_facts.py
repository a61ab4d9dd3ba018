"""What is said of a course, on its own facts and no others."""

from datetime import date

import pytest
from answers_talk import NOW, Talk, told

from catalogue.answers.schedule import read
from catalogue.reading.values import Filters, Intent, Schedule
from catalogue.words.say import unmarked


def test_a_price_is_said_with_the_aid(talk: Talk) -> None:
    said = told(talk.say("combien?", "price", "AGR-1"))
    assert "310,50 $" in said
    assert "coopératives" in said


def test_a_free_course_is_said_to_be_free(talk: Talk, english: Talk) -> None:
    assert "gratuit" in told(talk.say("combien?", "price", "ROB-1"))
    assert "free" in told(english.say("how much?", "price", "ROB-1"))


def test_an_unknown_price_is_said_to_be_so_with_who_knows(talk: Talk) -> None:
    outcome = talk.say("combien?", "price", "DIR-9")
    assert "n'est pas encore annoncé" in told(outcome)
    assert "https://ferme.example" in told(outcome)
    assert "$" not in told(outcome)
    assert outcome.answer.answered


def test_a_course_without_sessions_says_so_and_who_knows(talk: Talk) -> None:
    outcome = talk.say("quand?", "dates", "DIR-9")
    assert "aucune session" in told(outcome)
    assert outcome.answer.reply.rows[0][0].label == "M’avertir"


def test_the_dates_come_with_place_hours_language_and_places(english: Talk) -> None:
    said = told(english.say("when?", "dates", "AGR-1"))
    first = said.splitlines()[1]
    for part in ("March 12 to 14", "Joliette", "9 a.m. to 1 p.m.", "in French", "10 places left"):
        assert part in first
    assert "CANCELLED" in said.splitlines()[-1]


def test_a_deadline_is_told_where_it_is_asked(talk: Talk) -> None:
    said = told(talk.say("date limite pour s'inscrire?", "dates", "AGR-1"))
    assert "inscription d'ici le 8 mars" in said


def test_a_cancelled_session_asked_for_is_said_to_be_so_with_the_next_one(talk: Talk) -> None:
    said = told(talk.say("à Alma?", "dates", "AGR-1", filters=Filters(city="Alma")))
    assert "ANNULÉE" in said
    assert "12 au 14 mars" in said


def test_a_wish_that_nothing_fits_says_so_and_gives_the_nearest(talk: Talk) -> None:
    said = told(talk.say("à Rimouski?", "dates", "AGR-1", filters=Filters(city="Rimouski")))
    assert "aucune session" in said
    assert "12 au 14 mars" in said


def test_a_session_under_way_in_the_season_stands_for_one_that_starts_in_it(talk: Talk) -> None:
    summer = Filters(starts_from=date(2030, 9, 10), starts_to=date(2030, 12, 20))
    assert "9 au 11 septembre" in told(talk.say("à l'automne?", "dates", "ROB-2", filters=summer))


def test_a_refused_format_is_left_out(talk: Talk) -> None:
    said = told(talk.say("pas en ligne", "dates", "AGR-1", filters=Filters(denied=(("format", "online"),))))
    assert "en ligne" not in said.replace("pas en ligne", "")


def test_the_language_is_told_honestly(english: Talk) -> None:
    assert "in French only" in told(english.say("in English?", "language", "ROB-1"))
    assert "only in French" in told(english.say("in English?", "language", "ROB-1", filters=Filters(language="en")))


def test_places_count_what_is_taken(talk: Talk) -> None:
    talk.taken = {"ROB-1-A": 8}
    assert "complète" in told(talk.say("des places?", "seats", "ROB-1"))
    talk.taken = {"ROB-1-A": 7}
    assert "1 place" in told(talk.say("des places?", "seats", "ROB-1"))


def test_a_full_session_keeps_its_waiting_list(talk: Talk) -> None:
    talk.taken = {"ROB-1-A": 8}
    rows = talk.say("inscrivez-moi", "register", "ROB-1").answer.reply.rows
    assert rows[0][0].data == "take:ROB-1-A"


def test_a_full_session_names_the_next_with_places(talk: Talk) -> None:
    talk.taken = {"AGR-1-A": 10}
    answer = talk.say("quand, à Joliette?", "dates", "AGR-1", filters=Filters(city="Joliette")).answer
    assert "complète, liste d’attente ouverte" in unmarked(answer.reply.text)
    assert "La prochaine encore ouverte" in unmarked(answer.reply.text).replace("\xa0", " ")
    assert [row[0].data for row in answer.reply.rows[:2]] == ["take:AGR-1-A", "take:AGR-1-B"]


def test_of_two_places_asked_the_missing_one_is_said(talk: Talk) -> None:
    asked = Filters(city="Laval", also=(("city", "Joliette"),))
    said = told(talk.say("à Laval ou à Joliette?", "location", "AGR-1", filters=asked))
    assert "Pas à Laval." in said
    assert "12 au 14 mars" in said


def test_an_unlimited_session_is_said_to_be_so(talk: Talk) -> None:
    assert "places illimitées" in told(talk.say("une limite?", "seats", "AGR-1", filters=Filters(city="Gaspé")))


def test_the_teacher_is_named_and_her_other_courses_follow(talk: Talk) -> None:
    assert "Inès Lavallée" in told(talk.say("qui donne ça?", "teacher", "ROB-1"))
    outcome = talk.say("donne-t-elle autre chose?", "list_courses")
    assert outcome.answer.courses == ("ROB-2",)


def test_a_teacher_named_alone_lists_her_courses(talk: Talk) -> None:
    outcome = talk.say("les cours de Réal Tessier", "teacher", teacher="Réal Tessier")
    assert outcome.answer.courses == ("AGR-1",)


def test_nothing_to_know_before_is_said_kindly(talk: Talk) -> None:
    said = told(talk.say("faut-il des maths?", "prerequisites", "AGR-1"))
    assert "Aucun" in said
    assert "Venez comme vous êtes" in said


def test_the_card_of_the_sample_says_that_it_is_made_up(talk: Talk) -> None:
    talk.sample = True
    assert "inventé" in told(talk.say("c'est quoi?", "course_detail", "AGR-1"))
    talk.sample = False
    assert "inventé" not in told(talk.say("c'est quoi?", "course_detail", "AGR-1"))


def test_a_question_of_money_back_brings_the_rule_of_the_course(talk: Talk) -> None:
    talk.say("c'est combien?", "price", "AGR-1")
    outcome = talk.say("et je suis remboursé si je change d'idée?", "faq", faq="retour")
    assert "jusqu'à la veille" in told(outcome)
    assert "dix jours" in told(outcome)
    assert outcome.answer.faq == "retour"


def test_an_entry_that_nobody_wrote_is_not_answered(talk: Talk) -> None:
    outcome = talk.say("y a-t-il une garderie?", "faq")
    assert not outcome.answer.answered
    assert "allo@elan.example" in told(outcome)


def test_two_questions_get_two_answers(talk: Talk) -> None:
    said = told(talk.say("combien et combien de temps?", "price", "AGR-1", second=Intent.DURATION))
    assert "310,50 $" in said
    assert "12 heures" in said


@pytest.mark.parametrize(
    ("words", "days", "parts"),
    [
        ("lundi et mercredi, 18 h 30 à 21 h 30", {0, 2}, {"evening"}),
        ("mardi au jeudi, 9 h à midi", {1, 2, 3}, {"day"}),
        ("trois samedis, 9 h à 16 h", {5}, {"day"}),
        ("six jours de semaine, 9 h à 17 h", {0, 1, 2, 3, 4}, {"day"}),
        ("fins de semaine", {5, 6}, set()),
        ("le soir", set(), {"evening"}),
    ],
)
def test_days_and_hours_are_read_from_a_schedule(words: str, days: set[int], parts: set[str]) -> None:
    assert read(words) == (frozenset(days), frozenset(parts))


def test_an_evening_course_is_found_by_its_hours(talk: Talk) -> None:
    outcome = talk.say("de soir", "list_courses", filters=Filters(schedule=Schedule(parts=frozenset({"evening"}))))
    assert outcome.answer.courses == ("AGR-1",)


def test_the_target_is_told_where_it_is_asked(talk: Talk) -> None:
    assert "1 200" in told(talk.say("combien de personnes voulez-vous former?", "about"))


def test_a_year_other_than_this_one_is_said(talk: Talk) -> None:
    talk.now = NOW.replace(year=2029, month=12)
    assert "2030" in told(talk.say("quand?", "dates", "ROB-1"))
