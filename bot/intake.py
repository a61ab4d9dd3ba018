"""The inbox at work: updates durably received, handled in order for each person, their keys kept a day.

One transaction, a turn, does what many small ones would: it wipes what was answered, gives back what failed, writes what arrived, and
claims what may be handled. Updates that arrive while a turn is under way share the next one.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.arrivals import SENDERS, RawUpdate, incoming
from bot.dispatch import Dispatch
from bot.tally import Tally
from bot.turns import Returned, Turn, Turns
from catalogue.store.database import Database
from enrolment.store.inbox import Claimed, Incoming
from enrolment.vault import Vault

MOST_TRIES = 5
LOOK_AROUND = 1.0  # seconds between two looks at what other processes left
AT_ONCE = 128  # most of them wait for Telegram; the threads bound what is computed at once
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=0.2), timedelta(seconds=30)
PASSING = (OperationalError, InterfaceError, PoolTimeout)  # the database's trouble (away, its disk full), no fault of the update
KEPT = timedelta(days=1)  # so long is an update tried again through such trouble: as long as Telegram would have kept it
CROWD = 15  # so many of one person's waiting at once is a flood
PACE = 0.5  # seconds between two of a flood
log = structlog.get_logger(__name__)


class Hopeless(Exception):  # noqa: N818  (named for what it is)
    """An update that no second try will help."""


class Intake:
    """Receives raw updates and has each handled once, a chat's in order; what a crash leaves is taken up again."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        holder: str,
        handle: Callable[[Claimed], Awaitable[None]],
        clock: Callable[[], datetime],
        threads: ThreadPoolExecutor,
        *,
        gave_up: Callable[[Claimed, str], Awaitable[None]],
        flooded: Callable[[Claimed], Awaitable[None]],
        tally: Tally,
    ) -> None:
        self._turns = Turns(database, vault, holder, clock)
        self._handle = handle
        self._clock = clock
        self._threads = threads
        self._tally = tally
        self._dispatch: Dispatch[Claimed] = Dispatch(self._one, at_once=AT_ONCE)
        self._arrivals: list[tuple[list[Incoming], asyncio.Future[None]]] = []
        self._done: list[int] = []
        self._returned: list[Returned] = []
        self._turn_lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._handling: set[int] = set()
        self._resting: set[int] = set()
        self._gave_up = gave_up
        self._flooded = flooded
        self._all_done = False
        self._closing = False

    @property
    def idle(self) -> bool:
        """Whether nothing is being handled and nothing waits to be."""
        held = self._handling or self._done or self._returned or self._resting or self._wake.is_set() or self._turn_lock.locked()
        return self._all_done and not held

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Keep the updates; they are durable when this returns. Raises what the database raises where they are not."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrivals.append(([incoming(update) for update in updates], kept))
        async with self._turn_lock:
            if not kept.done():
                await self._turn()
        kept.result()
        self._tally.received([next((kind for kind in SENDERS if kind in update), "other") for update in updates])

    async def run(self, stop: asyncio.Event) -> None:
        """Claim and hand out until told to stop."""
        released = False
        while not stop.is_set():
            self._wake.clear()
            try:
                if not released:
                    await self._in_thread(self._turns.free_the_dead)
                    released = True
                async with self._turn_lock:
                    await self._turn()
            except Exception:
                self._tally.errors["inbox"] += 1
                log.exception("turn_failed")
                self._wake.clear()
            await self._until_woken(stop)
        self._closing = True

    async def finish(self, seconds: float) -> bool:
        """Finish what is held, give back the rest, and wipe what was answered; whether the database took note."""
        self._closing = True
        await self._dispatch.drain(seconds)
        self._done += self._resting
        self._resting.clear()
        done, returned = self._done, self._returned
        self._done, self._returned = [], []
        try:
            await self._in_thread(self._turns.settle, done, returned)
        except Exception:
            log.exception("not_settled")  # the claims end by themselves, what was answered is known by its replies
            return False
        return True

    async def _turn(self) -> None:
        """The transaction, on what is there; the lock is held."""
        arrivals, self._arrivals = self._arrivals, []
        done, self._done = self._done, []
        returned, self._returned = self._returned, []
        room = 0 if self._closing else AT_ONCE - len(self._handling)
        arrived = [each for updates, _ in arrivals for each in updates]
        turn = Turn(arrived, done, returned, [*self._handling, *self._resting], room)
        try:
            claimed, self._all_done = await self._in_thread(self._turns.take, turn)
        except BaseException as fault:
            self._done, self._returned = done + self._done, returned + self._returned
            for _, kept in arrivals:
                kept.set_exception(fault if isinstance(fault, Exception) else ConnectionAbortedError())
                kept.exception()  # whoever waits sees it; whoever no longer does need not be told
            raise
        for _, kept in arrivals:
            kept.set_result(None)
        self._handling.update(each.update_id for each in claimed)
        for each in claimed:
            self._dispatch.put(each.chat_hash, each)

    async def _one(self, claimed: Claimed) -> None:
        try:
            if claimed.behind > CROWD:
                await self._flooded(claimed)
            await self._handle(claimed)
        except Exception as fault:  # noqa: BLE001  (the last resort: whatever failed is tried again, then set aside)
            await self._failed(claimed, fault)
        else:
            self._tally.answered((self._clock() - claimed.received_at).total_seconds())
            self._finished(claimed)
        finally:
            self._handling.discard(claimed.update_id)
            self._wake.set()

    def _finished(self, claimed: Claimed) -> None:
        """Its row may be wiped: at once, or, in a flood, after a pause that holds nobody else back."""
        if claimed.behind <= CROWD or self._closing:
            self._done.append(claimed.update_id)
            return
        self._tally.outcomes["paced"] += 1
        self._resting.add(claimed.update_id)
        asyncio.get_running_loop().call_later(PACE, self._rested, claimed.update_id)

    def _rested(self, number: int) -> None:
        if number in self._resting:
            self._resting.discard(number)
            self._done.append(number)
            self._wake.set()

    async def _failed(self, claimed: Claimed, fault: Exception) -> None:
        """Tried again a little later; after so many tries set aside, so that it does not block its chat."""
        reference = secrets.token_hex(3)
        last = self._is_last(claimed, fault)
        log.error("update_failed", reference=reference, attempts=claimed.attempts, set_aside=last, exc_info=fault)
        self._tally.outcomes["set_aside" if last else "failed"] += 1
        self._tally.errors[type(fault).__name__] += 1
        self._returned.append(Returned(claimed.update_id, None if last else _wait(claimed.attempts)))
        if last:
            await self._gave_up(claimed, reference)

    def _is_last(self, claimed: Claimed, fault: Exception) -> bool:
        if isinstance(fault, PASSING):
            return self._clock() - claimed.received_at > KEPT
        return claimed.attempts >= MOST_TRIES or isinstance(fault, Hopeless)

    async def _until_woken(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, timeout=LOOK_AROUND, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


def _wait(attempts: int) -> timedelta:
    """Twice as long after each try, up to a bound."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST_WAIT)
