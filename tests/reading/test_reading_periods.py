"""Periods said in either language become the contract's inclusive days."""

from datetime import date, datetime

import pytest

from catalogue.reading import days
from catalogue.reading.entities import Places, entities
from catalogue.reading.normalise import normalise

PLACES = Places([("Québec", "capitale-nationale"), ("Sherbrooke", "estrie")])
NOW = datetime(2027, 1, 10, 9)  # noqa: DTZ001  (the wall clock of the programme; a Sunday)


def read(text: str, now: datetime = NOW) -> str:
    filters = entities(normalise(text), "fr", PLACES, now).filters
    return f"{filters.starts_from or ''}/{filters.starts_to or ''}"


SAID = [
    ("les ateliers de mars", "2027-03-01/2027-03-31"),
    ("something in april", "2027-04-01/2027-04-30"),
    ("en decembre svp", "2027-12-01/2027-12-31"),
    ("novembre 2028", "2028-11-01/2028-11-30"),
    ("le 23 avril", "2027-04-23/2027-04-23"),
    ("April 23rd works", "2027-04-23/2027-04-23"),
    ("the 7th of June", "2027-06-07/2027-06-07"),
    ("le 1er mai", "2027-05-01/2027-05-01"),
    ("le premier juin", "2027-06-01/2027-06-01"),
    ("March the first", "2027-03-01/2027-03-01"),
    ("le vingt-deux février", "2027-02-22/2027-02-22"),
    ("2027-05-17 ou jamais", "2027-05-17/2027-05-17"),
    ("le 25/03/2027", "2027-03-25/2027-03-25"),
    ("vendredi le 19 mars", "2027-03-19/2027-03-19"),
    ("le mercredi 5 mai 2027", "2027-05-05/2027-05-05"),
    ("lundi le 25", "2027-01-25/2027-01-25"),
    ("début avril", "2027-04-01/2027-04-10"),
    ("à la mi-mai", "2027-05-11/2027-05-20"),
    ("vers la fin de février", "2027-02-21/2027-02-28"),
    ("early June", "2027-06-01/2027-06-10"),
    ("mid-April if possible", "2027-04-11/2027-04-20"),
    ("late March", "2027-03-21/2027-03-31"),
    ("at the end of May", "2027-05-21/2027-05-31"),
    ("première quinzaine de juin", "2027-06-01/2027-06-15"),
    ("the second half of February", "2027-02-16/2027-02-28"),
    ("première semaine d'avril", "2027-04-05/2027-04-11"),
    ("avant avril", "/2027-03-31"),
    ("before May", "/2027-04-30"),
    ("avant le 20 février", "/2027-02-19"),
    ("before the end of April", "/2027-04-30"),
    ("d'ici la fin mars", "/2027-03-31"),
    ("d'ici le 15 février", "/2027-02-15"),
    ("no later than June 4", "/2027-06-04"),
    ("jusqu'en mai", "/2027-05-31"),
    ("until March 12", "/2027-03-12"),
    ("avril au plus tard", "/2027-04-30"),
    ("après mai", "2027-06-01/"),
    ("after February 14th", "2027-02-15/"),
    ("à partir d'avril", "2027-04-01/"),
    ("à compter du 8 mars", "2027-03-08/"),
    ("from May onwards", "2027-05-01/"),
    ("as of March 15", "2027-03-15/"),
    ("June or later", "2027-06-01/"),
    ("pas avant avril", "2027-04-01/"),
    ("chu pas dispo avant la mi-mars", "2027-03-15/"),
    ("I can't start before February 20", "2027-02-20/"),
    ("not until June please", "2027-06-01/"),
    ("pas après avril", "/2027-04-30"),
    ("entre mars et mai", "2027-03-01/2027-05-31"),
    ("between April and June", "2027-04-01/2027-06-30"),
    ("du 3 au 14 mai", "2027-05-03/2027-05-14"),
    ("June 7 to 11", "2027-06-07/2027-06-11"),
    ("de février à avril", "2027-02-01/2027-04-30"),
    ("from March through May", "2027-03-01/2027-05-31"),
    ("entre le 20 février et le 10 mars", "2027-02-20/2027-03-10"),
    ("de novembre à janvier", "2027-11-01/2028-01-31"),
    ("avril ou mai", "2027-04-01/2027-04-30"),
    ("des cours depuis mars", "2027-03-01/"),
    ("courses since March", "2027-03-01/"),
    ("un cours ce soir", "2027-01-10/2027-01-10"),
    ("courses tonight", "2027-01-10/2027-01-10"),
    ("mai-juin", "2027-05-01/2027-06-30"),
    ("demain", "2027-01-11/2027-01-11"),
    ("après-demain", "2027-01-12/2027-01-12"),
    ("is there one tomorrow", "2027-01-11/2027-01-11"),
    ("la semaine prochaine", "2027-01-11/2027-01-17"),
    ("next week", "2027-01-11/2027-01-17"),
    ("cette semaine", "2027-01-04/2027-01-10"),
    ("la fin de la semaine", "2027-01-08/2027-01-10"),
    ("beginning of next week", "2027-01-11/2027-01-12"),
    ("le mois prochain", "2027-02-01/2027-02-28"),
    ("sometime next month", "2027-02-01/2027-02-28"),
    ("au début du mois prochain", "2027-02-01/2027-02-10"),
    ("fin du mois", "2027-01-21/2027-01-31"),
    ("by the end of the month", "/2027-01-31"),
    ("dans trois semaines", "2027-01-25/2027-01-31"),
    ("in two months", "2027-03-01/2027-03-31"),
    ("over the next three weeks", "2027-01-10/2027-01-31"),
    ("dans les 10 prochains jours", "2027-01-10/2027-01-20"),
    ("d'ici un mois", "2027-01-10/2027-02-10"),
    ("la semaine du 8 février", "2027-02-08/2027-02-14"),
    ("the week of February 10th", "2027-02-08/2027-02-14"),
    ("lundi prochain", "2027-01-11/2027-01-11"),
    ("next Thursday", "2027-01-14/2027-01-14"),
    ("ce vendredi", "2027-01-15/2027-01-15"),
    ("la fin de semaine prochaine", "2027-01-16/2027-01-17"),
    ("cet hiver", "2026-12-21/2027-03-20"),
    ("au printemps", "2027-03-20/2027-06-20"),
    ("this summer", "2027-06-21/2027-09-21"),
    ("l'été prochain", "2027-06-21/2027-09-21"),
    ("cours d'été", "2027-06-21/2027-09-21"),
    ("in the fall", "2027-09-22/2027-12-20"),
    ("fall 2028", "2028-09-22/2028-12-20"),
    ("next winter", "2027-12-21/2028-03-20"),
    ("avant l'été", "/2027-06-20"),
    ("après l'hiver", "2027-03-21/"),
    ("après les fêtes", "2027-01-03/"),
    ("before the holidays", "/2027-12-23"),
    ("avant Noël", "/2027-12-24"),
    ("avant Pâques", "/2027-03-27"),
    ("après la Saint-Jean", "2027-06-25/"),
    ("avant la St-Jean-Baptiste", "/2027-06-23"),
    ("avant les vacances de la construction", "/2027-07-17"),
    ("pendant la semaine de relâche", "2027-03-01/2027-03-07"),
    ("after march break", "2027-03-08/"),
    ("before Thanksgiving", "/2027-10-10"),
    ("after Labour Day", "2027-09-07/"),
    ("Victoria Day", "2027-05-24/2027-05-24"),
    ("en 2028", "2028-01-01/2028-12-31"),
    ("l'an prochain", "2028-01-01/2028-12-31"),
    ("au deuxième trimestre", "2027-04-01/2027-06-30"),
    ("Q3", "2027-07-01/2027-09-30"),
    ("en sept", "2027-09-01/2027-09-30"),
    ("what about may?", "2027-05-01/2027-05-31"),
    ("may session", "2027-05-01/2027-05-31"),
    ("12 may", "2027-05-12/2027-05-12"),
    ("fevrer", "/"),
    ("me faire passer de la session de mars à celle de juin", "2027-06-01/2027-06-30"),
    ("can you move me from February to April", "2027-04-01/2027-04-30"),
    ("j'ai raté celui de mars, y en a-t-il un en mai?", "2027-05-01/2027-05-31"),
    ("d'ici l'été", "/2027-06-20"),
    ("by the holidays", "/2027-12-23"),
    ("d'ici Noël", "/2027-12-25"),
    ("avant les vacances d'été", "/2027-06-20"),
    ("avant le congé de Pâques", "/2027-03-27"),
    ("after the easter weekend", "2027-03-29/"),
    ("à la rentrée", "2027-08-23/2027-09-15"),
    ("après la rentrée", "2027-09-16/"),
    ("d'ici vendredi", "/2027-01-15"),
    ("before Friday", "/2027-01-14"),
    ("after Monday", "2027-01-12/"),
    ("après le 20", "2027-01-21/"),
    ("avant le 20", "/2027-01-19"),
    ("mardi de la semaine prochaine", "2027-01-12/2027-01-12"),
    ("next week on Tuesday", "2027-01-12/2027-01-12"),
    ("les deux premières semaines de mars", "2027-03-01/2027-03-14"),
    ("the first two weeks of April", "2027-04-01/2027-04-14"),
    ("la fin de semaine du 6 mars", "2027-03-06/2027-03-07"),
    ("weekend of March 6", "2027-03-06/2027-03-07"),
    ("the weekend of March 7", "2027-03-06/2027-03-07"),
    ("à partir du mois prochain", "2027-02-01/"),
    ("dans le courant de février", "2027-02-01/2027-02-28"),
    ("début 2028", "2028-01-01/2028-04-30"),
    ("late 2027", "2027-09-01/2027-12-31"),
    ("by year end", "/2027-12-31"),
    ("avant 2028", "/2027-12-31"),
    ("fin du T2", "2027-06-01/2027-06-30"),
    ("ce trimestre", "2027-01-01/2027-03-31"),
    ("next quarter", "2027-04-01/2027-06-30"),
    ("2027/03/15", "2027-03-15/2027-03-15"),
    ("15-03-2027", "2027-03-15/2027-03-15"),
    ("le 15/3", "2027-03-15/2027-03-15"),
    ("in two weeks", "2027-01-18/2027-01-24"),
    ("before spring break", "/2027-02-28"),
    ("Q1", "2027-01-01/2027-03-31"),
    ("session d'hiver", "2026-12-21/2027-03-20"),
    ("pas avant Pâques", "2027-03-28/"),
    ("au plus tard le 15 mars", "/2027-03-15"),
    ("from May 3 to June 4", "2027-05-03/2027-06-04"),
]
NOT_SAID = [
    "la loi 25 au travail", "ML 201", "c'est dans mon 1 %", "may I register", "march ahead with the plan", "2 jours 350 $",
    "the second one", "sat", "I sat through it", "j'ai été malade",
    "ça aurait été bien", "on est sept personnes", "I fall behind", "if I fall sick", "je suis en DEC", "pour demain matin",
    "c'est quoi ça mange en hiver", "depuis mars", "since last fall",
    "en mars dernier", "la semaine passée", "two weeks ago", "il y a trois mois", "last year", "j'ai perdu mon emploi cet automne",
    "I missed the March session", "niveau 2", "partie II",
    "3 soirs par semaine", "une semaine sur deux", "combien de mois", "24 heures", "à 18 h 30", "en 12 semaines", "how many weeks",
    "spring into action", "mon gars", "la journée", "hier soir",
    "I registered on March 3", "le second", "à la fin de la formation", "au début du cours", "merci d'avance", "31 février",
    "depuis dimanche", "disponible 24/7", "1/2 journée", "514-555-1234", "version 2.0", "50/50",
    "pas en mars", "sauf en juillet", "not in August",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_period_said_becomes_its_days(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_message_without_a_wish_for_a_date_yields_none(text: str) -> None:
    assert read(text) == "/"


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("cet été", date(2027, 7, 1), "2027-06-21/2027-09-21"),
        ("l'été prochain", date(2027, 7, 1), "2028-06-21/2028-09-21"),
        ("après les fêtes", date(2026, 11, 23), "2027-01-03/"),
        ("avant les fêtes", date(2026, 11, 23), "/2026-12-23"),
        ("en mars", date(2027, 3, 31), "2027-03-01/2027-03-31"),
        ("en mars", date(2027, 4, 1), "2028-03-01/2028-03-31"),
        ("le mois prochain", date(2026, 12, 31), "2027-01-01/2027-01-31"),
        ("29 février", date(2027, 6, 1), "2028-02-29/2028-02-29"),
        ("next monday", date(2027, 1, 11), "2027-01-18/2027-01-18"),
        ("fin février", date(2028, 1, 5), "2028-02-21/2028-02-29"),
        ("cet hiver", date(2026, 12, 20), "2026-12-21/2027-03-20"),
    ],
)
def test_a_period_depends_on_the_day_it_is_said(text: str, now: date, expected: str) -> None:
    assert read(text, datetime(now.year, now.month, now.day, 9)) == expected  # noqa: DTZ001  (a wall clock)


def test_movable_feasts_and_holidays_fall_where_the_calendar_puts_them() -> None:
    assert [days.easter(year) for year in (2024, 2025, 2026, 2027, 2028)] == [
        date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16),
    ]  # fmt: skip
    assert [days.construction(year).first for year in (2022, 2023, 2024, 2025, 2026)] == [
        date(2022, 7, 24), date(2023, 7, 23), date(2024, 7, 21), date(2025, 7, 20), date(2026, 7, 19),
    ]  # fmt: skip
    assert days.spring_break(2026).first == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["l'entraîneur des M13", "w3", "m99 m0 o77", "s:winter h:noel"])
def test_what_looks_like_a_mark_of_ours_is_no_period_and_raises_nothing(text: str) -> None:
    read(text)
    assert read("l'entraîneur des M13") == "/"
