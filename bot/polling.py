"""Long polling: updates are confirmed to Telegram once they are durably received, one that is malformed never stops the others."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # the only way to call getUpdates without its parsing the batch

from bot.arrivals import RawUpdate, numbered
from handlers.delivery import seconds

LONG_POLL = 30
BATCH = 100
WEDGED = 20  # seconds beyond the long poll after which nothing will come any more
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STORE_PAUSE = 2.0  # between two tries to keep what was received
log = structlog.get_logger(__name__)


class Poller:
    """Asks for updates and hands them, raw, to ``receive``; the next offset confirms what ``receive`` has kept."""

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        receive: Callable[[Sequence[RawUpdate]], Awaitable[None]],
        kinds: Sequence[str],
        *,
        elected: asyncio.Event | None = None,
        polled: Callable[[], None] = lambda: None,
        wait: int = LONG_POLL,
    ) -> None:
        """``elected``: set while this process is the one that polls; without it, it is alone."""
        self._request = request
        self._url = url
        self.receive = receive
        self._kinds = list(kinds)
        self._elected = elected or _always()
        self._polled = polled
        self._wait = wait
        self._offset: int | None = None
        self._unhooked = False

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop. Faults of the network and of the database back off and recover; a wrong token ends it."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            if not self._elected.is_set():
                await self._stand_by(stop)
                continue
            try:
                await self._once(stop)
                pause = FIRST_PAUSE
            except InvalidToken:
                raise
            except RetryAfter as fault:
                await rest(stop, seconds(fault))
            except SQLAlchemyError as fault:
                log.warning("updates_not_kept", fault=type(fault).__name__)
                await rest(stop, STORE_PAUSE)
            except TimeoutError:
                log.warning("poll_wedged")
                await self._anew()
            except (Conflict, NetworkError, TelegramError) as fault:
                log.warning("poll_failed", fault=type(fault).__name__, again_in=pause)
                await rest(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        with contextlib.suppress(TelegramError, TimeoutError):
            await self._confirm()

    async def _stand_by(self, stop: asyncio.Event) -> None:
        """Another process polls: what it has confirmed is not ours to ask for again."""
        self._offset, self._unhooked = None, False
        await _first_of(self._elected.wait(), stop)

    async def _once(self, stop: asyncio.Event) -> None:
        if not self._unhooked:
            await self._unhook()
        async with asyncio.timeout(self._wait + WEDGED):
            updates = await _first_of(self._ask(self._wait), stop)
        self._polled()
        if updates:
            await self.receive([update for update in updates if numbered(update)])
            self._offset = max(update["update_id"] for update in updates if isinstance(update.get("update_id"), int)) + 1

    async def _unhook(self) -> None:
        """A webhook left by an earlier way of running is taken away; what it did not deliver is polled."""
        info = await self._call("getWebhookInfo", {})
        if isinstance(info, dict) and info.get("url"):
            await self._call("deleteWebhook", {"drop_pending_updates": False})
            log.info("webhook_deleted")
        self._unhooked = True
        self._polled()

    async def _confirm(self) -> None:
        """Tell Telegram what was kept, so that the next start is not handed it again."""
        if self._offset is not None:
            async with asyncio.timeout(WEDGED):
                await self._ask(0, limit=1)

    async def _ask(self, wait: int, limit: int = BATCH) -> list[RawUpdate]:
        given: dict[str, Any] = {"timeout": wait, "limit": limit, "allowed_updates": self._kinds}
        if self._offset is not None:
            given["offset"] = self._offset
        result = await self._call("getUpdates", given, read_timeout=wait + 10)
        return [update for update in result if isinstance(update, dict)] if isinstance(result, list) else []

    async def _call(self, method: str, given: dict[str, Any], read_timeout: float = 20) -> Any:
        data = RequestData([RequestParameter.from_input(name, value) for name, value in given.items()])
        return await self._request.post(f"{self._url}/{method}", data, read_timeout=read_timeout)

    async def _anew(self) -> None:
        """Connections that hang for ever are left behind."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WEDGED):
                await self._request.shutdown()
        await self._request.initialize()


def _always() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def _first_of(asking: Awaitable[Any], stop: asyncio.Event) -> Any:
    """What is asked for, or nothing where the stop comes first: what was not received is not confirmed either."""
    asked = asyncio.ensure_future(asking)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({asked, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return await asked if asked.done() else None
    finally:
        for task in (asked, stopped):
            task.cancel()
        await asyncio.gather(asked, stopped, return_exceptions=True)


async def rest(stop: asyncio.Event, seconds_: float) -> None:
    """Sleep, unless told to stop."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds_)
