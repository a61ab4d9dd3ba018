"""How well the search finds: top-1, right set, and what it takes for a course that is none, by kind of query."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from bench.retrieval.beds import Bed, Query, beds
from catalogue.reading.decide import FOUND
from catalogue.reading.normalise import normalise
from catalogue.search.index import Index
from catalogue.search.values import Matches


@dataclass(frozen=True)
class Outcome:
    """A query and the courses that were taken for it, best first."""

    bed: str
    query: Query
    taken: tuple[str, ...]

    @property
    def first(self) -> bool:
        return bool(self.taken) and self.taken[0] in self.query.right

    @property
    def whole(self) -> bool:
        return set(self.taken) == self.query.right


def taken(found: Matches) -> tuple[str, ...]:
    """The courses that the reading would act upon."""
    return tuple(hit.code for hit in found.courses[: max(found.tied, 1)] if hit.exact or hit.score >= FOUND)


def outcomes(bed: Bed) -> Iterator[Outcome]:
    """Each query of a bed, searched."""
    index = Index.build(bed.catalogue)
    for query in bed.queries:
        yield Outcome(bed.name, query, taken(index.find(normalise(query.text))))


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def measure() -> None:
    """Print a line for each kind; "*" marks those made by machine. With `--show`, each miss too."""
    by_kind: defaultdict[str, list[Outcome]] = defaultdict(list)
    everything = [outcome for bed in beds() for outcome in outcomes(bed)]
    for outcome in everything:
        by_kind[outcome.query.kind].append(outcome)
    print(f"{'kind':<16}{'lines':>6}{'top-1':>8}{'right set':>11}  95 % of the right set")
    for kind, found in by_kind.items():
        _line(kind, found)
    _line("all by hand", [one for one in everything if one.query.right and "*" not in one.query.kind])
    _line("all by machine", [one for one in everything if "*" in one.query.kind])
    none = [one for one in everything if not one.query.right]
    wrong = sum(bool(one.taken) for one in none)
    low, high = interval(wrong / len(none), len(none))
    print(f"no course meant: {len(none)} lines, a course taken in {wrong / len(none):.1%} ({low:.3f} to {high:.3f})")
    if "--show" in sys.argv:
        for one in everything:
            if not one.whole:
                print(f"{one.bed:<8} {one.query.kind:<14} {one.query.text!r}: {sorted(one.query.right)}, took {list(one.taken)}")


def _line(kind: str, found: list[Outcome]) -> None:
    first = sum(one.first for one in found) / len(found)
    whole = sum(one.whole for one in found) / len(found)
    low, high = interval(whole, len(found))
    shown = f"{first:>8.3f}" if any(one.query.right for one in found) else f"{'':>8}"
    print(f"{kind:<16}{len(found):>6}{shown}{whole:>11.3f}  {low:.3f} to {high:.3f}")
