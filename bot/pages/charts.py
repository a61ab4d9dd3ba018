"""Charts as values: where each bar stands and how long it is. The template draws them as SVG; beside each stands its table."""

from collections.abc import Sequence

from msgspec import Struct

WHOLE, ROW = 100.0, 44  # lengths across are hundredths of the width at hand: words keep their size on a phone
COLUMNS_HEIGHT = 150.0
GAP = 1.3


class Bar(Struct, frozen=True):
    """A row: its label, how many, of which with a place; the lengths and place of both parts."""

    label: str
    count: int
    held: int
    top: int
    length: float
    held_length: float


class Bars(Struct, frozen=True):
    """A chart of rows, the longest first where it is not an order of its own."""

    title: str
    bars: tuple[Bar, ...]
    name: str

    @property
    def height(self) -> int:
        return ROW * len(self.bars) or ROW


class Column(Struct, frozen=True):
    """One column over time."""

    label: str
    count: int
    left: float
    width: float
    top: float
    height: float


class Columns(Struct, frozen=True):
    """A chart over time."""

    title: str
    columns: tuple[Column, ...]
    name: str
    height: float = COLUMNS_HEIGHT


def bars(name: str, title: str, rows: Sequence[tuple[str, int, int]]) -> Bars:
    """Rows of (label, how many, of which with a place), scaled to the longest."""
    most = max((count for _, count, _ in rows), default=0) or 1
    made = (
        Bar(label, count, held, ROW * place, round(WHOLE * count / most, 1), round(WHOLE * held / most, 1))
        for place, (label, count, held) in enumerate(rows)
    )
    return Bars(title, tuple(made), name)


def columns(name: str, title: str, counts: Sequence[tuple[str, int]]) -> Columns:
    """(label, how many) from the oldest, scaled to the highest."""
    most = max((count for _, count in counts), default=0) or 1
    step = WHOLE / max(1, len(counts))
    room = COLUMNS_HEIGHT - 40
    made = []
    for place, (label, count) in enumerate(counts):
        height = round(room * count / most, 1)
        made.append(Column(label, count, round(place * step + GAP / 2, 1), round(step - GAP, 1), round(20 + room - height, 1), height))
    return Columns(title, tuple(made), name)
