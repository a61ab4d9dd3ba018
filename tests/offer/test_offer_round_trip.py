"""What is written in any format is read again as it was."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from offer_files import catalogue, small

from catalogue.offer.model import Audience, Catalogue, Format, Level, Region
from catalogue.offer.reading import read_catalogue
from catalogue.offer.writing import write_catalogue

FORMATS = (".yaml", ".json", ".xlsx")
TRICKY = ("no", "2027", "2027-01-18", "=1+1", "- a", "a: b # c", "null", "~", "'", '"', "é’«»\u00a0$", "a;b", "_x0041_", "{x}", "😀")
INVISIBLE: dict[str, Any] = {"exclude_categories": ["Cc", "Cs", "Cn", "Zl", "Zp"], "exclude_characters": "\ufeff\ufffe\uffff"}


def lines(most: int = 20) -> st.SearchStrategy[str]:
    """Texts on one line, as the models keep them."""
    free = st.text(st.characters(**INVISIBLE), min_size=1, max_size=most)
    return (free | st.sampled_from(TRICKY)).filter(lambda text: text.strip() != "")


def texts() -> st.SearchStrategy[dict[str, str]]:
    many = st.lists(lines(), min_size=1, max_size=3).map("\n".join) | lines().map(lambda line: f"a\n  {line}\n\n\tb")
    return st.fixed_dictionaries({"fr": lines() | many, "en": lines() | many})


def names() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"fr": lines(), "en": lines()})


def wordings() -> st.SearchStrategy[dict[str, list[str]]]:
    return st.fixed_dictionaries({"fr": st.lists(lines(), max_size=2), "en": st.lists(lines(), max_size=2)})


def codes(kind: str) -> st.SearchStrategy[list[str]]:
    free = st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), unique_by=str.casefold, max_size=3)
    return free.map(lambda found: [f"{kind}{code}" for code in found])


DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 1))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.sampled_from([0, 0, 30]))


@st.composite
def sessions(draw: st.DrawFn, code: str) -> dict[str, Any]:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(1, 20)))
    with_times = draw(st.booleans())
    meeting = datetime.combine(first, draw(TIMES)) + timedelta(days=1)
    return {
        "code": code,
        "starts": datetime.combine(first, draw(TIMES)) if with_times else first,
        "ends": datetime.combine(last + timedelta(days=2), draw(TIMES)) if with_times else last + timedelta(days=1),
        "schedule": draw(texts()),
        "format": draw(st.sampled_from(Format)),
        "city": draw(lines()),
        "region": draw(st.sampled_from(Region)),
        "language": draw(st.sampled_from(["fr", "en"])),
        "seats": draw(st.none() | st.integers(0, 99)),
        "register_by": draw(st.none() | st.just(first)),
        "place": draw(st.none() | texts()),
        "meetings": draw(st.lists(st.just({"starts": meeting, "ends": meeting + timedelta(minutes=90)}), max_size=2)),
        "timezone": draw(st.none() | st.just("America/Halifax")),
        "cancelled": draw(st.booleans()),
        "withdrawn": draw(st.booleans()),
    }


@st.composite
def courses(draw: st.DrawFn, code: str, partners: list[str], topics: list[str]) -> dict[str, Any]:
    return {
        "code": code,
        "title": draw(names()),
        "aliases": draw(wordings()),
        "summary": draw(texts()),
        "partner": draw(st.sampled_from(partners)),
        "topics": draw(st.lists(st.sampled_from(topics), unique=True)) if topics else [],
        "level": draw(st.sampled_from(Level)),
        "audiences": draw(st.lists(st.sampled_from(Audience), max_size=2)),
        "duration_hours": draw(st.sampled_from([0.25, 1, 3.5, 21, 0.1])),
        "price_cad": draw(st.none() | st.decimals(0, 99_999, places=2)),
        "funding": draw(st.none() | texts()),
        "teachers": draw(st.lists(lines(), max_size=2)),
        "withdrawn": draw(st.booleans()),
        "sessions": [draw(sessions(f"{code}-{number}")) for number in range(draw(st.integers(0, 2)))],
    }


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    partners, topics = ["p", *draw(codes("p"))], draw(codes("t"))
    value = small()
    value["partners"] = [{"code": code, "name": draw(names()), "aliases": draw(st.lists(lines(), max_size=2))} for code in partners]
    value["topics"] = [{"code": code, "name": draw(names()), "aliases": draw(wordings())} for code in topics]
    value["courses"] = [draw(courses(code, partners, topics)) for code in draw(codes("c"))]
    value["faq"] = [{"code": code, "question": draw(wordings()), "answer": draw(texts())} for code in draw(codes("f"))]
    return Catalogue.model_validate(value)


CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=CHECKS)
@given(generated=catalogues())
def test_any_catalogue_is_read_again_as_it_was_written(generated: Catalogue, tmp_path: Path) -> None:
    for suffix in FORMATS:
        path = tmp_path / f"catalogue{suffix}"
        write_catalogue(generated, path)
        assert read_catalogue(path) == generated, suffix


@pytest.mark.parametrize("suffix", FORMATS)
def test_writing_twice_gives_the_same_words(suffix: str, tmp_path: Path) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    write_catalogue(catalogue(), one)
    write_catalogue(read_catalogue(one), two)
    assert suffix == ".xlsx" or one.read_bytes() == two.read_bytes()
    assert read_catalogue(two) == catalogue()


def test_yaml_is_written_as_a_person_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    write_catalogue(catalogue(), path)
    text = path.read_text(encoding="utf-8")
    for line in (
        "    title: {fr: Découvrir l’IA, en: Discovering AI}",
        "    topics: [nlp]",
        "    price_cad: 495.50",
        "      - code: IA-101-H27",
        "        starts: 2027-01-18",
        "          - starts: 2027-01-18T18:30",
        "    duration_hours: 21",
    ):
        assert f"\n{line}\n" in text
    assert "null" not in text


def test_another_reader_of_yaml_finds_the_same(tmp_path: Path) -> None:
    write_catalogue(catalogue(), tmp_path / "c.yaml")
    write_catalogue(catalogue(), tmp_path / "c.json")
    theirs = yaml.safe_load((tmp_path / "c.yaml").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(theirs, default=str)) == json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
