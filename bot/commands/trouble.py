"""What went wrong, as lines a person can act upon, and the exit code that goes with it."""

from pathlib import Path

WRONG_INPUT, FAILURE = 2, 1


class Refused(Exception):  # noqa: N818  (named for what happened)
    """A command that cannot be carried out as it was asked."""


class Stopped(Exception):  # noqa: N818  (named for what happened)
    """A failure at work, in words for a person."""


def check_folder(file: Path) -> None:
    """A file can only be written where there is a folder."""
    if not file.absolute().parent.is_dir():
        raise Refused(f"There is no folder {file.parent} to write {file.name} in")


def explain(fault: Exception) -> tuple[list[str], int]:
    """The lines to print and the exit code: 2 for wrong usage or input, 1 for a failure at work."""
    for kind, code in _known():
        if isinstance(fault, kind):
            return _lines(fault), code
    return [f"InscrIA failed: {type(fault).__name__}: {_first_line(fault)}"], FAILURE


def _lines(fault: Exception) -> list[str]:
    from sqlalchemy.exc import SQLAlchemyError

    from enrolment.restoring import KeysMissing
    from enrolment.vault import WrongKey

    if isinstance(fault, SQLAlchemyError):
        return [f"The database cannot be used: {_first_line(getattr(fault, 'orig', None) or fault)}"]
    if isinstance(fault, KeysMissing):
        return [f"{fault}: give a keys' backup at least as new as the backup, or --let-go to erase them"]
    if isinstance(fault, WrongKey):
        return [f"INSCRIA_DATA_KEY is not the key this database was first used with: {fault}"]
    return str(fault).splitlines() or [type(fault).__name__]


def _first_line(fault: object) -> str:
    return next(iter(str(fault).splitlines()), type(fault).__name__)


def _known() -> tuple[tuple[type[Exception], int], ...]:
    from pydantic import ValidationError
    from sqlalchemy.exc import SQLAlchemyError

    from bot.folders import WrongDataKey
    from bot.settings import WrongSettings
    from catalogue.offer.faults import Faults
    from enrolment.restoring import CannotRestore
    from enrolment.rotation import CannotRotate
    from enrolment.store.backup import NotABackup
    from enrolment.vault import VaultError, WrongKey

    return (
        (Refused, WRONG_INPUT),
        (Stopped, FAILURE),
        (WrongSettings, WRONG_INPUT),
        (WrongDataKey, WRONG_INPUT),
        (WrongKey, WRONG_INPUT),
        (Faults, WRONG_INPUT),
        (NotABackup, WRONG_INPUT),
        (CannotRestore, WRONG_INPUT),
        (CannotRotate, WRONG_INPUT),
        (FileNotFoundError, WRONG_INPUT),
        (IsADirectoryError, WRONG_INPUT),
        (PermissionError, WRONG_INPUT),
        (VaultError, FAILURE),
        (SQLAlchemyError, FAILURE),
        (ValidationError, WRONG_INPUT),
    )
