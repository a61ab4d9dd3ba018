"""Administrators run their sessions from the chat: places, dates, cancellation, messages, notes, links, roles."""

import pytest
from support.chat import ADMIN, World
from test_assistant_administrators import PARTNER, granted, registered

from enrolment.assistant.heard import Kind
from enrolment.registration.rights import Scope

CODE = "GEN-20-3"  # McGill's, eight seats


@pytest.fixture
def busy(world: World) -> World:
    """Two people in McGill's session, an administrator who has written."""
    world.person(1).registers()
    world.person(2, "en").registers(name="Luc Roy")
    world.person(2, "en").commands("/language")
    world.person(2, "en").sends("lang:en")
    world.person(ADMIN).commands("/start")
    return world


def test_a_session_shows_how_full_it_is_and_its_surplus(busy: World) -> None:
    admin = busy.person(ADMIN)
    assert "2 sur 8" in admin.commands(f"/session {CODE}")
    admin.presses("Places")
    said = admin.types("1")
    assert "2 sur 1" in said
    assert "1 personne de plus que de places" in said
    admin.presses("Places")
    assert "2 places prises, sans limite" in admin.types("illimité")


def test_sessions_that_begin_alike_are_told_apart(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/session consignes")
    assert any(label.startswith("GEN-20-1 · ") for label in admin.labels)
    assert any(label.startswith("GEN-20-2 · ") for label in admin.labels)
    assert len(set(admin.labels)) == len(admin.labels)


def test_new_dates_are_shown_then_done_and_each_person_is_told_both(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/session")
    admin.sends(f"adm:session:{CODE}")
    admin.presses("Dates")
    said = admin.types("14 avril 2027")
    assert "7 avril 2027 → le 14 avril 2027" in said
    assert "2 personnes seraient prévenues" in said
    assert "le 14 avril 2027" in admin.presses("Changer les dates")
    post = busy.posts()
    assert "14 avril" in str(post[1])
    assert "April 14" in str(post[2])


def test_a_cancelled_session_tells_its_people_once(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands(f"/session {CODE}")
    assert "2 personnes seraient prévenues" in admin.presses("L’annuler")
    assert "annulée" in admin.types("oui")
    assert {1, 2} <= set(busy.posts())
    admin.sends(f"adm:scancelled:{CODE}")
    assert busy.posts() == {}


def test_another_schools_administrator_changes_nothing_of_it(busy: World) -> None:
    other = granted(busy, PARTNER, Scope.PARTNER, "hec")
    for data in (
        f"adm:scancelled:{CODE}",
        f"adm:smove:{CODE}:20270414:20270414",
        f"adm:sseats:{CODE}",
        f"adm:cast:s:{CODE}",
        "adm:cast:c:GEN-20",
    ):
        other.sends(data)
        other.types("3")
    assert "2 sur 8" in busy.person(ADMIN).commands(f"/session {CODE}")
    assert set(busy.posts()) <= {ADMIN}


def test_a_message_goes_to_the_people_of_a_session_in_their_language_once(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands(f"/broadcast {CODE}")
    admin.sends(f"adm:cast:s:{CODE}")
    assert "À 2 personnes" in admin.last
    assert "Apportez" in admin.types("Apportez votre portable.")
    admin.presses("Ajouter l’anglais")
    admin.types("Bring your laptop.")
    go = next(button for button in reversed(admin.seen) if button.label == "Envoyer à 2 personnes")
    assert "Il part" in admin.sends(go.data or "")
    admin.sends(go.data or "")
    busy.posts()
    busy.clock.pass_(seconds=1)
    post = busy.posts()
    assert 1 not in post
    assert "Bring your laptop." in str(post[2])
    busy.clock.pass_(seconds=1)
    busy.posts()
    assert "2 envoyés sur 2" in admin.commands("/broadcast")
    assert 1 not in busy.posts()


def test_whoever_blocked_the_bot_is_not_written_to_and_nobody_at_night(busy: World) -> None:
    busy.person(2).does(Kind.LEFT)
    admin = busy.person(ADMIN)
    busy.clock.pass_(hours=13)  # eleven at night
    admin.sends(f"adm:cast:s:{CODE}")
    assert "1 personne a bloqué le bot" in admin.last
    admin.types("Apportez votre portable.")
    admin.presses("Envoyer à 1 personne")
    assert busy.posts() == {}
    busy.clock.pass_(hours=9, minutes=1)
    assert "portable" in str(busy.posts()[1])
    assert "a rejoint 1 personne" in str(busy.posts()[ADMIN])


def test_a_note_is_kept_for_registrars_and_is_in_the_persons_copy(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/people tremblay")
    admin.presses("Zoé Tremblay")
    admin.presses("Écrire une note")
    assert "A téléphoné." in admin.types("A téléphoné.")
    zoe = busy.person(1)
    zoe.commands("/mydata")
    assert "A téléphoné." in zoe.files[0].content.decode()


def test_a_reason_typed_is_told_to_the_person(busy: World) -> None:
    admin = busy.person(ADMIN)
    admin.commands("/people")
    assert "1 inscription trouvée" in admin.types("tremblay")
    admin.presses("Zoé Tremblay")
    admin.presses("Refuser")
    admin.presses("Une autre raison")
    assert "refusée" in admin.types("Il faut un emploi au Québec.")
    assert "Il faut un emploi au Québec." in busy.person(1).receives()


def test_a_possible_twin_is_shown_with_the_reasons(busy: World) -> None:
    busy.person(3).registers("GEN-20-2")
    admin = busy.person(ADMIN)
    admin.commands("/people tremblay")
    admin.presses("Zoé Tremblay")
    assert "Peut-être la même personne" in admin.last
    assert "même nom et même courriel" in admin.last


def test_a_link_has_a_source_a_target_and_its_qr_codes(busy: World) -> None:
    admin = busy.person(ADMIN)
    said = admin.commands("/link salon-2027 GEN-20")
    key = said.split("?start=")[1].split("\n")[0]
    picture, drawing = admin.files
    assert picture.content.startswith(b"\x89PNG")
    assert b"<svg" in drawing.content
    assert admin.commands("/link salon-2027 GEN-20").split("?start=")[1].split("\n")[0] == key
    visitor = busy.person(8)
    assert "consignes" in visitor.commands(f"/start {key}")
    visitor.registers(CODE, "Ana Diaz")
    with busy.database.reading() as session:
        sources = session.connection().exec_driver_sql("SELECT source FROM registration").scalars().all()
    assert "salon-2027" in sources


def test_a_schools_administrator_makes_links_to_her_courses_only(busy: World) -> None:
    registrar = granted(busy, PARTNER, Scope.PARTNER, "hec")
    assert "t.me" not in registrar.commands("/link salon-2027 GEN-20")
    assert "t.me" not in registrar.commands("/link salon-2027")


def test_roles_are_granted_and_taken_back_in_the_chat_at_once(busy: World) -> None:
    admin, newcomer = busy.person(ADMIN), busy.person(950)
    assert "Je ne connais pas cette commande" in newcomer.commands("/stats")
    admin.commands("/admins")
    admin.presses("Ajouter\u00a0: un établissement")
    admin.presses("Université McGill")
    assert "950" in admin.types("950")
    assert "2 préinscriptions" in newcomer.commands("/stats")
    assert "Je ne connais pas cette commande" in newcomer.commands("/admins")
    admin.presses("Retirer à 950")
    admin.types("oui")
    assert "Je ne connais pas cette commande" in newcomer.commands("/stats")


def test_no_telegram_id_stands_in_a_button(busy: World) -> None:
    granted(busy, 951, Scope.READER)
    admin = busy.person(ADMIN)
    admin.commands("/admins")
    assert not [button for button in admin.seen if "951" in (button.data or "")]
    assert registered(busy, 1)
