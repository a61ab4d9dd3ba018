"""Every button of an administrator, times every role, times her own and somebody else's object: another's is one that does not exist.

The buttons come from the code's own list; one that is in no table here fails.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from support.chat import ADMIN, CountingIds, FixedDesk, Talker, World
from test_assistant_administrators import PARTNER, READER, granted

from catalogue.offer.writing import catalogue_bytes
from catalogue.store.database import Database
from enrolment.assistant.administrators import PRESSES
from enrolment.office import broadcasts, enquiries, questions, schedules
from enrolment.registration import people
from enrolment.registration.rights import Scope, actor_of
from enrolment.registration.unit import Unit, one_unit
from enrolment.store import uploads

OF_A_PARTNER = {  # what the button says after its verb, of an object that is a partner's
    **dict.fromkeys(("person", "ok", "no", "note", "why"), "{reference}"),
    "refuse": "{reference}:0",
    **dict.fromkeys(("session", "sseats", "sdates", "scancel", "scancelled"), "{session}"),
    "smore": "{session}:+5",
    "sset": "{session}:40",
    "smove": "{session}:20270414:20270416",
    "cast": "s:{session}",
    "castat": "{broadcast}",
    "link": "salon-2027:{course}",
    **dict.fromkeys(("letter", "answer", "close"), "{enquiry}"),
    "qname": "{question}:{course}",
    "qis": "{question}:{course}:t",
}
OF_AN_ADMINISTRATOR = {"apply": "{upload}", "drop": "{upload}", "pdrop": "{schedule}"}  # each sees her own alone
OF_ROWS = {"export": "json:-:-:{course}", "send": "json:-:-:{course}"}  # a filter: no row of another's
OF_NOBODY = """
    choose plan pday phour pmake plans castmore castgo admins grant revoke revoked inbox asked q qcourse qfaq qway qnew qdrop demand
    demandfile funder twins
"""
WHO = {"programme": ADMIN, "partner": PARTNER, "reader": READER, "nobody": 5}
OTHER_ADMIN = 903
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
    "open_question",
    "outbox",
)
OWN, OTHER, MISSING = "own", "other", "missing"


def test_every_button_is_in_one_table() -> None:
    tables = [set(OF_A_PARTNER), set(OF_AN_ADMINISTRATOR), set(OF_ROWS), set(OF_NOBODY.split())]
    assert set(PRESSES) == set().union(*tables)
    assert sum(map(len, tables)) == len(PRESSES)


@dataclass(frozen=True)
class Things:
    """One of each kind that a button names."""

    reference: str
    session: str
    course: str
    broadcast: str
    enquiry: str
    question: str
    upload: str
    schedule: str


ABSENT = Things("22222222", "NOWHERE-1", "NOWHERE", "0" * 31 + "x", "0" * 31 + "x", "1", "0" * 31 + "x", "0" * 31 + "x")


@dataclass
class Scene:
    """A database with one of each of McGill's, another's, and what each administrator keeps."""

    file: Path
    own: Things
    other: Things
    kept: dict[int, tuple[str, str]]


@pytest.fixture(scope="session")
def scene(sample: tuple[Path, FixedDesk], tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once, copied for each case: Zoé at McGill, Ana elsewhere, who both wrote."""
    file = tmp_path_factory.mktemp("matrix") / "matrix.db"
    shutil.copy(sample[0], file)
    world = World(Database(f"sqlite:///{file}"), sample[1])
    offer = sample[1].current().catalogue
    elsewhere = next(one for one in offer.courses if one.partner != "mcgill" and one.sessions and not one.withdrawn).sessions[-1].code
    for known, role, partner in ((PARTNER, Scope.PARTNER, "mcgill"), (READER, Scope.READER, None), (OTHER_ADMIN, Scope.PROGRAMME, None)):
        granted(world, known, role, partner)
    world.person(1).registers("GEN-20-3")
    world.person(3).registers(elsewhere, "Ana Diaz")
    for known in WHO.values():
        world.person(known).commands("/start")
    with one_unit(world.database, world.vault, offer, world.rules, now=world.clock.now, ids=world.ids) as unit:
        questions.keep(unit, "un cours de soudure?", "fr", questions.UNANSWERED, subject="soudure")
        kept = {known: _kept(unit, known) for known in (*WHO.values(), OTHER_ADMIN)}
        own, other = (_things(unit, known, code, kept[OTHER_ADMIN]) for known, code in ((1, "GEN-20-3"), (3, elsewhere)))
    with world.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    world.database.close()
    return Scene(file, own, other, kept)


def _kept(unit: Unit, known: int) -> tuple[str, str]:
    """A file an administrator looks at, and an export that comes by itself."""
    actor = actor_of(unit, known)
    schedule = schedules.make(unit, "Lundi", "csv:-:-:-", 0, 8, actor)
    row = {"id": f"{known:032d}", "owner": actor.id, "suffix": ".json", "version": 1, "made_at": unit.now}
    uploads.add(unit.session, {**row, "sealed": unit.vault.seal(catalogue_bytes(unit.offer, ".json"), "upload")})
    return row["id"], schedule.id


