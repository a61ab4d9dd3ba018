"""A company's places in the chat: asked for together, given by links, taken, renamed, given up."""

import json
import re

import pytest
from support.chat import Talker, World

from enrolment.store.sql import run, table

PEOPLE = "Jean Roy, jean@scierie.ca\nÈve Bouchard <eve@scierie.ca>\n3) Ngọc Ánh Trần ngoc@scierie.ca"


def statuses(world: World) -> list[str]:
    with world.database.reading() as session:
        return sorted(row["status"] for row in run(session, table("registration").select()).mappings())


def a_course(world: World) -> tuple[str, str]:
    """A course and its first session of at least ten places."""
    catalogue = world.desk.current().catalogue
    found = next(course for course in catalogue.courses if course.sessions and (course.sessions[0].seats or 0) >= 10)
    return found.code, found.sessions[0].code


def registered(world: World, talker: Talker, places: int = 3, at: tuple[str, str] | None = None) -> list[str]:
    """The whole conversation; the links' keys."""
    begun(world, talker, places, at)
    talker.types(PEOPLE)
    later = next((label for label in talker.labels if "ommer" in label), None)
    if later:
        talker.presses(later)
    talker.types("oui")
    return re.findall(r"claim_(\S+)", talker.last)


def begun(world: World, talker: Talker, places: int, at: tuple[str, str] | None = None) -> None:
    """As far as who comes."""
    course, session = at or a_course(world)
    talker.sends(f"team:begin:{course}")
    talker.sends(f"team:take:{token(talker)}:{session}")
    for said in (str(places), "oui", "Scierie Roy", "Zoé Tremblay", "zoe@scierie.ca"):
        talker.types(said)


def token(talker: Talker) -> str:
    return next(button.data or "" for button in reversed(talker.seen) if (button.data or "").startswith("team:take")).split(":")[2]


def claim(talker: Talker, key: str) -> str:
    """The link, and the form to its end."""
    talker.commands(f"/start claim_{key}")
    for said in ("oui", "garder", "garder", "garder", "garder", "professionnel", "Montréal"):
        talker.types(said)
    return talker.types("oui")


def test_a_group_has_its_places_in_one_transaction_and_a_link_for_each(world: World) -> None:
    zoe = world.person(1)
    keys = registered(world, zoe, places=4)
    assert statuses(world) == ["pre_registered"] * 4
    assert len(set(keys)) == 4
    assert "4 places sont retenues" in zoe.last
    assert "Jean Roy" in zoe.commands("/mine")
    assert zoe.files == []


def test_confirming_a_group_twice_gives_the_same_group(world: World) -> None:
    zoe = world.person(1)
    registered(world, zoe)
    confirm = next(button.data for button in reversed(zoe.seen) if (button.data or "").startswith("team:confirm"))
    assert "Scierie Roy" in zoe.sends(confirm or "")
    assert len(statuses(world)) == 3


def test_faults_are_said_line_by_line_and_nothing_is_registered_before_the_end(world: World) -> None:
    zoe = world.person(1)
    begun(world, zoe, places=5)
    said = zoe.types(
        "Nom, courriel\nJean Roy, jean@scierie.ca\nPaul sans rien\nzoe@scierie.ca\nLi Wei, li@gmial.com\nAnne, jean@scierie.ca"
    )
    assert "4 lignes n’ont pas pu être prises" in said
    for line in ("ligne 3 (Paul sans rien)", "ligne 4 (zoe@scierie.ca)", "Peut-être li@gmail.com?", "ligne 6 (Anne, jean@scierie.ca)"):
        assert line in said.replace("\u00a0", " ")
    assert "1 sur 5" in said
    assert statuses(world) == []


def test_more_people_than_places_are_taken_by_nobody(world: World) -> None:
    zoe = world.person(1)
    begun(world, zoe, places=2)
    assert "3 personnes pour 2 places" in zoe.types(PEOPLE)
    assert "Les nommer plus tard" in zoe.labels
    assert statuses(world) == []


def test_a_colleague_claims_with_her_own_consent_and_details(world: World) -> None:
    zoe, jean = world.person(1), world.person(2)
    keys = registered(world, zoe)
    invitation = jean.commands(f"/start claim_{keys[0]}")
    assert "Scierie Roy vous garde une place" in invitation
    said = claim(jean, keys[0])
    assert "votre préinscription est enregistrée" in said
    assert "Jean Roy" in jean.commands("/settings") or "Jean Roy" in jean.sends("my:details")
    assert len(statuses(world)) == 3
    assert "1 sur 3" in zoe.commands("/mine")
    assert "déjà la vôtre" in jean.commands(f"/start claim_{keys[0]}")
    assert "déjà prise" in world.person(3).commands(f"/start claim_{keys[0]}")


def test_an_unclaimed_place_is_renamed_and_the_old_link_is_void(world: World) -> None:
    zoe = world.person(1)
    keys = registered(world, zoe)
    zoe.commands("/mine")
    zoe.presses("Jean Roy")
    zoe.presses("Nommer quelqu’un d’autre")
    said = zoe.types("Ali Ben, ali@scierie.ca")
    (fresh,) = re.findall(r"claim_(\S+)", said)
    assert "ne mène plus" in world.person(2).commands(f"/start claim_{keys[0]}")
    assert "Scierie Roy vous garde" in world.person(3).commands(f"/start claim_{fresh}")
    assert "Ali Ben" in zoe.commands("/mine")


