"""`inscria chat`: the whole bot in the terminal, over Telegram's double."""

import asyncio
import os
import secrets
from pathlib import Path

from bot import folders
from bot.double import BotApi, Person
from bot.double.request import DoubleRequest
from bot.house import House, build
from bot.logs import set_up_logs
from bot.opening import open_database
from bot.service import Service
from bot.settings import read_settings
from bot.stocking import stock
from bot.terminal import Terminal
from catalogue.words.say import in_language
from enrolment.assistant.scene import spoken
from enrolment.store import inbox

TERMINAL_ID = 1000
MEMORY = "sqlite://"
IN_MEMORY_KEY = 32


def chat(lang: str | None, *, as_admin: bool, fresh: bool, files: Path | None, catalogue: Path | None) -> None:
    """The terminal's end of the bot."""
    settings = read_settings()
    set_up_logs("ERROR" if "INSCRIA_LOG_LEVEL" not in os.environ else settings.log_level)
    given = os.environ.get("INSCRIA_DATABASE_URL") or (settings.database_url if "database_url" in settings.model_fields_set else None)
    database = open_database(settings, MEMORY if fresh else given or folders.chat_database())
    try:
        stock(database, catalogue, sample=True, setting=settings.catalogue)
        key = secrets.token_bytes(IN_MEMORY_KEY) if fresh else None
        api = BotApi()
        with database.reading() as session:
            api.world.updates.go_on_after(inbox.newest(session) or 0)
        house = build(settings, database, key=key, admins=frozenset({TERMINAL_ID} if as_admin else ()), bot_name=api.world.me["username"])
        house.assistant.pages = settings.public_url or ""
        person = api.person(TERMINAL_ID, first_name="Vous", language_code=lang or "fr")
        asyncio.run(_chat(house, api, person, files))
    finally:
        database.close()


async def _chat(house: House, api: BotApi, person: Person, files: Path | None) -> None:
    request = DoubleRequest(api)
    service = Service(house, api.token, "https://double.invalid", request, DoubleRequest(api))
    terminal = Terminal(api, person, in_language(spoken(person.language_code)), files)
    stop = asyncio.Event()
    serving = asyncio.create_task(service.run(stop))

    async def settle() -> None:
        while not serving.done() and (api.world.pending() or not service.idle):  # noqa: ASYNC110  (two parties' states, neither with an event)
            await asyncio.sleep(0.005)
        await service.outgoing.once()
        while service.outgoing.making and not serving.done():  # noqa: ASYNC110  (the same)
            await asyncio.sleep(0.05)

    try:
        await terminal.talk(settle)
    finally:
        stop.set()
        await serving
