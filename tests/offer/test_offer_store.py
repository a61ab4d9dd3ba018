"""The catalogue in the database: exact, in one transaction, with a version that only a change raises."""

import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from offer_files import catalogue, drop, put
from sqlalchemy import text

from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.offer.writing import write_catalogue
from catalogue.store import offer
from catalogue.store.database import Database

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
S0 = "courses.0.sessions.0"


def test_an_empty_database_has_no_catalogue(database: Database) -> None:
    with database.reading() as session:
        assert (offer.load(session), offer.version(session), offer.state(session)) == (None, 0, offer.State())


def test_what_is_imported_is_loaded_as_it_was(database: Database) -> None:
    whole = sample_catalogue(date(2026, 12, 1))
    with database.writing() as session:
        offer.import_catalogue(session, whole, NOON, sample=True)
    with database.reading() as session:
        assert offer.load(session) == whole
        assert offer.state(session) == offer.State(1, sample=True, imported_at=NOON)


def test_the_same_file_twice_raises_no_version(database: Database) -> None:
    for _ in range(2):
        with database.writing() as session:
            offer.import_catalogue(session, catalogue(), NOON)
    with database.reading() as session:
        assert offer.version(session) == 1


def test_a_changed_file_raises_the_version_and_writes_what_differs(database: Database) -> None:
    changed = catalogue(put(f"{S0}.seats", None))
    for given in (catalogue(), changed):
        with database.writing() as session:
            offer.import_catalogue(session, given, NOON)
    with database.reading() as session:
        assert (offer.version(session), offer.load(session)) == (2, changed)


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx"])
def test_importing_an_export_changes_nothing(suffix: str, sqlite: Database, tmp_path: Path) -> None:
    with sqlite.writing() as session:
        offer.import_catalogue(session, catalogue(), NOON)
        offer.import_catalogue(session, catalogue(drop("courses.0.sessions.1")), NOON)
    with sqlite.writing() as session:
        exported = offer.load(session)
        assert exported
        write_catalogue(exported, tmp_path / f"c{suffix}")
        assert offer.import_catalogue(session, read_catalogue(tmp_path / f"c{suffix}"), NOON).changes_nothing
        assert offer.version(session) == 2


def test_sessions_are_never_deleted(database: Database) -> None:
    with database.writing() as session:
        offer.import_catalogue(session, catalogue(), NOON, sample=True)
        offer.import_catalogue(session, catalogue(put("courses", [])), NOON)
    with database.reading() as session:
        rows = session.connection().execute(text("select code, withdrawn from course_session order by code")).all()
        held = offer.load(session)
    assert [code for code, _ in rows] == ["IA-101-E27", "IA-101-H27"]
    assert held
    assert [course.withdrawn for course in held.courses] == [True, True]


def test_a_plan_made_before_another_import_is_stale(database: Database) -> None:
    with database.reading() as session:
        planned = offer.prepare(session, catalogue())
    with database.writing() as session:
        offer.import_catalogue(session, catalogue(), NOON)
    with pytest.raises(offer.StalePlanError), database.writing() as session:
        offer.apply(session, planned, NOON)


def test_a_plan_writes_nothing_before_it_is_applied(database: Database) -> None:
    with database.reading() as session:
        assert not offer.prepare(session, catalogue()).changes_nothing
        assert offer.load(session) is None


def test_an_import_that_fails_leaves_nothing(database: Database) -> None:
    def interrupted() -> None:
        with database.writing() as session:
            offer.import_catalogue(session, catalogue(), NOON)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    with database.reading() as session:
        assert offer.load(session) is None


def test_readers_see_one_version_or_the_other_while_imports_go_on(database: Database) -> None:
    versions = [catalogue(put(f"{S0}.seats", number)).model_copy(update={"faq": ()}) for number in (1, 2)]
    for number, given in enumerate(versions, start=1):
        renamed = given.courses[1].model_copy(update={"teachers": (str(number),)})
        versions[number - 1] = given.model_copy(update={"courses": (given.courses[0], renamed)})
    with database.writing() as session:
        offer.import_catalogue(session, versions[0], NOON)
    done = threading.Event()

    def alternate() -> None:
        for number in range(16):
            with database.writing() as session:
                offer.import_catalogue(session, versions[(number + 1) % 2], NOON)
            time.sleep(0.002)
        done.set()

    writer = threading.Thread(target=alternate)
    writer.start()
    seen = set()
    while not done.is_set():
        with database.reading() as session:
            held = offer.load(session)
        assert held in versions
        seen.add(held.courses[1].teachers if held else ())
    writer.join()
    assert seen == {("1",), ("2",)}


def test_imports_at_the_same_time_wait_for_each_other(database: Database) -> None:
    given = [catalogue(put(f"{S0}.seats", number)) for number in range(6)]

    def bring(number: int) -> None:
        with database.writing() as session:
            offer.import_catalogue(session, given[number], NOON)

    threads = [threading.Thread(target=bring, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert (offer.version(session), offer.load(session) in given) == (6, True)
