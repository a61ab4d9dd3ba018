"""What people ask and do not find: administrators see it without who asked, and teach it to the bot."""

import csv
import io

import pytest
from support.chat import ADMIN, Talker, World
from test_assistant_administrators import PARTNER, READER, granted

from enrolment.office.masking import masked
from enrolment.registration.rights import Scope


@pytest.fixture
def asked(world: World) -> World:
    """Two people asked for blockchain, one for the parking."""
    world.person(1).registers()
    world.person(1).types("avez-vous un cours de blockchain?")
    world.person(2).types("avez vous un cours de blockchain")
    world.person(3, "en").types("do you have a course about scuba diving?")
    return world


def inbox(world: World, who: int = ADMIN) -> Talker:
    admin = world.person(who)
    admin.commands("/inbox")
    admin.presses("Questions sans réponse")
    return admin


def test_near_questions_are_counted_together(asked: World) -> None:
    admin = inbox(asked)
    assert "2 questions sans réponse" in admin.last
    assert admin.labels[0].startswith("2 × avez")


def test_an_alias_is_understood_from_the_next_message_on(asked: World) -> None:
    admin = inbox(asked)
    admin.presses("2 × avez")
    admin.presses("C’est un nom d’un cours")
    label = admin.labels[0]
    admin.presses(label)
    assert "Désormais" in admin.presses("blockchain")
    course = next(one for one in asked.desk.latest().catalogue.courses if "blockchain" in one.aliases.fr)
    assert course.title.fr in asked.person(4).types("parlez-moi du cours de blockchain")
    assert "1 question sans réponse" in inbox(asked).last


def test_a_new_answer_in_both_languages_is_given_from_the_next_message_on(asked: World) -> None:
    admin = inbox(asked)
    admin.presses("1 × do you")
    admin.presses("Écrire une réponse")
    assert "anglais" in admin.types("Non, aucune plongée: nos cours sont sur l’IA.")
    assert "Désormais" in admin.types("No diving: our courses are about AI.")
    assert "No diving" in asked.person(4, "en").types("do you have a course about scuba diving?")


def test_a_question_becomes_a_way_of_asking_an_answer_there_is(asked: World) -> None:
    entry = asked.desk.current().catalogue.faq[0]
    admin = inbox(asked)
    data = next(button.data for button in admin.seen if "scuba" in button.label)
    admin.sends((data or "").replace("adm:q:", "adm:qway:") + f":{entry.code}")
    assert entry.answer.en[:40] in asked.person(4, "en").types("do you have a course about scuba diving?")


def test_a_question_dismissed_does_not_come_back(asked: World) -> None:
    admin = inbox(asked)
    admin.presses("1 × do you")
    admin.presses("Écarter")
    asked.person(5, "en").types("do you have a course about scuba diving?")
    assert "scuba" not in " ".join(inbox(asked).labels)


def test_a_schools_administrator_names_her_own_courses_only(asked: World) -> None:
    registrar = granted(asked, PARTNER, Scope.PARTNER, "mcgill")
    registrar = inbox(asked, PARTNER)
    registrar.presses("2 × avez")
    assert "Écarter" not in registrar.labels
    data = next(button.data for button in registrar.seen if (button.data or "").startswith("adm:q:"))
    number = (data or "").split(":")[2]
    other = next(one for one in asked.desk.current().catalogue.courses if one.partner != "mcgill" and not one.withdrawn)
    registrar.sends(f"adm:qis:{number}:{other.code}:s")
    registrar.sends(f"adm:qdrop:{number}")
    registrar.sends(f"adm:qway:{number}:{asked.desk.current().catalogue.faq[0].code}")
    assert "2 questions" in inbox(asked).last
    assert asked.desk.current().version == 1


def test_what_is_asked_for_and_not_offered_is_counted_and_exported(asked: World) -> None:
    asked.person(6).types("un cours à Mont-Laurier en mars?")
    asked.person(7).types("un cours à Mont-Laurier?")
    reader = granted(asked, READER, Scope.READER)
    assert "blockchain: 2" in reader.sends("adm:demand").replace("\u00a0", "")
    assert "Mont-Laurier: 2" in reader.last.replace("\u00a0", "")
    reader.presses("En fichier")
    rows = list(csv.DictReader(io.StringIO(reader.files[0].content.decode("utf-8-sig")), delimiter=";"))
    assert ("place", "Mont-Laurier", "2") in [(row["kind"], row["value"], row["count"]) for row in rows]


def test_questions_are_forgotten_after_180_days(asked: World) -> None:
    from enrolment import retention  # noqa: PLC0415
    from enrolment.registration.unit import one_unit  # noqa: PLC0415

    asked.clock.pass_(days=181)
    with one_unit(asked.database, asked.vault, asked.desk.current().catalogue, asked.rules, now=asked.clock.now) as unit:
        retention.purge(unit)
    assert "Toutes les questions" in inbox(asked).last


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("je m'appelle zoé tremblay et je veux du blockchain", "je m'appelle … et je veux du blockchain"),
        ("écrivez-moi à zoe@exemple.ca ou au 514 555-0142", "écrivez-moi à … ou au …"),
        ("My name is Zoe Roy, do you teach COBOL?", "My name is …, do you teach COBOL?"),
        ("c'est Luc Roy de Rimouski, avez-vous Power BI?", "c'est … de Rimouski, avez-vous Power BI?"),
        ("voir @zoe_t ou https://exemple.ca/zoe", "voir … ou …"),
        ("Tremblay veut un cours de soudure en 2027", "… veut un cours de soudure en 2027"),
        ("j'habite au 12 rue des Érables, H2X 1Y4", "j'habite au …, …"),
        ("le dossier 6222-2222 ou 1234567", "le dossier … ou …"),
    ],
)
def test_what_could_say_who_asks_is_masked(typed: str, kept: str, world: World) -> None:
    assert masked(typed, world.desk.current().catalogue, ("Zoé Tremblay",)) == kept


def test_a_teachers_name_stays(world: World) -> None:
    catalogue = world.desk.current().catalogue
    teacher = next(name for course in catalogue.courses for name in course.teachers)
    assert teacher in masked(f"est-ce que {teacher} donne autre chose?", catalogue)
