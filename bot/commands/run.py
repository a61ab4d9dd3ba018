"""`inscria run`: the bot on Telegram."""

import asyncio
import signal

from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from bot.commands.trouble import Refused
from bot.house import House, build
from bot.logs import set_up_logs
from bot.opening import open_database
from bot.profile import publish
from bot.service import App, Service, Site
from bot.settings import read_settings
from bot.stocking import stock

POOL = 64


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
        stock(database, None, sample=sample, setting=settings.catalogue)
        house = build(settings, database)
        asyncio.run(_run(house, token))
    except InvalidToken:
        raise Refused("INSCRIA_TOKEN was refused by Telegram: check it with BotFather") from None
    finally:
        database.close()


async def _run(house: House, token: str) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    request = HTTPXRequest(connection_pool_size=POOL, read_timeout=20, connect_timeout=10, pool_timeout=30)
    service = Service(house, token, house.settings.api_url, request, HTTPXRequest(connection_pool_size=4, connect_timeout=10))
    site = _site(house)

    async def courtesy(application: App) -> None:
        name = house.desk.current().catalogue.programme.name
        await publish(application.bot, {"fr": name.fr, "en": name.en}, house.settings.admins)

    await service.run(stop, publish=courtesy, site=site)


def _site(house: House) -> Site | None:
    """What is served on INSCRIA_LISTEN, its groups of routes in order; None where nothing is."""
    house.assistant.pages = house.settings.public_url or ""
    if house.settings.listen == "none":
        return None
    from bot.pages.address import address
    from bot.pages.gate import routes as pages
    from bot.web import health
    from bot.web.application import application
    from bot.web.server import Server, listen

    listening = listen(house.settings.listen)
    house.assistant.pages = address(house.settings, listening.getsockname()[1])
    return Server(listening, application([health.routes(), pages(house)]))
