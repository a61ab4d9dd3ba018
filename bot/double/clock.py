"""The double's time, injected so that a test can be at any hour and never sleep."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    """Something that will happen, and can be called off."""

    def cancel(self) -> None:
        """Call it off; harmless when it has already rung."""


class Clock(Protocol):
    """Seconds since 1970, and the only way the double waits."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def later(self, seconds: float, do: Callable[[], None]) -> Alarm:
        """Do something in so many seconds of this clock."""

    def advance(self, seconds: float) -> None:
        """Move the time forward at once."""


async def sleep(clock: Clock, seconds: float) -> None:
    """Wait so many seconds of the clock."""
    waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def ring() -> None:
        if not waiting.done():
            waiting.set_result(None)

    alarm = clock.later(seconds, ring)
    try:
        await waiting
    finally:
        alarm.cancel()


class SystemClock:
    """The machine's time; `speed` 60 makes a minute of waiting last a second."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._origin = time.time()
        self._started = time.monotonic()
        self._ahead = 0.0

    def now(self) -> float:
        """Seconds since 1970, running `speed` times as fast as the machine's."""
        return self._origin + self._ahead + (time.monotonic() - self._started) * self._speed

    def later(self, seconds: float, do: Callable[[], None]) -> Alarm:
        """Do something in `seconds / speed` seconds of the machine."""
        return asyncio.get_running_loop().call_later(max(0.0, seconds) / self._speed, do)

    def advance(self, seconds: float) -> None:
        """Put the time forward. Alarms already set keep their delay."""
        self._ahead += seconds


class _Bell:
    """An alarm of a ManualClock."""

    def __init__(self, do: Callable[[], None]) -> None:
        self.do: Callable[[], None] | None = do

    def cancel(self) -> None:
        self.do = None


class ManualClock:
    """A clock that stands still until it is advanced."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self._now = now
        self._bells: list[tuple[float, int, _Bell]] = []
        self._order = itertools.count()

    def now(self) -> float:
        """The time it was set or advanced to."""
        return self._now

    def later(self, seconds: float, do: Callable[[], None]) -> Alarm:
        """Do something when the clock is advanced that far; at the loop's next turn when there is nothing to wait for."""
        if seconds <= 0:
            return asyncio.get_running_loop().call_soon(do)
        bell = _Bell(do)
        heapq.heappush(self._bells, (self._now + seconds, next(self._order), bell))
        return bell

    def advance(self, seconds: float) -> None:
        """Move forward, ringing what falls due on the way, in order."""
        until = self._now + seconds
        while self._bells and self._bells[0][0] <= until:
            self._now, _, bell = heapq.heappop(self._bells)
            if bell.do is not None:
                bell.do()
        self._now = until
