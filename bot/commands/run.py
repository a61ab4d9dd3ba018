"""`inscria run`: the bot on Telegram."""

import asyncio
import signal

from pydantic import SecretStr
from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from bot.commands.trouble import Refused
from bot.handling import App
from bot.house import House, build
from bot.logs import set_up_logs
from bot.opening import SILENCE, open_database
from bot.profile import publish
from bot.service import Service, Site, Way
from bot.settings import Settings, read_settings
from bot.stocking import stock
from bot.supervisor import Supervisor

POOL = 128


def run(*, sample: bool) -> None:
    """The bot on Telegram, until SIGTERM or SIGINT."""
    settings = read_settings()
    if settings.token is None:
        raise Refused("INSCRIA_TOKEN is needed: the token BotFather gives")
    check_webhook(settings)
    token = settings.token.get_secret_value()
    set_up_logs(settings.log_level, secrets=tuple(secret.get_secret_value() for secret in _secrets(settings)))
    database = open_database(settings)
    database.limit_silence(SILENCE)
    try:
        stock(database, None, sample=sample, setting=settings.catalogue)
        house = build(settings, database)
        asyncio.run(_run(house, token))
    except InvalidToken:
        raise Refused("INSCRIA_TOKEN was refused by Telegram: check it with BotFather") from None
    finally:
        database.close()


def check_webhook(settings: Settings) -> None:
    """A webhook needs its secret, and somewhere to be served."""
    if settings.webhook_url is None:
        return
    if settings.webhook_secret is None:
        raise Refused("INSCRIA_WEBHOOK_SECRET is needed with INSCRIA_WEBHOOK_URL: 1 to 256 letters, digits, _ and -")
    if settings.listen == "none":
        raise Refused("INSCRIA_LISTEN takes host:port where a webhook is served (INSCRIA_WEBHOOK_URL is set); none serves nothing")


def _secrets(settings: Settings) -> list[SecretStr]:
    return [secret for secret in (settings.token, settings.data_key, settings.webhook_secret) if secret is not None]


async def _run(house: House, token: str) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    request = HTTPXRequest(connection_pool_size=POOL, read_timeout=20, connect_timeout=10, pool_timeout=30)
    poll_request = HTTPXRequest(connection_pool_size=4, connect_timeout=10)
    way = Way.CALLED if house.settings.webhook_url else Way.ELECTED
    service = Service(house, token, house.settings.api_url, request, poll_request, way=way)
    site = _site(house, service)

    async def courtesy(application: App) -> None:
        name = house.desk.current().catalogue.programme.name
        await publish(application.bot, {"fr": name.fr, "en": name.en})

    supervised = asyncio.create_task(Supervisor(lambda: service.pulse.wedged).run(stop))
    try:
        await service.run(stop, publish=courtesy, site=site)
    finally:
        stop.set()
        await supervised


def _site(house: House, service: Service) -> Site | None:
    """What is served on INSCRIA_LISTEN, its groups of routes in order; None where nothing is."""
    settings = house.settings
    house.assistant.pages = settings.public_url or ""
    if settings.listen == "none":
        return None
    from bot.hook import path_of
    from bot.pages.address import address
    from bot.pages.gate import routes as pages
    from bot.web import figures, health, webhook
    from bot.web.application import application
    from bot.web.server import Server, listen

    listening = listen(settings.listen)
    house.assistant.pages = address(settings, listening.getsockname()[1])
    groups = [health.routes(service.pulse), figures.routes(service.pulse)]
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        groups.append(webhook.routes(path_of(settings.webhook_url), settings.webhook_secret.get_secret_value(), service.hooked))
    return Server(listening, application([*groups, pages(house)]))
