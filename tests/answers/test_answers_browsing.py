"""Browsing by buttons: each way to choose, the values that leave courses, one after the other, and buttons that grew old."""

from datetime import timedelta

import pytest
from answers_talk import Talk, told

from catalogue.answers.browsing import FACETS
from catalogue.answers.context import Context
from catalogue.answers.guide import Outcome
from catalogue.reading.values import Filters


def pressed(talk: Talk, data: str) -> Outcome:
    talk.context = talk.context if talk.context.language else Context(language=talk.language)  # type: ignore[arg-type]  # one of the two
    outcome = talk.press(data)
    assert outcome is not None
    return outcome


def labels(outcome: Outcome) -> list[str]:
    return [button.label.replace("\xa0", " ") for row in outcome.answer.reply.rows for button in row]


def test_the_menu_offers_every_way_to_choose(english: Talk) -> None:
    assert labels(pressed(english, "browse:by")) == [
        "By subject",
        "By region",
        "Online or in person",
        "By level",
        "By role",
        "By month",
        "All courses",
    ]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_value_leaves_as_many_courses_as_it_says(talk: Talk, english: Talk, facet: str, language: str) -> None:
    who = talk if language == "fr" else english
    values = pressed(who, f"browse:{facet}").answer.reply
    assert values.rows
    for button in (button for row in values.rows for button in row if (button.data or "").startswith(f"browse:{facet}:")):
        assert button.data is not None
        assert len(button.data.encode()) <= 64
        who.press("browse:all")
        listed = pressed(who, button.data).answer
        assert f"({len(listed.courses)})" in button.label
        assert listed.reply.edits


def test_one_choice_narrows_the_other(english: Talk) -> None:
    pressed(english, "browse:all")
    beginner = pressed(english, "browse:level:beginner")
    assert beginner.understood.filters == Filters(level="beginner")
    assert "So far: beginner." in told(pressed(english, "browse:by"))
    both = pressed(english, "browse:format:online")
    assert both.understood.filters == Filters(level="beginner", format="online")
    assert set(both.answer.courses) < set(beginner.answer.courses)


def test_all_courses_forgets_the_choices(english: Talk) -> None:
    pressed(english, "browse:level:beginner")
    assert not pressed(english, "browse:all").understood.filters


def test_a_page_of_a_list_that_faded_is_said_to_be_old_and_drawn_again(english: Talk) -> None:
    pressed(english, "browse:level:beginner")
    english.now += timedelta(hours=2)
    outcome = pressed(english, "list:1")
    assert told(outcome).startswith("That list was an old one. All the courses:")
    assert "1. " in told(outcome)


@pytest.mark.parametrize("data", ["browse:level:wizard", "browse:topic:gone", "browse:month:2030-13", "browse:region:atlantis"])
def test_a_value_that_is_no_more_is_an_old_button(english: Talk, data: str) -> None:
    assert english.press(data) is None
