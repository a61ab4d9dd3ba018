"""A whole bot in process over the double, and somebody who walks through the form."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select

from bot.double import BotApi, Person
from bot.double.request import DoubleRequest
from bot.house import House
from bot.service import Service
from enrolment.store.sql import run, table

FORM = (
    "je veux m'inscrire à Python pour grands débutants",
    "[0]",  # the first session
    "[0]",  # consent
    "Zoé Tremblay",
    "zoe.tremblay@exemple.ca",
    "Ferblanterie Boréale",
    "[0]",  # role
    "[0]",  # region
    "[0]",  # confirm
)


class Running:
    """A service at work, and a way to wait until it has answered everything."""

    def __init__(self, api: BotApi, service: Service) -> None:
        self.api = api
        self.service = service

    async def settle(self, seconds: float = 30) -> None:
        async with asyncio.timeout(seconds):
            while self.api.world.pending() or not self.service.idle:
                await asyncio.sleep(0.005)
            await self.service.outgoing.once()
            while self.service.outgoing.making:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def serving(house: House, api: BotApi) -> AsyncIterator[Running]:
    """The service, stopped at the end as SIGTERM would."""
    service = Service(house, api.token, "https://double.invalid", DoubleRequest(api), DoubleRequest(api))
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    try:
        yield Running(api, service)
    finally:
        stop.set()
        await task


async def walk(bot: Running, person: Person, steps: Sequence[str]) -> None:
    """Type each step, or press the button of that number of the latest keyboard, and wait for the answer."""
    for step in steps:
        if step.startswith("["):
            person.press(person.labels()[int(step.strip("[]"))])
        else:
            person.say(step)
        await bot.settle()


def rows_of(house: House, name: str) -> list[dict[str, Any]]:
    """A table as it stands."""
    with house.database.reading() as session:
        return [dict(row) for row in run(session, select(table(name))).mappings()]
