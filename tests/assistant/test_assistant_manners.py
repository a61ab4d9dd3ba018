"""Good manners: typed yes and no, a change of mind, another course named, her data in words, an administrator's sentence."""

import json

import pytest
from support.chat import ADMIN, World

from catalogue.reading.scope import shipped_scope
from catalogue.words.replacing import replace


@pytest.mark.parametrize(
    ("asks", "spoken"), [("parlez-vous anglais?", "We speak English"), ("do you speak French?", "On continue en français")]
)
def test_a_language_asked_for_is_spoken_and_stays(world: World, asks: str, spoken: str) -> None:
    zoe = world.person(language_code="en" if "French" in asks else "fr")
    zoe.commands("/start")
    assert spoken in zoe.types(asks)
    assert ("See the courses" in zoe.labels) == ("English" in spoken)
    zoe.commands("/settings")
    assert ("Language" in zoe.labels) == ("English" in spoken)


def test_yes_and_no_can_be_typed_to_two_buttons(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    assert "laisser votre place" in zoe.types("je me désiste")
    assert "Référence" in zoe.types("non")
    zoe.types("je me désiste")
    assert "annulée" in zoe.types("oui")


def test_yes_means_nothing_to_an_older_question(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.types("je me désiste")
    zoe.types("combien ça coûte?")
    assert "annulée" not in zoe.types("oui")


def test_a_change_of_mind_leaves_the_registration_alone(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.types("je me désiste")
    assert "rien ne change" in zoe.types("non finalement je reste")


def test_another_course_named_in_a_form_is_asked_about_first(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    asked = zoe.types("je veux m'inscrire à L'IA à la ferme")
    assert "L’IA à la ferme" in asked
    assert zoe.labels == ["Oui, changer de cours", "Non, continuer"]
    assert "votre nom" in zoe.types("non")


def test_a_question_about_her_data_never_changes_the_form(world: World) -> None:
    zoe = world.person(language_code="en")
    zoe.commands("/start session_GEN-20-3")
    zoe.types("yes")
    zoe.types("Li Wu")
    assert "Which email" in zoe.types("what do you do with my data")


def test_my_data_is_in_words(world: World) -> None:
    zoe = world.person()
    zoe.registers()
    zoe.types("parle français")
    zoe.types("cours pour gestionnaires à Montréal")
    zoe.commands("/mesdonnees")
    held = json.loads(zoe.files[0].content)
    text = json.dumps(held, ensure_ascii=False)
    for code in ('GEN-20"', "list_courses", "manager", "montreal", '"fr"'):
        assert code not in text
    assert "Gestionnaire" in text
    assert held["Langue que vous avez choisie"] == "français"


def test_nothing_is_offered_to_somebody_erased(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    zoe.commands("/effacer")
    zoe.types("oui")
    zoe.types("oui")
    assert zoe.labels == []


def test_emoji_alone_get_a_kind_line(world: World) -> None:
    assert "seulement les mots" in world.person().types("🙂🙂")


def test_what_is_read_without_confidence_is_not_guessed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    never = replace(shipped_scope(), lost=1.1)
    monkeypatch.setattr("enrolment.assistant.talking.shipped_scope", lambda: never)
    assert "pas sûr d’avoir compris" in world.person().types("merci")


def test_what_may_mean_several_things_is_offered_as_buttons(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    never = replace(shipped_scope(), sure=1.1)
    monkeypatch.setattr("catalogue.answers.doubt.shipped_scope", lambda: never)
    monkeypatch.setattr("catalogue.answers.doubt.BESIDE", 0.0)
    person = world.person()
    assert "Que voulez-vous?" in person.types("combien de temps ça dure")
    assert "Pour quel cours?" in person.presses("La durée")


def test_an_administrator_may_ask_in_a_sentence(world: World) -> None:
    admin = world.person(ADMIN)
    assert "Personne ne s’est inscrit" in admin.types("combien d'inscrits cette semaine?")
    for said in ("combien de monde dans mes cours", "how many people do we have in our classes?", "combien d'inscrits?"):
        assert "préinscription" in admin.types(said) or "pre-registration" in admin.last
    said = admin.types("exporte les inscriptions confirmées d’Initiation à l’IA pour les cadres en excel")
    for line in ("Cours : Initiation à l’IA pour les cadres", "État : confirmée", "Format : Excel"):
        assert line in said.replace("\u00a0", " ")
    assert "0 ligne" in admin.types("sors-moi la liste excel des inscrits")
    world.person(1).registers()
    assert "à confirmer : 1" in admin.types("montre-moi les inscriptions à confirmer").replace("\u00a0", " ")
    assert "1 inscription trouvée" in admin.types("confirme l'inscription de Zoé Tremblay")
    assert "zoe@exemple.ca" in admin.types("1")
    assert "préinscription" not in world.person(7).types("combien de monde dans mes cours")
    assert "Nobody waits" in admin.types("who is waiting for a reply")
    for said in ("qui attend une réponse?", "messages"):
        assert "Personne n’attend" in admin.types(said)
    assert "Personne n’attend" not in world.person(7).types("messages")
    assert "ligne" not in world.person(7).types("sors-moi la liste excel des inscrits")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("qu'est-ce que je peux faire?", "Pour l’administration"),
        ("what can I do here?", "For administrators"),
        ("écris aux gens de la session GEN-20-3", "Écrivez le message"),
        ("ferme la session GEN-20-3", "Places prises"),
        ("mets la session GEN-20-3 à 12 places", "8 → 12 places"),
        ("quelles questions sont sans réponse?", "Toutes les questions ont trouvé leur réponse"),
        ("qu'est-ce que les gens cherchent qu'on n'offre pas?", "Rien n’a été demandé qui ne soit offert"),
        ("qui administre?", "Qui peut administrer"),
        ("who administers this?", "Who may administer"),
        ("show me the registrations to confirm", "to confirm"),
        ("fais un lien pour le salon", "Où sera le lien"),
        ("y a-t-il des doublons?", "Aucune paire de comptes"),
        ("ouvre les pages", "Les pages ne sont pas ouvertes ici"),
    ],
)
def test_an_administrators_errand_is_understood_and_nobody_elses(world: World, said: str, shown: str) -> None:
    seated = next(one for _, one in world.desk.current().catalogue.sessions() if one.code == "GEN-20-3")
    assert seated.seats == 8
    assert shown in world.person(ADMIN).types(said)
    world.person(7).types(said)
    assert shown not in world.person(7).last


@pytest.mark.parametrize(
    "said",
    [
        "y a-t-il de la place en mars?",
        "combien de personnes par groupe?",
        "qui donne le cours GEN-20?",
        "quels cours sont pas offerts en ligne?",
    ],
)
def test_an_administrators_question_about_the_courses_is_answered_like_anybodys(world: World, said: str) -> None:
    assert world.person(ADMIN).types(said) == world.person(7).types(said)


def test_a_language_named_after_the_command_is_spoken_at_once(world: World) -> None:
    zoe = world.person()
    assert "We speak English from now on" in zoe.commands("/language en")
    assert "On continue en français" in zoe.commands("/langue français")
    zoe.commands("/start session_GEN-20-3")
    assert "Français ou English" not in zoe.commands("/langue anglais")
    assert "Writing Better Instructions" in zoe.last


def test_where_she_is_names_what_is_begun_and_not_sent(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    assert "pas encore envoyé" in zoe.types("où en suis-je?")
    zoe.types("annuler")
    assert "pas encore envoyé" in zoe.commands("/mine")


def test_another_session_is_chosen_from_any_step(world: World) -> None:
    zoe = world.person()
    zoe.commands("/start session_GEN-20-3")
    zoe.types("oui")
    assert "Quelle session" in zoe.types("changer de session")
