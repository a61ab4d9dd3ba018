"""The schema: one way from an empty database to the tables, the same on both databases, by one process."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from support.postgres import empty_postgres

from catalogue.store.database import Database
from enrolment.store.migrate import HEAD, METADATA, REVISIONS, configured, migrate, revision_of


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield opened
        opened.close()
        return
    with empty_postgres() as url:
        opened = Database(url)
        yield opened
        opened.close()


def test_an_empty_database_is_brought_to_the_newest_schema_once(empty: Database) -> None:
    assert revision_of(empty) is None
    assert [migrate(empty), migrate(empty)] == [True, False]
    assert revision_of(empty) == HEAD


def test_the_schema_is_what_the_tables_say(empty: Database) -> None:
    migrate(empty)
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA) == []


def test_several_at_once_migrate_one_after_the_other(empty: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: migrate(empty), range(4)))
    assert any(done)
    assert revision_of(empty) == HEAD


def test_the_newest_revision_is_the_one_the_start_looks_for() -> None:
    assert ScriptDirectory(str(REVISIONS)).get_current_head() == HEAD


def test_a_migration_that_fails_leaves_nothing_behind(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: object) -> None:
        raise RuntimeError(connection)

    monkeypatch.setattr("enrolment.store.append_only.protect", fail)
    with pytest.raises(RuntimeError):
        migrate(empty)
    assert revision_of(empty) is None
    monkeypatch.undo()
    assert migrate(empty)


def test_a_sqlite_file_is_copied_without_keys_before_its_schema_changes(tmp_path: Path) -> None:
    path = tmp_path / "lived.db"
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        command.upgrade(configured(session.connection()), "0001")
    with database.writing() as session:
        for statement in (
            "INSERT INTO person (id, telegram_hash, reachable, created_at, seen_at) VALUES ('a', 'hash', 1, '2026-01-01', '2026-01-01')",
            "INSERT INTO person_key (person_id, wrapped) VALUES ('a', 'the-wrapped-key')",
        ):
            session.connection().exec_driver_sql(statement)
    assert migrate(database)
    copy = tmp_path / f"lived.db.before-{HEAD}"
    assert copy.stat().st_mode & 0o077 == 0
    assert b"the-wrapped-key" not in copy.read_bytes()
    with sqlite3.connect(copy) as opened:
        assert opened.execute("SELECT id, telegram_hash FROM person").fetchall() == [("a", None)]
        assert opened.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    opened.close()
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT wrapped FROM person_key").scalar_one() == "the-wrapped-key"
    database.close()


def test_every_revision_only_adds() -> None:
    for file in sorted((REVISIONS / "versions").glob("r*.py")):
        upgrade = file.read_text(encoding="utf-8").partition("def upgrade")[2].partition("def downgrade")[0]
        assert not re.search(r"drop_|alter_column|rename_|DELETE FROM", upgrade), file.name
