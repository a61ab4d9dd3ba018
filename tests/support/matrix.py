"""The stage of the matrices: one of each kind of thing at McGill, one elsewhere, an administrator of each role; each case on a copy."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from support.chat import ADMIN, CountingIds, FixedDesk, Talker, World
from support.visiting import elsewhere, unit_of

from catalogue.offer.writing import catalogue_bytes
from catalogue.store.database import Database
from enrolment.office import broadcasts, enquiries, questions, schedules
from enrolment.registration import people
from enrolment.registration.rights import Scope, actor_of, grant, revoke
from enrolment.registration.unit import Unit
from enrolment.registration.values import CLOCK
from enrolment.store import uploads

PARTNER, READER, NOBODY, OTHER_ADMIN, TURNCOAT = 901, 902, 5, 903, 904
WHO = {"programme": ADMIN, "partner": PARTNER, "reader": READER, "nobody": NOBODY}
ROLES: dict[str, tuple[Scope, str | None] | None] = {
    "programme": (Scope.PROGRAMME, None),
    "partner": (Scope.PARTNER, "mcgill"),
    "reader": (Scope.READER, None),
    "nobody": None,
}
OWN, OTHER, MISSING = "own", "other", "missing"
HERS, ANOTHERS = "GEN-20-3", "Ana Diaz"
TABLES = (
    "registration",
    "course_session",
    "broadcast",
    "letter",
    "enquiry",
    "registration_note",
    "export_schedule",
    "catalogue_upload",
    "course",
    "open_question WHERE state <> 'open'",  # anybody's question is kept; to settle it is an administrator's
    "outbox",
    "admin_grant",
    "deep_link",
    "faq_entry",
)


@dataclass(frozen=True)
class Things:
    """One of each kind that an entry point names."""

    reference: str
    session: str
    course: str
    broadcast: str
    enquiry: str
    question: str
    upload: str
    schedule: str
    name: str


ABSENT = Things("22222222", "NOWHERE-1", "NOWHERE", "0" * 31 + "x", "0" * 31 + "x", "1", "0" * 31 + "x", "0" * 31 + "x", "Ida Nowhere")


@dataclass
class Scene:
    """A database with one of each of McGill's, another's, and what each administrator keeps."""

    file: Path
    own: Things
    other: Things
    kept: dict[int, tuple[str, str]]


@dataclass
class Case:
    """What was done, and all that came of it."""

    words: str
    labels: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    changed: bool = False
    data: list[str] = field(default_factory=list)

    @property
    def all(self) -> str:
        return "\n".join([self.words, *self.labels, *(file.decode("utf-8", "replace") for file in self.files)])


def same(one: Case, other: Case) -> bool:
    return (one.words, one.labels, one.files, one.changed) == (other.words, other.labels, other.files, other.changed)


Does = Callable[[Talker, Callable[[str], str]], str]


@pytest.fixture(scope="session")
def scene(sample: tuple[Path, FixedDesk], tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once, copied for each case: Zoé at McGill, Ana elsewhere, who both wrote."""
    file = tmp_path_factory.mktemp("matrix") / "matrix.db"
    shutil.copy(sample[0], file)
    world = World(Database(f"sqlite:///{file}"), sample[1])
    there = elsewhere(world)
    for known, role in ((PARTNER, "partner"), (READER, "reader"), (OTHER_ADMIN, "programme"), (TURNCOAT, "programme")):
        becomes(world, known, role)
    world.person(1).registers(HERS)
    world.person(3).registers(there, ANOTHERS)
    for known in (*WHO.values(), TURNCOAT):
        world.person(known).commands("/start")
    with unit_of(world) as unit:
        questions.keep(unit, "un cours de soudure?", "fr", questions.UNANSWERED, subject="soudure")
        kept = {known: _kept(unit, known) for known in (*WHO.values(), OTHER_ADMIN)}
        given = kept[OTHER_ADMIN]
        own, other = (_things(unit, *of, given) for of in ((1, HERS, "Zoé Tremblay"), (3, there, ANOTHERS)))
    with world.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    world.database.close()
    return Scene(file, own, other, kept)


