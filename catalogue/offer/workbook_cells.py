"""What one cell of a workbook means, by the kind of its column; what cannot be read is left for the models to refuse."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from catalogue.offer.workbook_columns import Kind

BLANK: Final = object()
BROKEN: Final = object()
FLAGS = dict.fromkeys(("true", "vrai", "oui", "yes", "x", "1"), True) | dict.fromkeys(("false", "faux", "non", "no", "0"), False)
SHOWN_TIME = "yyyy-mm-dd hh:mm"
_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,15})?")
_HALF_SECOND = timedelta(milliseconds=500)


def cell_value(kind: Kind, cell: Any) -> Any:
    """The cell's value, ``BLANK``, or ``BROKEN`` for a formula's error."""
    value = cell.value
    if getattr(cell, "data_type", "") == "e":
        return BROKEN
    if isinstance(value, str):
        value = value.strip() if kind != "lines" else value
    if isinstance(value, datetime):
        value = (value + _HALF_SECOND).replace(microsecond=0)
    if value is None or (isinstance(value, str) and not value.strip()):
        return [] if kind in ("lines", "words") else BLANK
    return READ[kind](value, cell)


def _text(value: Any, _: Any) -> Any:
    """A text; a number stands for the text it shows (a spreadsheet turns codes into numbers by itself)."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _lines(value: Any, cell: Any) -> Any:
    """One item a line, or parted by semicolons on a single line."""
    text = _text(value, cell)
    if not isinstance(text, str):
        return [text]
    parted = text.split("\n") if "\n" in text else text.split(";")
    return [item.strip() for item in parted if item.strip()]


def _words(value: Any, cell: Any) -> Any:
    text = _text(value, cell)
    return [word for word in re.split(r"[\s,;]+", text) if word] if isinstance(text, str) else [text]


def _whole(value: Any, _: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value) else value


def _number(value: Any, _: Any) -> Any:
    if isinstance(value, str):
        return Decimal(value.replace(",", ".")) if _NUMBER.fullmatch(value) else value
    return Decimal(repr(value)) if isinstance(value, float) else value


def _flag(value: Any, _: Any) -> Any:
    if isinstance(value, bool):
        return value
    return FLAGS.get(str(value).lower(), value)


def _moment(value: Any, cell: Any) -> Any:
    """Midnight is a day alone, as spreadsheets keep days, unless the cell shows the time as our own do."""
    shown = str(getattr(cell, "number_format", "")).lower().replace("\\", "")
    if isinstance(value, datetime) and value.time() == datetime.min.time() and shown != SHOWN_TIME:
        return value.date()
    return value


def _day(value: Any, _: Any) -> date | Any:
    return value.date() if isinstance(value, datetime) and value.time() == datetime.min.time() else value


READ: Mapping[Kind, Callable[[Any, Any], Any]] = {
    "text": _text,
    "lines": _lines,
    "words": _words,
    "whole": _whole,
    "number": _number,
    "flag": _flag,
    "moment": _moment,
    "day": _day,
    "time": lambda value, _: value,
}
