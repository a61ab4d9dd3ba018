"""Cities, regions and what is denied: said, misspelt, refused."""

from datetime import datetime

import pytest

from catalogue.reading.entities import Places, entities
from catalogue.reading.normalise import normalise
from catalogue.reading.values import Filters

PLACES = Places([("Québec", "capitale-nationale"), ("Lévis", "chaudiere-appalaches"), ("Val-Perdu", None)])
NOW = datetime(2027, 1, 10, 9)  # noqa: DTZ001  (the wall clock of the programme)


def read(text: str) -> Filters:
    return entities(normalise(text), "fr", PLACES, NOW).filters


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("cours a montreal", "Montréal"), ("à MTL", "Montréal"), ("in Quebec City", "Québec"), ("a quebec", "Québec"),
        ("St-Jérôme", "Saint-Jérôme"), ("ste-therese", "Sainte-Thérèse"), ("trois riviere", "Trois-Rivières"),
        ("à Drumondville", "Drummondville"), ("longueil", "Longueuil"), ("shebrooke", "Sherbrooke"), ("rouyn", "Rouyn-Noranda"),
        ("val d'or", "Val-d'Or"), ("sept-îles", "Sept-Îles"), ("à Chicoutimi", "Saguenay"),
        ("près de St-Hyacinthe", "Saint-Hyacinthe"), ("valleyfield", "Salaberry-de-Valleyfield"), ("sainte-foy", "Québec"),
        ("Hull ou", None), ("à Hull", "Gatineau"), ("à Amos", "Amos"), ("dans Rosemont", "Montréal"),
        ("saint jean sur richelieu", "Saint-Jean-sur-Richelieu"), ("a val perdu", "Val-Perdu"), ("rivière du loup", "Rivière-du-Loup"),
        ("à l'Assomption", "L'Assomption"), ("à l'Université de Sherbrooke à Granby", "Granby"),
        ("au Québec", None), ("across Quebec", None), ("services québec", None), ("Université Laval", None), ("cégep de Rimouski", None),
        ("rue Sherbrooke", None), ("machine learning", None), ("price?", None),
        ("je suis à Toronto", None), ("Amos enseigne ça", None), ("le button", None), ("formation du gouvernement", None),
        ("entreprise du Québec", None), ("the chat window", None),
    ],
)  # fmt: skip
def test_a_city_has_its_official_spelling(text: str, city: str | None) -> None:
    assert read(text).city == city
    assert read(text).region is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("en Estrie", "estrie"), ("the Townships", "estrie"), ("Cantons-de-l'Est", "estrie"), ("sur la Rive-Sud", "monteregie"),
        ("south shore", "monteregie"), ("bas-du-fleuve", "bas-saint-laurent"),
        ("au Lac-Saint-Jean", "saguenay-lac-saint-jean"), ("au lac", "saguenay-lac-saint-jean"), ("en Beauce", "chaudiere-appalaches"),
        ("Côte-Nord", "cote-nord"), ("en Gaspésie", "gaspesie-iles-de-la-madeleine"),
        ("dans Lanaudière", "lanaudiere"), ("the Laurentians", "laurentides"), ("en Outaouais", "outaouais"),
        ("abitibi", "abitibi-temiscamingue"), ("centre-du-québec", "centre-du-quebec"), ("charlevoix", "capitale-nationale"),
        ("mauricie", "mauricie"), ("nunavik", "nord-du-quebec"), ("rive-sud de québec", "chaudiere-appalaches"),
        ("dans la région de Laval", "laval"),
    ],
)  # fmt: skip
def test_a_region_is_read_by_its_everyday_names(text: str, region: str) -> None:
    assert (read(text).region, read(text).city) == (region, None)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("pas en ligne", [("format", "online")]), ("courses that aren't online", [("format", "online")]),
        ("nothing online", [("format", "online")]), ("no online classes", [("format", "online")]),
        ("sauf Montréal et Laval", [("city", "Montréal"), ("city", "Laval")]),
        ("pas à Gatineau ni à Hull", [("city", "Gatineau"), ("city", "Gatineau")]), ("anywhere but Montreal", [("city", "Montréal")]),
        ("je peux pas me rendre à Québec", [("city", "Québec")]), ("Longueuil c'est trop loin", [("city", "Longueuil")]),
        ("en ligne ça me convient pas", [("format", "online")]), ("February won't work for me", [("period", "2027-02-01/2027-02-28")]),
        ("pas en anglais", [("language", "en")]), ("not for managers", [("audience", "manager")]),
        ("pas pour débutants", [("level", "beginner")]), ("n'importe quand sauf en juillet", [("period", "2027-07-01/2027-07-31")]),
        ("plutôt qu'à Montréal", [("city", "Montréal")]), ("outside of Laval", [("city", "Laval")]),
    ],
)  # fmt: skip
def test_what_is_refused_is_denied_and_never_a_filter(text: str, denied: list[tuple[str, str]]) -> None:
    filters = read(text)
    assert filters.denied == tuple(dict.fromkeys(denied))
    assert filters.said() == {}
    assert not filters.schedule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pas en ligne, je préfère en classe", {"format": "in_person"}), ("en présentiel plutôt qu'en ligne", {"format": "in_person"}),
        ("no, Laval", {"city": "Laval"}), ("non, à Lévis", {"city": "Lévis"}),
        ("pas seulement en ligne", {"format": "online"}), ("pas trop loin de Rimouski", {"city": "Rimouski"}),
        ("pas cher à Magog", {"city": "Magog"}), ("not in Montreal but in Laval", {"city": "Laval"}),
        ("je sais pas si c'est en ligne", {"format": "online"}), ("why not in person", {"format": "in_person"}),
    ],
)  # fmt: skip
def test_a_refusal_reaches_only_what_it_refuses(text: str, said: dict[str, object]) -> None:
    assert read(text).said() == said


def test_further_values_of_a_key_stand_beside_the_first() -> None:
    filters = read("à Québec, Lévis ou Magog")
    assert (filters.city, filters.also) == ("Québec", (("city", "Lévis"), ("city", "Magog")))


def test_nothing_inside_what_a_title_explains_is_a_filter() -> None:
    message = normalise("Laval en mars et moins de 100 $ à Québec")
    assert entities(message, "fr", PLACES, NOW, taken=[(0, 8)]).filters.said() == {"city": "Québec"}
