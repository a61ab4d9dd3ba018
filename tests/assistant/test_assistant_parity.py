"""French first, English equal: the same commands, buttons and facts, point by point."""

import re

import pytest
from support.chat import Talker, World

from bot.profile import COMMANDS


def shape(person: Talker) -> list[object]:
    """What an answer is made of, whatever its language: its messages' lines, its buttons, its files, its figures of a kind."""
    made: list[object] = []
    for reply in person.said.replies:
        buttons = [[re.sub(r"form:\w+:", "form:", button.data or button.url or "copy") for button in row] for row in reply.rows]
        made.append((reply.text.count("\n"), buttons, len(reply.files)))
    return made


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_answers_the_same_in_both_languages_under_both_its_names(world: World, name: str) -> None:
    french_name = COMMANDS[name][0]
    zoe, again, bob = world.person(1, "fr"), world.person(3, "fr"), world.person(2, "en")
    zoe.commands(f"/{french_name}")
    again.commands(f"/{name}")
    bob.commands(f"/{name}")
    assert zoe.said.replies
    assert zoe.last == again.last
    assert zoe.last != bob.last or name == "language"  # asked in both at once
    assert shape(zoe) == shape(again) == shape(bob)


@pytest.mark.parametrize("code", [None, "es", "fr", "fr-CA", "de"])
def test_whoever_is_not_known_to_speak_english_is_spoken_to_in_french_with_english_one_tap_away(world: World, code: str | None) -> None:
    person = world.person(1, code)
    assert "Bonjour" in person.commands("/start")
    assert "English" in person.labels


@pytest.mark.parametrize("step", range(8))
def test_each_step_of_the_form_asks_the_same_in_both_languages(world: World, step: int) -> None:
    zoe, bob = world.person(1, "fr"), world.person(2, "en")
    french = ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro-Québec", "gestionnaire", "Montréal", "oui")
    english = ("yes", "Zoé Tremblay", "zoe@exemple.ca", "Hydro-Québec", "manager", "Montréal", "yes")
    zoe.commands("/start session_GEN-20-3")
    bob.commands("/start session_GEN-20-3")
    for said, other in list(zip(french, english, strict=True))[:step]:
        zoe.types(said)
        bob.types(other)
    assert [len(rows[1]) for rows in shape(zoe)] == [len(rows[1]) for rows in shape(bob)]  # type: ignore[index]  # a shape's buttons
    assert len(zoe.said.replies) == len(bob.said.replies)