def _things(unit: Unit, known: int, code: str, kept: tuple[str, str]) -> Things:
    found = unit.offer.session(code)
    assert found is not None
    person = people.find(unit, known)
    assert person is not None
    (reference,) = unit.session.connection().exec_driver_sql("SELECT reference FROM registration WHERE person_id = ?", (person.id,)).one()
    letter = enquiries.write(unit, person.id, "Bonjour, une question.", found[0].code, frozenset({ADMIN}))
    cast = broadcasts.begin(unit, "session", code, {"fr": "Bienvenue."}, actor_of(unit, OTHER_ADMIN))
    return Things(reference, code, found[0].code, cast, letter.id, "1", *kept)


@dataclass
class Case:
    """A press and all that came of it."""

    words: str
    labels: list[str]
    files: list[bytes]
    changed: bool


@pytest.fixture
def press(scene: Scene, sample: tuple[Path, FixedDesk], tmp_path: Path) -> Iterator["Presser"]:
    presser = Presser(scene, sample[1], tmp_path)
    yield presser
    presser.close()


class Presser:
    """Presses one button on a database of its own."""

    def __init__(self, scene: Scene, desk: FixedDesk, folder: Path) -> None:
        self._scene, self._desk, self._folder = scene, desk, folder
        self._opened: list[Database] = []
        self._numbers = count()

    def __call__(self, who: str, verb: str, which: str, rest: str) -> Case:
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(self._scene.file, file)
        database = Database(f"sqlite:///{file}")
        self._opened.append(database)
        ids = CountingIds()
        ids._next = count(5000)  # the first ones are taken
        world = World(database, FixedDesk(self._desk.current(), database), ids=ids)
        talker = world.person(WHO[who])
        before = _all_of(database)
        said = talker.sends(f"adm:{verb}:{self._said(who, which, rest)}")
        return Case(self._told(talker, said, which), talker.labels, [file.content for file in talker.files], _all_of(database) != before)

    def _said(self, who: str, which: str, rest: str) -> str:
        if which == OWN and ("{upload}" in rest or "{schedule}" in rest):
            upload, schedule = self._scene.kept[WHO[who]]
            return rest.format(upload=upload, schedule=schedule)
        return rest.format(**{OWN: self._scene.own, OTHER: self._scene.other, MISSING: ABSENT}[which].__dict__)

    def _told(self, talker: Talker, said: str, which: str) -> str:
        """The words with the ids of what was asked for alike, so that they can be laid beside those of what does not exist."""
        words = said + (talker.toast or "")
        for name, value in {OTHER: self._scene.other, OWN: self._scene.own, MISSING: ABSENT}[which].__dict__.items():
            words = words.replace(value, f"<{name}>") if len(value) > 1 else words
        return words

    def close(self) -> None:
        for database in self._opened:
            database.close()


def _all_of(database: Database) -> list[object]:
    with database.reading() as session:
        run = session.connection().exec_driver_sql
        return [run(f"SELECT * FROM {name}").fetchall() for name in TABLES]  # noqa: S608  (our own names)


def same(one: Case, other: Case) -> bool:
    return (one.words, one.labels, one.files, one.changed) == (other.words, other.labels, other.files, other.changed)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", [*OF_A_PARTNER, *OF_AN_ADMINISTRATOR])
def test_what_is_not_hers_is_what_does_not_exist(press: Presser, verb: str, who: str) -> None:
    rest = {**OF_A_PARTNER, **OF_AN_ADMINISTRATOR}[verb]
    own, other, missing = (press(who, verb, which, rest) for which in (OWN, OTHER, MISSING))
    may = who in {scope.value for scope in PRESSES[verb].may}
    assert not missing.changed
    assert same(own, missing) is not may, "what is hers opens"
    assert same(other, missing) is not (who == "programme" and verb in OF_A_PARTNER), "what is another's does not"
    if who != "programme":
        assert "Ana" not in other.words + "".join(other.labels)
        assert not other.changed


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", OF_ROWS)
def test_an_export_of_anothers_course_has_no_row(press: Presser, verb: str, who: str) -> None:
    own, other = (press(who, verb, which, OF_ROWS[verb]) for which in (OWN, OTHER))
    rows = {name: b"".join(case.files) for name, case in (("own", own), ("other", other))}
    if verb == "send":
        assert (b"Tremblay" in rows["own"]) is (who in {"programme", "partner"})
        assert (b"Diaz" in rows["other"]) is (who == "programme")
    else:
        assert ("1 ligne" in own.words) is (who in {"programme", "partner"})
        assert ("1 ligne" in other.words) is (who == "programme")


@pytest.mark.parametrize(
    ("verb", "who"),
    [(verb, who) for verb in sorted(PRESSES) for who in ("reader", "nobody") if who not in {scope.value for scope in PRESSES[verb].may}],
)
def test_whoever_may_not_press_is_told_what_an_unknown_button_tells(press: Presser, verb: str, who: str) -> None:
    assert same(press(who, verb, MISSING, "{question}"), press(who, "nothing", MISSING, "{question}"))
