"""The kinds of columns that tables share: an instant, something sealed, a plain document, a person."""

from typing import Any

from sqlalchemy import JSON, Column, LargeBinary
from sqlmodel import Field

from catalogue.store.database import UtcDateTime


def instant(*, nullable: bool = False, index: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_column=Column(UtcDateTime(), nullable=nullable, index=index))


def sealed() -> Any:
    return Field(sa_column=Column(LargeBinary(), nullable=False))


def document() -> Any:
    return Field(sa_column=Column(JSON(none_as_null=True), nullable=False))


def person() -> Any:
    return Field(foreign_key="person.id", index=True, max_length=32)
