"""The queue of updates: identifiers, confirmation by offset, redelivery, long polling, expiry."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from bot.double.clock import Clock
from bot.double.errors import bad_request, conflict
from bot.double.tables import words

DAY = 86400.0
CALLBACK_LIFE = 150.0
LIMIT = 100
LONGEST_POLL = 50
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = words(
    "message edited_message channel_post edited_channel_post business_connection business_message edited_business_message "
    "deleted_business_messages guest_message message_reaction message_reaction_count inline_query chosen_inline_result "
    "callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member "
    "chat_join_request chat_boost removed_chat_boost managed_bot"
)
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Queued(Struct, frozen=True):
    """An update waiting for the bot: its chat's queue for webhooks, when it is dropped (seconds since 1970), its object."""

    id: int
    queue: int
    expires: float
    body: dict[str, Any]


class Updates:
    """What the bot has not confirmed yet, oldest first."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._waiting: deque[Queued] = deque()
        self._poller: asyncio.Future[bool] | None = None
        self.allowed: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def go_on_after(self, number: int) -> None:
        """Number what comes next higher than this: Telegram's numbers never start again within days."""
        self._next_id = max(self._next_id, number + 1)

    def wants(self, kind: str) -> bool:
        """Whether the bot subscribed to this kind of update."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def subscribe(self, kinds: Sequence[str] | None) -> None:
        """Remember `allowed_updates`; None keeps the last choice, an empty list is the default one. Unknown names are ignored."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & KINDS or None

    def make(self, kind: str, value: object, queue: int) -> Queued:
        """Number an update of this kind."""
        life = CALLBACK_LIFE if kind == "callback_query" else DAY
        return self.number({kind: value}, queue, life)

    def number(self, body: dict[str, Any], queue: int, life: float = DAY) -> Queued:
        """Number an update given as it is, even malformed."""
        update = Queued(self._next_id, queue, self._clock.now() + life, {"update_id": self._next_id, **body})
        self._next_id += 1
        return update

    def add(self, update: Queued) -> None:
        """Queue it and wake the poller."""
        self._waiting.append(update)
        self._wake(found=True)

    def put_back(self, updates: Iterable[Queued]) -> None:
        """Queue updates a webhook did not deliver, in order of identifier."""
        self._waiting = deque(sorted([*self._waiting, *updates], key=lambda update: update.id))
        self._wake(found=True)

    def take_all(self) -> list[Queued]:
        """Empty the queue, for a webhook to deliver."""
        taken = [update for update in self._waiting if update.expires > self._clock.now()]
        self._waiting.clear()
        return taken

    def forget(self) -> None:
        """Drop what is pending."""
        self._waiting.clear()

    def interrupt(self, why: str = _TERMINATED) -> None:
        """End the poll under way, if any, with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(why))

    async def poll(self, offset: int, limit: int, wait: float) -> list[dict[str, Any]]:
        """Up to `limit` updates from `offset` on, waiting up to `wait` seconds for the first one."""
        if not 1 <= limit <= LIMIT:
            raise bad_request("limit must be between 1 and 100 (double)")
        if wait < 0:
            raise bad_request("timeout must not be negative (double)")
        self.interrupt()
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or wait <= 0:
            return batch
        return self._batch(limit) if await self._arrival(min(wait, LONGEST_POLL)) else []

    def _confirm(self, offset: int) -> None:
        """Forget what is below the offset; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        now = self._clock.now()
        batch = list(islice(self._waiting, limit))
        if any(update.expires <= now for update in batch):
            self._waiting = deque(update for update in self._waiting if update.expires > now)
            batch = list(islice(self._waiting, limit))
        return [update.body for update in batch]

    async def _arrival(self, seconds: float) -> bool:
        """Whether an update came in time; 409 when another poll starts meanwhile."""
        waiting: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._poller = waiting
        alarm = self._clock.later(seconds, lambda: self._wake(found=False))
        try:
            return await waiting
        finally:
            alarm.cancel()
            if self._poller is waiting:
                self._poller = None

    def _wake(self, *, found: bool) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(found)
