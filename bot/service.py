"""The running bot: what is received is handled, what is promised is sent, until it is told to stop."""

import asyncio
import contextlib
import json
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Protocol

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext
from telegram.request import BaseRequest

from bot.clockwork import Clockwork
from bot.house import House
from bot.intake import Hopeless, Intake, sender_of
from bot.outgoing import Outgoing
from bot.polling import FIRST_PAUSE, LONGEST_PAUSE, Poller, rest
from catalogue.answers.values import Reply
from catalogue.words.say import N_, in_language, lines
from enrolment.assistant.heard import Heard, Kind, Said
from enrolment.assistant.parcel import unpacked
from enrolment.store.inbox import Claimed
from handlers import delivery, registry

os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot's own switch: retry_after as a timedelta, without a warning
GRACE = 20.0
THREADS = 8
log = structlog.get_logger(__name__)
current: ContextVar[int | None] = ContextVar("current", default=None)
faults: ContextVar[list[Exception]] = ContextVar("faults", default=[])  # noqa: B039  (set anew for each update)
App = Application[Any, Any, Any, Any, Any, Any]


class Site(Protocol):
    """What is served over HTTP beside the bot, until told to stop."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Service:
    """One process of the bot, over any request: Telegram's or the double's."""

    def __init__(self, house: House, token: str, api_url: str, request: BaseRequest, poll_request: BaseRequest) -> None:
        self.house = house
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="core")
        self.application: App = (
            ApplicationBuilder()
            .token(token)
            .base_url(f"{api_url}/bot")
            .base_file_url(f"{api_url}/file/bot")
            .request(request)
            .get_updates_request(poll_request)
            .updater(None)
            .job_queue(None)
            .build()
        )
        registry.register(self.application, registry.Ears(self._hear, self._lost, self._takes_file), self._fault)
        self.intake = Intake(house.database, house.vault, house.holder, self._handle, house.clock, self._threads, gave_up=self._apologise)
        self.poller = Poller(poll_request, f"{api_url}/bot{token}", self.intake.receive, registry.UPDATES)
        self.outgoing = Outgoing(house, self.application.bot, self._in_thread)
        self.clockwork = Clockwork(house, self._in_thread)
        self._open_site: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether everything received is answered."""
        return self.intake.idle

    async def run(self, stop: asyncio.Event, *, publish: Callable[[App], Awaitable[None]] | None = None, site: Site | None = None) -> None:
        """Serve until told to stop; then finish what is held. The site is served from the first moment, and closed first."""
        self._open_site = asyncio.create_task(self._guard(site.run(stop), stop)) if site is not None else None
        try:
            if await self._begun(stop):
                await self._work(stop, publish)
        finally:
            await self._close_site(stop)
            self._threads.shutdown()

    async def _work(self, stop: asyncio.Event, publish: Callable[[App], Awaitable[None]] | None) -> None:
        try:
            await self._serve(stop, publish)
        finally:
            await self.application.shutdown()

    async def _close_site(self, stop: asyncio.Event) -> None:
        stop.set()
        if self._open_site is not None:
            await self._open_site

    async def _begun(self, stop: asyncio.Event) -> bool:
        """Whether Telegram answered at all: it is asked again and again until it does, or until told to stop."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                await self.application.initialize()
            except InvalidToken:
                raise
            except TelegramError as fault:
                log.warning("telegram_unreachable", fault=type(fault).__name__, again_in=pause)
                await rest(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return True
        return False

    async def _serve(self, stop: asyncio.Event, publish: Callable[[App], Awaitable[None]] | None) -> None:
        await self.application.start()
        parts = [self._guard(part, stop) for part in self._parts(stop)]
        if publish is not None:
            parts.append(self._publish(publish))
        try:
            await asyncio.gather(*parts)
        finally:
            await self._close_site(stop)
            await self.intake.finish(GRACE)
            await self.application.stop()

    def _parts(self, stop: asyncio.Event) -> tuple[Awaitable[None], ...]:
        return self.poller.run(stop), self.intake.run(stop), self.outgoing.run(stop), self.clockwork.run(stop)

    async def _publish(self, publish: Callable[[App], Awaitable[None]]) -> None:
        """Names and descriptions are a courtesy: their failure stops nothing."""
        try:
            await publish(self.application)
        except TelegramError as fault:
            log.warning("profile_not_published", fault=type(fault).__name__)

    @staticmethod
    async def _guard(part: Awaitable[None], stop: asyncio.Event) -> None:
        """A part that dies takes the others down with it, so that the process is started anew."""
        try:
            await part
        finally:
            stop.set()

    async def _handle(self, claimed: Claimed) -> None:
        """One update: to the handlers, or, where its effects are there already, its replies once more."""
        if claimed.replies is not None:
            await self._resend(claimed.replies)
            return
        update = self._parsed(claimed)
        if update is None:
            raise Hopeless
        current.set(claimed.update_id)
        faults.set([])
        await self.application.process_update(update)
        if fault := faults.get():
            raise fault[0]

    def _parsed(self, claimed: Claimed) -> Update | None:
        try:
            return Update.de_json(json.loads(claimed.payload or b"null"), self.application.bot)
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("update_unreadable")
            return None

    async def _resend(self, parcel: bytes) -> None:
        kept = unpacked(parcel)
        place = delivery.Place(kept.chat_id, kept.message_id, kept.press_id)
        with contextlib.suppress(delivery.Unreachable):
            await delivery.deliver(self.application.bot, place, kept.said.replies, kept.said.toast)

    async def _hear(self, heard: Heard) -> Said:
        said: Said = await self._in_thread(self.house.assistant.hear, heard, current.get())
        return said

    async def _lost(self, heard: Heard) -> None:
        """The person cannot be reached: remembered, so that nothing is promised to her in vain."""
        await self._in_thread(self.house.assistant.hear, replace(heard, kind=Kind.LEFT), None)

    async def _takes_file(self, telegram_id: int) -> bool:
        takes: bool = await self._in_thread(self.house.assistant.takes_file, telegram_id)
        return takes

    async def _fault(self, _: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """The last-resort error handler: the intake tries again, then sets the update aside."""
        if context.error is not None:
            faults.get().append(context.error)

    async def _apologise(self, claimed: Claimed, reference: str) -> None:
        """A sentence to the person, with a short reference: the same as in the log."""
        chat_id = sender_of(json.loads(claimed.payload or b"{}"))
        words = N_(
            "Something went wrong on my side; nothing you sent was lost. If it happens again, give this number to a person: {reference}"
        )
        text = lines(*(in_language(language)(words, reference=reference) for language in ("fr", "en")))
        with contextlib.suppress(delivery.Unreachable, TelegramError):
            await delivery.deliver(self.application.bot, delivery.Place(chat_id), [Reply(text)])

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
