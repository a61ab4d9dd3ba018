"""Small numbers hidden in a table with its totals, and enough others beside them that none can be worked out.

A table is a network in which what is counted flows: from the whole to each row's total, from there by its columns' cells to the totals
of the columns, and back to the whole. What is published stands still; another table with the same published numbers is this one with
something sent round a loop of hidden arcs. So a hidden number is safe when enough can be sent round through it, and what makes it so is
the cheapest loop there is. This is exact, whichever totals a reader adds or takes away.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

LEAST = 5  # a number under it is hidden
WIDTH = LEAST - 1  # a hidden number could be at least so much more or less, taken together: five values at least
WHOLE = ""
TOTAL = -1  # the column of the rows' totals
DEARER = 4  # how much sooner a cell is hidden than a total of the same size

Node = tuple[str, int]
Key = tuple[str, int]  # a number: its row's key, its column


class Row(Struct, frozen=True):
    """A row: its code, its counts by column, and the code of the row it is part of where it is not of the whole."""

    code: str
    counts: tuple[int, ...]
    part_of: str = WHOLE

    @property
    def key(self) -> str:
        return f"{self.part_of}/{self.code}"

    @property
    def above(self) -> str:
        return f"{WHOLE}/{self.part_of}" if self.part_of else WHOLE


class Line(Struct, frozen=True):
    """A row as it may be published: None is hidden."""

    row: Row
    cells: tuple[int | None, ...]
    total: int | None


class _Arc(Struct, frozen=True):
    """A number of the table, as what flows from one node to another."""

    tail: Node
    head: Node
    count: int


def published(rows: Sequence[Row]) -> tuple[Line, ...]:
    """The rows with their small numbers hidden, and what gives them away. The totals of the columns are known: each is ``LEAST`` or more.

    A row that others are part of holds their sums. ValueError: a column's total is too small to be known.
    """
    _check(rows)
    arcs = dict(_arcs(rows))
    hidden = {key for key, arc in arcs.items() if arc.count < LEAST}
    _cover(arcs, hidden)

    def seen(row: Row, column: int) -> int | None:
        return None if (row.key, column) in hidden else arcs[row.key, column].count

    return tuple(Line(row, tuple(seen(row, column) for column in range(len(row.counts))), seen(row, TOTAL)) for row in rows)


def _check(rows: Sequence[Row]) -> None:
    sums = [sum(column) for column in zip(*(row.counts for row in rows if not row.part_of), strict=True)]
    if any(each < LEAST for each in sums):
        raise ValueError(f"a column under {LEAST} is not told apart")


def _arcs(rows: Sequence[Row]) -> Iterator[tuple[Key, _Arc]]:
    parents = {row.above for row in rows}
    for row in rows:
        yield (row.key, TOTAL), _Arc((row.above, TOTAL), (row.key, TOTAL), sum(row.counts))
        for column, count in enumerate(row.counts):
            tail = (row.key, column if row.key in parents else TOTAL)
            yield (row.key, column), _Arc(tail, (row.above, column), count)


def _cover(arcs: Mapping[Key, _Arc], hidden: set[Key]) -> None:
    """Hide beside each small number what makes it safe, the smallest first."""
    for key in sorted(hidden, key=lambda each: (arcs[each].count, each)):
        if _width(arcs, hidden, key) < WIDTH:
            hidden |= _loops(arcs, hidden, key)


def _width(arcs: Mapping[Key, _Arc], hidden: set[Key], key: Key) -> int:
    """By how much a hidden number could be more and less, together, counted no further than ``WIDTH``."""
    arc, others = arcs[key], {each: arcs[each] for each in hidden if each != key}
    more, _ = _sent(others, arc.head, arc.tail, WIDTH, _free)
    less, _ = _sent(others, arc.tail, arc.head, min(arc.count, WIDTH - more), _free)
    return more + less


def _loops(arcs: Mapping[Key, _Arc], hidden: set[Key], key: Key) -> set[Key]:
    """What to hide so that this number could be as much more and less as it must: the cheapest loops through it."""
    arc, others = arcs[key], {each: one for each, one in arcs.items() if each != key}

    def price(each: Key) -> int:
        return 0 if each in hidden else (1 + arcs[each].count) * (DEARER if each[1] == TOTAL else 1)

    more, used = _sent(others, arc.head, arc.tail, WIDTH, price)
    less, besides = _sent(others, arc.tail, arc.head, min(arc.count, WIDTH - more), price)
    if more + less < WIDTH:
        raise AssertionError("a column that is told apart has enough for each of its numbers")
    return used | besides


def _free(_key: Key) -> int:
    return 0


def _sent(arcs: Mapping[Key, _Arc], first: Node, last: Node, most: int, price: Callable[[Key], int]) -> tuple[int, set[Key]]:
    """How much goes from one node to another, counted no further than ``most``, and over which arcs: more of each without end, less down
    to nothing, the cheapest way first."""
    now = {key: arc.count for key, arc in arcs.items()}
    at: dict[Node, list[Key]] = defaultdict(list)
    for key, arc in arcs.items():
        at[arc.tail].append(key)
        at[arc.head].append(key)
    sent, used = 0, set[Key]()
    while sent < most:
        way = _way(arcs, at, now, (first, last), lambda key: 0 if key in used else price(key))
        if not way:
            break
        amount = min([most - sent, *(now[key] for key, forward in way if not forward)])
        for key, forward in way:
            now[key] += amount if forward else -amount
            used.add(key)
        sent += amount
    return sent, used


def _way(
    arcs: Mapping[Key, _Arc], at: Mapping[Node, list[Key]], now: Mapping[Key, int], ends: tuple[Node, Node], price: Callable[[Key], int]
) -> list[tuple[Key, bool]]:
    """The cheapest way between two nodes, each arc with whether it is gone along or against; nothing where there is none."""
    first, last = ends
    best: dict[Node, int] = {first: 0}
    came: dict[Node, tuple[Node, Key, bool]] = {}
    waiting: list[tuple[int, Node]] = [(0, first)]
    while waiting and waiting[0][1] != last:
        cost, node = heapq.heappop(waiting)
        for key in at.get(node, ()) if cost <= best[node] else ():
            forward = arcs[key].tail == node
            other, dearer = arcs[key].head if forward else arcs[key].tail, cost + price(key)
            if (forward or now[key]) and dearer < best.get(other, dearer + 1):
                best[other], came[other] = dearer, (node, key, forward)
                heapq.heappush(waiting, (dearer, other))
    way: list[tuple[Key, bool]] = []
    node = last
    while node != first and node in came:
        node, key, forward = came[node]
        way.append((key, forward))
    return way
