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

WIDEST = list(Scope)  # as the roles are listed
ROUND = 10.0  # seconds: how long a grant made elsewhere waits for its menu
log = structlog.get_logger(__name__)


class Menus:
    """Telegram keeps a menu only for chats it knows: somebody who never wrote is waited for."""

    def __init__(self, house: House, bot: Bot, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self._house = house
        self._bot = bot
        self._in_thread = in_thread
        self._shown: dict[int, Scope] = {}
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
        wanted: dict[int, Scope] = await self._in_thread(self._wanted)
        for person, role in wanted.items():
            if self._shown.get(person) is not role and person not in self._unmet:
                await self._show(person, role)
        for person in self._shown.keys() - wanted.keys():
            await profile.take_away(self._bot, person)
            del self._shown[person]

    async def _show(self, person: int, role: Scope) -> None:
        try:
            await profile.publish_desk(self._bot, person, role)
        except (BadRequest, Forbidden):
            self._unmet.add(person)
        except TelegramError as fault:
            log.warning("menu_not_set", fault=type(fault).__name__)
        else:
            self._shown[person] = role

    def _wanted(self) -> dict[int, Scope]:
        """Every administrator, and the widest of her roles."""
        house = self._house
        with one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules, now=house.clock()) as unit:
            grants = granted(unit)
        roles: dict[int, list[Scope]] = {admin: [Scope.PROGRAMME] for admin in house.assistant.admins}
        for grant in grants:
            roles.setdefault(grant.telegram_id, []).append(grant.role)
        return {person: min(held, key=WIDEST.index) for person, held in roles.items()}

    async def _pause(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, timeout=ROUND, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
