"""Where the program keeps what is its own on a person's machine: the terminal's database, the data key."""

import base64
import hashlib
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path, user_data_path

SHORTEST_KEY = 16


class WrongDataKey(Exception):  # noqa: N818  (named for what is wrong)
    """INSCRIA_DATA_KEY is missing or too short."""


def chat_database() -> str:
    """The URL of the terminal chat's own database, its folder made."""
    folder = user_data_path("inscria", appauthor=False, ensure_exists=True)
    return f"sqlite:///{folder / 'chat.db'}"


def data_key(given: str | None, *, sqlite: bool, makes: bool = True) -> bytes:
    """The 32 bytes that wrap the keys of personal data.

    Given: 32 bytes in hexadecimal or base64, or any text of 16 characters or more, from which they are derived.
    Not given: on SQLite a key file in the user's configuration folder, made unless ``makes`` is false (the database has its key
    already: a new one would open nothing); on PostgreSQL it is required.
    """
    if given is not None:
        return key_of(given)
    if not sqlite:
        raise WrongDataKey("INSCRIA_DATA_KEY is needed with PostgreSQL: 32 random bytes in base64, kept apart from the database")
    return _key_file(makes=makes)


def key_of(text: str) -> bytes:
    """The key that a text stands for."""
    text = text.strip()
    if len(text) < SHORTEST_KEY:
        raise WrongDataKey(f"INSCRIA_DATA_KEY takes 32 bytes in base64 or hexadecimal, or at least {SHORTEST_KEY} characters")
    return _decoded(text) or hashlib.scrypt(text.encode(), salt=b"inscria data key", n=2**14, r=8, p=1, dklen=32)


def _decoded(text: str) -> bytes | None:
    for decode in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
        try:
            key = decode(text)
        except ValueError:
            continue
        if len(key) == 32:
            return key
    return None


def make_private(path: Path) -> None:
    """A new database file is its owner's alone, and so are those SQLite puts beside it; one that is there keeps its mode."""
    with suppress(FileExistsError, FileNotFoundError):  # another process made it first; a folder that is not there is SQLite's to say
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def read_key_file(path: Path) -> bytes:
    """The key that a file holds, of its owner's alone; the file is made, with a fresh key, where there is none."""
    if not path.exists():
        make_key_file(path)
    return key_of(path.read_text(encoding="ascii"))


def _key_file(*, makes: bool) -> bytes:
    path = user_config_path("inscria", appauthor=False, ensure_exists=True) / "data.key"
    if not path.exists() and not makes:
        raise WrongDataKey(f"The data key of this database is gone: put {path} back, or give it in INSCRIA_DATA_KEY")
    return read_key_file(path)


def make_key_file(path: Path) -> None:
    """Readable by its owner alone; another process that makes it at the same moment wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    print(f"A data key was made: {path}. Keep a copy: losing it loses the personal data.", file=sys.stderr)
