"""A progress bar in the terminal: on standard error, where somebody looks at it, and nowhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import typer

Told = Callable[[int, int], None]  # how many are written, of how many


class _Bar:
    """It begins with the first rows, when it is known how many there are."""

    def __init__(self, drawn: ExitStack, label: str) -> None:
        self._drawn, self._label = drawn, label
        self._bar: Any = None
        self._done = 0

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = self._drawn.enter_context(typer.progressbar(length=total, label=self._label, file=sys.stderr, show_pos=True))
        self._bar.update(done - self._done)
        self._done = done


def _unseen(_done: int, _total: int) -> None:
    """Nobody looks."""


@contextmanager
def progress(label: str, *, among: bool = False) -> Iterator[Told]:
    """What to tell of the rows written. ``among``: the rows themselves go to the terminal, and the bar would stand among them."""
    with ExitStack() as drawn:
        yield _Bar(drawn, label) if sys.stderr.isatty() and not among else _unseen
