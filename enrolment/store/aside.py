"""Before a SQLite file's schema changes, a copy is set beside it: without anybody's key, as every backup is."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from enrolment.store import custody


def set_aside(path: Path, name: str) -> Path:
    """A copy of the database at ``path`` as it is committed now, made by SQLite's own backup; ``inscria restore`` takes it."""
    copy = path.with_name(f"{path.name}.{name}")
    draft = copy.with_name(f".{copy.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute("PRAGMA secure_delete=ON")
        _without_keys(target)
        target.execute("VACUUM")
    draft.replace(copy)
    return copy


def _without_keys(target: sqlite3.Connection) -> None:
    there = {name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name in sorted(custody.LEFT_OUT & there):
        target.execute(f"DELETE FROM {name}")  # noqa: S608  (our own table's name)
    for name, columns in custody.EMPTIED.items():
        for column in columns if name in there else ():
            target.execute(f"UPDATE {name} SET {column} = NULL")  # noqa: S608  (our own names)
    target.commit()
