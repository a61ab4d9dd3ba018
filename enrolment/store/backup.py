"""Backups: the database without anybody's key in one file, the keys in another; both SQLite files, whatever the database.

Rows are copied, never pages, so nothing that was deleted is in a backup. ``inscria restore`` puts the two together again.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from catalogue.store.database import Database
from enrolment.store import copying, custody
from enrolment.store.migrate import KNOWN, migrate, revision_of
from enrolment.store.scrub import outside_a_transaction
from enrolment.store.sql import run, table


class NotABackup(Exception):  # noqa: N818  (named for what is wrong)
    """The file is not a backup that this version can read."""


def save(database: Database, file: Path) -> int:
    """Everything but what ``custody`` leaves out, as it is at one instant, the bot at work or not; how many rows."""
    kept = [name for name in copying.names() if name not in custody.LEFT_OUT]
    return _written(database, file, kept, custody.EMPTIED)


def save_keys(database: Database, file: Path) -> int:
    """The people's wrapped keys, the register of erasures and what the data key itself seals; how many people have a key."""
    tables = [name for name in copying.names() if name in {"person", "erasure", *custody.WITH_KEYS}]
    _written(database, file, tables, {"person": ("telegram_hash", "sealed")})
    opened = open_file(file)
    try:
        with opened.reading() as session:
            return len(run(session, table("person_key").select()).all())
    finally:
        opened.close()


def open_file(file: Path) -> Database:
    """A backup to read from. Raises NotABackup, FileNotFoundError."""
    if not file.is_file():
        raise FileNotFoundError(2, "No such file", str(file))
    with file.open("rb") as opened:
        if opened.read(15) != b"SQLite format 3":
            raise NotABackup(f"{file} is not an InscrIA backup")
    database = Database(f"sqlite:///{file}", prepares=False)
    if revision_of(database) not in KNOWN:
        database.close()
        raise NotABackup(f"{file} was made by another version of InscrIA, or is not a backup")
    return database


def _written(database: Database, file: Path, tables: list[str], emptied: Mapping[str, tuple[str, ...]]) -> int:
    """The tables in a file of its owner's alone, there whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        made = Database(f"sqlite:///{draft}")
        try:
            migrate(made)
            with copying.snapshot(database) as source, made.writing() as target:
                count = sum(copying.copy(source, target, name, emptied=emptied.get(name, ())) for name in tables)
            alone(made)
        finally:
            made.close()
        draft.replace(file)
    finally:
        for left in draft.parent.glob(f"{draft.name}*"):
            left.unlink()
    return count


def alone(database: Database) -> None:
    """The file is all there is: no write-ahead log beside it."""
    outside_a_transaction(database, "PRAGMA journal_mode=DELETE")
