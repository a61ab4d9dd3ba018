"""Text in CSV: nothing that a spreadsheet would take for a formula (contract, section 5)."""

from catalogue.words.pattern import Pattern

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
FIRST = frozenset(DANGEROUS)  # quicker to ask of very many
PHONE = Pattern(r"[+-](?=[^0-9]*[0-9])[0-9 .()\u00a0\u202f\u2009\u2010-\u2014-]+")


def protected(text: str) -> str:
    """With one leading apostrophe where a spreadsheet could read a formula; a phone number stays as it is."""
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_phone(text) else text


def unprotected(text: str) -> str:
    """What ``protected`` was given: for our own imports."""
    inner = text[1:]
    return inner if text.startswith("'") and inner.startswith(DANGEROUS) and not _is_phone(inner) else text


def _is_phone(text: str) -> bool:
    """A sign, then only digits, spaces, dots, dashes and parentheses, and a digit among them."""
    return PHONE.fullmatch(text) is not None
