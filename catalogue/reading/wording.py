"""The normaliser's data: which spellings stand for which words (data/words.yaml), read once."""

from functools import cache
from typing import Any

from msgspec import Struct

from catalogue.reading.tables import table

Words = tuple[str, ...]


class Context(Struct, frozen=True):
    """A short form rewritten by its neighbours: any of ``previous`` or ``following`` allows, any of the ``not_`` sets forbids."""

    said: Words
    previous: frozenset[str]
    following: frozenset[str]
    not_previous: frozenset[str]
    not_following: frozenset[str]

    def fits(self, previous: str, following: str) -> bool:
        if previous in self.not_previous or following in self.not_following:
            return False
        return not (self.previous or self.following) or previous in self.previous or following in self.following


class Wording(Struct, frozen=True):
    """All rewriting rules, ready to look up."""

    words: dict[str, Words]
    contexts: dict[str, Context]
    phrases: dict[str, tuple[tuple[Words, Words], ...]]
    kept: frozenset[str]
    known: frozenset[str]
    askers: frozenset[str]


@cache
def wording() -> Wording:
    data = table("words")
    words = {form: _words(said) for said, forms in data["words"].items() for form in _words(forms)}
    words |= {letter + word: (letter, word) for letter, ends in data["elided"].items() for word in _words(ends)}
    phrases: dict[str, list[tuple[Words, Words]]] = {}
    for said, forms in data["phrases"].items():
        for form in forms:
            wanted = _words(form)
            phrases.setdefault(wanted[0], []).append((wanted, _words(said)))
    longest_first = {first: tuple(sorted(rules, key=lambda rule: -len(rule[0]))) for first, rules in phrases.items()}
    return Wording(
        words=words,
        contexts={row["form"]: _context(row) for row in data["contexts"]},
        phrases=longest_first,
        kept=frozenset(_words(data["kept"])),
        known=frozenset(_words(data["doubled"])),
        askers=frozenset(_words(data["askers"])),
    )


def _context(row: dict[str, Any]) -> Context:
    sets = (frozenset(_words(row.get(key, ""))) for key in ("previous", "following", "not_previous", "not_following"))
    return Context(_words(row["said"]), *sets)


def _words(text: object) -> Words:
    return tuple(str(text).split())
