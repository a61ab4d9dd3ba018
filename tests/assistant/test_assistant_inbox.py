"""A person writes to the registrars; they answer in the chat."""

import pytest
from support.chat import ADMIN, Talker, World
from test_assistant_administrators import PARTNER, READER, granted

from catalogue.answers.values import Button
from enrolment.registration.rights import Scope, revoke
from enrolment.registration.unit import one_unit
from enrolment.registration.values import CLOCK


@pytest.fixture
def asked(world: World) -> World:
    """Zoé, registered at McGill, has written."""
    zoe = world.person(1)
    zoe.registers()
    world.person(ADMIN).commands("/start")
    zoe.types("je veux parler à quelqu'un")
    assert "Écrivez votre message" in zoe.presses("Écrire à quelqu’un ici")
    assert "la réponse viendra ici" in zoe.types("Est-ce que le stationnement est compris dans le prix?")
    return world


def test_an_answer_written_as_a_reply_reaches_the_person(asked: World) -> None:
    admin = asked.person(ADMIN)
    said = admin.receives()
    assert "Zoé Tremblay écrit" in said
    assert "stationnement" in said
    assert "est en route" in admin.replies("Oui, dans le stationnement B.", "Répondre")
    zoe = asked.person(1)
    assert "Oui, dans le stationnement B." in zoe.receives()
    assert "Nobody" not in admin.commands("/inbox")


def test_an_answer_is_written_after_pressing_answer_too_and_the_talk_is_closed(asked: World) -> None:
    admin, zoe = asked.person(ADMIN), asked.person(1)
    assert "1 message attend une réponse" in admin.commands("/inbox")
    assert "stationnement" in admin.presses("● Zoé Tremblay")
    admin.presses("Répondre")
    admin.types("Oui, il est compris.")
    assert "McGill vous répond" in zoe.receives()
    assert "la réponse viendra ici" in zoe.replies("Merci!", "Réécrire")
    assert "Merci!" in admin.receives()
    admin.presses("Fermer")
    assert "Personne n’attend" in admin.commands("/inbox")
    assert not any("Zoé" in label for label in admin.labels)


def test_a_person_may_change_her_mind_and_closes_what_is_settled(world: World) -> None:
    zoe = world.person(1)
    zoe.commands("/contact")
    zoe.presses("Écrire à quelqu’un ici")
    assert "rien n’a été envoyé" in zoe.types("non merci")
    zoe.commands("/contact")
    zoe.presses("Écrire à quelqu’un ici")
    zoe.types("Bonjour, une question de facturation.")
    assert "transmis" in zoe.commands("/contact")
    zoe.presses("C’est réglé")
    assert "transmis" not in zoe.commands("/contact")


def test_another_schools_registrar_and_a_reader_see_nothing_of_it(asked: World) -> None:
    mcgill, other = granted(asked, PARTNER, Scope.PARTNER, "mcgill"), granted(asked, 903, Scope.PARTNER, "hec")
    reader = granted(asked, READER, Scope.READER)
    data = next(button.data for button in _opened(mcgill) if (button.data or "").startswith("adm:letter:"))
    assert "stationnement" in mcgill.sends(data or "")
    for stranger in (other, reader, asked.person(5)):
        assert "stationnement" not in stranger.sends(data or "")
        stranger.sends((data or "").replace("letter", "answer"))
        stranger.types("Non.")
        assert "stationnement" not in stranger.commands("/inbox")
    assert asked.person(1).receives() == ""


def test_what_she_wrote_is_in_her_copy_and_goes_with_her(asked: World) -> None:
    zoe = asked.person(1)
    zoe.commands("/mydata")
    assert "stationnement" in zoe.files[0].content.decode()
    for step in ("/erase", "Tout effacer", "Oui, tout effacer"):
        zoe.commands(step) if step.startswith("/") else zoe.presses(step)
    assert "0" not in asked.person(ADMIN).commands("/inbox")
    with asked.database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM letter").scalar() == 0


def test_a_letter_is_told_only_to_those_who_may_still_see_it(asked: World) -> None:
    registrar = granted(asked, PARTNER, Scope.PARTNER, "mcgill")
    registrar.commands("/start")
    zoe = asked.person(1)
    zoe.commands("/contact")
    zoe.presses("Écrire à quelqu’un ici")
    zoe.types("Et le dîner?")
    with one_unit(asked.database, asked.vault, asked.desk.current().catalogue, asked.rules, now=asked.clock.now) as unit:
        revoke(unit, PARTNER, CLOCK)
    assert registrar.receives() == ""


def _opened(talker: Talker) -> list[Button]:
    talker.commands("/inbox")
    return talker.seen
