"""A small world for the tests of enrolment: a catalogue in a database, a clock that obeys, ids that count, people by first name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, update

from catalogue.offer.model import Catalogue, Contact, Course, Format, Level, Partner, PrivacyOfficer, Programme, Session, Text
from catalogue.store.database import Database
from catalogue.words.replacing import replace
from enrolment.registration import following, people, registering
from enrolment.registration.following import Followed
from enrolment.registration.references import ALPHABET
from enrolment.registration.unit import Rules, Unit
from enrolment.registration.values import Consent, Outcome, Registration
from enrolment.store import registrations
from enrolment.store.sql import run, table
from enrolment.vault import Vault

KEY = bytes(range(32))
NOW = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)  # ten in the morning in Montréal


class CountingIds:
    """Ids one after the other, different in each process that names itself."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix, self._numbers = prefix, count(1)

    def new_id(self) -> str:
        return f"{self._prefix}{next(self._numbers):08d}".rjust(32, "0")

    def reference(self) -> str:
        number, letters = next(self._numbers), ""
        while len(letters) < 8:
            number, rest = divmod(number, len(ALPHABET))
            letters = ALPHABET[rest] + letters
        return letters

    def claim_key(self) -> str:
        return f"claim-{self._prefix}{next(self._numbers)}"


def text(words: str) -> Text:
    return Text(fr=words, en=words)


def session(code: str, seats: int | None = 5, **changes: Any) -> Session:
    """A session in Montréal from October 12 to 16, 2026."""
    values: dict[str, Any] = {
        "starts": date(2026, 10, 12),
        "ends": date(2026, 10, 16),
        "schedule": text("9 h"),
        "format": Format.IN_PERSON,
        "city": "Montréal",
        "region": "montreal",
        "language": "fr",
    }
    return Session(code=code, seats=seats, **(values | changes))


def course(code: str, *sessions: Session, partner: str = "hec", **changes: Any) -> Course:
    values: dict[str, Any] = {"title": Text(fr=f"Cours {code}", en=f"Course {code}"), "summary": text("…"), "level": Level.BEGINNER}
    return Course(code=code, partner=partner, audiences=(), duration_hours=7, sessions=sessions, **(values | changes))


def catalogue(*courses: Course, target: int | None = 100) -> Catalogue:
    officer = PrivacyOfficer(name="Responsable", email="vie-privee@exemple.test")
    programme = Programme(name=text("Programme"), about=text("…"), target=target, contact=Contact(), privacy_officer=officer)
    partners = tuple(Partner(code=code, name=text(code.upper())) for code in ("hec", "mila"))
    return Catalogue(programme=programme, partners=partners, courses=courses)


