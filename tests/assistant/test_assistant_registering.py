"""A registration from the first word to the reference: what is asked, what is kept, what a second press does."""

import json

import pytest
from icalendar import Calendar
from support.chat import NOW, World

from enrolment.registration import people, standing
from enrolment.registration.states import Status
from enrolment.registration.unit import Rules, one_unit
from enrolment.registration.values import Person, Standing


def held(world: World, telegram_id: int = 1) -> tuple[Person, tuple[Standing, ...]]:
    with one_unit(world.database, world.vault, world.desk.current().catalogue, world.rules, now=world.clock.now, ids=world.ids) as unit:
        person = people.find(unit, telegram_id)
        assert person is not None
        return person, standing.my_registrations(unit, person.id, closed=True)


def test_the_answers_the_consent_and_the_source_are_kept(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start src_affiche")
    zoe.registers()
    person, (one,) = held(world)
    assert dict(person.answers) == {
        "first_name": "Zoé",
        "last_name": "Tremblay",
        "email": "zoe@exemple.ca",
        "organisation": "Hydro-Québec",
        "role": "manager",
        "region": "montreal",
    }
    registration = one.registration
    assert (registration.session_code, registration.status, registration.source) == ("GEN-20-3", Status.PRE_REGISTERED, "affiche")
    assert (registration.consent_version, registration.consent_at, registration.consent_language) == ("2026-11", NOW, "fr")
    assert (registration.role, registration.region, registration.language) == ("manager", "montreal", "fr")


def test_nothing_is_registered_before_the_confirmation(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    person, found = held(world)
    assert (dict(person.answers), found) == ({}, ())


def test_confirming_twice_gives_the_same_reference_and_one_registration(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    first = zoe.presses("Confirmer ma préinscription").split("Référence")[1]
    second = zoe.presses("Confirmer ma préinscription").split("Référence")[1]
    assert first == second
    assert len(held(world)[1]) == 1


def test_the_same_press_by_another_person_confirms_nothing_of_hers(world: World) -> None:
    zoe, other = world.person(1), world.person(2)
    zoe.registers()
    data = next(button.data for button in zoe.seen if button.label == "Confirmer ma préinscription")
    assert data is not None
    assert "Référence" not in other.sends(data)


def test_the_confirmation_brings_the_session_to_the_calendar(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    (file,) = zoe.files
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert file.name == "GEN-20-3.ics"
    assert str(event["uid"]) == "gen-20-3-1@inscria"
    assert str(event["location"]).endswith("Montréal")
    assert str(event["dtstart"].dt).startswith("2027-04-07")
    zoe.presses("Mes inscriptions")
    zoe.presses("Mettre à mon agenda")
    assert zoe.files[0].content == file.content


def test_a_full_session_is_said_to_be_full_and_leads_to_the_waiting_list(world: World) -> None:
    world.seats("GEN-20-3", 1)
    world.person(1).registers()
    luc = world.person(2)
    luc.commands("/start course_GEN-20")
    assert "liste d’attente ouverte" in luc.presses("M’inscrire")
    luc.commands("/start session_GEN-20-3")
    for said in ("oui", "Luc Roy", "luc@exemple.ca", "Hydro", "gestionnaire", "Laval"):
        luc.types(said)
    assert "vous seriez sur la liste d’attente" in luc.last
    assert "au rang 1" in luc.presses("M’inscrire sur la liste d’attente")
    assert luc.files == []
    assert "rang 1" in luc.commands("/mine")


def test_a_freed_place_is_offered_and_taken_by_a_button(world: World) -> None:
    world.seats("GEN-20-3", 1)
    zoe, luc = world.person(1), world.person(2)
    zoe.registers()
    luc.registers(name="Luc Roy")
    zoe.commands("/mine")
    zoe.presses("Me désister")
    zoe.presses("Oui, me désister")
    assert "Une place vous est gardée jusqu’au" in luc.commands("/mine")
    assert "La place est à vous!" in luc.presses("Prendre la place")
    assert held(world, 2)[1][0].registration.status is Status.PRE_REGISTERED


def test_a_session_that_closed_meanwhile_is_not_taken(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    zoe.types("plus tard")
    world.clock.now = NOW.replace(year=2027, month=3, day=15)
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    world.clock.now = NOW.replace(year=2027, month=4, day=9)
    assert "déjà commencée" in zoe.presses("Confirmer ma préinscription")
    assert held(world)[1] == ()


def test_a_session_already_hers_is_shown_instead_of_asked_again(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    assert "Vous avez déjà une inscription à cette session." in zoe.commands("/start session_GEN-20-3")


def test_one_registration_too_many_is_refused_with_its_door(world: World) -> None:
    world.rules = Rules(max_active=2)
    world.restart()
    zoe = world.person()
    zoe.registers("GEN-20-1")
    zoe.commands("/start session_GEN-20-2")
    for said in ("oui", "Les reprendre", "oui"):
        zoe.types(said)
    assert "le maximum à la fois" in zoe.commands("/start session_GEN-20-3")
    assert zoe.labels == ["Mes inscriptions"]
    assert len(held(world)[1]) == 2


def test_an_edited_answer_is_answered_again_where_it_belongs(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.types("Zoé Tremblai", message_id=11)
    zoe.types("zoe@exemple.ca", message_id=12)
    zoe.edits("Zoé Tremblay", message_id=11)
    assert "Où travaillez-vous?" in zoe.last
    for said in ("Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    assert "Nom\u00a0: Zoé Tremblay\n" in zoe.last


def test_what_was_typed_for_another_course_is_not_asked_twice(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.types("Zoé Tremblay")
    other = next(course for course in world.desk.current().catalogue.courses if course.code != "GEN-20")
    zoe.commands(f"/start session_{other.sessions[-1].code}")
    assert "courriel" in zoe.types("oui")


def test_a_correction_leaves_the_unfinished_registration_where_it_was(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.commands("/start session_GEN-20-4")
    zoe.types("oui")
    zoe.commands("/mine")
    zoe.presses("Mes renseignements")
    zoe.presses("Organisation")
    assert "C’est corrigé." in zoe.types("Rio Tinto")
    zoe.commands("/start")
    assert "J’ai encore vos réponses" in zoe.presses("Reprendre mon inscription")
    assert "Organisation\u00a0: Rio Tinto" in zoe.last


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_a_restart_at_any_step_loses_nothing(world: World, steps: int) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    answers = ["oui", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal", "oui"]
    for place, said in enumerate(answers):
        if place == steps:
            world.restart()
        zoe.types(said)
    assert "C’est fait" in zoe.last


def test_mydata_holds_every_answer_and_every_registration(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.presses("Compléter")
    zoe.shares("15145550142", zoe.id)
    for said in ("analyste", "12", "TI", "sous-titres s’il vous plaît"):
        zoe.types(said)
    zoe.commands("/mydata")
    (file,) = zoe.files
    told = json.loads(file.content)
    person, (one,) = held(world)
    labels = {
        "Prénom",
        "Nom de famille",
        "Courriel",
        "Organisation",
        "Rôle",
        "Région",
        "Téléphone",
        "Titre du poste",
        "Taille de l’organisation",
        "Secteur",
    }
    assert set(told["Réponses"]) == labels | {"Besoins en classe"}
    assert told["Réponses"]["Besoins en classe"] == "sous-titres s’il vous plaît"
    assert told["Inscriptions"][0]["Référence"].replace("-", "") == one.registration.reference
    assert told["Inscriptions"][0]["Accord"]["Version"] == "2026-11"
    assert set(person.answers) == {field.name for field in world.form.fields}


def test_erasing_leaves_nothing_and_frees_the_place(world: World) -> None:
    world.seats("GEN-20-3", 1)
    zoe, luc = world.person(1), world.person(2)
    zoe.registers()
    luc.registers(name="Luc Roy")
    zoe.commands("/erase")
    zoe.presses("Tout effacer")
    assert "tout ce que j’avais sur vous est effacé" in zoe.presses("Oui, tout effacer")
    assert "Une place vous est gardée" in luc.commands("/mine")
    assert "Vous n’avez pas encore d’inscription." in zoe.commands("/mine")
    assert json.loads(zoe.commands("/mydata") and zoe.files[0].content)["Réponses"] == {}


def test_a_last_name_said_with_the_first_is_not_doubled(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    for said in ("oui", "Zoé", "Zoé Tremblay", "zoe@exemple.ca", "Hydro", "gestionnaire", "Montréal"):
        zoe.types(said)
    assert "Nom\u00a0: Zoé Tremblay\n" in zoe.last


def test_several_sessions_meant_are_narrowed_to_those(world: World) -> None:
    zoe = world.person()
    zoe.types("je veux m'inscrire au GEN-20")
    zoe.types("le matin")
    assert len([label for label in zoe.labels if "janvier" in label or "septembre" in label]) == 2
    assert "votre accord" in zoe.types("en janvier")


def test_something_else_at_the_choice_of_a_session_reminds_of_it_in_a_line(world: World) -> None:
    zoe = world.person()
    zoe.types("je veux m'inscrire au GEN-20")
    assert "Quelle session vous convient? Touchez un bouton" in zoe.types("asdf qwerty")


def test_giving_up_in_words_stops_an_unsent_form(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    assert "on arrête ici" in zoe.types("je veux annuler mon inscription")
