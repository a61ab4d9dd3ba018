"""A small catalogue to spoil: as plain values, and written as a file."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.offer.faults import Fault, Faults
from catalogue.offer.model import Catalogue
from catalogue.offer.reading import read_catalogue

SMALL: dict[str, Any] = {
    "programme": {
        "name": {"fr": "Formation IA", "en": "AI Training"},
        "about": {"fr": "Des cours d’IA.", "en": "Courses on AI."},
        "privacy_officer": {"name": "Zoé Tremblay", "email": "zoe@exemple.org"},
    },
    "partners": [
        {"code": "hec", "name": {"fr": "HEC Montréal", "en": "HEC Montréal"}, "aliases": ["HEC"]},
        {"code": "mila", "name": {"fr": "Mila", "en": "Mila"}},
    ],
    "topics": [{"code": "nlp", "name": {"fr": "traitement du langage", "en": "language processing"}, "aliases": {"fr": ["TAL"]}}],
    "courses": [
        {
            "code": "IA-101",
            "title": {"fr": "Découvrir l’IA", "en": "Discovering AI"},
            "aliases": {"fr": ["intro IA"], "en": ["AI intro"]},
            "summary": {"fr": "Un premier pas.", "en": "A first step."},
            "partner": "hec",
            "topics": ["nlp"],
            "level": "beginner",
            "audiences": ["manager"],
            "duration_hours": 21,
            "price_cad": 495.5,
            "sessions": [
                {
                    "code": "IA-101-H27",
                    "starts": date(2027, 1, 18),
                    "ends": date(2027, 1, 29),
                    "schedule": {"fr": "lundi, 18 h 30", "en": "Mondays, 6:30 p.m."},
                    "format": "in_person",
                    "city": "Québec",
                    "region": "capitale-nationale",
                    "language": "fr",
                    "seats": 24,
                    "register_by": date(2027, 1, 10),
                    "meetings": [{"starts": "2027-01-18T18:30", "ends": "2027-01-18T21:30"}],
                },
                {
                    "code": "IA-101-E27",
                    "starts": "2027-05-03T09:00",
                    "ends": "2027-05-03T17:00",
                    "schedule": {"fr": "le lundi", "en": "Monday"},
                    "format": "online",
                    "language": "en",
                },
            ],
        },
        {
            "code": "IA-220",
            "title": {"fr": "Apprentissage profond", "en": "Deep learning"},
            "summary": {"fr": "Des réseaux.", "en": "Networks."},
            "partner": "mila",
            "level": "advanced",
            "audiences": [],
            "duration_hours": 3.5,
        },
    ],
    "faq": [
        {
            "code": "prix",
            "question": {"fr": ["C’est combien?"], "en": ["How much?"]},
            "answer": {"fr": "Voir le cours.", "en": "See the course."},
        }
    ],
}

Spoil = Callable[[dict[str, Any]], object]


def small(spoil: Spoil | None = None) -> dict[str, Any]:
    """The small catalogue's values, spoiled."""
    value = copy.deepcopy(SMALL)
    if spoil:
        spoil(value)
    return value


def catalogue(spoil: Spoil | None = None) -> Catalogue:
    return Catalogue.model_validate(small(spoil))


def in_yaml(folder: Path, value: Any) -> Path:
    path = folder / "catalogue.yaml"
    path.write_text(value if isinstance(value, str) else yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def in_json(folder: Path, value: Any) -> Path:
    path = folder / "catalogue.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, default=str), encoding="utf-8")
    return path


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(Faults) as caught:
        read_catalogue(path)
    return caught.value.faults


def put(path: str, value: Any) -> Spoil:
    """Sets ``courses.0.sessions.0.starts`` and the like."""
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]

    def spoil(given: Any) -> None:
        for step in steps[:-1]:
            given = given[step]
        given[steps[-1]] = value

    return spoil


def drop(path: str) -> Spoil:
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]

    def spoil(given: Any) -> None:
        for step in steps[:-1]:
            given = given[step]
        del given[steps[-1]]

    return spoil
