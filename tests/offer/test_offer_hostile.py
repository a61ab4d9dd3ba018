"""Files made to harm, or broken, are refused fast, in a sentence, with no traceback."""

import json
from pathlib import Path

import pytest
from offer_files import faults_of, in_json, in_yaml, small

from catalogue.offer.faults import MOST_SHOWN, Faults
from catalogue.offer.reading import read_catalogue

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
BROKEN = [
    ("", "The file is empty"),
    ("# rien\n", "The file is empty"),
    (BOMB, "Anchors and aliases"),
    ("programme: &p {name: {fr: a, en: b}}\n", "Anchors and aliases"),
    ("programme: !!python/object/apply:os.system ['true']\n", "Tags"),
    ("a: 1\n---\nb: 2\n", "second document"),
    ("a:\n\tb: 1\n", "never tabs"),
    ("a: b: c\n", "line 1, column 5: a colon too many"),
    ('a: "b\n', "a quote was opened"),
    ("a: [1, 2\nb: 3\n", "line "),
    ("? [a, b]\n: 1\n", "A key must be a word"),
    ("a: \x07\n", "control characters"),
    ("[" * 5000, "Nested more than 20 deep"),
    ("{a: " * 5000, "Nested more than 20 deep"),
    ("- a\n- b\n", "Several keys are needed here"),
    ("just words\n", "Several keys are needed here"),
]
BROKEN_JSON = [
    ("{", "line 1, column 2"),
    ('{"a": NaN}', "NaN is no number"),
    ('{"a": -Infinity}', "Infinity is no number"),
    ('{"a": %s}' % ("9" * 5000), "is no number"),
    ("[" * 100_000, "Nested more than 20 deep"),
    ('{"a":' * 30 + "1" + "}" * 30, "Nested more than 20 deep"),
    ("[]", "The file is empty"),
    ("[1]", "Several keys are needed here"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN)
def test_broken_or_harmful_yaml_is_refused_in_a_sentence(text: str, reason: str, tmp_path: Path) -> None:
    assert reason in str(faults_of(in_yaml(tmp_path, text))[0])


@pytest.mark.parametrize(("text", "reason"), BROKEN_JSON)
def test_broken_or_harmful_json_is_refused_in_a_sentence(text: str, reason: str, tmp_path: Path) -> None:
    assert reason in str(faults_of(in_json(tmp_path, text))[0])


def test_a_key_given_twice_is_said_with_both_lines(tmp_path: Path) -> None:
    lines = in_yaml(tmp_path, small()).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.strip() == "seats: 24")
    lines.insert(first + 1, lines[first])
    (fault,) = faults_of(in_yaml(tmp_path, "\n".join(lines)))
    twice = f"The key seats is there twice, again on line {first + 2}."
    assert str(fault) == f"courses[0].sessions[0].seats: {twice} (line {first + 1})"


def test_a_key_given_twice_in_json_is_said_with_its_place(tmp_path: Path) -> None:
    text = json.dumps(small(), default=str).replace('"seats": 24', '"seats": 24, "seats": 30')
    assert str(faults_of(in_json(tmp_path, text))[0]) == "courses[0].sessions[0].seats: The key seats is there twice."


@pytest.mark.parametrize("name", ["big.yaml", "big.json", "big.xlsx"])
def test_fifty_megabytes_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert "larger than 10 MB" in str(faults_of(path)[0])


def test_too_many_values_are_refused(tmp_path: Path) -> None:
    assert "more than 500000 values" in str(faults_of(in_json(tmp_path, f"[{'1,' * 500_001}1]"))[0])


def test_a_thousand_faults_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    found = faults_of(in_json(tmp_path, small() | {"faq": [1] * 5000}))
    assert len(found) == MOST_SHOWN + 1
    assert "4000 more" in str(found[-1])


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: Québec\n".encode("latin-1"))
    assert "see line 2" in str(faults_of(path)[0])


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = in_yaml(tmp_path, small())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_catalogue(path).courses) == 2


@pytest.mark.parametrize(("text", "place"), [("\u0000", "faq[0].code"), ("a\u0007b", "faq[0].answer.fr"), ("\ud800", "faq[0].answer.en")])
def test_invisible_characters_and_halves_of_characters_are_refused(text: str, place: str, tmp_path: Path) -> None:
    value = small()
    entry = value["faq"][0]
    if place.endswith("code"):
        entry["code"] = text
    else:
        entry["answer"][place[-2:]] = text
    assert [fault.place for fault in faults_of(in_json(tmp_path, value))] == [place]


@pytest.mark.parametrize("name", ["catalogue.txt", "catalogue", "catalogue.xlsm", "catalogue.xls"])
def test_an_unknown_suffix_is_said_with_those_taken(name: str, tmp_path: Path) -> None:
    assert ".yaml, .yml, .json, .xlsx" in str(faults_of(tmp_path / name)[0])


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    assert "There is no file" in str(faults_of(tmp_path / "absent.yaml")[0])
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(Faults, match="can't be read"):
        read_catalogue(tmp_path / "folder.yaml")
