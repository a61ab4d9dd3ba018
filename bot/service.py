"""The running bot: what is received is handled, what is promised is sent, until it is told to stop."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Any, Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.arrivals import RawUpdate
from bot.candidacy import Candidacy
from bot.clockwork import Clockwork
from bot.courtesies import Courtesies
from bot.handling import App, Handling
from bot.hook import Hook
from bot.house import House
from bot.intake import Intake
from bot.menus import Menus
from bot.outage import Outage, chosen
from bot.outgoing import Outgoing
from bot.polling import FIRST_PAUSE, LONGEST_PAUSE, Poller, rest
from bot.pulse import Pulse
from bot.tally import Tally
from handlers import registry
from handlers.delivery import seconds

os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot's own switch: retry_after as a timedelta, without a warning
GRACE = 20.0
SILENT = (3.0, 6.0)  # seconds after which what is still not kept is felt as an outage; the second time people are told
THREADS = 8
log = structlog.get_logger(__name__)


class Way(Enum):
    """How updates come: polled by this process alone, polled by the one elected among several, or brought by Telegram's calls."""

    ALONE = "alone"
    ELECTED = "elected"
    CALLED = "called"


class Site(Protocol):
    """What is served over HTTP beside the bot, until told to stop."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Service:
    """One process of the bot, over any request: Telegram's or the double's."""

    def __init__(
        self, house: House, token: str, api_url: str, request: BaseRequest, poll_request: BaseRequest, *, way: Way = Way.ALONE
    ) -> None:
        self.house = house
        self.tally = Tally()
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
        self.menus = Menus(house, self.application.bot, self._in_thread)
        self.words = Courtesies(house, self.application.bot, self.tally, self._in_thread)
        handling = Handling(house, self.application, self.words, self.menus.spoke, self._in_thread)
        self.outage = Outage(self.application.bot, ours=self._ours)
        self.intake = Intake(
            house.database,
            house.vault,
            house.holder,
            handling.handle,
            house.clock,
            self._threads,
            gave_up=self.words.sorry,
            flooded=self.words.calm,
            tally=self.tally,
        )
        self._way = way
        self.candidacy = Candidacy(house, f"poll:{token.partition(':')[0]}"[:32], self._in_thread) if way is Way.ELECTED else None
        self.poller = Poller(
            poll_request,
            f"{api_url}/bot{token}",
            self.receive,
            registry.UPDATES,
            elected=self.candidacy.elected if self.candidacy else None,
            polled=self.tally.polled,
        )
        self.outgoing = Outgoing(house, self.application.bot, self._in_thread, self.tally)
        self.clockwork = Clockwork(house, self._in_thread)
        self.pulse = Pulse(house, self.tally, self._in_thread, polls=self._polls, begun=lambda: self._answered)
        self._answered = False
        self._open_site: asyncio.Task[None] | None = None

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Keep them; where the database is away, or says nothing, their people are told once, and the fault rises."""
        later = asyncio.get_running_loop().call_later
        silences = [later(seconds, self.outage.felt, updates) for seconds in SILENT]
        try:
            await self.intake.receive(updates)
        except SQLAlchemyError:
            self.tally.errors["database"] += 1
            self.outage.felt(updates)
            raise
        finally:
            for silence in silences:
                silence.cancel()
        self.outage.over()

    async def hooked(self, updates: Sequence[RawUpdate]) -> None:
        """Keep what Telegram brought."""
        self.tally.hooked()
        await self.receive(updates)

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
            except RetryAfter as fault:
                await rest(stop, seconds(fault))
            except TelegramError as fault:
                log.warning("telegram_unreachable", fault=type(fault).__name__, again_in=pause)
                await rest(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._answered = True
                return True
        return False

    def _polls(self) -> bool:
        """Whether this process is the one that polls just now."""
        return self._way is Way.ALONE or (self.candidacy is not None and self.candidacy.elected.is_set())

    async def _serve(self, stop: asyncio.Event, publish: Callable[[App], Awaitable[None]] | None) -> None:
        await self.application.start()
        parts = [self._guard(part, stop) for part in self._parts(stop)]
        if publish is not None:
            parts.append(self._publish(publish))
        try:
            await asyncio.gather(*parts)
        finally:
            await self._close_site(stop)
            if self.candidacy:
                await self.candidacy.resign()
            await self.intake.finish(GRACE)
            await self.outage.finish()
            await self.application.stop()

    def _parts(self, stop: asyncio.Event) -> tuple[Awaitable[None], ...]:
        source = self._hook().run(stop) if self._way is Way.CALLED else self.poller.run(stop)
        standing = (self.candidacy.run(stop),) if self.candidacy else ()
        return source, *standing, self.intake.run(stop), self.outgoing.run(stop), self.clockwork.run(stop), self.menus.run(stop)

    def _hook(self) -> Hook:
        settings = self.house.settings
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
        return Hook(self.application.bot, settings.webhook_url or "", secret, registry.UPDATES)

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

    def _ours(self, person: int) -> bool:
        """Whether it is for this process to tell a person that the database is away."""
        return self._way is not Way.CALLED or chosen(person, self.clockwork.living) in (None, self.clockwork.name)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
