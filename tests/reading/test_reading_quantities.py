"""Prices, lengths, sizes of groups, schedules and free courses said in either language."""

from datetime import datetime

import pytest

from catalogue.reading.entities import Places, entities
from catalogue.reading.line import line
from catalogue.reading.normalise import normalise
from catalogue.reading.values import Filters

PLACES = Places([])
NOW = datetime(2027, 1, 10, 9)  # noqa: DTZ001  (the wall clock of the programme)


def read(text: str) -> Filters:
    return entities(normalise(text), "fr", PLACES, NOW).filters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moins de 600$", 600), ("under $250", 250), ("en bas de 80 piasses", 80), ("pas plus que 1 200 $", 1200), ("max 300", 300),
        ("rien au-dessus de 450", 450),
        ("up to $1,500", 1500), ("cheaper than 99 dollars", 99), ("150 $ ou moins", 150), ("$75 or less", 75),
        ("j'ai 400 $ à dépenser", 400), ("mon budget est de 700", 700),
        ("a budget of $500", 500), ("entre 100 et 250 $", 250), ("moins de cent piasses", 100),
        ("no more than two hundred dollars", 200), ("200 bucks max", 200), ("qui ne dépasse pas 350 $", 350),
        ("under 2k", 2000), ("maximum 1,5k", 1500),
        ("2 jours 350 $", None), ("plus de 300 $", None), ("ça coûte 350 $?", None), ("moins de 5", None), ("under 18 years old", None),
        ("moins de 10 heures", None), ("rabais de 20 %", None),
        ("loi 25", None), ("not less than 500 $", None), ("GEN-210", None),
    ],
)  # fmt: skip
def test_the_highest_price_is_read(text: str, expected: float | None) -> None:
    assert read(text).max_price == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moins de 12 heures", 12), ("less than six hours", 6), ("pas plus que 8h", 8), ("une journée ou moins", 7),
        ("a day or less", 7), ("deux jours maximum", 14), ("cours d'une journée", 7),
        ("a one-day workshop", 7), ("half-day session", 3.5), ("15 heures max", 15), ("at most 3 days", 21),
        ("moins de 3 heures par semaine", None), ("à moins d'une heure de route", None), ("less than an hour away", None),
        ("two days to spare", None), ("45 heures", None),
        ("je travaille 40 heures", None), ("dans moins de 24 heures", None), ("6 heures de cours", None),
    ],
)  # fmt: skip
def test_the_greatest_length_is_read(text: str, expected: float | None) -> None:
    assert read(text).max_hours == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on est 9 à vouloir s'inscrire", 9), ("on serait une quinzaine", 15), ("team of twelve", 12), ("groupe de 20 personnes", 20),
        ("6 de mes employés", 6), ("inscrire sept techniciens", 7),
        ("a dozen people", 12), ("two dozen employees", 24), ("there are 14 of us", 14), ("need 4 seats", 4), ("réserver 3 places", 3),
        ("moi et deux collègues", 3), ("me and 3 coworkers", 4),
        ("pour une trentaine de gestionnaires", 30), ("training for 25 in Laval", 25), ("nous sommes vingt-deux", 22),
        ("il reste 3 places", None), ("12 places max", None), ("une PME de 40 employés", None), ("j'ai 52 ans", None),
        ("j'ai 15 ans d'expérience", None), ("dans 3 semaines", None), ("8 heures", None),
        ("400 $", None), ("ML 201", None), ("combien de personnes", None), ("j'ai perdu deux gars", None), ("en 2 fois", None),
        ("une personne", None), ("moins de 50 employés", None),
    ],
)  # fmt: skip
def test_the_size_of_a_group_is_read(text: str, expected: int | None) -> None:
    assert read(text).seats == expected


@pytest.mark.parametrize(
    ("text", "weekdays", "parts"),
    [
        ("le samedi", {5}, set()), ("Saturday classes", {5}, set()), ("cours de soir", set(), {"evening"}),
        ("in the evening", set(), {"evening"}), ("la fin de semaine", {5, 6}, set()),
        ("on weekends", {5, 6}, set()), ("le mardi soir", {1}, {"evening"}), ("thursday mornings", {3}, {"day"}),
        ("de jour seulement", set(), {"day"}), ("after work", set(), {"evening"}),
        ("en semaine seulement", {0, 1, 2, 3, 4}, set()), ("lundi ou mercredi", {0, 2}, set()),
        ("depuis mardi", set(), set()), ("bonne soirée", set(), set()), ("hier soir", set(), set()),
        ("je travaille de jour", set(), set()), ("good morning", set(), set()), ("samedi prochain", set(), set()),
        ("quel jour de la semaine", set(), set()), ("I work nights", set(), set()), ("pas le soir", set(), {"day"}),
        ("I can't do evenings", set(), {"day"}), ("not on weekends", {0, 1, 2, 3, 4}, set()),
        ("le mardi ça marche pas", {0, 2, 3, 4, 5, 6}, set()),
        ("do Tuesdays work", {1}, set()),
        ("this weekend", set(), set()),
    ],
)  # fmt: skip
def test_days_and_hours_are_a_schedule(text: str, weekdays: set[int], parts: set[str]) -> None:
    schedule = read(text).schedule
    assert (schedule.weekdays, schedule.parts) == (weekdays, parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avez-vous des ateliers gratuits", True), ("anything free this spring?", True), ("free workshops", True),
        ("quelque chose de gratis", True), ("which ones are free", True), ("qu'est-ce qui est gratuit", True),
        ("c'est-tu gratuit?", None), ("is it free", None), ("le cours est-il gratuit", None), ("feel free to call", None),
        ("I'm free in June", None), ("stationnement gratuit", None), ("toll-free number", None),
    ],
)  # fmt: skip
def test_free_is_a_filter_only_for_what_is_looked_for(text: str, expected: bool | None) -> None:
    assert read(text).free is expected


def test_free_takes_the_place_of_a_highest_price() -> None:
    assert read("des cours gratuits ou en bas de 50 $").said() == {"free": True}


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("quatre-vingt-dix-neuf", "99"), ("soixante et onze", "71"), ("vingt et un", "21"), ("two hundred and fifty", "250"),
        ("mille deux cents", "1200"), ("twenty-five", "25"),
        ("trois ou quatre", "3 ou 4"), ("un cours", "un cours"), ("1 250 $", "1250 $"), ("one", "one"),
        ("deux trois jours", "2 3 jours"), ("quatre-vingts", "80"),
    ],
)  # fmt: skip
def test_numbers_in_letters_become_digits(text: str, digits: str) -> None:
    assert line(normalise(text)).text == digits
