"""Confirmation references: how they look, how they are read back."""

import re

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
POWER_OF_TEN = re.compile(r"[0-9]+E[0-9]+")
SEPARATORS = re.compile(r"[\s\-‐‑–—_.]+")


def shown(reference: str) -> str:
    """``XXXX-XXXX``, as people read it."""
    return f"{reference[:4]}-{reference[4:]}"


def read_reference(typed: str) -> str | None:
    """The reference in what was typed, whatever its case and separators; None where it is not one."""
    compact = SEPARATORS.sub("", typed).upper()
    return compact if len(compact) == LENGTH and all(character in ALPHABET for character in compact) else None


def reads_as_a_number(reference: str) -> bool:
    """Whether a spreadsheet that opens a CSV would take it for a power of ten (``23456E78``) and show another."""
    return POWER_OF_TEN.fullmatch(reference) is not None