def test_a_claimed_place_is_given_to_a_colleague(world: World) -> None:
    zoe, jean, ali = world.person(1), world.person(2), world.person(3)
    keys = registered(world, zoe)
    claim(jean, keys[0])
    jean.commands("/mine")
    jean.presses("Donner ma place")
    said = jean.presses("Oui, la donner")
    (fresh,) = re.findall(r"claim_(\S+)", said)
    assert "pas encore d’inscription" in jean.commands("/mine")
    ali.commands(f"/start claim_{fresh}")
    for answer in ("oui", "Ali Ben", "ali@scierie.ca", "garder", "professionnel", "Montréal", "oui"):
        ali.types(answer)
    assert "enregistrée" in ali.last
    assert len(statuses(world)) == 3


def test_keys_cannot_be_guessed_at_will(world: World) -> None:
    zoe, eve = world.person(1), world.person(2)
    keys = registered(world, zoe)
    for number in range(5):
        assert "ne mène plus" in eve.commands(f"/start claim_guess{number}")
    assert "Attendez une heure" in eve.commands(f"/start claim_{keys[0]}")
    world.clock.pass_(hours=2)
    assert "vous garde une place" in eve.commands(f"/start claim_{keys[0]}")


def test_a_group_that_does_not_fit_waits_whole_and_takes_its_offer_by_one_button(world: World) -> None:
    zoe = world.person(1)
    here = a_course(world)
    first = world.person(9)
    first.registers(here[1])
    world.seats(here[1], 3)
    registered(world, zoe, at=here)
    assert "liste d’attente" in zoe.last
    assert statuses(world) == ["pre_registered"] + ["waitlisted"] * 3
    first.commands("/cancel")
    first.presses("Oui, me désister")
    assert "des places se sont libérées" in zoe.receives()
    assert zoe.receives() == ""
    assert "Les places sont à vous" in zoe.presses("Prendre les places")
    assert statuses(world) == ["cancelled"] + ["pre_registered"] * 3


def test_what_nobody_took_is_given_up_in_two_taps(world: World) -> None:
    zoe, jean = world.person(1), world.person(2)
    keys = registered(world, zoe)
    claim(jean, keys[0])
    zoe.commands("/mine")
    zoe.presses("Rendre les places")
    zoe.presses("Oui, les rendre")
    assert statuses(world) == ["cancelled", "cancelled", "pre_registered"]


def test_a_question_in_the_middle_is_answered_and_the_group_goes_on(world: World) -> None:
    zoe = world.person(1)
    course, _ = a_course(world)
    zoe.sends(f"team:begin:{course}")
    said = zoe.types("combien ça coûte?")
    assert "$" in said or "gratuit" in said
    assert "Quelle session?" in said
    zoe.commands("/courses")
    assert any("Reprendre pour mon groupe" in label for label in zoe.labels)
    assert "Quelle session?" in zoe.presses("Reprendre pour mon groupe")


def test_mydata_holds_the_group_and_the_contact_s_erasure_takes_it_away(world: World) -> None:
    zoe = world.person(1)
    registered(world, zoe)
    zoe.commands("/mydata")
    held = json.dumps(json.loads(zoe.files[0].content), ensure_ascii=False)
    assert all(word in held for word in ("Scierie Roy", "jean@scierie.ca", "Ánh Trần"))
    zoe.commands("/erase")
    zoe.presses("Tout effacer")
    zoe.presses("Oui, tout effacer")
    with world.database.reading() as session:
        assert {row["sealed"] for row in run(session, table("group_place").select()).mappings()} == {None}


@pytest.mark.parametrize(("typed", "places"), [("8", 8), ("on est huit", 8), ("8 personnes", 8), ("twelve people", 12)])
def test_the_number_of_people_is_read_in_words(world: World, typed: str, places: int) -> None:
    zoe = world.person(1)
    course, session = a_course(world)
    world.seats(session, 50)
    zoe.sends(f"team:begin:{course}")
    zoe.sends(f"team:take:{token(zoe)}:{session}")
    zoe.types(typed)
    for said in ("oui", "Scierie Roy", "Zoé Tremblay", "zoe@scierie.ca"):
        zoe.types(said)
    zoe.presses("Les nommer plus tard")
    assert f"{places} places" in zoe.last


@pytest.mark.parametrize("typed", ["Inscrire mon équipe", "oui"])
def test_the_conversation_begins_by_typing_too(world: World, typed: str) -> None:
    zoe = world.person(1)
    zoe.types("je veux inscrire 3 employés à Apprivoiser les données")
    assert "pour un groupe. Quelle session?" in zoe.types(typed)


def test_yes_is_nobodys_name_and_where_she_is_is_told(world: World) -> None:
    zoe = world.person(1)
    course, session = a_course(world)
    zoe.sends(f"team:begin:{course}")
    zoe.sends(f"team:take:{token(zoe)}:{session}")
    for said in ("3", "oui", "Scierie Roy", "Zoé"):
        zoe.types(said)
    asked = zoe.last
    assert zoe.types("oui") == asked
    assert "pas encore envoyé" in zoe.types("chu rendu où")
