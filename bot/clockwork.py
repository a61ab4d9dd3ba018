"""What is due by itself: offers that end, places freed, sessions changed by an import, the audit sealed, retention applied each day."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.holders import take
from bot.house import House
from bot.polling import rest
from bot.timekeeping import SharedClock
from enrolment import audit, retention
from enrolment.office import broadcasts, schedules
from enrolment.registration import alerts, erasure, following, reminders, waiting
from enrolment.registration.unit import one_unit
from enrolment.store import inbox, leases, people, trials

ROUND = 5.0  # seconds
DAY = timedelta(days=1)
PRESENT = timedelta(seconds=30)
log = structlog.get_logger(__name__)


class Clockwork:
    """One process at a time does the round, under a lease; another takes over within a minute if it dies."""

    def __init__(self, house: House, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._in_thread = in_thread
        self._followed, self._minute = 0, -1
        self._scrubbed: datetime | None = None
        self.name = f"here:{house.holder.rpartition(':')[2]}"
        self.living: tuple[str, ...] = ()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._in_thread(self.once)
            except Exception:
                log.exception("round_failed")
            await rest(stop, ROUND)
        with contextlib.suppress(SQLAlchemyError):  # the leases end by themselves, and another seals
            await self._in_thread(self.leave)

    def leave(self) -> None:
        """At the stop: what was done is sealed, the round is free for another process at once, and one process less is counted."""
        house = self._house
        with house.database.writing() as session:
            audit.seal_all(session, house.holder, house.clock())
            for name in (self.name, "round"):
                leases.give_back(session, name, house.holder)

    def once(self) -> None:
        """The round: each part in a transaction of its own."""
        house = self._house
        snapshot = house.desk.latest()
        if isinstance(house.clock, SharedClock):
            house.clock.set()
        now = house.clock()
        with house.database.writing() as session:
            leases.take(session, self.name, house.holder, now, PRESENT)
            self.living = leases.living(session, "here:", now)
            if not take(session, "round", house.holder, now, PRESENT):
                return
        with one_unit(house.database, house.vault, snapshot.catalogue, house.rules, now=now) as unit:
            if self._followed != snapshot.version:
                following.follow(unit, None, unit.offer)
            waiting.settle(unit)
            alerts.tell(unit)
            broadcasts.advance(unit)
            schedules.promise_due(unit)
            if now.minute != self._minute:
                reminders.remind(unit)
        self._followed, self._minute = snapshot.version, now.minute
        with house.database.writing() as session:
            if audit.seal_all(session, house.holder, now):
                log.info("audit_sealed", head=audit.head(session))  # the logs, kept elsewhere, are a witness outside
            inbox.forget_keys(session, now)
            trials.forget(session, now)
            leases.forget(session, "here:", now)
            erased = people.last_erasure(session)
            more = leases.due(session, "purge", house.holder, now, DAY)
        while more:
            with one_unit(house.database, house.vault, snapshot.catalogue, house.rules, now=now) as unit:
                more = retention.purge(unit).more
        self._scrub(erased)

    def _scrub(self, erased: datetime | None) -> None:
        """What an erasure left in SQLite's log goes, once nobody reads it any more."""
        if erased != self._scrubbed and erasure.CLEANED(self._house.database):
            self._scrubbed = erased