@dataclass
class World:
    """A database with a catalogue, and everything needed to act in it."""

    database: Database
    offer: Catalogue = field(default_factory=lambda: catalogue(course("IA-101", session("S1"), session("S2"))))
    now: datetime = NOW
    rules: Rules = field(default_factory=Rules)
    vault: Vault = field(default_factory=lambda: Vault(KEY))
    ids: CountingIds = field(default_factory=CountingIds)
    version: int = 1

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        with self.database.writing() as opened:
            yield Unit(opened, self.vault, self.offer, self.now, self.rules, self.ids)

    def offers(self, *courses: Course) -> "World":
        """Put these courses in the catalogue instead."""
        self.offer = catalogue(*courses)
        self.store()
        return self

    def store(self) -> None:
        """Write the partners, courses and sessions that the core reads of the catalogue."""
        with self.database.writing() as opened:
            for name in ("course_session", "course", "partner"):
                run(opened, table(name).delete())
            for position, partner in enumerate(self.offer.partners):
                values = {"code": partner.code, "folded": partner.code, "position": position, "name_fr": "…", "name_en": "…", "aliases": []}
                run(opened, insert(table("partner")).values(values))
            for position, each in enumerate(self.offer.courses):
                run(opened, insert(table("course")).values(_course_row(each, position)))
                for place, one in enumerate(each.sessions):
                    run(opened, insert(table("course_session")).values(_session_row(each, one, place)))

    def reseat(self, code: str, seats: int | None) -> None:
        """Change a session's seats, as an import does."""
        with self.database.writing() as opened:
            run(opened, update(table("course_session")).where(table("course_session").c.code == code).values(seats=seats))

    def change(self, code: str, **changes: Any) -> None:
        """Change a session in the snapshot and in the database."""
        courses = []
        for each in self.offer.courses:
            sessions = tuple(one.model_copy(update=changes) if one.code == code else one for one in each.sessions)
            courses.append(each.model_copy(update={"sessions": sessions}))
        self.offer = self.offer.model_copy(update={"courses": tuple(courses)})
        self.store()

    def follows(self, code: str, **changes: Any) -> Followed:
        """A session changed as an import does: what people are told of it."""
        before, self.version = self.offer, self.version + 1
        self.change(code, **changes)
        with self.unit() as unit:
            run(unit.session, table("catalogue_state").delete())
            run(unit.session, insert(table("catalogue_state")).values(id=1, version=self.version, sample=False))
            return following.follow(unit, before, self.offer)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def person(self, telegram_id: int, **answers: str) -> str:
        """Someone who wrote to the bot; her id."""
        with self.unit() as unit:
            met = people.meet(unit, telegram_id, "fr")
            people.correct_answers(unit, met.id, {"first_name": f"Personne{telegram_id}", **answers})
            return met.id

    def consent(self) -> Consent:
        return Consent("1", self.now, "fr")

    def register(self, person_id: str, code: str = "S1", **values: Any) -> Outcome:
        with self.unit() as unit:
            return registering.register(unit, person_id, code, self.consent(), language="fr", **values)

    def crowd(self, size: int, code: str = "S1", first: int = 1000) -> list[Registration]:
        """So many newcomers registered one after the other, a second apart."""
        made = []
        for number in range(size):
            made.append(self.register(self.person(first + number), code).registration)
            self.wait(seconds=1)
        return made

    def owner(self, registration: Registration) -> str:
        assert registration.person_id is not None
        return registration.person_id

    def read(self, registration: Registration) -> Registration:
        """As it is now."""
        with self.database.reading() as opened:
            found = registrations.by_id(opened, registration.id)
            assert found is not None
            return found

    def statuses(self, *asked: Registration) -> list[str]:
        return [self.read(each).status.value for each in asked]

    def rows(self, name: str) -> list[dict[str, Any]]:
        with self.database.reading() as opened:
            return [dict(row) for row in run(opened, table(name).select()).mappings()]

    def with_rules(self, **changes: Any) -> "World":
        self.rules = replace(self.rules, **changes)
        return self


def _course_row(each: Course, position: int) -> dict[str, Any]:
    texts = {"title_fr": each.title.fr, "title_en": each.title.en, "summary_fr": "…", "summary_en": "…"}
    lists: dict[str, Any] = {"aliases": {}, "topics": [], "audiences": [], "teachers": []}
    facts = {"partner_code": each.partner, "level": "beginner", "duration_hours": 7, "withdrawn": each.withdrawn}
    return {"code": each.code, "folded": each.code.casefold(), "position": position, **texts, **lists, **facts}


def _session_row(each: Course, one: Session, position: int) -> dict[str, Any]:
    return {
        "code": one.code,
        "folded": one.code.casefold(),
        "course_code": each.code,
        "position": position,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "first_day": one.first_day,
        "last_day": one.last_day,
        "schedule_fr": "…",
        "schedule_en": "…",
        "format": one.format.value,
        "language": one.language,
        "seats": one.seats,
        "cancelled": one.cancelled,
        "withdrawn": one.withdrawn,
        "meetings": [],
    }
