"""The drill: saved with the bot at work, put back with the keys of today, on both databases; who was erased meanwhile is not given back."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.postgres import empty_postgres
from support.world import KEY, World

from catalogue.store.database import Database
from catalogue.store.offer import import_catalogue
from catalogue.words.replacing import replace
from enrolment import audit, doctor, restoring
from enrolment.registration import erasure, people
from enrolment.registration.refusals import PersonUnknown
from enrolment.registration.rights import Scope, grant, granted
from enrolment.store import backup, custody, keycheck
from enrolment.store.migrate import METADATA, migrate
from enrolment.store.sql import run, table
from enrolment.vault import WrongKey

CANARIES = (b"Canarie", b"Serin", b"canary@bird.test", b"Plumage", b"77777123")


@pytest.fixture
def fresh(lived: World, tmp_path: Path) -> Iterator[Database]:
    """Where it is put back: an empty database of the newest schema, of the same kind."""
    with an_empty_one("sqlite" if lived.database.is_sqlite else "postgresql", tmp_path) as opened:
        yield opened


@contextmanager
def an_empty_one(kind: str, folder: Path) -> Iterator[Database]:
    with empty_postgres() if kind == "postgresql" else a_file(folder / "fresh.db") as url:
        opened = Database(url)
        migrate(opened)
        yield opened
        opened.close()


@contextmanager
def a_file(path: Path) -> Iterator[str]:
    yield f"sqlite:///{path}"


@pytest.fixture
def lived(world: World) -> World:
    """A world that was opened with its key, in which someone left canaries everywhere, and others registered."""
    with world.unit() as unit:
        for name in ("course_session", "course", "partner"):
            run(unit.session, table(name).delete())
        import_catalogue(unit.session, world.offer, world.now)
        world.vault = keycheck.opened(unit.session, KEY)
    person = world.person(77_777_123, first_name="Canarie", last_name="Serin", email="canary@bird.test", accessibility="Plumage")
    world.register(person)
    world.crowd(5)
    with world.unit() as unit:
        grant(unit, 555, Scope.READER, None, restoring.OPERATOR)
        audit.seal(unit.session, "test", world.now)
    return world


def canary_of(world: World) -> str:
    with world.unit() as unit:
        found = people.find(unit, 77_777_123)
        assert found is not None
        return found.id


def put_back(world: World, body: Path, keys: Database, fresh: Database, **how: bool) -> restoring.Restored:
    opened = backup.open_file(body)
    try:
        return restoring.restore(restoring.Sources(opened, keys), fresh, KEY, world.rules, world.now, **how)
    finally:
        opened.close()


def after(world: World, fresh: Database) -> World:
    """The same world on the database that was put back."""
    with fresh.writing() as session:
        return replace(world, database=fresh, vault=keycheck.opened(session, KEY))


def test_what_was_saved_comes_back_with_the_keys_of_today(lived: World, fresh: Database, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    backup.save(lived.database, saved)
    lived.wait(hours=1)
    done = put_back(lived, saved, lived.database, fresh)
    again = after(lived, fresh)
    assert (done.people, done.erased) == (6, 0)
    for name in ("registration", "person", "person_key", "person_lookup", "admin_grant", "erasure", "place_count", "course_session"):
        assert sorted(map(str, again.rows(name))) == sorted(map(str, lived.rows(name))), name
    with again.unit() as unit:
        assert doctor.breaches(unit) == ()
        assert people.search(unit, "canary@bird.test")
        assert [one.telegram_id for one in granted(unit)] == [555]
        assert [each["action"] for each in again.rows("audit_event")][-1] == "restore"
    again.register(again.person(9_999), "S2")


def test_what_was_saved_on_one_kind_of_database_comes_back_on_the_other(lived: World, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    backup.save(lived.database, saved)
    with an_empty_one("postgresql" if lived.database.is_sqlite else "sqlite", tmp_path) as other:
        assert put_back(lived, saved, lived.database, other).people == 6
        with after(lived, other).unit() as unit:
            assert doctor.breaches(unit) == ()


def test_an_older_backup_with_the_keys_of_today_does_not_give_her_back(lived: World, fresh: Database, tmp_path: Path) -> None:
    saved, keys, person = tmp_path / "saved", tmp_path / "keys", canary_of(lived)
    backup.save(lived.database, saved)
    lived.wait(hours=1)
    with lived.unit() as unit:
        assert erasure.erase(unit, person)
    backup.save_keys(lived.database, keys)
    opened = backup.open_file(keys)
    done = put_back(lived, saved, opened, fresh)
    opened.close()
    again = after(lived, fresh)
    assert (done.people, done.erased) == (5, 1)
    with pytest.raises(PersonUnknown), again.unit() as unit:
        people.load(unit, person)
    hers = next(row for row in again.rows("person") if row["id"] == person)
    assert (hers["sealed"], hers["telegram_hash"], hers["erased_at"] is not None) == (None, None, True)
    assert next(row for row in again.rows("registration") if row["person_id"] == person)["status"] == "cancelled"
    with again.unit() as unit:
        assert people.find(unit, 77_777_123) is None
        assert doctor.breaches(unit) == ()


def test_the_register_is_obeyed_even_where_an_old_keys_backup_still_has_her_key(lived: World, fresh: Database, tmp_path: Path) -> None:
    saved, keys, person = tmp_path / "saved", tmp_path / "keys", canary_of(lived)
    backup.save(lived.database, saved)
    backup.save_keys(lived.database, keys)
    with lived.unit() as unit:
        erasure.erase(unit, person)
    body, old_keys = backup.open_file(saved), backup.open_file(keys)
    sources = restoring.Sources(body, old_keys, (lived.database,))
    assert restoring.restore(sources, fresh, KEY, lived.rules, lived.now).erased == 1
    body.close()
    old_keys.close()
    assert person not in {row["person_id"] for row in after(lived, fresh).rows("person_key")}


def test_a_backup_holds_no_key_no_hash_and_no_word_of_anyone(lived: World, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    backup.save(lived.database, saved)
    content = saved.read_bytes()
    hashes = [row["hash"] for row in lived.rows("person_lookup")] + [lived.vault.lookup("telegram", 77_777_123)]
    keys = [row["wrapped"] for row in lived.rows("person_key")]
    for trace in (*CANARIES, *(each.encode() for each in hashes), *keys):
        assert trace not in content
    assert saved.stat().st_mode & 0o077 == 0
    with sqlite3.connect(saved) as opened:
        for name in custody.LEFT_OUT:
            assert opened.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,), name  # noqa: S608  (our own names)
    opened.close()


def test_people_whose_key_is_nowhere_stop_the_restore_unless_they_are_let_go(lived: World, fresh: Database, tmp_path: Path) -> None:
    keys, saved = tmp_path / "keys", tmp_path / "saved"
    backup.save_keys(lived.database, keys)
    lived.crowd(2, "S2", first=5000)
    backup.save(lived.database, saved)
    opened = backup.open_file(keys)
    with pytest.raises(restoring.KeysMissing, match="2 people"):
        put_back(lived, saved, opened, fresh)
    with fresh.reading() as session:
        assert restoring.copying.is_empty(session, "person", "audit_event")
    assert put_back(lived, saved, opened, fresh, let_go=True).erased == 2
    opened.close()


def test_a_restore_needs_an_empty_database_and_the_right_key(lived: World, fresh: Database, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    backup.save(lived.database, saved)
    body = backup.open_file(saved)
    with pytest.raises(WrongKey):
        restoring.restore(restoring.Sources(body, lived.database), fresh, bytes(32), lived.rules, lived.now)
    body.close()
    put_back(lived, saved, lived.database, fresh)
    with pytest.raises(restoring.CannotRestore, match="empty"):
        put_back(lived, saved, lived.database, fresh)


def test_what_the_audit_recorded_after_the_backup_is_kept_by_a_restore(lived: World, fresh: Database, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    backup.save(lived.database, saved)
    lived.crowd(1, "S2", first=7000)
    with lived.unit() as unit:
        audit.seal_all(unit.session, "test", lived.now)
        head = audit.head(unit.session)
    put_back(lived, saved, lived.database, fresh)
    with after(lived, fresh).unit() as unit:
        assert audit.verify(unit.session, head).intact


def test_a_backup_made_while_people_register_is_of_one_instant(lived: World, fresh: Database, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(lived.crowd, 12, "S2", 3000)
        for number in range(3):
            backup.save(lived.database, tmp_path / f"saved{number}")
        writing.result()
    put_back(lived, tmp_path / "saved2", lived.database, fresh)
    with after(lived, fresh).unit() as unit:
        assert doctor.breaches(unit) == ()


def test_every_table_is_in_a_backup_or_named_as_left_out() -> None:
    assert set(METADATA.tables) >= custody.LEFT_OUT
    assert set(custody.BOTH) <= set(METADATA.tables) - custody.LEFT_OUT


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("rien", encoding="utf-8")
    with pytest.raises(backup.NotABackup):
        backup.open_file(tmp_path / "words")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    with pytest.raises(backup.NotABackup):
        backup.open_file(tmp_path / "other.db")
