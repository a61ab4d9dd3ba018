"""A file once read, before it is understood: its plain values, and where each of them stands."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from catalogue.offer.faults import Fault, Path, dotted

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 20
MOST_VALUES = 500_000


class Flaw(Struct, frozen=True):
    """A fault by its path, before its place is said in the file's own terms."""

    path: Path
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


class Source(Struct, frozen=True):
    """``value`` holds dicts, lists and scalars; ``place`` says a path in the file's terms; ``lines`` finds lines, when asked.

    ``flaws`` are those already seen while reading. In a ``spreadsheet`` a number stands for the text it shows.
    """

    value: Any
    place: Callable[[Path], str] = dotted
    lines: Callable[[set[Path]], Mapping[Path, int]] = lambda _: {}
    flaws: tuple[Flaw, ...] = ()
    spreadsheet: bool = False

    def faults(self, flaws: Iterable[Flaw]) -> list[Fault]:
        """The flaws as faults, in the file's order."""
        ranks = _Ranks(self.value)
        ordered = sorted(flaws, key=lambda flaw: ranks.of(flaw.path))
        near = {flaw.path: known(self.value, flaw.path) for flaw in ordered}
        lines = self.lines(set(near.values()))
        return [Fault(self.place(flaw.path), flaw.reason, flaw.values, lines.get(near[flaw.path])) for flaw in ordered]


class _Ranks:
    """Where paths stand in the file; what is missing stands at the start of what lacks it."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._positions: dict[int, dict[str, int]] = {}

    def of(self, path: Path) -> tuple[int, ...]:
        ranks, here = [], self._value
        for step in path:
            ranks.append(step if isinstance(step, int) else self._position(here, step))
            here = _inside(here, step)
        return tuple(ranks)

    def _position(self, here: Any, step: str) -> int:
        if not isinstance(here, dict):
            return -1
        if id(here) not in self._positions:
            self._positions[id(here)] = {key: position for position, key in enumerate(here)}
        return self._positions[id(here)].get(step, -1)


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def at(value: Any, path: Path) -> Any:
    """The value at a path, or None."""
    for step in path:
        value = _inside(value, step)
    return value


def known(value: Any, path: Path) -> Path:
    """The longest part of the path that the file holds."""
    for length, step in enumerate(path):
        held = step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not held:
            return path[:length]
        value = value[step]
    return path
