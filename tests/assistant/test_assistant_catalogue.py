"""A catalogue file sent in the chat: faults with their place, or the changes with Apply and Cancel."""

import io
import json
from datetime import timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from support.chat import ADMIN, World
from test_assistant_administrators import PARTNER, READER, granted

from catalogue.offer.model import Catalogue
from catalogue.offer.writing import catalogue_bytes
from enrolment.assistant.heard import Kind
from enrolment.registration.rights import Scope

CODE = "GEN-20-3"


def as_file(catalogue: Catalogue, suffix: str) -> bytes:
    return catalogue_bytes(catalogue, suffix)


def moved(catalogue: Catalogue) -> Catalogue:
    """McGill's session a week later."""
    courses = []
    for course in catalogue.courses:
        changed = [
            one.model_copy(update={"starts": one.starts + timedelta(days=7), "ends": one.ends + timedelta(days=7)})
            if one.code == CODE
            else one
            for one in course.sessions
        ]
        courses.append(course.model_copy(update={"sessions": tuple(changed)}))
    return catalogue.model_copy(update={"courses": tuple(courses)})


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_a_file_is_looked_at_then_applied_and_its_people_are_told(suffix: str, world: World) -> None:
    world.person(1).registers()
    admin = world.person(ADMIN)
    said = admin.attaches(f"catalogue{suffix}", as_file(moved(world.desk.current().catalogue), suffix))
    assert CODE in said
    assert "Appliquer" in admin.labels
    assert world.desk.latest().version == 1
    data = next(button.data for button in reversed(admin.seen) if button.label == "Appliquer")
    assert "C’est fait" in admin.sends(data or "")
    assert "1 personne" in admin.last
    assert world.desk.latest().version == 2
    assert "14 avril" in world.person(1).receives()
    assert "déjà" in admin.sends(data or "")


def test_a_file_that_is_cancelled_changes_nothing(world: World) -> None:
    admin = world.person(ADMIN)
    admin.attaches("catalogue.json", as_file(moved(world.desk.current().catalogue), ".json"))
    data = next(button.data for button in reversed(admin.seen) if button.label == "Appliquer")
    admin.presses("Annuler")
    assert "déjà" in admin.sends(data or "")
    assert world.desk.latest().version == 1


def test_faults_are_said_with_their_place(world: World) -> None:
    document = json.loads(as_file(world.desk.current().catalogue, ".json"))
    document["courses"][3]["sessions"][0]["starts"] = "2027-02-30"
    said = world.person(ADMIN).attaches("catalogue.json", json.dumps(document).encode())
    assert "courses[3].sessions[0].starts" in said
    assert "rien n’a été changé" in said


def test_a_file_looked_at_before_another_change_is_looked_at_again(world: World) -> None:
    admin = world.person(ADMIN)
    admin.attaches("catalogue.json", as_file(moved(world.desk.current().catalogue), ".json"))
    data = next(button.data for button in reversed(admin.seen) if button.label == "Appliquer")
    admin.sends(f"adm:sseats:{CODE}")
    admin.types("30")
    assert "Renvoyez le fichier" in admin.sends(data or "")


def bomb() -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (80 * 1024 * 1024))
    return held.getvalue()


def part(name: str, content: str) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (bomb(), "60 Mo"),
        (part("xl/vbaProject.bin", "…"), "macros"),
        (part("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entités XML"),
        (b"PK\x03\x04nothing", "endommagé"),
    ],
)
def test_a_harmful_workbook_is_refused_clearly(content: bytes, why: str, world: World) -> None:
    admin = world.person(ADMIN)
    said = admin.attaches("catalogue.xlsx", content)
    assert why in said
    assert "bonjour" not in said
    assert world.desk.latest().version == 1


def test_what_is_no_catalogue_or_too_big_for_telegram_is_said(world: World) -> None:
    admin = world.person(ADMIN)
    assert "classeur" in admin.attaches("photo.png", b"...")
    assert "20\u00a0Mo" in admin.does(Kind.DOCUMENT, document_name="a.xlsx", document_size=30 * 1024 * 1024, medium="document")


def test_a_schools_administrator_changes_her_school_alone(world: World) -> None:
    mcgill, other = granted(world, PARTNER, Scope.PARTNER, "mcgill"), granted(world, 904, Scope.PARTNER, "hec")
    content = as_file(moved(world.desk.current().catalogue), ".json")
    assert "pas à vous" in other.attaches("catalogue.json", content)
    mcgill.attaches("catalogue.json", content)
    data = next(button.data for button in reversed(mcgill.seen) if button.label == "Appliquer")
    other.sends(data or "")
    assert world.desk.latest().version == 1
    mcgill.sends(data or "")
    assert world.desk.latest().version == 2


def test_a_file_of_anybody_else_is_not_opened(world: World) -> None:
    content = as_file(moved(world.desk.current().catalogue), ".json")
    for stranger in (granted(world, READER, Scope.READER), world.person(5)):
        assert "ouvre pas les fichiers" in stranger.attaches("catalogue.json", content)
    assert not world.assistant.takes_file(5)
    assert world.assistant.takes_file(ADMIN)
