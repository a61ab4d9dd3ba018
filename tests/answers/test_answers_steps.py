"""The nearest real step: no promise of what does not exist, and a way on from every answer."""

from answers_talk import Talk, told

from catalogue.reading.values import Filters, Intent

PROMISES = ("je peux vous écrire", "je vous écris", "can write to you when", "registered together", "inscrire ensemble", "en une fois")


def labels(outcome: object) -> list[str]:
    return [button.label for row in outcome.answer.reply.rows for button in row]  # type: ignore[attr-defined]


def test_a_group_gets_the_title_the_school_and_no_promise(talk: Talk, english: Talk) -> None:
    for one, words in ((talk, "on est 8"), (english, "there are 8 of us")):
        said = told(one.say(words, "group", "AGR-1", filters=Filters(seats=8)))
        assert one.catalogue.course("AGR-1").title.fr in said or one.catalogue.course("AGR-1").title.en in said  # type: ignore[union-attr]
        assert "8" in said
        assert not any(promise in said.lower() for promise in PROMISES)


def test_a_group_without_a_course_gets_courses_to_choose_among(talk: Talk) -> None:
    outcome = talk.say("ma gang de 8", "group", filters=Filters(seats=8))
    assert "8 personnes" in told(outcome)
    assert outcome.answer.courses == ()
    assert outcome.context.shown


def test_an_alert_says_what_is_open_and_who_knows_the_rest(talk: Talk) -> None:
    outcome = talk.say("avertis-moi", "alert", "AGR-1")
    assert "Joliette" in told(outcome)
    assert "Je peux vous écrire" in told(outcome)
    assert "M’inscrire" in labels(outcome)


def test_an_alert_on_a_course_without_session_is_offered_with_who_knows(talk: Talk) -> None:
    outcome = talk.say("avertis-moi", "alert", "DIR-9")
    assert "aucune session" in told(outcome)
    assert "https://ferme.example" in told(outcome)
    assert outcome.answer.reply.rows[0][0].data == "alert:set:DIR-9"


def test_two_questions_do_not_offer_what_was_just_told(talk: Talk) -> None:
    outcome = talk.say("combien et quand?", "price", "AGR-1", second=Intent.DATES)
    data = [button.data or "" for row in outcome.answer.reply.rows for button in row]
    assert len(data) == len(set(data))
    assert not any(one.startswith(("ask:price", "ask:dates")) for one in data)


def test_somebody_who_fears_maths_is_shown_courses_that_ask_for_nothing(talk: Talk) -> None:
    outcome = talk.say("j'ai peur, chu nulle en maths, c'est pour moi?", "audience")
    assert "pas même des maths" in told(outcome)
    assert outcome.context.shown


def test_two_places_of_a_list_are_compared(talk: Talk) -> None:
    listed = talk.say("vos cours", "list_courses")
    first, second = listed.context.shown[:2]
    assert talk.say("compare le 1 et le 2", "compare").answer.courses == (first, second)


def test_full_sessions_are_listed_where_nothing_else_was_asked(talk: Talk) -> None:
    assert "complète" in told(talk.say("quels cours sont complets?", "list_courses"))


def test_a_long_wish_with_an_unknown_word_is_a_wish(english: Talk) -> None:
    words = "I run a team here and I would like something short, preferably in French, in Joliette, before the end of June for me"
    outcome = english.say(words, "out_of_scope", filters=Filters(city="Joliette", language="fr", level="beginner"), absent="preferably")
    assert "preferably" not in told(outcome)


def test_two_numbered_lists_never_stand_in_one_message(talk: Talk) -> None:
    said = told(talk.say("j'ai peur, je suis nulle en maths, que me conseillez-vous", "recommend", second=Intent.PREREQUISITES))
    assert said.count("\n1. ") + said.startswith("1. ") == 1
