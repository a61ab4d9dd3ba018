"""What may be given on the command line: the closed values, the days, the ids, each refused in our own words."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import typer

LARGEST_ID = 2**52 - 1  # Telegram's ids have at most 52 significant bits (Bot API, User)
Kind = TypeVar("Kind", bound=StrEnum)


class Tongue(StrEnum):
    """French or English."""

    FR = "fr"
    EN = "en"


class ExportFormat(StrEnum):
    """The formats of an export."""

    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    XLSX = "xlsx"
    JSON = "json"


class TableFormat(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"


class Role(StrEnum):
    """What an administrator may do."""

    PROGRAMME = "programme"
    PARTNER = "partner"
    READER = "reader"


def one_of(kind: type[Kind]) -> Callable[[str], Kind]:
    """Reads one of the values of a closed list."""
    *first, last = kind

    def read(typed: str) -> Kind:
        try:
            return kind(typed)
        except ValueError:
            raise typer.BadParameter(f"takes {', '.join(first)} or {last}, not {typed}") from None

    return read


def metavar(kind: type[StrEnum]) -> str:
    """The values as the help shows them."""
    return "|".join(kind)


def moment(typed: str) -> datetime:
    """An ISO date or date-time, with or without its offset."""
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        raise typer.BadParameter("takes an ISO moment, such as 2027-01-10T09:00") from None


def day(typed: str) -> date:
    """An ISO day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise typer.BadParameter("takes a day, such as 2027-01-31") from None


def telegram_id(typed: str) -> int:
    """A person's Telegram id."""
    if not (typed.isdecimal() and typed.isascii() and 0 < int(typed) <= LARGEST_ID):
        raise typer.BadParameter(f"takes a Telegram id, 1 to {LARGEST_ID}, not {typed}")
    return int(typed)
