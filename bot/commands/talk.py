"""`inscria chat` and `inscria run`: the whole bot, in the terminal or on Telegram."""

import asyncio
import os
import secrets
import signal
from datetime import UTC, datetime
from pathlib import Path

from telegram.request import HTTPXRequest

from bot import folders
from bot.commands.trouble import Refused
from bot.double import BotApi, Person
from bot.double.request import DoubleRequest
from bot.house import House, build, open_database
from bot.logs import set_up_logs
from bot.profile import publish
from bot.service import App, Service
from bot.settings import read_settings
from bot.terminal import Terminal
from catalogue.offer.model import Catalogue
from catalogue.offer.reading import read_catalogue
from catalogue.offer.sample import sample_catalogue
from catalogue.store import offer
from catalogue.store.database import Database
from catalogue.words.say import in_language
from enrolment.assistant.scene import spoken

TERMINAL_ID = 1000
MEMORY = "sqlite://"
POOL = 64
IN_MEMORY_KEY = 32


def stock(database: Database, file: Path | None, *, sample: bool) -> None:
    """Give an empty database a catalogue: the file's, else the bundled sample where that is allowed; else stop and say how."""
    with database.reading() as session:
        if offer.version(session):
            return
    catalogue = _given(file, sample=sample)
    with database.writing() as session:
        if not offer.version(session):
            offer.import_catalogue(session, catalogue, datetime.now(UTC), sample=file is None)


def _given(file: Path | None, *, sample: bool) -> Catalogue:
    if file is not None:
        return read_catalogue(file)
    if sample:
        return sample_catalogue(datetime.now(UTC).date())
    raise Refused(
        "There is no catalogue in this database yet. Load one with `inscria catalogue import FILE`, name one in INSCRIA_CATALOGUE, "
        "or start with --sample to try the bundled sample."
    )


def chat(lang: str | None, *, as_admin: bool, fresh: bool, files: Path | None, catalogue: Path | None) -> None:
    """The terminal's end of the bot."""
    settings = read_settings()
    set_up_logs("ERROR" if "INSCRIA_LOG_LEVEL" not in os.environ else settings.log_level)
    given = os.environ.get("INSCRIA_DATABASE_URL") or (settings.database_url if "database_url" in settings.model_fields_set else None)
    database = open_database(settings, MEMORY if fresh else given or folders.chat_database())
    try:
        stock(database, catalogue or settings.catalogue, sample=True)
        key = secrets.token_bytes(IN_MEMORY_KEY) if fresh else None
        api = BotApi()
        house = build(settings, database, key=key, admins=frozenset({TERMINAL_ID} if as_admin else ()), bot_name=api.world.me["username"])
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

    try:
        await terminal.talk(settle)
    finally:
        stop.set()
        await serving


def run(*, sample: bool) -> None:
    """The bot on Telegram, until SIGTERM or SIGINT."""
    settings = read_settings()
    if settings.token is None:
        raise Refused("INSCRIA_TOKEN is needed: the token BotFather gives")
    if settings.webhook_url is not None:
        raise Refused("INSCRIA_WEBHOOK_URL: webhooks are not served yet; leave it unset and long polling is used")
    token = settings.token.get_secret_value()
    set_up_logs(settings.log_level, secrets=(token, settings.data_key.get_secret_value() if settings.data_key else ""))
    database = open_database(settings)
    try:
        stock(database, settings.catalogue, sample=sample)
        house = build(settings, database)
        asyncio.run(_run(house, token))
    finally:
        database.close()


async def _run(house: House, token: str) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    request = HTTPXRequest(connection_pool_size=POOL, read_timeout=20, connect_timeout=10, pool_timeout=30)
    service = Service(house, token, house.settings.api_url, request, HTTPXRequest(connection_pool_size=4, connect_timeout=10))

    async def courtesy(application: App) -> None:
        name = house.desk.current().catalogue.programme.name
        await publish(application.bot, {"fr": name.fr, "en": name.en}, house.settings.admins)

    await service.run(stop, publish=courtesy)
