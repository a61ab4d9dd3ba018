"""python-telegram-bot's way to the double without a network."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.double.errors import ApiError, Dropped, TooSlow
from bot.double.files import Upload
from bot.double.server import BotApi


class DoubleRequest(BaseRequest):
    """Hands the calls of an Application to a BotApi in the same process.

    One instance serves both `request` and `get_updates_request` of the builder. read_timeout: seconds, on the
    double's clock, after which a slow answer is given up.
    """

    def __init__(self, api: BotApi, read_timeout: float = 5.0) -> None:
        self._api = api
        self._patience = read_timeout

    @property
    def read_timeout(self) -> float:
        """Seconds an answer is waited for."""
        return self._patience

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and body of a call or of a file's download."""
        before, _, rest = unquote(url).partition("/bot")
        token, _, name = rest.partition("/")
        if before.endswith("/file"):
            return self._download(token, name)
        patience = self._patience if isinstance(read_timeout, DefaultValue) else read_timeout
        params, files = (request_data.parameters, uploads(request_data)) if request_data else ({}, {})
        try:
            return await self._api.respond(token, name, params, files, patience)
        except Dropped:
            raise NetworkError("the connection was dropped (double)") from None
        except TooSlow:
            raise TimedOut from None

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        try:
            return 200, self._api.download(token, path)
        except ApiError as refusal:
            return refusal.code, b"{}"


def uploads(data: RequestData) -> dict[str, Upload]:
    """The files of a call, by the name of their part."""
    return {name: _upload(*part) for name, part in data.multipart_data.items()} if data.contains_files else {}


def _upload(name: str, content: Any, mime: str) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.read(), mime)
