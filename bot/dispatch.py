"""Who is served when: one person's updates in order, different people's at once, so many at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import structlog

Item = TypeVar("Item")
log = structlog.get_logger(__name__)


class Dispatch(Generic[Item]):
    """Runs ``handle`` on each item: a queue a chat, ``at_once`` chats served at the same moment."""

    def __init__(self, handle: Callable[[Item], Awaitable[None]], *, at_once: int = 32) -> None:
        self._handle = handle
        self._turns = asyncio.Semaphore(at_once)
        self._queues: dict[str, deque[Item]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """How many items are queued or being handled."""
        return sum(len(queue) for queue in self._queues.values())

    def put(self, chat: str, item: Item) -> None:
        """Queue an item behind those of its chat."""
        queue = self._queues.get(chat)
        if queue is not None:
            queue.append(item)
            return
        self._queues[chat] = deque([item])
        task = asyncio.create_task(self._serve(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: str) -> None:
        queue = self._queues[chat]
        try:
            while queue:
                async with self._turns:
                    await self._one(queue[0])
                queue.popleft()
        finally:
            del self._queues[chat]

    async def _one(self, item: Item) -> None:
        try:
            await self._handle(item)
        except Exception:
            log.exception("item_failed")

    async def drain(self, seconds: float) -> bool:
        """Wait for what is held; what is left after so many seconds is cancelled (its row stays for the next start)."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            return not late
        return True
