"""The files as LibreOffice opens them in French: every value what it was, nothing evaluated, columns and accents in their places."""

import csv
import io
import json
from pathlib import Path

import pytest
from support.office import AS_TEXT, COMMAS, SEMICOLONS, SOFFICE, Seen, opened
from support.world import World
from test_enrolment_exports import exported, named

from enrolment.exports.columns import CONTRACT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt-get install --no-install-recommends libreoffice-calc)"),
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),  # what is opened is the file
]
KEYS = [column.key for column in CONTRACT]
HOSTILE = ("=1+1", "=CMD|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1+1", "\t=1+1", "=HYPERLINK(\"http://x\")", "1/2", "12 mars", "1,5", "VRAI")
KINDS = {"created_at": "date", "updated_at": "date", "session_starts": "date", "consent_at": "date", "waitlist_position": "float"}
CSVS = [("csv", COMMAS), ("csv-excel", SEMICOLONS)]


@pytest.fixture
def peopled(world: World) -> World:
    """Names of every script, and organisations that a spreadsheet would like to evaluate, or to take for a date or a number."""
    named(world)
    for number, organisation in enumerate(HOSTILE):
        person = world.person(100 + number, first_name="Zoé", last_name="Œuvrard", organisation=organisation, phone="+1 514-555-0123")
        world.register(person)
        world.wait(minutes=1)
    return world


def saved(world: World, name: str, folder: Path) -> tuple[Path, list[list[str]]]:
    """The file, and its cells as the CSV reader of Python has them."""
    content = exported(world, name)
    file = folder / f"preinscriptions.{'xlsx' if name == 'xlsx' else 'csv'}"
    file.write_bytes(content)
    plain = content if name != "xlsx" else exported(world, "csv")
    words = io.StringIO(plain.decode("utf-8-sig"), newline="")
    return file, list(csv.reader(words, delimiter=";" if name == "csv-excel" else ","))


def full(rows: list[list[Seen]], width: int) -> list[list[Seen]]:
    return [[*row, *[Seen()] * (width - len(row))] for row in rows]


@pytest.mark.parametrize(("name", "delimiter"), CSVS)
def test_a_csv_taken_as_text_has_every_value_as_it_was_written(peopled: World, tmp_path: Path, name: str, delimiter: int) -> None:
    file, written = saved(peopled, name, tmp_path)
    sheet = full(opened(file, delimiter, column=AS_TEXT), len(KEYS))
    assert [[cell.value for cell in row] for row in sheet] == written
    assert {cell.kind for row in sheet for cell in row} <= {"string", ""}
    assert [cell.formula for row in sheet for cell in row if cell.formula] == []


@pytest.mark.parametrize(("name", "delimiter"), CSVS)
def test_a_double_click_on_a_csv_evaluates_nothing_and_keeps_columns_and_accents(
    peopled: World, tmp_path: Path, name: str, delimiter: int
) -> None:
    file, written = saved(peopled, name, tmp_path)
    header, *rows = full(opened(file, delimiter), len(KEYS))
    assert [cell.value for cell in header] == written[0]
    assert [cell.formula for row in rows for cell in row if cell.formula] == []
    assert len(rows) == len(written) - 1
    kept = [KEYS.index(key) for key in ("reference", "first_name", "last_name", "course_title_fr", "phone")]
    for row, meant in zip(rows, written[1:], strict=True):
        words = [place for place in kept if not meant[place].isdecimal()]  # the sheet takes 00123 for a number
        assert [row[place].value for place in words] == [meant[place] for place in words]
    said = [row[KEYS.index("organisation")].value for row in rows if row[KEYS.index("organisation")].kind]
    assert said[:7] == [f"'{each}" for each in HOSTILE[:7]]


def test_a_workbook_has_every_value_with_its_type_and_no_formula(peopled: World, tmp_path: Path) -> None:
    file, written = saved(peopled, "xlsx", tmp_path)
    header, *rows = full(opened(file), len(KEYS))
    assert [cell.value for cell in header] == KEYS
    for row, meant, exact in zip(rows, written[1:], json.loads(exported(peopled, "json")), strict=True):
        typed = {key: exact[key] or "" for key in ("first_name", "last_name", "organisation")}  # a CSV has its apostrophe before them
        for key, cell, text in zip(KEYS, row, meant, strict=True):
            value = typed.get(key, text)
            assert cell.formula is None
            assert (cell.kind, cell.shown) == (KINDS.get(key, "string") if value else "", value), key
