"""The catalogue by spreadsheet: a template to fill in, cells as people type them, faults by their cell, and what is refused."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from offer_files import catalogue, faults_of

from catalogue.offer.reading import read_catalogue
from catalogue.offer.workbook_guard import OLE
from catalogue.offer.workbook_writing import write_template
from catalogue.offer.writing import write_catalogue

Edit = Callable[[Any], object]
MIDNIGHT = datetime.combine(date(2027, 1, 18), time())  # as a spreadsheet keeps a day


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.xlsx"
    write_catalogue(catalogue(), path)
    return path


def edited(path: Path, edit: Edit) -> Path:
    """The workbook as Excel would leave it after an edit."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def column(sheet: Any, name: str) -> str:
    return next(str(cell.column_letter) for cell in sheet[1] if cell.value == name)


def cell(sheet: str, name: str, row: int, value: Any) -> Edit:
    def edit(book: Any) -> None:
        page = book[sheet]
        page[f"{column(page, name)}{row}"].value = value

    return edit


def spoiled(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts rewritten, or added."""
    with ZipFile(path) as parts:
        held = {part: parts.read(part) for part in parts.namelist()}
    held[name] = change(held.get(name, b""))
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        for part, content in held.items():
            parts.writestr(part, content)
    return path


def test_the_template_has_a_sheet_a_kind_and_is_empty_of_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    assert book.sheetnames == ["programme", "partners", "topics", "courses", "sessions", "meetings", "faq", "lisez-moi", "read-me"]
    assert [cell.value for cell in book["meetings"][1]] == ["session", "starts", "ends"]
    assert "price_cad" in [cell.value for cell in book["courses"][1]]
    assert {sheet.max_row for sheet in book.worksheets[:7]} == {1}


def test_a_template_left_empty_says_what_is_missing(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    assert [str(fault) for fault in faults_of(tmp_path / "template.xlsx")] == ["programme: This is missing."]


def test_a_template_filled_in_by_hand_is_read_as_people_mean_it(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    rows: dict[str, list[dict[str, Any]]] = {
        "programme": [
            {"name_fr": "P", "name_en": "P", "about_fr": "A", "about_en": "A"}
            | {"privacy_officer_name": "Z", "privacy_officer_email": "z@z.org"}
        ],
        "partners": [{"code": 514, "name_fr": "HEC", "name_en": "HEC", "aliases": "H E C; École des HEC"}],
        "topics": [{"code": "nlp", "name_fr": "TAL", "name_en": "NLP"}, {"code": "viz", "name_fr": "Images", "name_en": "Images"}],
        "courses": [
            {"code": 101, "title_fr": "Un", "title_en": "One", "summary_fr": "S", "summary_en": "S", "partner": 514, "topics": "nlp, viz"}
            | {"level": "beginner", "audiences": "manager\nexecutive", "duration_hours": 3.5, "price_cad": "495,50", "withdrawn": "non"}
        ],
        "sessions": [
            {"course": 101, "code": "101-A", "schedule_fr": "lundi", "schedule_en": "Mondays", "format": "online", "language": "fr"}
            | {"starts": MIDNIGHT, "ends": MIDNIGHT + timedelta(days=11, hours=21.5), "register_by": date(2027, 1, 10), "seats": 12.0}
        ],
    }

    def fill(book: Any) -> None:
        for name, entries in rows.items():
            for row, entry in enumerate(entries, start=2):
                for key, value in entry.items():
                    book[name][f"{column(book[name], key)}{row}"] = value

    read = read_catalogue(edited(tmp_path / "t.xlsx", fill))
    course, session = next(read.sessions())
    assert (read.partners[0].code, read.partners[0].aliases) == ("514", ("H E C", "École des HEC"))
    assert (course.code, course.topics, str(course.price_cad), course.withdrawn) == ("101", ("nlp", "viz"), "495.50", False)
    assert (session.seats, str(session.register_by)) == (12, "2027-01-10")
    assert (str(session.starts), str(session.ends)) == ("2027-01-18", "2027-01-29 21:30:00")


WRONG: list[tuple[Edit, str]] = [
    (cell("sessions", "seats", 2, "beaucoup"), "sessions!K2 (seats): A whole number"),
    (cell("sessions", "course", 2, "IA-999"), "sessions!A2 (course): No course of this workbook has the code IA-999"),
    (cell("sessions", "ends", 2, MIDNIGHT - timedelta(days=17)), "sessions!D2 (ends): The session ends before it starts"),
    (cell("meetings", "session", 2, "x"), "meetings!A2 (session): No session of this workbook"),
    (cell("courses", "partner", 3, "ivado"), "courses!H3 (partner): No partner"),
    (cell("courses", "title_en", 3, None), "courses!C3 (title_en): This is missing"),
    (cell("courses", "code", 1, "kode"), "courses!A1: The column kode is not known"),
    (cell("courses", "title_en", 1, "title_fr"), "courses!C1: The column title_fr is there twice"),
    (cell("partners", "name_fr", 2, True), "partners!B2 (name_fr): A text is needed here, not true"),
    (cell("partners", "code", 2, MIDNIGHT), "partners!A2 (code): A text is needed here, not 2027-01-18"),
    (cell("programme", "name_fr", 3, "Deux"), "programme!3: The programme has one row"),
    (lambda book: book.remove(book["courses"]), "courses: The sheet courses is missing"),
    (lambda book: book.create_sheet("session").append(["code"]), "session: The sheet session is not known"),
]


@pytest.mark.parametrize(("edit", "said"), WRONG)
def test_a_fault_is_said_with_its_cell(edit: Edit, said: str, workbook: Path) -> None:
    assert any(str(fault).startswith(said) for fault in faults_of(edited(workbook, edit))), [str(f) for f in faults_of(workbook)]


def test_a_formulas_error_is_said(workbook: Path) -> None:
    assert "partners!B2 (name_fr): The cell holds an error" in str(faults_of(edited(workbook, cell("partners", "name_fr", 2, "#REF!")))[0])


def test_notes_in_other_columns_and_empty_sheets_are_passed_over(workbook: Path) -> None:
    def edit(book: Any) -> None:
        book.create_sheet("Feuil1")
        book["courses"]["AZ2"] = "à revoir"

    assert read_catalogue(edited(workbook, edit)) == catalogue()


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    value = catalogue(lambda given: given["courses"][0].update(summary={"fr": "=1+1", "en": "+A1 _x0041_ <b>"}))
    write_catalogue(value, tmp_path / "c.xlsx")
    assert read_catalogue(tmp_path / "c.xlsx") == value
    assert openpyxl.load_workbook(tmp_path / "c.xlsx")["courses"]["E2"].data_type == "s"


def test_a_million_empty_rows_are_refused_clearly(workbook: Path) -> None:
    rows = b'</row><row r="1048576"><c r="A1048576"/></row></sheetData>'
    spoiled(workbook, "xl/worksheets/sheet4.xml", lambda xml: xml.replace(b"</row></sheetData>", rows))
    assert str(faults_of(workbook)[0]) == (
        "courses!20001: The sheet goes past row 20000. Delete the empty rows under your data, then save again."
    )


def test_rows_by_the_hundred_thousand_are_refused_fast(workbook: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % row for row in range(4, 300_000))
    spoiled(workbook, "xl/worksheets/sheet4.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert "Delete the empty rows" in str(faults_of(workbook)[0])


HARMFUL: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("xl/sharedStrings.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xml, "XML entities"),
    ("xl/worksheets/sheet1.xml", lambda xml: xml.decode().encode("utf-16"), "XML entities"),
    ("xl/vbaProject.bin", lambda _: b"macro", "holds macros"),
    ("xl/worksheets/sheet9.xml", lambda _: b" " * (61 * 1024 * 1024), "unpacks to more than 60 MB"),
    ("xl/styles.xml", lambda xml: xml + b" " * (5 * 1024 * 1024), "too large"),
    ("xl/workbook.xml", lambda _: b"<broken", "damaged"),
    ("xl/worksheets/sheet4.xml", lambda xml: xml[: len(xml) // 2], "damaged"),
    ("xl/workbook.xml", lambda _: b"", "damaged"),
]


@pytest.mark.parametrize(("part", "change", "said"), HARMFUL)
def test_a_harmful_or_broken_workbook_is_refused(part: str, change: Callable[[bytes], bytes], said: str, workbook: Path) -> None:
    assert said in str(faults_of(spoiled(workbook, part, change))[0])


NO_WORKBOOK = [(b"", "not an .xlsx"), (b"PK\x03\x04", "not an .xlsx"), (b"a,b\n", "not an .xlsx"), (OLE, "password")]


@pytest.mark.parametrize(("content", "said"), NO_WORKBOOK)
def test_what_is_no_workbook_is_said(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").write_bytes(content)
    assert said in str(faults_of(tmp_path / "c.xlsx")[0])
