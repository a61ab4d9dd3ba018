"""Shares with their 95 % intervals (Wilson), by group, and where a group lies wholly below the rest."""

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt

Z = 1.96
MARGIN = 0.05  # a group this far below the rest, interval and all, is said
LEAST = 20  # lines of a group whose figure is printed


def wilson(good: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    share, spread = good / count, Z * Z / count
    middle, half = share + spread / 2, Z * sqrt(share * (1 - share) / count + spread / count / 4)
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def written(good: int, count: int) -> str:
    low, high = wilson(good, count)
    return f"{good / max(count, 1):.3f} [{low:.3f} {high:.3f}] of {count}"


class Tally:
    """Verdicts counted by figure and by group."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(self, figure: str, verdict: bool | None, groups: Iterable[str] = ()) -> None:
        """One verdict, unless there is none."""
        if verdict is not None:
            for group in ("all", *dict.fromkeys(groups)):
                count = self._counts[figure][group]
                count[0] += verdict
                count[1] += 1

    def figure(self, figure: str, group: str = "all") -> tuple[int, int]:
        good, count = self._counts[figure][group]
        return good, count

    def lines(self) -> Iterable[str]:
        """Each figure with its groups of LEAST lines or more; those wholly below the rest are marked."""
        for figure, groups in self._counts.items():
            yield f"{figure:28} {written(*groups['all'])}"
            for group, (good, count) in sorted(groups.items()):
                if group != "all" and count >= LEAST:
                    yield f"  {group:26} {written(good, count)}{self._mark(figure, group)}"

    def _mark(self, figure: str, group: str) -> str:
        good, count = self.figure(figure, group)
        all_good, all_count = self.figure(figure)
        rest = (all_good - good) / (all_count - count) if all_count > count else 0.0
        return f"  BELOW the rest ({rest:.3f})" if wilson(good, count)[1] < rest - MARGIN else ""
