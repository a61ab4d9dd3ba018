"""How this process fares: what is asked of it by those who would start it again, or send it no more traffic."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import asdict
from sqlalchemy.exc import SQLAlchemyError

from bot.house import House
from bot.tally import Tally
from enrolment.store import vitals
from enrolment.store.vitals import Vitals

FRESH = 1.0  # seconds a look at the database serves
SOON = 3.0  # seconds a look may take: a database that says nothing is away
STALE, WEDGED = 90.0, 300.0  # seconds since the last poll: no longer ready, no longer alive


class Pulse:
    """``polls``: whether this process is the one that polls just now; ``begun``: whether Telegram has answered it."""

    def __init__(
        self, house: House, tally: Tally, in_thread: Callable[..., Awaitable[Any]], *, polls: Callable[[], bool], begun: Callable[[], bool]
    ) -> None:
        self._house = house
        self.tally = tally
        self._in_thread = in_thread
        self._polls = polls
        self._begun = begun
        self._seen: Vitals | None = None
        self._looking: asyncio.Task[Vitals | None] | None = None
        self._looked = float("-inf")

    async def vitals(self) -> Vitals | None:
        """What stands in the database; None while it is away."""
        if time.monotonic() - self._looked > FRESH:
            if self._looking is None or self._looking.done():  # never two at once: a silent database would have all our threads
                self._looking = asyncio.create_task(self._looked_at())
            done, _ = await asyncio.wait({self._looking}, timeout=SOON)
            self._seen = self._looking.result() if done else None
            self._looked = time.monotonic()
        return self._seen

    async def _looked_at(self) -> Vitals | None:
        try:
            found: Vitals = await self._in_thread(self._look)
        except SQLAlchemyError:
            return None
        return found

    @property
    def poll_age(self) -> float | None:
        """Seconds since Telegram last answered a poll; None where another process polls, or none does."""
        return self.tally.age(self.tally.last_poll) if self._polls() else None

    @property
    def wedged(self) -> bool:
        """Whether only a new start would help."""
        return (self.poll_age or 0.0) > WEDGED

    async def report(self) -> tuple[bool, dict[str, Any]]:
        """Whether it can serve, and why."""
        seen = await self.vitals()
        age = self.poll_age
        telegram = self._begun() and (age is None or age <= STALE)
        backlog = {name: round(value, 1) for name, value in asdict(seen).items() if name.startswith(("inbox", "outbox"))} if seen else {}
        ages = {"poll": age, "webhook": self.tally.age(self.tally.last_webhook)}
        ready = seen is not None and telegram
        return ready, {
            "ready": ready,
            "database": "ok" if seen else "away",
            "telegram": "ok" if telegram else "away",
            "polls": self._polls(),
            "seconds_since": ages,
            "backlog": backlog,
        }

    def _look(self) -> Vitals:
        with self._house.database.reading() as session:
            return vitals.look(session, self._house.clock())
