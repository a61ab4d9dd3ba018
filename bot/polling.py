"""Long polling: updates are confirmed to Telegram once they are durably received, one that is malformed never stops the others."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # the only way to call getUpdates without its parsing the batch

from handlers.delivery import seconds

LONG_POLL = 30
BATCH = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
log = structlog.get_logger(__name__)
RawUpdate = dict[str, Any]


class Poller:
    """Asks for updates and hands them, raw, to ``receive``; the next offset confirms what ``receive`` has kept."""

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        receive: Callable[[Sequence[RawUpdate]], Awaitable[None]],
        kinds: Sequence[str],
        *,
        offset: int | None = None,
        wait: int = LONG_POLL,
    ) -> None:
        self._request = request
        self._url = f"{url}/getUpdates"
        self.receive = receive
        self._kinds = list(kinds)
        self._offset = offset
        self._wait = wait
        self.last_success: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop. Faults of the network back off and recover; a wrong token ends it."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                await self._once(stop)
                pause = FIRST_PAUSE
            except InvalidToken:
                raise
            except RetryAfter as fault:
                await rest(stop, seconds(fault))
            except (Conflict, NetworkError, TelegramError) as fault:
                log.warning("poll_failed", fault=type(fault).__name__, again_in=pause)
                await rest(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        with contextlib.suppress(TelegramError):
            await self._confirm()

    async def _once(self, stop: asyncio.Event) -> None:
        updates = await self._unless_stopped(self._ask(self._wait), stop)
        self.last_success = asyncio.get_running_loop().time()
        if updates:
            await self.receive([update for update in updates if _numbered(update)])
            self._offset = max(update["update_id"] for update in updates if _numbered(update)) + 1

    async def _confirm(self) -> None:
        """Tell Telegram what was kept, so that the next start is not handed it again."""
        if self._offset is not None:
            await self._ask(0, limit=1)

    async def _ask(self, wait: int, limit: int = BATCH) -> list[RawUpdate]:
        given = {"timeout": wait, "limit": limit, "allowed_updates": self._kinds}
        if self._offset is not None:
            given["offset"] = self._offset
        data = RequestData([RequestParameter.from_input(name, value) for name, value in given.items()])
        result = await self._request.post(self._url, data, read_timeout=wait + 10)
        return [update for update in result if isinstance(update, dict)] if isinstance(result, list) else []

    async def _unless_stopped(self, asking: Any, stop: asyncio.Event) -> list[RawUpdate]:
        """The answer, or nothing where the stop comes first: what was not received is not confirmed either."""
        poll = asyncio.ensure_future(asking)
        stopped = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({poll, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return await poll if poll.done() else []
        finally:
            for task in (poll, stopped):
                task.cancel()
            await asyncio.gather(poll, stopped, return_exceptions=True)


def _numbered(update: RawUpdate) -> bool:
    return isinstance(update.get("update_id"), int)


async def rest(stop: asyncio.Event, seconds_: float) -> None:
    """Sleep, unless told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds_)
