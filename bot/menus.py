"""The menu of commands of each administrator, set once she can have one and as soon as she may; taken away with her rights."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import profile
from bot.house import House
from enrolment.registration.rights import Scope, granted
from enrolment.registration.unit import one_unit

ROUND = 10.0  # seconds: how long a grant made elsewhere waits for its menu
log = structlog.get_logger(__name__)


class Menus:
    """Telegram keeps a menu only for chats it knows: somebody who never wrote is waited for."""

    def __init__(self, house: House, bot: Bot, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._bot = bot
        self._in_thread = in_thread
        self._shown: dict[int, bool] = {}
        self._unmet: set[int] = set()
        self._wake = asyncio.Event()

    def spoke(self, person: int) -> None:
        """Somebody wrote: if she was waited for, her menu is due now."""
        if person in self._unmet:
            self._unmet.discard(person)
            self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._wake.clear()
            try:
                await self.once()
            except Exception as fault:  # noqa: BLE001  (a courtesy: its failure stops nothing, the next round tries again)
                log.warning("menus_not_set", fault=type(fault).__name__)
            await self._pause(stop)

    async def once(self) -> None:
        """Set and take away what differs from what this process last saw to."""
        wanted: dict[int, bool] = await self._in_thread(self._wanted)
        for person, names in wanted.items():
            if self._shown.get(person) is not names and person not in self._unmet:
                await self._show(person, names=names)
        for person in self._shown.keys() - wanted.keys():
            await profile.take_away(self._bot, person)
            del self._shown[person]

    async def _show(self, person: int, *, names: bool) -> None:
        try:
            await profile.publish_desk(self._bot, person, names=names)
        except (BadRequest, Forbidden):
            self._unmet.add(person)
        except TelegramError as fault:
            log.warning("menu_not_set", fault=type(fault).__name__)
        else:
            self._shown[person] = names

    def _wanted(self) -> dict[int, bool]:
        """Every administrator, and whether she sees names."""
        house = self._house
        with one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules, now=house.clock()) as unit:
            grants = granted(unit)
        wanted = dict.fromkeys(house.assistant.admins, True)
        for grant in grants:
            wanted[grant.telegram_id] = wanted.get(grant.telegram_id, False) or grant.role is not Scope.READER
        return wanted

    async def _pause(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, timeout=ROUND, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
