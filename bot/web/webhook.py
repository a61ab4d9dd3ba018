"""Where Telegram delivers: its secret checked first, the update answered for only once it is durable."""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.arrivals import RawUpdate, numbered

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  (the name of a header)
LONGEST = 1024 * 1024  # bytes; Telegram's own updates stay far below
AGAIN_IN = "2"  # seconds: what Telegram waits before it delivers again
log = structlog.get_logger(__name__)
Receive = Callable[[Sequence[RawUpdate]], Awaitable[None]]


def routes(path: str, secret: str, receive: Receive) -> list[BaseRoute]:
    """The webhook at this path; ``receive`` returns once the update is kept."""
    expected = secret.encode()

    async def delivered(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, expected):
            return PlainTextResponse("Forbidden\n", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too large\n", 413)
        update = _update(body)
        if update is None:
            log.warning("webhook_unreadable", bytes=len(body))
            return PlainTextResponse("Not an update\n", 400)
        return await _kept(update, receive)

    return [Route(path, delivered, methods=["POST"])]


async def _kept(update: RawUpdate, receive: Receive) -> Response:
    try:
        await receive([update])
    except (SQLAlchemyError, ConnectionAbortedError, RuntimeError) as fault:
        log.warning("webhook_not_kept", fault=type(fault).__name__)
        return PlainTextResponse("Later, please\n", 503, headers={"Retry-After": AGAIN_IN})
    return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """The body, read no further than it may go; None where it is too long."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > LONGEST:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            return None
    return bytes(body)


def _update(body: bytes) -> RawUpdate | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if numbered(update) else None
