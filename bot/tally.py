"""What this process has counted since it started, without a word of who: shown at /metrics."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds


class Tally:
    """Counts, and how long people waited for their answers."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self.tick = tick
        self.updates: Counter[str] = Counter()  # by kind
        self.outcomes: Counter[str] = Counter()  # answered, failed, set_aside, flooding
        self.errors: Counter[str] = Counter()  # by where
        self.waits = [0] * (len(BOUNDS) + 1)
        self.waited = 0.0
        self.last_poll: float | None = None
        self.last_webhook: float | None = None

    def received(self, kinds: list[str]) -> None:
        self.updates.update(kinds)

    def answered(self, seconds: float) -> None:
        """An update and the time from its receipt to its answer's being sent."""
        self.outcomes["answered"] += 1
        self.waits[bisect_left(BOUNDS, seconds)] += 1
        self.waited += max(0.0, seconds)

    def polled(self) -> None:
        self.last_poll = self.tick()

    def hooked(self) -> None:
        self.last_webhook = self.tick()

    def age(self, moment: float | None) -> float | None:
        return None if moment is None else round(self.tick() - moment, 3)
