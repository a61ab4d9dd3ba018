"""What is due by itself: offers that end, places freed, sessions changed by an import, the audit sealed, retention applied each day."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog

from bot.house import House
from bot.polling import rest
from enrolment import audit, retention
from enrolment.registration import following, waiting
from enrolment.registration.unit import one_unit
from enrolment.store import inbox, leases

ROUND = 5.0  # seconds
DAY = timedelta(days=1)
log = structlog.get_logger(__name__)


class Clockwork:
    """One process at a time does the round, under a lease; another takes over within a minute if it dies."""

    def __init__(self, house: House, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._in_thread = in_thread
        self._followed = 0

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._in_thread(self.once)
            except Exception:
                log.exception("round_failed")
            await rest(stop, ROUND)

    def once(self) -> None:
        """The round: each part in a transaction of its own."""
        house = self._house
        snapshot = house.desk.current()
        now = house.clock()
        with house.database.writing() as session:
            if not leases.take(session, "round", house.holder, now):
                return
        with one_unit(house.database, house.vault, snapshot.catalogue, house.rules, now=now) as unit:
            if self._followed != snapshot.version:
                following.follow(unit, None, unit.offer)
            waiting.settle(unit)
        self._followed = snapshot.version
        with house.database.writing() as session:
            audit.seal(session, house.holder, now)
            inbox.forget_keys(session, now)
            daily = leases.take(session, "purge", now.date().isoformat(), now, DAY)
        if daily:
            with one_unit(house.database, house.vault, snapshot.catalogue, house.rules, now=now) as unit:
                retention.purge(unit)
