"""Traps: words that look like a course, payers, jobs and clauses that are no subject, numerals and sounds of titles."""

from collections.abc import Callable

import pytest

from bench.retrieval.beds import invented
from catalogue.offer.model import Catalogue
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index, Matches

Find = Callable[[str], Matches]


@pytest.fixture(scope="module")
def centre() -> Find:
    index = Index.build(invented("centre"))
    return lambda text: index.find(normalise(text))


@pytest.fixture(scope="module")
def bundled(sample_index: Index) -> Find:
    return lambda text: sample_index.find(normalise(text))


@pytest.mark.parametrize("said", ["c'est tu payé par le gouvernement", "is there government funding", "le gouvernement rembourse-t-il"])
def test_who_pays_is_no_course(bundled: Find, said: str) -> None:
    assert not bundled(said).courses


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("des cours donnés par l'Université Laval", "DON-10"),
        ("c'est quoi le nom du formateur", "ENS-30"),
        ("j'ai douze employés à former", "RH-10"),
        ("we have twelve people to train", "ENS-30"),
        ("what's your refund policy", "ETH-30"),
        ("la politique d'annulation", "ETH-30"),
        ("who teaches this", "ENS-20"),
        ("les cours de l'institut", "GEN-10"),
    ],
)
def test_what_plays_another_part_names_no_course(bundled: Find, said: str, code: str) -> None:
    found = bundled(said)
    assert code not in [hit.code for hit in found.courses]
    assert not found.topics


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("données cliniques", "SAN-30"),
        ("devenir formateur ia", "ENS-30"),
        ("former ses collègues", "ENS-30"),
        ("who teaches the ai policy course", "ETH-30"),
    ],
)
def test_the_same_words_in_a_title_name_its_course(bundled: Find, said: str, code: str) -> None:
    assert bundled(said).courses[0].code == code


def test_of_two_names_wholly_said_the_longer_is_what_was_said(sample_index: Index) -> None:
    message = normalise("c'est quand le cours capteurs, drones et données en agroalimentaire")
    assert len(message.tokens) - sample_index.find(message).courses[0].start >= 6


@pytest.mark.parametrize("said", ["something for a vp", "i hate computers", "do you teach pottery", "un cours d'équitation"])
def test_initials_everyday_words_and_far_kin_are_no_topic(bundled: Find, said: str) -> None:
    assert not bundled(said).topics


def test_a_course_about_the_government_is_found(bundled: Find) -> None:
    assert bundled("l'ia au gouvernement, c'est combien").courses[0].code == "PUB-10"


@pytest.mark.parametrize("said", ["contrôle aérien", "wedding planning", "planification successorale"])
def test_one_word_of_a_title_beside_a_stranger_names_nothing(bundled: Find, said: str) -> None:
    found = bundled(said)
    assert not found.courses or found.courses[0].score < 0.55


def test_a_topic_alone_is_still_found_beside_a_stranger(bundled: Find) -> None:
    assert bundled("python pareil").courses[0].score >= 0.55


@pytest.mark.parametrize("said", ["je suis soudeur, que me conseillez-vous", "i am a welder, what should i take"])
def test_what_the_person_is_is_not_what_she_wants(bundled: Find, said: str) -> None:
    assert bundled(said).absent is None


@pytest.mark.parametrize("said", ["quels cours rentrent là-dedans", "i must leave my class, lost my job"])
def test_a_verb_or_another_clause_is_no_subject(bundled: Find, said: str) -> None:
    assert bundled(said).absent is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("AA1", "ML-301"),
        ("apprentissage automatique deux", "ML-302"),
        ("apprentissage automatique deux, c'est combien", "ML-302"),
        ("part one of machine learning", "ML-301"),
    ],
)
def test_a_numeral_said_in_words_or_stuck_to_initials_chooses(centre: Find, said: str, code: str) -> None:
    found = centre(said)
    assert [hit.code for hit in found.courses[: found.tied]] == [code]


def test_a_counted_noun_is_no_numeral_of_a_title(centre: Find) -> None:
    assert centre("apprentissage automatique pour deux personnes").ambiguous


@pytest.mark.parametrize(
    ("said", "code"), [("hamessonage", "CYB-10"), ("phyton pour grands debutants", "PYT-10"), ("feuile de route ia", "STR-20")]
)
def test_a_cedilla_heard_letters_turned_and_one_not_doubled_are_understood(bundled: Find, said: str, code: str) -> None:
    assert bundled(said).courses[0].code == code


@pytest.mark.parametrize("said", ["AI in the Warehouse and at the Port", "Données cliniques et apprentissage automatique"])
def test_a_title_that_holds_and_is_one_course(bundled: Find, sample: Catalogue, said: str) -> None:
    found = bundled(said)
    assert [hit.code for hit in found.courses[: found.tied]] == [
        course.code for course in sample.courses if said in {course.title.fr, course.title.en}
    ]


@pytest.mark.parametrize("said", ["infos STR-400 svp", "eth150 c'est combien"])
def test_a_code_that_nothing_has_names_no_course(bundled: Find, said: str) -> None:
    assert not bundled(said).courses


def test_an_absent_subject_is_said_whole(bundled: Find) -> None:
    assert bundled("un cours de gestion du temps").absent == "gestion du temps"


def test_courses_that_fit_alike_are_as_plausible_as_the_first(bundled: Find) -> None:
    found = bundled("combien coûte le cours de python")
    assert {hit.code for hit in found.courses[: found.tied]} == {"PYT-10", "PYT-20"}
    assert found.ambiguous
    assert min(hit.score for hit in found.courses[:2]) >= 0.55


def test_closed_is_no_farm(bundled: Find) -> None:
    assert not bundled("la porte est fermée").courses
