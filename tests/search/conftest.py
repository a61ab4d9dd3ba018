"""A small invented catalogue, the bundled sample, and their indexes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import catalogue.sample as bundled
from catalogue.offer.model import Catalogue
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index, Matches

TEXT = {"fr": "x", "en": "x"}


def _course(code: str, fr: str, en: str, **more: object) -> dict[str, object]:
    return {
        "code": code,
        "title": {"fr": fr, "en": en},
        "summary": TEXT,
        "partner": "moulin",
        "level": "beginner",
        "audiences": ["professional"],
        "duration_hours": 7,
        **more,
    }


def small() -> Catalogue:
    """Twelve courses whose names collide in the ways that matter."""
    return Catalogue.model_validate(
        {
            "programme": {"name": TEXT, "about": TEXT, "privacy_officer": {"name": "A", "email": "a@b.example"}},
            "partners": [
                {"code": "moulin", "name": {"fr": "Institut du Moulin", "en": "Mill Institute"}, "aliases": ["Le Moulin"]},
                {"code": "magog", "name": {"fr": "Cégep de Magog", "en": "Cégep de Magog"}, "aliases": ["Magog"]},
            ],
            "topics": [
                {"code": "log", "name": {"fr": "logistique", "en": "logistics"}},
                {"code": "vis", "name": {"fr": "vision par ordinateur", "en": "computer vision"}},
                {"code": "fin", "name": {"fr": "finance et assurance", "en": "finance and insurance"}, "aliases": {"fr": ["finance"]}},
            ],
            "courses": [
                _course("INT-1", "Introduction à l’IA", "Introduction to AI"),
                _course("INT-2", "Introduction à l’IA pour gestionnaires", "Introduction to AI for Managers"),
                _course("MOD-1", "Modélisation statistique I", "Statistical Modelling I", teachers=["Aude Kirouac", "Luc Roy"]),
                _course("MOD-2", "Modélisation statistique II", "Statistical Modelling II", teachers=["Hanh Trinh-Lavoie"]),
                _course("NEU-3", "Réseaux de neurones", "Neural Networks"),
                _course("CUL-4", "Culture des données", "Data Literacy", aliases={"fr": ["littératie des données"]}),
                _course("SPK-5", "Spark et mégadonnées", "Spark and Big Data"),
                _course("FOR-6", "L’IA en forêt", "AI in the Forest"),
                _course("SEC-7", "Cybersécurité pour tous", "Cybersecurity for Everyone", withdrawn=True),
                _course("TAB-8", "Tableaux de bord avec Power BI", "Dashboards with Power BI", topics=["fin"]),
                _course("LOG-9", "Prévoir la demande", "Demand Forecasting", topics=["log"], aliases={"fr": ["IA en logistique"]}),
                _course("CHA-10", "Écrire avec ChatGPT", "Writing with ChatGPT"),
            ],
        }
    )


Find = Callable[[str], Matches]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return small()


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> Index:
    return Index.build(catalogue)


@pytest.fixture(scope="session")
def find(index: Index) -> Find:
    return lambda text: index.find(normalise(text))


@pytest.fixture(scope="session")
def sample() -> Catalogue:
    (path,) = bundled.__path__
    return Catalogue.model_validate(yaml.safe_load((Path(path) / "sample.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def sample_index(sample: Catalogue) -> Index:
    return Index.build(sample)
