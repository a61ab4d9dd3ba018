"""A course is found however its name is said; what it is not stays unfound."""

from collections.abc import Callable

import pytest

from catalogue.offer.model import Catalogue
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index, Matches

Find = Callable[[str], Matches]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Combien coûte Réseaux de neurones?", "NEU-3"),
        ("rezo de neuronne", "NEU-3"),
        ("reseaus de neurones c koi", "NEU-3"),
        ("the neural nets one", "NEU-3"),
        ("kulture des donnees", "CUL-4"),
        ("litératie des donnés", "CUL-4"),
        ("data litteracy", "CUL-4"),
        ("sibersécurité", "SEC-7"),
        ("cyber sécurité pour tous", "SEC-7"),
        ("l'ia en forait", "FOR-6"),
        ("power bi", "TAB-8"),
        ("un dashboard powerbi", "TAB-8"),
        ("tableau de bord", "TAB-8"),
        ("ecrire avec chat gpt", "CHA-10"),
        ("writing w/ chatgpt", "CHA-10"),
        ("prevision de la demande", "LOG-9"),
        ("forecast demand", "LOG-9"),
        ("modelisation statistique 2", "MOD-2"),
        ("statistical modeling part two", "MOD-2"),
        ("deuxième partie de la modélisation statistique", "MOD-2"),
        ("introduction à l'ia", "INT-1"),
        ("pour gestionnaires, l'introduction à l'ia", "INT-2"),
        ("AI in the woods, forest I mean", "FOR-6"),
    ],
)
def test_a_course_is_found_by_any_likely_wording(find: Find, said: str, code: str) -> None:
    found = find(said)
    assert [hit.code for hit in found.courses[:1]] == [code]
    assert not found.several


@pytest.mark.parametrize("said", ["mod2", "MOD 2", "prix de mod-2?", "Mod-2", "le m.o.d 2 mod2"])
def test_a_code_is_found_however_it_is_typed(find: Find, said: str) -> None:
    hit = find(said).courses[0]
    assert (hit.code, hit.score, hit.exact) == ("MOD-2", 1.0, True)


def test_a_whole_title_is_exact_and_says_where_it_stands(find: Find) -> None:
    hit = find("Bonjour, culture des données est-il complet?").courses[0]
    assert (hit.code, hit.exact, hit.start, hit.end) == ("CUL-4", True, 1, 4)


def test_one_word_of_a_title_scores_less_than_the_title(find: Find) -> None:
    assert find("culture").courses[0].score < find("culture des données").courses[0].score


@pytest.mark.parametrize("said", ["modélisation statistique", "statistical modelling", "le cours de modelisation"])
def test_numbered_courses_are_tied_when_no_number_is_said(find: Find, said: str) -> None:
    found = find(said)
    assert found.ambiguous
    assert {hit.code for hit in found.courses[: found.tied]} == {"MOD-1", "MOD-2"}


@pytest.mark.parametrize("said", ["introduction", "le cours d'introduction", "the intro course"])
def test_introduction_alone_ties_the_introductions(find: Find, said: str) -> None:
    found = find(said)
    assert found.ambiguous
    assert {hit.code for hit in found.courses[: found.tied]} == {"INT-1", "INT-2"}


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("modélisation statistique I et II", ["MOD-1", "MOD-2"]),
        ("mod-1 vs mod-2", ["MOD-1", "MOD-2"]),
        ("compare culture des données avec réseaux de neurones", ["CUL-4", "NEU-3"]),
        ("power bi ou spark", ["TAB-8", "SPK-5"]),
    ],
)
def test_courses_named_together_are_several(find: Find, said: str, codes: list[str]) -> None:
    found = find(said)
    assert found.several
    assert not found.ambiguous
    assert sorted(hit.code for hit in found.courses[: found.tied]) == sorted(codes)


@pytest.mark.parametrize(
    "said", ["stationnement au parc", "park", "un cours de couture", "la facture", "je suis prochain", "bonjour!", "🙂", ""]
)
def test_ordinary_words_are_not_slips_for_titles(find: Find, said: str) -> None:
    assert not [hit for hit in find(said).courses if hit.score >= 0.5]


def test_a_topic_is_found_beside_its_courses(find: Find) -> None:
    found = find("avez-vous de quoi en logistique")
    assert [hit.code for hit in found.topics] == ["log"]
    assert found.courses[0].code == "LOG-9"


@pytest.mark.parametrize(
    ("said", "topic"), [("je suis comptable", "fin"), ("on a un entrepôt", "log"), ("image recognition", "vis"), ("vision", "vis")]
)
def test_words_of_a_trade_lead_to_its_topic(find: Find, said: str, topic: str) -> None:
    assert topic in [hit.code for hit in find(said).topics]


def test_a_changed_course_is_found_by_its_new_names_only(catalogue: Catalogue) -> None:
    old = catalogue.courses[4]
    new = old.model_copy(update={"title": old.title.model_copy(update={"fr": "Graphes et territoires", "en": "Graphs and Land"})})
    after = catalogue.model_copy(update={"courses": (*catalogue.courses[:4], new, *catalogue.courses[5:])})
    before = Index.build(catalogue)
    index = before.updated(catalogue, after)
    assert index.find(normalise("graphes et territoires")).courses[0].code == "NEU-3"
    assert not index.find(normalise("réseaux de neurones")).courses
    assert before.find(normalise("réseaux de neurones")).courses[0].code == "NEU-3"


def test_what_a_title_says_before_its_colon_is_a_name(catalogue: Catalogue) -> None:
    offered = catalogue.model_dump()
    offered["courses"][0]["title"] = {"fr": "Décider avec l’IA : de l’idée au projet", "en": "Deciding with AI: From Idea to Project"}
    index = Index.build(Catalogue.model_validate(offered))
    for said in ("décider avec l'ia, c'est combien", "when does deciding with AI start"):
        assert [hit.exact for hit in index.find(normalise(said)).courses[:1]] == [True]
