"""The test-beds: a catalogue, and what people may say with the right courses; written by hand, then spoiled by machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.retrieval.spoiling import spoiled
from catalogue.offer.model import Catalogue
from catalogue.offer.sample import sample_catalogue

HERE = Path(__file__).parent
TODAY = date(2027, 1, 10)
TEXT = {"fr": "x", "en": "x"}


@dataclass(frozen=True)
class Query:
    """What is said, of which kind, and the right courses; none: no course may be taken."""

    kind: str
    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Bed:
    """A catalogue and its queries."""

    name: str
    catalogue: Catalogue
    queries: tuple[Query, ...]


def beds() -> Iterator[Bed]:
    """All the beds, with what nobody offers said to those on artificial intelligence."""
    strange = tuple(Query("nothing", line, frozenset()) for line in _lines("nothing.txt"))
    yield _bed("sample", sample_catalogue(TODAY), strange)
    yield _bed("centre", invented("centre"), strange)
    yield _bed("metiers", invented("metiers"), ())


def _bed(name: str, catalogue: Catalogue, strange: tuple[Query, ...]) -> Bed:
    titles = [(title, course.code) for course in catalogue.courses for title in (course.title.fr, course.title.en)]
    by_machine = (Query(kind, text, frozenset([code])) for kind, text, code in spoiled(titles))
    return Bed(name, catalogue, (*_by_hand(name), *by_machine, *strange))


def _by_hand(name: str) -> Iterator[Query]:
    for line in _lines(f"{name}.txt"):
        kind, text, right = (part.strip() for part in line.split("|"))
        yield Query(kind, text, frozenset(code for code in right.split() if code != "-"))


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def invented(name: str) -> Catalogue:
    """A catalogue of this folder, its courses written on one line each."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    teachers = data.pop("teachers")
    partner = data["partners"][0]["code"]
    programme = {"name": TEXT, "about": TEXT, "privacy_officer": {"name": "A", "email": "a@b.example"}}
    courses = [course(*row, partner=partner, teachers=teachers.get(row[0], [])) for row in data.pop("courses")]
    return Catalogue.model_validate({"programme": programme, **data, "courses": courses})


def course(code: str, fr: str, en: str, aliases: list[str], topic: str, **more: Any) -> dict[str, Any]:
    """A course as a catalogue file has it; what the search does not look at is the same for all."""
    named = {"code": code, "title": {"fr": fr, "en": en}, "aliases": {"fr": aliases, "en": []}, "topics": [topic] if topic else []}
    return named | {"summary": TEXT, "level": "beginner", "audiences": ["professional"], "duration_hours": 7} | more
