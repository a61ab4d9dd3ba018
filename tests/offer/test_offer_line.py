"""Threads write to a SQLite file in the order they asked to."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.store.database import Database
from catalogue.store.line import Line


def _wait(until: Callable[[], bool]) -> None:
    """The other threads are where they should be: seen, not slept for."""
    pause = threading.Event()
    begun = datetime.now(UTC)
    while not until():
        assert (datetime.now(UTC) - begun).total_seconds() < 20
        pause.wait(0.001)


def test_those_who_wait_are_let_in_in_their_order() -> None:
    line, served = Line(), list[int]()

    def serve(number: int) -> None:
        with line:
            served.append(number)

    threads = [threading.Thread(target=serve, args=(number,)) for number in range(20)]
    with line:
        for number, thread in enumerate(threads):
            thread.start()
            _wait(lambda number=number: len(line._waiting) == number + 1)  # type: ignore[misc]
        assert served == []
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_who_leaves_the_line_holds_nobody_back() -> None:
    line, served = Line(), list[str]()
    leaving = threading.Lock()
    leaving.acquire()
    with line:
        line._waiting.append(leaving)
        after = threading.Thread(target=lambda: [line.__enter__(), served.append("after"), line.__exit__()])
        after.start()
        _wait(lambda: len(line._waiting) == 2)
        line._leave(leaving)
    after.join()
    assert served == ["after"]
    line._taken = True  # its turn came just before it left
    line._leave(leaving)
    with line:
        served.append("again")
    assert served == ["after", "again"]


def test_a_fault_in_a_transaction_lets_the_next_one_in(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'line.db'}")
    with pytest.raises(LookupError), database.writing():
        raise LookupError
    with database.writing() as session:
        assert session is not None
    database.close()
