"""A statement made ready gives what SQLAlchemy gives, fails as it fails, and stays in the same transaction."""

import pkgutil
from contextlib import suppress
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import DateTime, bindparam, event, insert, select, text
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, OperationalError
from support.world import World

import enrolment.store
from catalogue.store.database import Database, UtcDateTime, connection_of, on_driver
from enrolment.registration.values import Registration
from enrolment.store import registrations
from enrolment.store.ready import Ready, speak
from enrolment.store.sql import run, table

REGISTRATION, REFERENCE = table("registration"), table("reference_used")
KEEP = Ready(insert(REFERENCE))
KEPT = Ready(select(REFERENCE).where(REFERENCE.c.reference == bindparam("reference")))
ALL_KEPT = Ready(select(REFERENCE))


def every_ready() -> dict[str, Ready]:
    """Those of the stores, by name."""
    modules = [import_module(f"enrolment.store.{each.name}") for each in pkgutil.iter_modules(enrolment.store.__path__) if not each.ispkg]
    return {f"{one.__name__}.{name}": each for one in modules for name, each in vars(one).items() if isinstance(each, Ready)}


def kept(database: Database) -> list[str]:
    with database.reading() as session:
        return [row["reference"] for row in ALL_KEPT.every(session)]


@pytest.mark.parametrize("name", [name for name, each in every_ready().items() if len(each.statement.exported_columns)])
def test_its_columns_are_those_the_database_gives(world: World, name: str) -> None:
    made = every_ready()[name]
    with world.database.reading() as session:
        connection = connection_of(session)
        spoken = speak(made.statement, connection.dialect, {})
        cursor = connection.connection.cursor()
        cursor.execute(spoken.sql, spoken.bound(dict.fromkeys(("most",), 1)))
        assert cursor.description is not None
        assert len(cursor.description) == len(spoken.columns) == len(set(spoken.columns))


def test_a_row_is_read_as_sqlalchemy_reads_it(world: World) -> None:
    made: list[Registration] = world.crowd(7)
    with world.database.reading() as session:
        for each in made:
            theirs = run(session, select(REGISTRATION).where(REGISTRATION.c.id == each.id)).mappings().one()
            assert registrations._BY_ID.one(session, id=each.id) == dict(theirs)
            assert registrations.by_id(session, each.id) == registrations.read(theirs)


def test_what_breaks_a_rule_of_the_database_rises_as_sqlalchemys_error_and_nothing_stays(world: World) -> None:
    def twice() -> None:
        with world.database.writing() as session:
            KEEP.run(session, reference="AAAAAAAA")
            KEEP.run(session, reference="AAAAAAAA")

    with pytest.raises(IntegrityError) as risen:
        twice()
    assert "INSERT INTO reference_used" in str(risen.value)
    assert "AAAAAAAA" not in str(risen.value).split("[SQL:")[1]
    assert kept(world.database) == []


def test_it_stands_in_the_transaction_of_what_else_is_run(world: World) -> None:
    with suppress(KeyError), world.database.writing() as session:
        KEEP.run(session, reference="AAAAAAAA")
        assert run(session, select(REFERENCE)).all() == [("AAAAAAAA",)]
        raise KeyError
    assert kept(world.database) == []


def test_reading_begins_one_view_that_a_later_write_does_not_change(world: World) -> None:
    with world.database.reading() as session:
        assert ALL_KEPT.every(session) == []
        assert connection_of(session).in_transaction()
        with world.database.writing() as other:
            KEEP.run(other, reference="AAAAAAAA")
        if world.database.is_sqlite:
            assert ALL_KEPT.every(session) == []
    assert kept(world.database) == ["AAAAAAAA"]


def test_a_default_stands_where_no_value_is_given_and_a_row_or_none_where_one_is_asked(world: World) -> None:
    with world.database.writing() as session:
        assert (KEPT.one(session, reference="AAAAAAAA"), KEPT.value(session, reference="AAAAAAAA")) == (None, None)
        assert [KEEP.run(session, reference=each * 8) for each in "AB"] == [1, 1]
        assert KEPT.value(session, reference="BBBBBBBB") == "BBBBBBBB"
        with pytest.raises(MultipleResultsFound):
            ALL_KEPT.one(session)


def test_what_listens_to_statements_hears_it(world: World) -> None:
    heard: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", note)
    kept(world.database)
    with world.database.writing() as session:
        KEEP.run(session, reference="AAAAAAAA")
    event.remove(world.database.engine, "before_cursor_execute", note)
    said = [each.split(" ")[0] for each in heard]
    assert said == (["BEGIN", "SELECT", "BEGIN", "INSERT"] if world.database.is_sqlite else ["SELECT", "INSERT"])


def test_a_connection_that_is_lost_says_so_and_the_next_one_works(world: World) -> None:
    if world.database.is_sqlite:
        return  # a file has no server to lose

    def cut_off() -> None:
        with world.database.writing() as session, world.database.writing() as other:
            (own,) = run(session, text("SELECT pg_backend_pid()")).scalars()
            run(other, text(f"SELECT pg_terminate_backend({own})"))
            ALL_KEPT.every(session)

    with pytest.raises(OperationalError) as risen:
        cut_off()
    assert risen.value.connection_invalidated
    assert kept(world.database) == []


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (select(REFERENCE).where(REFERENCE.c.reference.in_(bindparam("codes", expanding=True))), {"codes": ["A"]}),
        (select(REFERENCE), {"reference": "A"}),
    ],
)
def test_what_cannot_be_worked_out_beforehand_is_refused(world: World, statement: Any, values: dict[str, Any]) -> None:
    with world.database.reading() as session, pytest.raises(TypeError):
        Ready(statement).every(session, **values)


def test_a_value_reaches_the_driver_as_its_type_says(world: World) -> None:
    with world.database.reading() as session:
        rows, _ = on_driver(connection_of(session), "SELECT 1", ())
        assert [tuple(row) for row in rows] == [(1,)]
        with pytest.raises(ValueError, match="offset"):
            registrations.active_count(session, "nobody", world.now.replace(tzinfo=None))


def test_an_instant_is_written_as_sqlalchemy_writes_it(world: World) -> None:
    if not world.database.is_sqlite:
        return
    told = world.now.astimezone(ZoneInfo("America/Toronto"))
    ours = UtcDateTime().dialect_impl(world.database.engine.dialect).bind_processor(world.database.engine.dialect)
    theirs = DateTime().dialect_impl(world.database.engine.dialect).bind_processor(world.database.engine.dialect)
    assert ours is not None
    assert theirs is not None
    assert ours(told) == theirs(world.now.replace(tzinfo=None))
    assert ours(None) is None


def test_one_registration_is_changed_by_its_id_however_many_wait_beside_it(world: World) -> None:
    if world.database.is_sqlite:
        return
    (first, *_) = world.crowd(7)
    with world.database.reading() as session:
        connection = connection_of(session)
        spoken = speak(registrations._CHANGE.statement, connection.dialect, {"same": "", "same_state": "", "silent_offers": 1})
        values = {"same": first.id, "same_state": "offered S1", "silent_offers": 1}
        plan, _ = on_driver(connection, f"EXPLAIN {spoken.sql}", spoken.bound(values))
    assert "registration_pkey" in str(plan)
