"""Cells as text: instants as ISO 8601, and in CSV nothing that a spreadsheet would take for a formula (contract, section 5)."""

from datetime import date, datetime

from enrolment.exports.columns import Cell

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
SIGNS = ("+", "-")
OF_A_PHONE = frozenset("0123456789 .-()\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014")


def written(cell: Cell) -> str:
    """The cell as text: nothing for None, ISO 8601 with offset for an instant, as it is for the rest."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def protected(text: str) -> str:
    """With one leading apostrophe where a spreadsheet could read a formula; a phone number stays as it is."""
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_phone(text) else text


def unprotected(text: str) -> str:
    """What ``protected`` was given: for our own imports."""
    inner = text[1:]
    return inner if text.startswith("'") and inner.startswith(DANGEROUS) and not _is_phone(inner) else text


def _is_phone(text: str) -> bool:
    """A sign, then only digits, spaces, dots, dashes and parentheses, and a digit among them."""
    rest = text[1:]
    return text.startswith(SIGNS) and all(character in OF_A_PHONE for character in rest) and any(character.isdigit() for character in rest)
