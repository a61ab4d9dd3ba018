"""Statements that run at every turn: their SQL and the turning of their values worked out once a dialect, then run on the driver's cursor.

SQLAlchemy writes the SQL and says how each type is turned, as ever; what is spared is working it out anew each time. A statement that
runs seldom, or whose number of values varies (IN), is run by ``sql.run``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

from msgspec import Struct
from sqlalchemy import Dialect
from sqlalchemy.exc import MultipleResultsFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from catalogue.store.database import connection_of, on_driver

Row = Mapping[Any, Any]
Turn = Callable[[Any], Any] | None


class Statement(Protocol):
    """A select, insert, update or delete: what has columns to give (none, or those it returns) and can be compiled."""

    @property
    def exported_columns(self) -> Any: ...

    def compile(self, *, dialect: Dialect, column_keys: list[str]) -> Any: ...


class Spoken(Struct, frozen=True):
    """A statement in one dialect's SQL: its parameters in order, each with its default and turn; its columns, each with its turn."""

    sql: str
    parameters: tuple[tuple[str, Any, Turn], ...]
    by_name: bool
    columns: tuple[str, ...]
    turns: tuple[tuple[int, Callable[[Any], Any]], ...]

    def bound(self, values: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        given = [turn(values.get(name, fixed)) if turn else values.get(name, fixed) for name, fixed, turn in self.parameters]
        return dict(zip([name for name, _, _ in self.parameters], given, strict=True)) if self.by_name else given

    def read(self, row: Sequence[Any]) -> list[Any]:
        turned = list(row)
        for place, turn in self.turns:
            turned[place] = turn(turned[place])
        return turned


class Ready:
    """A statement ready to run on a session's transaction with the values of its ``bindparam``s, and of its columns for a change."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._spoken: dict[tuple[str, ...], Spoken] = {}

    def every(self, session: Session, /, **values: Any) -> list[Row]:
        spoken, rows, _ = self._run(session, values)
        return [dict(zip(spoken.columns, spoken.read(row), strict=True)) for row in rows]

    def one(self, session: Session, /, **values: Any) -> Row | None:
        """The only row, if there is one."""
        spoken, rows, _ = self._run(session, values)
        return dict(zip(spoken.columns, spoken.read(rows[0]), strict=True)) if _at_most_one(rows) else None

    def value(self, session: Session, /, **values: Any) -> Any:
        """The first column of the only row; None where there is none."""
        spoken, rows, _ = self._run(session, values)
        return spoken.read(rows[0])[0] if _at_most_one(rows) else None

    def run(self, session: Session, /, **values: Any) -> int:
        """How many rows it changed."""
        return self._run(session, values)[2]

    def _run(self, session: Session, values: Mapping[str, Any]) -> tuple[Spoken, Sequence[Sequence[Any]], int]:
        connection = connection_of(session)
        which = (connection.dialect.name, *values)
        spoken = self._spoken.get(which)
        if spoken is None:
            spoken = self._spoken[which] = speak(self.statement, connection.dialect, values)
        rows, changed = on_driver(connection, spoken.sql, spoken.bound(values))
        return spoken, rows, changed


def speak(statement: Statement, dialect: Dialect, values: Mapping[str, Any]) -> Spoken:
    """The statement in this dialect's SQL for values of these names.

    TypeError: it cannot be worked out beforehand (an IN of any length, a default made in Python), or a value is not one of its own.
    """
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(values))
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    if any(bind.expanding or bind.literal_execute for bind in binds.values()) or compiled.prefetch:
        raise TypeError(f"cannot be worked out beforehand: {compiled.string}")
    if strange := set(values) - set(binds):
        raise TypeError(f"no parameters of this statement: {sorted(strange)}")
    columns = list(statement.exported_columns)
    return Spoken(
        sql=compiled.string,
        parameters=tuple((name, compiled.params[name], _bind(binds[name].type, dialect)) for name in compiled.positiontup or binds),
        by_name=compiled.positiontup is None,
        columns=tuple(column.key for column in columns),
        turns=tuple((place, turn) for place, column in enumerate(columns) if (turn := _result(column.type, dialect))),
    )


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Turn:
    return cast("Turn", kind.dialect_impl(dialect).bind_processor(dialect))


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Turn:
    return cast("Turn", kind.dialect_impl(dialect).result_processor(dialect, None))


def _at_most_one(rows: Sequence[Sequence[Any]]) -> bool:
    if len(rows) > 1:
        raise MultipleResultsFound(f"{len(rows)} rows where there is one at most")
    return bool(rows)
