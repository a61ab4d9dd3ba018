"""Invented people in the sample, and the administrators' pages served over them: for pictures, and for tests in a browser."""

import asyncio
import contextlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.house import House, build
from bot.pages.gate import routes
from bot.settings import read_settings
from bot.web.application import application
from bot.web.server import Server, listen
from catalogue.offer.model import Language
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.form.regions import REGIONS
from enrolment.office import questions
from enrolment.overview import signing
from enrolment.registration import people, registering, registrar
from enrolment.registration.rights import Scope, actor_of, grant
from enrolment.registration.unit import Unit, one_unit
from enrolment.registration.values import CLOCK, Consent
from enrolment.store.migrate import migrate

NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)
ADMIN = 900
FIRST = "Zoé Luc Ana Marie-Ève Noémie Étienne Samuel Thị Omar Leïla Jean-François Chloé Mikael Aïcha Gaëlle Benoît Sarah Rosalie Émile Inès"
LAST = "Tremblay Roy Nguyễn Côté Bélanger O’Neil Diaz Gagnon Benali Lévesque Morin Traoré Fortin Papatie Bouchard Singh Cloutier Haddad"
WORK = ("Ferblanterie Boréale", "Clinique du Fleuve", "Ville de Saint-Exemple", "Les Entreprises Lachute", "travail autonome")
ROLES = ("professional", "manager", "executive", "trainer", "other")

QUESTIONS: tuple[tuple[str, Language, str | None], ...] = (
    ("avez-vous un cours de soudure?", "fr", "soudure"),
    ("un cours de soudure svp", "fr", "soudure"),
    ("is there parking at the school?", "en", None),
    ("ya tu un stationnement", "fr", None),
)


@dataclass(frozen=True)
class Site:
    """The pages, served: where, and over what."""

    house: House
    address: str

    def link(self, telegram_id: int = ADMIN, language: Language = "fr", role: Scope | None = None, partner: str | None = None) -> str:
        """The address of a fresh link of that administrator's."""
        with _unit(self.house, self.house.clock()) as unit:
            if role is not None:
                grant(unit, telegram_id, role, partner, CLOCK)
            return f"{self.address}/in/{signing.new_link(unit, telegram_id, language)}"


def peopled(file: Path, size: int = 120, now: datetime = NOW) -> House:
    """A house on a new database with the sample and so many invented registrations over the ten weeks before now."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.writing() as session:
        offer.import_catalogue(session, sample_catalogue(now.date()), now - timedelta(weeks=11))
    house = build(read_settings(None), database, key=bytes(32), admins=frozenset({ADMIN}), clock=lambda: now)
    chance = random.Random(2027)
    open_now = [one.code for _, one in house.desk.current().catalogue.sessions() if one.first_day > (now + timedelta(days=15)).date()]
    for number in range(size):
        moment = now - timedelta(weeks=10) + timedelta(weeks=10) * (number + chance.random()) / (size + 1)
        with _unit(house, moment) as unit:
            _register(unit, chance, number, chance.choice(open_now[:14]))
    with _unit(house, now - timedelta(hours=3)) as unit:
        _decide(unit, chance)
        for words, language, subject in QUESTIONS:
            questions.keep(unit, words, language, questions.UNANSWERED, subject=subject)
    return house


@contextlib.contextmanager
def served(house: House) -> Iterator[Site]:
    """The pages on a port of this machine, in a thread, until the end of the block."""
    listening = listen("127.0.0.1:0")
    stop, loop = asyncio.Event(), asyncio.new_event_loop()
    server = Server(listening, application([routes(house)]))
    thread = threading.Thread(target=loop.run_until_complete, args=(server.run(stop),))
    thread.start()
    try:
        yield Site(house, f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@contextlib.contextmanager
def _unit(house: House, now: datetime) -> Iterator[Unit]:
    with one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules, now=now) as unit:
        yield unit


def _register(unit: Unit, chance: random.Random, number: int, session: str) -> None:
    first, last = chance.choice(FIRST.split()), chance.choice(LAST.split())
    answers = {
        "first_name": first,
        "last_name": last,
        "email": f"personne{number}@exemple.test",
        "phone": f"+1 514 555-0{number % 1000:03d}",
        "organisation": chance.choice(WORK),
        "role": chance.choice(ROLES),
        "region": chance.choice(REGIONS[:9]).code,
    }
    met = people.meet(unit, 10_000 + number, "en" if number % 5 == 0 else "fr")
    people.correct_answers(unit, met.id, answers)
    consent = Consent("1", unit.now, met.language)
    registering.register(unit, met.id, session, consent, language=met.language, source="infolettre" if number % 3 else None)


def _decide(unit: Unit, chance: random.Random) -> None:
    """A registrar's morning: many confirmed, a few declined."""
    found = unit.session.connection().exec_driver_sql("SELECT id FROM registration ORDER BY created_at").scalars().all()
    actor = actor_of(unit, ADMIN)
    registrar.confirm(unit, [each for each in found[: len(found) * 2 // 3] if chance.random() < 0.7], actor)
    registrar.decline(unit, found[5:9], "Le groupe est déjà complet.", actor)
