"""Partners, teachers, subjects nobody offers, and what the product knows of a message."""

from collections.abc import Callable

import pytest

from catalogue.reading.normalise import normalise
from catalogue.search.index import Index, Matches

Find = Callable[[str], Matches]


@pytest.mark.parametrize("said", ["Institut du Moulin", "au moulin", "mill institute"])
def test_a_partner_is_found_by_its_names(find: Find, said: str) -> None:
    assert find(said).partners[0].code == "moulin"


def test_a_town_is_a_partner_only_where_one_is_expected(find: Find) -> None:
    assert find("au cégep de Magog").partners[0].exact
    assert find("donnés par Magog").partners[0].score > 0.5
    town = find("des cours à Magog").partners[0]
    assert not town.exact
    assert town.score < 0.5


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Aude Kirouac", "Aude Kirouac"),
        ("le prof Kirouac", "Aude Kirouac"),
        ("kirouac", "Aude Kirouac"),
        ("avec M. Roy", "Luc Roy"),
        ("hanh trin lavoie", "Hanh Trinh-Lavoie"),
    ],
)
def test_a_teacher_is_found_by_full_or_last_name(find: Find, said: str, name: str) -> None:
    assert [hit.code for hit in find(said).teachers] == [name]


@pytest.mark.parametrize("said", ["aude", "luc", "le roi du nord"])
def test_a_first_name_or_an_ordinary_word_is_no_teacher(find: Find, said: str) -> None:
    assert not find(said).teachers


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("avez-vous un cours de soudure?", "soudure"),
        ("a welding class please", "welding"),
        ("une formation en premiers soins à Magog", "premiers soins"),
        ("anything on quantum computing?", "quantum computing"),
        ("offrez-vous un cours d'apprentissage par renforcement", "apprentissage par renforcement"),
        ("formation en héliciculture", "héliciculture"),
    ],
)
def test_a_subject_nobody_offers_is_said_in_the_persons_words(find: Find, said: str, subject: str) -> None:
    found = find(said)
    assert found.absent == subject
    assert not found.courses


@pytest.mark.parametrize(
    "said",
    [
        "un cours de culture des données",
        "something on neural nets",
        "quels cours donne Aude Kirouac?",
        "le cours de Mme Kirouac",
        "vos cours en ligne",
        "cours en anglais en mars",
        "formation en logistique",
        "combien ça coûte",
        "formations du Moulin",
        "a course for beginners",
    ],
)
def test_a_subject_that_is_there_is_not_absent(find: Find, said: str) -> None:
    assert find(said).absent is None


def test_known_is_the_share_of_words_the_product_knows(find: Find) -> None:
    assert find("combien coûte la culture des données?").known == 1.0
    assert find("xylophage gniarf bromure culture").known < 0.5
    assert find("xqzt wvvk").known == 0.0


def test_near_gives_the_courses_that_share_most(index: Index) -> None:
    assert index.near("cybersécurité des forêts")[0] in {"SEC-7", "FOR-6"}
    assert index.near("xqzt") == ()
    assert len(index.near("introduction données", limit=1)) <= 1


def test_masked_tokens_are_left_out(index: Index) -> None:
    message = normalise("spark pour les réseaux de neurones")
    assert {hit.code for hit in index.find(message).courses} == {"SPK-5", "NEU-3"}
    assert {hit.code for hit in index.find(message, [(0, 1)]).courses} == {"NEU-3"}
