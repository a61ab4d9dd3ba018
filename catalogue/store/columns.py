"""The kinds of columns that tables are made of, NOT NULL unless they are ``optional``.

The catalogue's tables are SQLModel classes; the others are said as plain columns on the same metadata, for a class with a mapper
for each of them would cost a tenth of a second at each start (decision 0015).
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String
from sqlmodel import SQLModel

from catalogue.store.database import UtcDateTime

METADATA = SQLModel.metadata
ID = 32  # characters of an id, and of a code


class Document(JSON):
    """A plain document of lists, mappings and words; None is SQL's NULL."""

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


def _column(name: str, kind: Any, refers: str | None = None, *, optional: bool = False, **given: Any) -> Column[Any]:
    return Column(name, kind, *([ForeignKey(refers)] if refers else []), nullable=optional, **given)


def text(name: str, longest: int | None = None, *, refers: str | None = None, **given: Any) -> Column[Any]:
    """Words or a code, of so many characters at most; ``refers`` to another table's column."""
    return _column(name, String(longest), refers, **given)


def number(name: str, **given: Any) -> Column[Any]:
    return _column(name, Integer(), **given)


def long(name: str, **given: Any) -> Column[Any]:
    """A number beyond 32 bits."""
    return _column(name, BigInteger(), **given)


def flag(name: str, **given: Any) -> Column[Any]:
    return _column(name, Boolean(), **given)


def day(name: str, **given: Any) -> Column[Any]:
    return _column(name, Date(), **given)


def instant(name: str, **given: Any) -> Column[Any]:
    return _column(name, UtcDateTime(), **given)


def document(name: str, **given: Any) -> Column[Any]:
    """A plain document of lists, mappings and words."""
    return _column(name, Document(), **given)


def sealed(name: str, **given: Any) -> Column[Any]:
    """What is readable with a key alone."""
    return _column(name, LargeBinary(), **given)
