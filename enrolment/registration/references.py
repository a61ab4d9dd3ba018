"""Confirmation references: how they look, how they are read back."""

import re

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
SEPARATORS = re.compile(r"[\s\-‐‑–—_.]+")


def shown(reference: str) -> str:
    """``XXXX-XXXX``, as people read it."""
    return f"{reference[:4]}-{reference[4:]}"


def read_reference(typed: str) -> str | None:
    """The reference in what was typed, whatever its case and separators; None where it is not one."""
    compact = SEPARATORS.sub("", typed).upper()
    return compact if len(compact) == LENGTH and all(character in ALPHABET for character in compact) else None
