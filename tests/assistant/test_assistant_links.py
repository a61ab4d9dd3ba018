"""Deep links: one that leads nowhere is said to and the talk begins all the same; guesses are counted."""

import pytest
from support.chat import World

from enrolment.assistant import guesses


@pytest.mark.parametrize("payload", ["course_NOBODY", "session_NONE-1", "whatever", "course_", "x" * 64])
def test_a_link_that_leads_nowhere_is_said_to_in_one_line_then_all_starts_as_usual(world: World, payload: str) -> None:
    fr, en = world.person(1, "fr"), world.person(2, "en")
    said = fr.commands(f"/start {payload}").splitlines()
    assert said[0] == "Ce lien ne mène plus nulle part."
    assert "InscrIA" in said[1]
    assert en.commands(f"/start {payload}").startswith("That link no longer leads anywhere.")


@pytest.mark.parametrize("payload", ["", "src_poster", "link_12", "bonjour à vous"])
def test_a_plain_start_and_a_source_are_told_nothing_of_links(world: World, payload: str) -> None:
    assert "nulle part" not in world.person(1, "fr").commands(f"/start {payload}")


def test_who_guesses_links_is_slowed_for_an_hour_and_others_are_not(world: World) -> None:
    zoe, lea = world.person(1, "fr"), world.person(2, "fr")
    for number in range(guesses.MOST):
        zoe.commands(f"/start guess{number}")
    assert "Attendez une heure" in zoe.commands("/start claim_abcdef")
    assert "Attendez une heure" not in lea.commands("/start claim_abcdef")
    zoe.commands("/start course_GEN-20")
    assert zoe.labels
    world.clock.pass_(hours=1, minutes=1)
    assert "Attendez une heure" not in zoe.commands("/start claim_abcdef")
