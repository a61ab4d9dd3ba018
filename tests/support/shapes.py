"""Objects of every shape an update may hold, made at random from the table in shapes.txt."""

import random
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

DEEPEST = 4  # objects within objects: beyond it only what must be there
WORDS = ("", "x", "bonjour", "c'est combien?", "/start", "é" * 70, "שלום", "日本語", "👩‍👩‍👧‍👦", "\u202ex", "<b>&", "0", "2027-03-01")
NUMBERS = (0, 1, -1, 77, 1_800_000_000, 2**31, 2**52)


class Part(NamedTuple):
    """One field of an object: its type as the table writes it, and whether it must be there."""

    type: str
    required: bool


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    text = (Path(__file__).parent / "shapes.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if not line.startswith("#"))


@cache
def unions() -> dict[str, tuple[str, ...]]:
    """What each union may be."""
    return {words[0]: tuple(word for word in words[2:] if word != "|") for words in _lines() if words[1:2] == ("=",)}


@cache
def objects() -> dict[str, dict[str, Part]]:
    """The fields of each object."""
    return {words[0].rstrip(":"): dict(map(_part, words[1:])) for words in _lines() if words[1:2] != ("=",)}


def _part(word: str) -> tuple[str, Part]:
    name, _, kind = word.partition(":")
    return name.lstrip("*"), Part(kind, name.startswith("*"))


class Shapes:
    """Makes them, from one seed, for a person in her chat."""

    def __init__(self, chance: random.Random, user: dict[str, Any], chat: dict[str, Any]) -> None:
        self._chance = chance
        self._ours = {"User": user, "Chat": chat}

    def update(self, kind: str, *wanted: str, full: float = 0.3) -> dict[str, Any]:
        """An update of this kind whose object has the wanted fields; ``full``: the share of the others that may be there and are."""
        return {kind: self.make(objects()["Update"][kind].type, wanted=wanted, full=full)}

    def make(self, name: str, depth: int = 0, wanted: tuple[str, ...] = (), full: float = 0.3) -> Any:
        if name in unions():
            members = unions()[name]
            return self._value(members[0] if depth > DEEPEST else self._chance.choice(members), depth, full)
        if name not in objects():
            return self._plain(name)
        if name in self._ours and depth < 2:
            return self._ours[name]
        made = {}
        for field, part in objects()[name].items():
            if part.required or field in wanted or (depth < DEEPEST and self._chance.random() < full):
                made[field] = self._value(part.type, depth + 1, full)
        return made

    def _value(self, kind: str, depth: int, full: float) -> Any:
        if kind.startswith("["):
            return [self._value(kind[1:-1], depth, full) for _ in range(self._chance.randint(0, 2) if depth <= DEEPEST else 0)]
        return self.make(self._chance.choice(kind.split("/")), depth, (), full / 2) if not kind.startswith("=") else kind[1:]

    def _plain(self, kind: str) -> Any:
        made: dict[str, Any] = {
            "String": self._chance.choice(WORDS),
            "Integer": self._chance.choice(NUMBERS),
            "Float": self._chance.choice((0.0, -1.5, 45.5, 1e9)),
            "Boolean": self._chance.random() < 0.5,
            "True": True,
        }
        return made[kind]
