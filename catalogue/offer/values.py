"""A catalogue as plain values, in the order of its models: what the file holds, and nothing that says no more than its absence."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from catalogue.offer.model import Value


def plain(value: Any) -> Any:
    """Dicts, lists and scalars; dates, times and amounts stay themselves. What has its default value is left out."""
    if isinstance(value, Value):
        fields = type(value).model_fields
        held = {name: (getattr(value, name), field) for name, field in fields.items()}
        return {name: plain(inner) for name, (inner, field) in held.items() if field.is_required() or inner != field.get_default()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def written(moment: date) -> str:
    """``2027-01-18``, ``2027-01-18T18:30``, or with its seconds where it has any."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return moment.isoformat()


def as_json(value: Any) -> Any:
    """Plain values that JSON can hold."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    if isinstance(value, Decimal | float):
        return number(value)
    return written(value) if isinstance(value, date) else value


def number(value: Decimal | float) -> int | float:
    """A whole number without its decimals."""
    return int(value) if value == int(value) else float(value)
