"""The words that come with the program: their kinds, the domain's synonyms in both languages, subjects often asked for."""

from functools import lru_cache
from importlib.resources import files

from msgspec import Struct


class Idea(Struct, frozen=True):
    """Names of one thing, and the ideas that it leads to."""

    names: tuple[tuple[str, ...], ...]
    leads: tuple[str, ...] = ()  # a name of each


class Lexicon(Struct, frozen=True):
    """``kinds``: word to its kinds. ``same``: ideas whose names mean each other. ``toward``: words that lead to an idea."""

    kinds: dict[str, frozenset[str]]
    same: tuple[Idea, ...]
    toward: tuple[Idea, ...]
    subjects: frozenset[tuple[str, ...]]

    def is_a(self, kind: str, word: str) -> bool:
        return kind in self.kinds.get(word, ())

    def content(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase that count; all of them when none does."""
        said = tuple(phrase.split())
        return tuple(word for word in said if not self.is_a("stop", word)) or said


def _lines(name: str) -> list[str]:
    text = (files("catalogue.search") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    kind = ""
    for line in _lines("words.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        for word in line.split():
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of data/, read once."""
    kinds = _kinds()
    bare = Lexicon(kinds, (), (), frozenset())
    same: list[Idea] = []
    toward: list[Idea] = []
    for line in _lines("domain.txt"):
        left, _, right = line.partition(" > ")
        names = tuple(dict.fromkeys(bare.content(name) for name in left.split("|")))
        (toward if right else same).append(Idea(names, tuple(lead.strip() for lead in right.split("|") if lead.strip())))
    subjects = frozenset(bare.content(name) for line in _lines("subjects.txt") for name in line.split("|"))
    return Lexicon(kinds, tuple(same), tuple(toward), subjects)
