"""Which of very many names are worth a closer look, the names that hold a word being the bits of one long integer."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_

from catalogue.search.spoken import Spoken

ENOUGH = 12  # names that hold words of as many places as can be
SURER = 0.65  # a word of a place tells of it when it is at least so sure beside the surest there

Bits = Callable[[int], int]


def bits(names: "array[int]", count: int) -> int:
    """The names as bits, of so many."""
    lanes = bytearray((count >> 3) + 1)
    for name in names:
        lanes[name >> 3] |= 1 << (name & 7)
    return int.from_bytes(lanes, "little")


def named(found: int) -> Iterator[int]:
    """The names that are bits of the integer, the last first."""
    while found:
        name = found.bit_length() - 1
        yield name
        found ^= 1 << name


def together(words: Iterable[int], spoken: Spoken, holding: Bits) -> list[int]:
    """The names that hold words surely said in as many places as can be, down to two, until there are enough."""
    surest: defaultdict[int, float] = defaultdict(float)
    for word in words:
        surest[spoken.place[word]] = max(surest[spoken.place[word]], spoken.likely[word])
    there: defaultdict[int, list[int]] = defaultdict(list)
    for word in words:
        if spoken.likely[word] >= SURER * surest[spoken.place[word]]:
            there[spoken.place[word]].append(holding(word))
    kept = 0
    for names in _levels([reduce(or_, held) for held in there.values()])[:0:-1]:
        kept |= names
        if kept.bit_count() >= ENOUGH:
            break
    return list(named(kept))


def _levels(there: list[int]) -> list[int]:
    """The names that hold words of one place at least, of two, and so on."""
    levels = [0] * len(there)
    for count, said in enumerate(there):
        for level in range(count, 0, -1):
            levels[level] |= levels[level - 1] & said
        levels[0] |= said
    return levels
