"""The webhook made known to Telegram: its address, its secret, the kinds of updates that are handled; nothing that waits is dropped."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.commands.trouble import Refused
from bot.polling import FIRST_PAUSE, LONGEST_PAUSE, rest
from handlers.delivery import seconds

CONNECTIONS = 40
log = structlog.get_logger(__name__)


class Hook:
    """Telegram calls us: set at the start, then nothing to do but to be called."""

    def __init__(self, bot: Bot, url: str, secret: str, kinds: Sequence[str]) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._kinds = list(kinds)

    async def run(self, stop: asyncio.Event) -> None:
        """Set it, however often it takes, and stay until told to stop. An address that Telegram refuses ends it."""
        pause = FIRST_PAUSE
        while not stop.is_set():
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
                    allowed_updates=self._kinds,
                    max_connections=CONNECTIONS,
                    drop_pending_updates=False,
                )
            except InvalidToken:
                raise
            except BadRequest as fault:
                raise Refused(f"INSCRIA_WEBHOOK_URL was refused by Telegram: {fault.message}") from None
            except RetryAfter as fault:
                await rest(stop, seconds(fault))
            except TelegramError as fault:
                log.warning("webhook_not_set", fault=type(fault).__name__, again_in=pause)
                await rest(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                log.info("webhook_set")
                await stop.wait()


def path_of(url: str) -> str:
    """Where the webhook is served: the path of its public address."""
    return urlsplit(url).path or "/"
