"""The inbox at work: updates durably received, handled in order for each person, their keys kept a day.

One transaction, a turn, does what many small ones would: it wipes what was answered, writes what arrived, and claims what may be handled.
"""

import asyncio
import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.dispatch import Dispatch
from catalogue.store.database import Database
from enrolment.store import inbox
from enrolment.store.inbox import Claimed, Incoming
from enrolment.vault import Vault

MOST_TRIES = 5
LOOK_AROUND = 1.0  # seconds between two looks at what other processes left
AT_ONCE = 32
RENEWAL = timedelta(seconds=5)
FIRST_WAIT = timedelta(seconds=0.2)
SENDERS = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "chosen_inline_result",
    "poll_answer",
)
log = structlog.get_logger(__name__)
RawUpdate = dict[str, Any]


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
    ) -> None:
        self._database = database
        self._vault = vault
        self._holder = holder
        self._handle = handle
        self._clock = clock
        self._threads = threads
        self._dispatch: Dispatch[Claimed] = Dispatch(self._one, at_once=AT_ONCE)
        self._done: list[int] = []
        self._turn_lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._handling: set[int] = set()
        self._gave_up = gave_up
        self._all_done = False
        self._renewed = clock()

    @property
    def idle(self) -> bool:
        """Whether nothing is being handled and nothing waits to be."""
        return self._all_done and not (self._handling or self._done or self._wake.is_set() or self._turn_lock.locked())

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Keep the updates; they are durable when this returns."""
        await self._turn([_incoming(update) for update in updates])

    async def run(self, stop: asyncio.Event) -> None:
        """Claim and hand out until told to stop."""
        await self._in_thread(self._release)
        while not stop.is_set():
            self._wake.clear()
            await self._guarded_turn()
            await self._until_woken(stop)

    async def finish(self, seconds: float) -> None:
        """Finish what is held, give back the rest, and wipe what was answered."""
        await self._dispatch.drain(seconds)
        await self._in_thread(self._settle)

    async def _guarded_turn(self) -> None:
        try:
            await self._turn([])
        except Exception:
            log.exception("turn_failed")
            await asyncio.sleep(LOOK_AROUND)

    async def _turn(self, incoming: list[Incoming]) -> None:
        async with self._turn_lock:
            done, self._done = self._done, []
            room = AT_ONCE - len(self._handling)
            try:
                claimed, self._all_done = await self._in_thread(self._transact, incoming, done, room)
            except BaseException:
                self._done = done + self._done
                raise
            self._handling.update(each.update_id for each in claimed)
        for each in claimed:
            self._dispatch.put(each.chat_hash, each)

    def _transact(self, incoming: list[Incoming], done: list[int], room: int) -> tuple[list[Claimed], bool]:
        """What was claimed, and whether nothing at all is left to handle."""
        now = self._clock()
        with self._database.writing() as session:
            inbox.wipe_all(session, done, now)
            inbox.receive(session, self._vault, incoming, now)
            if now - self._renewed > RENEWAL:
                inbox.renew(session, self._holder, now)
                self._renewed = now
            claimed = list(inbox.claim(session, self._vault, self._holder, now, limit=room)) if room > 0 else []
            return claimed, not claimed and inbox.unfinished(session) == 0

    async def _one(self, claimed: Claimed) -> None:
        try:
            await self._handle(claimed)
        except Exception as fault:  # noqa: BLE001  (the last resort: whatever failed is tried again, then set aside)
            await self._failed(claimed, fault)
        else:
            self._done.append(claimed.update_id)
        finally:
            self._handling.discard(claimed.update_id)
            self._wake.set()

    async def _failed(self, claimed: Claimed, fault: Exception) -> None:
        """Tried again a little later; after so many tries set aside, so that it does not block its chat."""
        reference = secrets.token_hex(3)
        last = claimed.attempts >= MOST_TRIES or isinstance(fault, Hopeless)
        log.error("update_failed", reference=reference, attempts=claimed.attempts, set_aside=last, exc_info=fault)
        await self._in_thread(self._set_aside if last else self._release_one, claimed)
        if last:
            await self._gave_up(claimed, reference)

    async def _until_woken(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, timeout=LOOK_AROUND, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()

    def _set_aside(self, claimed: Claimed) -> None:
        with self._database.writing() as session:
            inbox.set_aside(session, claimed.update_id, self._clock())

    def _release_one(self, claimed: Claimed) -> None:
        with self._database.writing() as session:
            until = self._clock() + FIRST_WAIT * 2 ** (claimed.attempts - 1)
            inbox.release(session, claimed.update_id, self._holder, until=until)

    def _release(self) -> None:
        """What processes of this machine held that are no more is free at once."""
        with self._database.writing() as session:
            for holder in inbox.holders(session):
                if gone(holder):
                    inbox.release_all(session, holder)

    def _settle(self) -> None:
        done, self._done = self._done, []
        with self._database.writing() as session:
            inbox.wipe_all(session, done, self._clock())
            inbox.release_all(session, self._holder)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


def gone(holder: str) -> bool:
    """Whether a holder (``host:process:nonce``) was a process of this machine that runs no more."""
    host, number, _ = holder.rsplit(":", 2)
    if host != socket.gethostname()[:24]:
        return False
    if int(number) == os.getpid():
        return True  # the process before us, under our number: we hold nothing yet
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _incoming(update: RawUpdate) -> Incoming:
    return Incoming(
        update["update_id"],
        sender_of(update),
        json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"),
    )


def sender_of(update: RawUpdate) -> int:
    """Whose order an update keeps: the person's id, or 0 where it cannot be told."""
    for kind in SENDERS:
        content = update.get(kind)
        if isinstance(content, dict):
            sender = content.get("from") or content.get("user") or content.get("chat")
            if isinstance(sender, dict) and isinstance(sender.get("id"), int):
                return int(sender["id"])
    return 0
