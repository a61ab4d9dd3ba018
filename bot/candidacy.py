"""Which of several processes polls: one, under a lease; the others stand by and take over when it dies."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog

from bot.holders import take
from bot.house import House
from bot.polling import rest
from enrolment.store import leases

HOLD = timedelta(seconds=20)
ROUND = 5.0  # seconds
log = structlog.get_logger(__name__)


class Candidacy:
    """Seeks and keeps a lease; ``elected`` says whether it is ours."""

    def __init__(self, house: House, name: str, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._name = name
        self._in_thread = in_thread
        self.elected = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop. With the database away nobody can be elected anew: who was goes on."""
        while not stop.is_set():
            try:
                self._tell(await self._in_thread(self._take))
            except Exception as fault:  # noqa: BLE001  (a database that is away comes back; what is wrong otherwise shows in its own part)
                log.warning("lease_not_renewed", lease=self._name, fault=type(fault).__name__)
            await rest(stop, ROUND)

    async def resign(self) -> None:
        """Let another take over at once."""
        if self.elected.is_set():
            self.elected.clear()
            try:
                await self._in_thread(self._give_back)
            except Exception as fault:  # noqa: BLE001  (it ends by itself)
                log.warning("lease_not_given_back", lease=self._name, fault=type(fault).__name__)

    def _tell(self, ours: bool) -> None:
        if ours is not self.elected.is_set():
            log.info("elected" if ours else "standing_by", lease=self._name)
        if ours:
            self.elected.set()
        else:
            self.elected.clear()

    def _take(self) -> bool:
        with self._house.database.writing() as session:
            return take(session, self._name, self._house.holder, self._house.clock(), HOLD)

    def _give_back(self) -> None:
        with self._house.database.writing() as session:
            leases.give_back(session, self._name, self._house.holder)
