"""Slips of the finger: how many are forgiven, and what is left of a word without a letter or two."""

from collections.abc import Iterator
from itertools import combinations

HEAD = 8  # slips are looked for in the first letters; the rest is compared afterwards


def slips(word: str, deep: int) -> Iterator[str]:
    """The word's first letters, and what is left of them without one or two."""
    head = word[:HEAD]
    yield head
    for lost in range(1, deep + 1):
        for places in combinations(range(len(head)), lost):
            yield "".join(letter for place, letter in enumerate(head) if place not in places)


def reach(word: str) -> int:
    """How many slips are forgiven: none under 5 letters, 1 to 7, 2 from 8."""
    return 0 if len(word) < 5 or not word.isalpha() else 1 if len(word) < 8 else 2
