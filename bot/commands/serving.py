"""`inscria admin serve`: the administrators' pages alone, beside a bot that runs elsewhere on the same database."""

import asyncio
import signal

from bot.commands.trouble import Refused
from bot.house import House, build
from bot.logs import set_up_logs
from bot.opening import SILENCE, open_database
from bot.pages.gate import routes as pages
from bot.settings import read_settings
from bot.stocking import stock
from bot.web import health
from bot.web.application import application
from bot.web.server import Server, listen


def serve() -> None:
    """The pages, until SIGTERM or SIGINT."""
    settings = read_settings()
    if settings.listen == "none":
        raise Refused("INSCRIA_LISTEN is none: give host:port to serve the pages")
    set_up_logs(settings.log_level, secrets=(settings.data_key.get_secret_value() if settings.data_key else "",))
    database = open_database(settings)
    database.limit_silence(SILENCE)
    try:
        stock(database, None, sample=False, setting=settings.catalogue)
        asyncio.run(_serve(build(settings, database)))
    finally:
        database.close()


async def _serve(house: House) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await Server(listen(house.settings.listen), application([health.routes(), pages(house)])).run(stop)
