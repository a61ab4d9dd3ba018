"""Each thing that can be wrong in a catalogue file is said with its place, and all of them at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from offer_files import drop, faults_of, in_json, in_yaml, put, small

from catalogue.offer.reading import read_catalogue
from catalogue.words.say import in_language

S0 = "courses.0.sessions.0"
M0 = f"{S0}.meetings.0"
IN_S0 = "courses[0].sessions[0]"

WRONG: list[tuple[str, Any, str, str]] = [
    ("courses.0.partner", "ivado", "courses[0].partner", "No partner"),
    ("courses.0.topics", ["nlp", "robots"], "courses[0].topics[1]", "No topic"),
    ("courses.1.code", "ia-101", "courses[1].code", "already taken by courses[0]"),
    ("partners.1.code", "HEC", "partners[1].code", "already taken by partners[0]"),
    ("courses.0.sessions.1.code", "ia-101-h27", "courses[0].sessions[1].code", "already taken"),
    ("courses.0.code", "IA 101", "courses[0].code", "letters without accents"),
    ("courses.0.code", "x" * 33, "courses[0].code", "1 to 32"),
    ("courses.0.code", 2027, "courses[0].code", 'put quotes around it: "2027"'),
    ("courses.0.code", date(2027, 1, 1), "courses[0].code", 'read as a date; put quotes around it: "2027-01-01"'),
    ("courses.0.title.fr", False, "courses[0].title.fr", "put quotes around it"),
    ("courses.0.title.fr", "Deux\nlignes", "courses[0].title.fr", "one line"),
    ("courses.0.title.fr", "x" * 201, "courses[0].title.fr", "200 characters"),
    ("courses.0.title.en", "  ", "courses[0].title.en", "empty"),
    ("courses.0.summary.fr", "x" * 4001, "courses[0].summary.fr", "4000 characters"),
    ("courses.0.level", "expert", "courses[0].level", "beginner, intermediate, advanced"),
    ("courses.0.audiences", ["manager", "boss"], "courses[0].audiences[1]", "professional, manager"),
    ("courses.0.duration_hours", 0, "courses[0].duration_hours", "more than 0"),
    ("courses.0.duration_hours", "21 h", "courses[0].duration_hours", "A number"),
    ("courses.0.price_cad", 495.005, "courses[0].price_cad", "two decimals"),
    ("courses.0.price_cad", -1, "courses[0].price_cad", "0 or more"),
    ("courses.0.price_cad", True, "courses[0].price_cad", "A number"),
    ("courses.0.url", "javascript:alert(1)", "courses[0].url", "https://"),
    ("courses.0.url", "https://", "courses[0].url", "https://"),
    ("courses.0.sesions", [], "courses[0].sesions", "did you mean sessions?"),
    ("courses.0.zzzz", 1, "courses[0].zzzz", "not known here"),
    ("courses.0.teachers", "Zoé", "courses[0].teachers", "A list"),
    ("programme.target", 2.5, "programme.target", "whole number"),
    ("programme.privacy_officer.email", "zoe@exemple", "programme.privacy_officer.email", "not an email"),
    (f"{S0}.starts", "2027-02-30", f"{IN_S0}.starts", "does not exist in the calendar"),
    (f"{S0}.starts", "18 janvier", f"{IN_S0}.starts", "2027-01-18T18:30"),
    (f"{S0}.starts", 20270118, f"{IN_S0}.starts", "2027-01-18T18:30"),
    (f"{S0}.starts", "2027-01-18T18:30:00-05:00", f"{IN_S0}.starts", "leave out the offset"),
    (f"{S0}.starts", "20270-01-18", f"{IN_S0}.starts", "2027-01-18T18:30"),
    (f"{S0}.starts", "1927-01-18", f"{IN_S0}.starts", "between 2000 and 2100"),
    (f"{S0}.ends", date(2027, 1, 17), f"{IN_S0}.ends", "before it starts"),
    (f"{S0}.register_by", date(2027, 1, 30), f"{IN_S0}.register_by", "after the session's end"),
    (f"{S0}.register_by", "2027-01-10T12:00", f"{IN_S0}.register_by", "A date alone"),
    (f"{S0}.city", None, f"{IN_S0}.city", "A city is needed"),
    (f"{S0}.region", None, f"{IN_S0}.region", "A region is needed"),
    (f"{S0}.region", "québec", f"{IN_S0}.region", "capitale-nationale"),
    (f"{S0}.format", "online ", f"{IN_S0}.format", "online, in_person, hybrid"),
    (f"{S0}.language", "es", f"{IN_S0}.language", "fr, en"),
    (f"{S0}.seats", -1, f"{IN_S0}.seats", "0 or more"),
    (f"{S0}.seats", True, f"{IN_S0}.seats", "whole number"),
    (f"{S0}.seats", "24", f"{IN_S0}.seats", "whole number"),
    (f"{S0}.timezone", "America/Montmagny", f"{IN_S0}.timezone", "not a time zone"),
    (f"{S0}.timezone", "../../etc/passwd", f"{IN_S0}.timezone", "not a time zone"),
    (f"{S0}.cancelled", "maybe", f"{IN_S0}.cancelled", "true or false"),
    (f"{M0}.ends", "2027-01-18T18:30", f"{IN_S0}.meetings[0].ends", "must end after"),
    (f"{M0}.ends", "2027-02-18T18:30", f"{IN_S0}.meetings[0].ends", "outside the session"),
    (f"{M0}.starts", "2027-01-17T18:30", f"{IN_S0}.meetings[0].starts", "from 2027-01-18 to 2027-01-29"),
    (f"{M0}.starts", date(2027, 1, 18), f"{IN_S0}.meetings[0].starts", "A date with its time"),
    ("faq.0.question", ["C’est combien?"], "faq[0].question", "Several keys"),
    ("partners", {"hec": 1}, "partners", "A list"),
]


@pytest.mark.parametrize(("where", "value", "place", "reason"), WRONG)
def test_a_wrong_value_is_said_with_its_place_and_line(where: str, value: Any, place: str, reason: str, tmp_path: Path) -> None:
    found = [fault for fault in faults_of(in_yaml(tmp_path, small(put(where, value)))) if fault.place == place]
    assert [reason in str(fault) for fault in found] == [True]
    assert found[0].line
    assert str(found[0]).startswith(f"{place}: ")


NEEDED = ["programme", "partners", "courses", "courses.0.title", "courses.0.title.en", "courses.0.partner", f"{S0}.ends"]


@pytest.mark.parametrize("where", NEEDED)
def test_what_is_missing_is_said_where_it_should_be(where: str, tmp_path: Path) -> None:
    place = where.replace(".0", "[0]")
    assert (place, "This is missing.") in [(fault.place, fault.reason) for fault in faults_of(in_yaml(tmp_path, small(drop(where))))]


def test_all_faults_are_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    value = small(put("faq.0.answer", {"fr": "Oui."}))
    value["courses"][0]["sessions"][0] |= {"ends": "2026-01-01", "seats": "beaucoup", "city": None}
    value["courses"][0]["partner"] = "ivado"
    value["partners"][1]["url"] = "mila.quebec"
    places = [fault.place for fault in faults_of(in_yaml(tmp_path, value))]
    assert places == ["partners[1].url", "courses[0].partner", f"{IN_S0}.city", f"{IN_S0}.seats", "faq[0].answer.en"]


def test_a_line_number_is_the_line_of_the_key_in_the_file(tmp_path: Path) -> None:
    path = in_yaml(tmp_path, small(put(f"{S0}.seats", "beaucoup")))
    line = next(fault.line for fault in faults_of(path)) or 0
    assert path.read_text(encoding="utf-8").splitlines()[line - 1].strip() == "seats: beaucoup"


def test_faults_are_said_in_french_too(tmp_path: Path) -> None:
    fault = faults_of(in_yaml(tmp_path, small(put("courses.0.partner", "ivado"))))[0]
    assert fault.said(in_language("fr")).startswith("courses[0].partner: Aucun partenaire")


def test_json_says_the_same_places(tmp_path: Path) -> None:
    value = small(put(f"{S0}.seats", "beaucoup"))
    assert [fault.place for fault in faults_of(in_json(tmp_path, value))] == [f"{IN_S0}.seats"]


def test_empty_lists_and_keys_left_empty_are_fine(tmp_path: Path) -> None:
    value = small(put("courses", []))
    value |= {"topics": None, "faq": []}
    value["partners"][0]["aliases"] = None
    read = read_catalogue(in_yaml(tmp_path, value))
    assert (read.courses, read.topics, read.faq, read.partners[0].aliases) == ((), (), (), ())


def test_references_take_the_spelling_of_what_they_name(tmp_path: Path) -> None:
    value = small(put("courses.0.partner", "HEC"))
    value["courses"][0]["topics"] = ["NLP", "nlp"]
    course = read_catalogue(in_yaml(tmp_path, value)).courses[0]
    assert (course.partner, course.topics) == ("hec", ("nlp",))


def test_amounts_are_exact(tmp_path: Path) -> None:
    text = in_yaml(tmp_path, small()).read_text(encoding="utf-8").replace("price_cad: 495.5", "price_cad: 1295.10")
    assert read_catalogue(in_yaml(tmp_path, text)).courses[0].price_cad == Decimal("1295.10")


def test_an_online_session_needs_no_place_and_a_meeting_may_end_at_midnight(tmp_path: Path) -> None:
    value = small(put(f"{M0}.ends", "2027-01-30T00:00"))
    value["courses"][0]["sessions"][0]["meetings"][0]["starts"] = "2027-01-29T21:00"
    assert read_catalogue(in_yaml(tmp_path, value)).courses[0].sessions[1].city is None


def test_codes_written_as_octal_or_base_sixty_stay_text(tmp_path: Path) -> None:
    text = in_yaml(tmp_path, small()).read_text(encoding="utf-8").replace("code: prix", "code: 0123_4")
    assert read_catalogue(in_yaml(tmp_path, text)).faq[0].code == "0123_4"
