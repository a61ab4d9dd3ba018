"""Exports: the contract's columns in every format, nothing a spreadsheet evaluates, everything as it was typed."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.world import World, course, session

from enrolment.exports import pieces, sheets
from enrolment.exports.cells import protected, unprotected
from enrolment.exports.columns import CONTRACT, columns
from enrolment.exports.export import Filters, Request, count, export
from enrolment.exports.formats import FORMATS
from enrolment.exports.layout import Instants
from enrolment.exports.rows import Reader, Sight, Source
from enrolment.exports.workbook import letters
from enrolment.form.fields import FORM
from enrolment.form.values import Field, FieldKind, Form
from enrolment.registration import registrar, unit
from enrolment.registration.states import Role
from enrolment.registration.values import Actor
from enrolment.store import exporting
from enrolment.vault import Vault

CONTRACT_SAYS = """reference, status, created_at, updated_at, course_code, course_title_fr, course_title_en, session_code, session_starts,
session_city, session_format, session_language, partner_code, first_name, last_name, email, phone, organisation, organisation_size, sector,
job_title, role, region, language, accessibility, group_reference, waitlist_position, source, consent_version, consent_at, status_reason"""
NAMES = [
    "O'Connor",
    "Ngọc Ánh",
    "Œuvrard",
    "李明",
    "محمد",
    "\u200fنور",
    "E\u0301lodie",
    "Élodie",
    "😀",
    "Ng",
    "Null",
    "=1+1",
    "a\nb",
    'a";b,c',
    "00123",
]
REGISTRAR = Actor("registrar", Role.REGISTRAR)


def exported(world: World, name: str = "csv", **asked: object) -> bytes:
    sink = io.BytesIO()
    source = Source(world.database, world.vault, world.offer, world.rules, world.now)
    export(source, Request(name, **asked), sink, REGISTRAR)  # type: ignore[arg-type]  # by name
    return sink.getvalue()


def read_csv(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    return [dict(zip(rows[0], map(unprotected, row), strict=True)) for row in rows[1:]]


def named(world: World) -> World:
    for number, name in enumerate(NAMES):
        person = world.person(number + 1, first_name=name, last_name=name, accessibility="rampe", region="montreal", role="manager")
        world.register(person, source="linkedin")
        world.wait(minutes=1)
    return world


def test_the_columns_are_the_contracts_in_its_order() -> None:
    assert [column.key for column in CONTRACT] == CONTRACT_SAYS.replace("\n", " ").split(", ")


def test_every_field_of_the_form_has_a_column_marked_personal_or_kept_in_the_registration() -> None:
    keys = {column.key: column for column in columns()}
    for field in FORM.fields:
        assert field.column in keys, f"{field.name} has no export column"
        assert keys[field.column].personal or field.name in ("role", "region")
        assert keys[field.column].sensitive == field.sensitive


def test_a_field_added_to_the_form_has_its_column_after_the_contracts() -> None:
    added = Field("diet", FieldKind.TEXT, "Diet", "?", "?", column="diet")
    assert [column.key for column in columns(Form((*FORM.fields, added)))][-1] == "diet"


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_export_has_its_header(world: World, name: str) -> None:
    content = exported(world, name)
    if name == "json":
        assert json.loads(content) == []
    elif name == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).active["A1"].value == "reference"
    else:
        assert len(content.decode("utf-8-sig").splitlines()) == 1


def test_csv_gives_back_every_name_exactly(world: World) -> None:
    rows = read_csv(exported(named(world)))
    assert [row["first_name"] for row in rows] == NAMES
    assert {row["accessibility"] for row in rows} == {""}
    assert [row["waitlist_position"] for row in rows] == [""] * 5 + [str(rank) for rank in range(1, len(NAMES) - 4)]
    first = rows[0]
    assert (first["created_at"], first["session_starts"]) == ("2026-09-01T10:00:00-04:00", "2026-10-12")
    assert (first["course_title_fr"], first["session_city"], first["region"], first["source"]) == (
        "Cours IA-101",
        "Montréal",
        "montreal",
        "linkedin",
    )


def test_csv_excel_has_semicolons_and_headers_in_words(world: World) -> None:
    header = exported(world, "csv-excel", headers="en").decode("utf-8-sig").splitlines()[0].split(";")
    assert (header[0], header[13], len(header)) == ("Reference", "First name", len(columns()))


def test_json_is_as_given_with_nulls(world: World) -> None:
    rows = json.loads(exported(named(world), "json"))
    assert [row["first_name"] for row in rows] == NAMES
    assert (rows[0]["phone"], rows[0]["waitlist_position"], rows[-1]["waitlist_position"]) == (None, None, len(NAMES) - 5)
    assert list(rows[0]) == [column.key for column in columns()]


def test_xlsx_has_typed_cells_and_text_that_is_never_a_formula(world: World) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(named(world), "xlsx")))
    sheet = book.active
    header, *rows = list(sheet.rows)
    place = {cell.value: index for index, cell in enumerate(header)}
    assert [row[place["first_name"]].value for row in rows] == NAMES
    assert {row[place["first_name"]].data_type for row in rows} <= {"s", "inlineStr"}
    assert rows[0][place["created_at"]].value == datetime(2026, 9, 1, 10, 0)  # noqa: DTZ001  (a cell has no zone)
    assert '"-04:00"' in rows[0][place["created_at"]].number_format
    assert rows[0][place["session_starts"]].value == datetime(2026, 10, 12)  # noqa: DTZ001  (a cell has no zone)
    assert rows[-1][place["waitlist_position"]].value == len(NAMES) - 5
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:AE{len(NAMES) + 1}")


def test_what_xml_cannot_hold_is_left_out_of_xlsx(world: World) -> None:
    world.register(world.person(1, first_name="a\x0b\x00b</t>&", last_name="x\ry"))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(world, "xlsx"))).active
    assert (sheet["N2"].value, sheet["O2"].value) == ("ab</t>&", "x\ry")


def test_accessibility_is_shown_only_to_the_partners_own_administrator(world: World) -> None:
    world.offers(course("IA-101", session("S1")), course("IA-102", session("S2"), partner="mila"))
    person = world.person(1, accessibility="rampe")
    world.register(person, "S1")
    world.wait(minutes=1)
    world.register(person, "S2")
    assert [row["accessibility"] for row in read_csv(exported(world, sensitive_for=("HEC",)))] == ["rampe", ""]
    assert [row["accessibility"] for row in read_csv(exported(world, sensitive=True))] == ["rampe", "rampe"]


def test_filters_are_repeated_folded_and_days_are_inclusive_in_the_programmes_zone(world: World) -> None:
    world.now = datetime(2026, 9, 1, 3, 59, tzinfo=UTC)  # August 31, 23:59 in Montréal
    world.register(world.person(1), "S1")
    world.wait(minutes=2)
    world.register(world.person(2), "S2")
    day = date(2026, 9, 1)
    assert [row["session_code"] for row in read_csv(exported(world, filters=Filters(since=day, until=day)))] == ["S2"]
    assert len(read_csv(exported(world, filters=Filters(sessions=("s1", "S2"), courses=("ia-101",), partners=("HEC",))))) == 2
    assert read_csv(exported(world, filters=Filters(statuses=("confirmed",)))) == []
    assert read_csv(exported(world, scope=("mila",))) == []


def test_pages_give_every_row_once_and_none_newer_than_the_ask(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    crowd = world.crowd(7)
    asked = world.now
    source = Source(world.database, world.vault, world.offer, world.rules, asked)
    world.wait(seconds=5)
    late = world.register(world.person(99)).registration
    world.now = asked
    references = [row["reference"] for row in read_csv(exported(world))]
    assert references == [each.reference for each in crowd]
    assert late.reference not in references
    assert count(source, Request("csv")) == 7


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_helpers_write_a_long_export_exactly_as_it_is_written_alone(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    alone = exported(named(world), name)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(pieces, "ALONE", 3)
    monkeypatch.setattr(pieces, "SIZE", 4)
    sink, source = io.BytesIO(), Source(world.database, world.vault, world.offer, world.rules, world.now)
    assert export(source, Request(name), sink, REGISTRAR, lambda done, total: told.append((done, total))) == len(NAMES)
    assert _unzipped(sink.getvalue()) == _unzipped(alone)
    assert told == [(4, 15), (8, 15), (12, 15), (15, 15)]


def test_a_stretch_of_rows_is_asked_no_further_than_its_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    world.crowd(6)
    source = Source(world.database, world.vault, world.offer, world.rules, world.now)
    with world.database.reading() as session:
        end = exporting.Query(exporting.Wanted(), world.now).edge(session, None, 4)
    reader, asked = Reader(source, exporting.Wanted(), columns(), Sight()), []
    ask = reader._query.page
    monkeypatch.setattr(reader._query, "page", lambda session, span: asked.append(span) or ask(session, span))
    assert len(list(reader.rows(exporting.Span(None, end)))) == 4
    assert len(asked) == 2


def _unzipped(content: bytes) -> object:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_helper_that_cannot_open_the_rows_says_what_kind_of_fault_and_the_export_is_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "ALONE", 3)
    world.crowd(4)
    source = Source(world.database, Vault(b"o" * 32), world.offer, world.rules, world.now)
    with pytest.raises(pieces.HelperFailed, match="VaultError"):
        export(source, Request("csv"), io.BytesIO(), REGISTRAR)
    assert [row["count"] for row in world.rows("audit_event") if row["action"] == "export"] == [0]


def test_a_million_rows_and_more_take_further_sheets(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS_A_SHEET", 3)
    monkeypatch.setattr(exporting, "PAGE", 2)
    world.crowd(7)
    book = openpyxl.load_workbook(io.BytesIO(exported(world, "xlsx")))
    assert [sheet.max_row for sheet in book] == [3, 3, 4]


@pytest.mark.parametrize("zone", ["America/Toronto", "America/St_Johns", "Asia/Kathmandu", "UTC", "Africa/Monrovia"])
@given(moment=st.datetimes(datetime(1971, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  (its zone is given beside)
def test_an_instant_is_written_in_its_zone_as_python_writes_it(zone: str, moment: datetime) -> None:
    kept = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    written = Instants(ZoneInfo(zone)).written
    assert written(kept) == written(moment) == moment.astimezone(ZoneInfo(zone)).isoformat()


def test_a_session_gone_from_the_catalogue_leaves_its_copied_facts(world: World) -> None:
    world.crowd(1)
    world.offer = world.offer.model_copy(update={"courses": ()})
    (row,) = read_csv(exported(world))
    assert (row["course_title_en"], row["session_starts"], row["session_city"]) == ("Course IA-101", "2026-10-12", "Montréal")


def test_every_export_is_recorded_with_its_filters_and_rows_and_no_content(world: World) -> None:
    world.crowd(3)
    exported(world, "json", filters=Filters(sessions=("S1",), since=date(2026, 9, 1)))
    (event,) = [row for row in world.rows("audit_event") if row["action"] == "export"]
    assert (event["actor"], event["count"]) == ("registrar", 3)
    assert event["scope"] == {"format": "json", "filters": {"sessions": ["S1"], "since": "2026-09-01"}, "sensitive": []}


def test_the_registrars_reason_is_in_the_file(world: World) -> None:
    crowd = world.crowd(1)
    with world.unit() as unit:
        registrar.decline(unit, [crowd[0].id], "Réservé aux membres", REGISTRAR)
    assert [row["status_reason"] for row in read_csv(exported(world))] == ["Réservé aux membres"]


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1 514-555-0123", "+1 514-555-0123"),
        ("+1 (514) 555.0123", "+1 (514) 555.0123"),
        ("-5", "-5"),
        ("-5+cmd", "'-5+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\nx", "'\nx"),
        ("\rx", "'\rx"),
        ("+", "'+"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("O'Connor", "O'Connor"),
        ("", ""),
    ],
)
def test_a_cell_is_protected_as_the_contract_says(given_: str, expected: str) -> None:
    assert protected(given_) == expected
    assert unprotected(expected) == given_


@given(st.text().filter(lambda typed: not typed.startswith("'")))
def test_what_is_protected_comes_back(typed: str) -> None:
    assert unprotected(protected(typed)) == typed


@pytest.mark.parametrize(("reference", "number"), [("23456E78", True), ("2E345678", True), ("22334455", False), ("E2345678", False)])
def test_a_reference_that_a_spreadsheet_would_take_for_a_power_of_ten_is_not_given(
    monkeypatch: pytest.MonkeyPatch, reference: str, number: bool
) -> None:
    drawn = iter(f"{reference}ABCDEFGH")
    monkeypatch.setattr(unit.secrets, "choice", lambda _: next(drawn))
    assert unit.RandomIds().reference() == ("ABCDEFGH" if number else reference)


def test_columns_after_z_have_their_letters() -> None:
    assert [letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
