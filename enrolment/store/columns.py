"""What enrolment's tables have beside the kinds of columns they share with the catalogue's: whose it is, and rows unique in one state."""

from typing import Any

from sqlalchemy import Column, Index, TextClause

from catalogue.store.columns import ID, text


def person(name: str, **given: Any) -> Column[Any]:
    """Whose it is."""
    return text(name, ID, refers="person.id", **given)


def unique_where(name: str, *columns: str, where: TextClause) -> Index:
    """Unique among the rows of that state alone. The migrations' entry says it to each dialect: here it would load them both."""
    return Index(name, *columns, unique=True, info={"where": where})
