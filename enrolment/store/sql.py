"""Statements run on the caller's transaction, and the few that SQLite and PostgreSQL spell differently."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult, RowMapping
from sqlmodel import Session, SQLModel

import catalogue.store.tables
import enrolment.store.tables

DEFINED = (catalogue.store.tables, enrolment.store.tables)  # importing them fills the metadata that ``table`` reads


def table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def run(session: Session, statement: Executable, values: Iterable[Mapping[str, Any]] | None = None) -> CursorResult[Any]:
    """Run on the transaction's connection; no object is kept in memory."""
    connection = session.connection()
    return connection.execute(statement) if values is None else connection.execute(statement, [dict(each) for each in values])


def one(session: Session, statement: Executable) -> RowMapping | None:
    return run(session, statement).mappings().one_or_none()


def every(session: Session, statement: Executable) -> list[RowMapping]:
    return list(run(session, statement).mappings().all())


def changed(session: Session, statement: Executable) -> int:
    """How many rows the statement changed."""
    return run(session, statement).rowcount


def insert_new(session: Session, name: str, *rows: Mapping[str, Any]) -> int:
    """Insert the rows that are not there yet; how many were new (told by RETURNING: psycopg counts nothing for such an insert)."""
    dialect = sqlite if session.connection().dialect.name == "sqlite" else postgresql
    key = next(iter(table(name).primary_key))
    return sum(
        len(run(session, dialect.insert(table(name)).values(dict(row)).on_conflict_do_nothing().returning(key)).all()) for row in rows
    )