def becomes(world: World, known: int, role: str) -> None:
    """That role and no other, effective at once."""
    with unit_of(world) as unit:
        revoke(unit, known, CLOCK)
        if (given := ROLES[role]) is not None:
            grant(unit, known, *given, CLOCK)


def _kept(unit: Unit, known: int) -> tuple[str, str]:
    """A file an administrator looks at, and an export that comes by itself."""
    actor = actor_of(unit, known)
    schedule = schedules.make(unit, "Lundi", "csv:-:-:-", 0, 8, actor)
    row = {"id": f"{known:032d}", "owner": actor.id, "suffix": ".json", "version": 1, "made_at": unit.now}
    uploads.add(unit.session, {**row, "sealed": unit.vault.seal(catalogue_bytes(unit.offer, ".json"), "upload")})
    return row["id"], schedule.id


def _things(unit: Unit, known: int, code: str, name: str, kept: tuple[str, str]) -> Things:
    found = unit.offer.session(code)
    assert found is not None
    person = people.find(unit, known)
    assert person is not None
    (reference,) = unit.session.connection().exec_driver_sql("SELECT reference FROM registration WHERE person_id = ?", (person.id,)).one()
    letter = enquiries.write(unit, person.id, "Bonjour, une question.", found[0].code, frozenset({ADMIN}))
    cast = broadcasts.begin(unit, "session", code, {"fr": "Bienvenue."}, actor_of(unit, OTHER_ADMIN))
    return Things(reference, code, found[0].code, cast, letter.id, "1", *kept, name)


class Stage:
    """Plays one case on a database of its own."""

    def __init__(self, scene: Scene, desk: FixedDesk, folder: Path) -> None:
        self.scene, self._desk, self._folder = scene, desk, folder
        self._opened: list[Database] = []
        self._numbers = count()

    def world(self) -> World:
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(self.scene.file, file)
        database = Database(f"sqlite:///{file}")
        self._opened.append(database)
        ids = CountingIds()
        ids._next = count(5000)  # the first ones are taken
        return World(database, FixedDesk(self._desk.current(), database), ids=ids)

    def press(self, who: str, verb: str, which: str, rest: str) -> Case:
        return self.does(who, which, lambda talker, filled: talker.sends(f"adm:{verb}:{filled(rest)}"))

    def does(self, who: str, which: str, does: Does, *, known: int | None = None, world: World | None = None) -> Case:
        """What that role did with a thing of hers, of another's, or with none that exists."""
        world = world or self.world()
        talker = world.person(known or WHO[who])
        before = all_of(world.database)
        said = does(talker, lambda rest: self.filled(who, which, rest))
        words = said + (talker.toast or "")
        data = [button.data or "" for reply in talker.said.replies for row in reply.rows for button in row]
        return Case(
            self._told(words, which), talker.labels, [file.content for file in talker.files], all_of(world.database) != before, data
        )

    def things(self, which: str) -> Things:
        return {OWN: self.scene.own, OTHER: self.scene.other, MISSING: ABSENT}[which]

    def filled(self, who: str, which: str, rest: str) -> str:
        if which == OWN and ("{upload}" in rest or "{schedule}" in rest):
            upload, schedule = self.scene.kept[WHO[who]]
            return rest.format(upload=upload, schedule=schedule)
        return rest.format(**self.things(which).__dict__)

    def _told(self, words: str, which: str) -> str:
        """The words with the ids of what was asked for alike, so that they can be laid beside those of what does not exist."""
        for name, value in self.things(which).__dict__.items():
            words = words.replace(value, f"<{name}>") if len(value) > 1 else words
        return words

    def close(self) -> None:
        for database in self._opened:
            database.close()


@pytest.fixture
def stage(scene: Scene, sample: tuple[Path, FixedDesk], tmp_path: Path) -> Iterator[Stage]:
    made = Stage(scene, sample[1], tmp_path)
    yield made
    made.close()


def all_of(database: Database) -> list[object]:
    with database.reading() as session:
        run = session.connection().exec_driver_sql
        return [run(f"SELECT * FROM {name}").fetchall() for name in TABLES]  # noqa: S608  (our own names)
