"""The commands of what is kept: backup, restore, the keys' own backup, a new data key."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfile

from sqlalchemy.exc import SQLAlchemyError

from bot.commands.trouble import Refused
from bot.folders import data_key, make_private, read_key_file
from bot.holders import gone
from bot.opening import open_database, open_vault, own_key, rules_of, system_clock
from bot.settings import Settings, read_settings
from catalogue.store.database import Database
from enrolment import audit, restoring, rotation
from enrolment.registration.values import OPERATOR
from enrolment.store import backup as store
from enrolment.store import leases
from enrolment.store.migrate import file_of, migrate


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def _recorded(database: Database, action: str, count: int) -> None:
    with database.writing() as session:
        audit.append(session, OPERATOR, action, "database", None, now=system_clock(), count=count)


def backup(file: Path) -> None:
    """The database without anybody's key, as it is at one instant."""
    with _database(read_settings()) as database:
        count = store.save(database, file)
        _recorded(database, "backup", count)
    print(f"{file}: {count} rows, without anybody's key (inscria keys backup FILE keeps these)")


def backup_keys(file: Path) -> None:
    """The wrapped keys and the register of erasures."""
    settings = read_settings()
    with _database(settings) as database:
        open_vault(settings, database)
        count = store.save_keys(database, file)
        _recorded(database, "backup keys", count)
    print(f"{file}: people whose key is kept: {count}; replace it each day and keep none older than a week")


def rotate(to: Path | None, *, finish: bool) -> None:
    """A new data key, in two steps."""
    settings = read_settings()
    if finish == (to is not None):
        raise Refused("keys rotate takes --to FILE, then, once everything was started with the new key, --finish")
    with _database(settings) as database:
        key, now = own_key(settings, database), system_clock()
        if to is None:
            print(f"the old data key opens nothing any more ({rotation.finish(database, key, now)} keys were left to wrap)")
            return
        count = rotation.rotate(database, key, read_key_file(to), now)
    print(f"people's keys wrapped by the key of {to}: {count}. Now start everything with INSCRIA_DATA_KEY set to what {to} holds,")
    print("then, with it set: inscria keys rotate --finish, and a new inscria keys backup")


def restore(file: Path, keys: Path | None, *, let_go: bool) -> None:
    """The backup with the living keys, over a SQLite file (set aside) or into an empty PostgreSQL database."""
    settings = read_settings()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="inscria-")))
        body = stack.enter_context(_readable(file, folder / "body"))
        held = stack.enter_context(_readable(keys, folder / "keys")) if keys else None
        target = stack.enter_context(_closing(Database(settings.database_url)))
        path = file_of(target)
        if path is None:
            _into_server(settings, target, body, held, let_go=let_go)
        else:
            _over_file(settings, path, body, held, let_go=let_go)


def _into_server(settings: Settings, target: Database, body: Database, held: Database | None, *, let_go: bool) -> None:
    if held is None:
        raise Refused("A restore into PostgreSQL takes the keys' backup: --keys FILE")
    migrate(target)
    sources, key = restoring.Sources(body, held), _key(settings, sqlite=False)
    _told(restoring.restore(sources, target, key, rules_of(settings), system_clock(), let_go=let_go))


def _over_file(settings: Settings, path: Path, body: Database, held: Database | None, *, let_go: bool) -> None:
    """Beside the file first; then the one takes the other's name."""
    draft, former = path.with_name(f"{path.name}.restoring"), path.with_name(f"{path.name}.before-restore")
    _removed(draft)
    try:
        with ExitStack() as stack:
            today = stack.enter_context(_today(path, needed=held is None))
            living = held or today
            if living is None:
                raise Refused("There is no database to take the keys from: give the keys' backup with --keys FILE")
            sources = restoring.Sources(body, living, (today,) if held and today else ())
            make_private(draft)
            made = stack.enter_context(_closing(Database(f"sqlite:///{draft}")))
            migrate(made)
            done = restoring.restore(sources, made, _key(settings, sqlite=True), rules_of(settings), system_clock(), let_go=let_go)
            for each in (made, today) if today else (made,):
                store.alone(each)
        if path.exists():
            for suffix in ("", "-wal", "-shm"):  # a log left beside would be read into the file that takes the name
                if Path(f"{path}{suffix}").exists():
                    Path(f"{path}{suffix}").replace(f"{former}{suffix}")
            print(f"the database of before is in {former}: delete it once you are satisfied, it still holds keys", file=sys.stderr)
        draft.replace(path)
    finally:
        _removed(draft)
    _told(done)


@contextmanager
def _today(path: Path, *, needed: bool) -> Iterator[Database | None]:
    """The database as it is now, brought to the newest schema, nobody at work on it; None where there is none that opens."""
    if not path.is_file() or not path.stat().st_size:
        yield None
        return
    database = Database(f"sqlite:///{path}")
    try:
        migrate(database)
        with database.reading() as session:
            holder = leases.held_by(session, "round", system_clock())
    except SQLAlchemyError:
        database.close()
        if needed:
            raise
        print(f"{path} cannot be read: what was erased after the keys' backup is not known from it", file=sys.stderr)
        yield None
        return
    try:
        if holder is not None and not gone(holder):
            raise Refused("The bot is at work on that database: stop it first (or wait a minute, if it was killed)")
        yield database
    finally:
        database.close()


@contextmanager
def _readable(file: Path, copy: Path) -> Iterator[Database]:
    """A backup, in a copy at the newest schema: the file itself stays as it is."""
    store.open_file(file).close()
    copyfile(file, copy)
    database = Database(f"sqlite:///{copy}")
    try:
        migrate(database)
        yield database
    finally:
        database.close()


@contextmanager
def _closing(database: Database) -> Iterator[Database]:
    try:
        yield database
    finally:
        database.close()


def _key(settings: Settings, *, sqlite: bool) -> bytes:
    return data_key(settings.data_key.get_secret_value() if settings.data_key else None, sqlite=sqlite, makes=False)


def _removed(draft: Path) -> None:
    for left in draft.parent.glob(f"{draft.name}*"):
        left.unlink()


def _told(done: restoring.Restored) -> None:
    print(f"rows: {done.rows}; people with their key: {done.people}; erased again: {done.erased}")
