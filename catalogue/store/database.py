"""The door to the database: SQLite or PostgreSQL, one way to read and one to write, instants in UTC."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

from catalogue.store.line import Line

BUSY_MILLISECONDS = 30_000
NOTICED = {  # a server that is gone without a word is noticed within half a minute
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on both databases (SQLite loses the offset otherwise)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        return None if value is None else _utc(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """On SQLite written at once as SQLAlchemy would in two steps: instants are in every row."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read at once: exports read millions of instants."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept + "+00:00")


class Database:
    """An open database. ``reading()`` gives a consistent view, ``writing()`` one transaction that commits at its end.

    On SQLite a write begins IMMEDIATE, so that it waits for its turn instead of failing half-way (SQLITE_BUSY_SNAPSHOT);
    on PostgreSQL every transaction is READ COMMITTED, which the guarded updates of the core rely on.
    """

    def __init__(self, url: str, *, pool_size: int = 8, prepares: bool = True) -> None:
        """``prepares`` false leaves a SQLite file exactly as it is (for a database opened to be read)."""
        self.url = normal_url(url)
        self._patience = 0.0
        self.engine = _open(self.url, pool_size, prepares=prepares)
        if not self.is_sqlite:
            event.listen(self.engine, "do_connect", self._connect)
        self._writer = self.engine.execution_options(writes=True)
        self._turn: AbstractContextManager[Any] = nullcontext() if self.is_shared else threading.RLock()
        self._line: AbstractContextManager[Any] = Line() if self.is_sqlite and self.is_shared else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def is_shared(self) -> bool:
        """Whether other connections, and processes, see the same: not so in memory."""
        return not isinstance(self.engine.pool, StaticPool)

    def limit_silence(self, seconds: float) -> None:
        """From now on a server that says nothing for so long is left; not before, for a migration may take its time."""
        if not self.is_sqlite:
            self._patience = seconds
            self.engine.dispose()  # what is open was opened to wait for ever

    def _connect(self, dialect: Dialect, record: object, given: list[Any], named: dict[str, Any]) -> Any:  # noqa: ARG002  (SQLAlchemy's signature)
        from catalogue.store.patience import Patient  # noqa: PLC0415  (loads PostgreSQL's driver, which SQLite does without)

        connection = Patient.connect(*given, **named)
        connection.patience = self._patience
        return connection

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._turn, self.engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with (
            self._turn,
            self._line,  # SQLite lets in whoever asks at the right moment: in a crowd somebody would wait for seconds
            self._writer.connect() as connection,
            connection.begin(),
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.flush()

    def close(self) -> None:
        self.engine.dispose()


def connection_of(session: Session) -> Connection:
    """The connection of its transaction, without the session's own bookkeeping where it was opened by a ``Database``."""
    return session.bind if isinstance(session.bind, Connection) else session.connection()


def on_driver(connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Sequence[Any], int]:
    """Run on the driver's own cursor, in the connection's transaction: the rows, and how many it changed.

    Listeners of ``before_cursor_execute`` hear of it; what goes wrong rises as SQLAlchemy's errors do.
    """
    if not connection.in_transaction():
        connection.begin()
    return _executed(connection, sql, values)


def _written(value: datetime | None) -> str | None:
    """``2027-01-05 15:00:00.000000``, in UTC."""
    return None if value is None else _utc(value).isoformat(" ", "microseconds").removesuffix("+00:00")


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return value.astimezone(UTC)


def normal_url(url: str) -> str:
    """The URL with the driver we ship: psycopg 3 for PostgreSQL."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def read_only(url: str) -> str | None:
    """The URL for reading alone, nothing created beside the file; None where the SQLite file is not there."""
    url = normal_url(url)
    if not url.startswith("sqlite"):
        return url
    path = make_url(url).database
    if path in (None, "", ":memory:") or not Path(str(path)).is_file():
        return None
    alone = not Path(f"{path}-wal").exists()  # nobody writes: the file is all there is, and no helper file is made
    return f"sqlite:///file:{quote(str(Path(str(path)).resolve()))}?mode=ro&{'immutable=1&' if alone else ''}uri=true"


def _open(url: str, pool_size: int, *, prepares: bool) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=noticed(url),
        )
    options: dict[str, Any] = {"hide_parameters": True, "connect_args": {"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000}}
    if make_url(url).database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    else:
        options |= {"pool_size": pool_size, "max_overflow": pool_size}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite if prepares else _leave_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def noticed(url: str) -> dict[str, Any]:
    """How a connection to PostgreSQL notices that the server is gone; what the URL says of it wins."""
    return {name: value for name, value in NOTICED.items() if name not in make_url(url).query}


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001  (SQLAlchemy's signature)
    connection.isolation_level = None  # the driver starts no transaction of its own
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a confirmed update survives a power cut
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _leave_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001  (SQLAlchemy's signature)
    connection.isolation_level = None


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    _executed(connection, "BEGIN IMMEDIATE" if writes else "BEGIN", ())


def _executed(connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Sequence[Any], int]:
    cursor = connection.connection.cursor()
    for heard in connection.engine.dispatch.before_cursor_execute:
        heard(connection, cursor, sql, values, None, False)
    try:
        cursor.execute(sql, values)
        return (cursor.fetchall() if cursor.description else []), cursor.rowcount
    except connection.dialect.loaded_dbapi.Error as wrong:
        raise _as_sqlalchemy(connection, sql, values, wrong) from wrong
    finally:
        cursor.close()


def _as_sqlalchemy(connection: Connection, sql: str, values: Any, wrong: Exception) -> BaseException:
    """The driver's error as SQLAlchemy names it, without the values; a connection that is lost is not used again."""
    dialect, hidden = connection.dialect, connection.engine.hide_parameters
    lost = dialect.is_disconnect(wrong, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(wrong)
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, values, wrong, base, hide_parameters=hidden, connection_invalidated=lost, dialect=dialect)
