"""The HTTP application: groups of routes put together, whatever each of them serves."""

from collections.abc import Sequence

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

log = structlog.get_logger(__name__)


def application(groups: Sequence[Sequence[BaseRoute]]) -> Starlette:
    """The routes of all groups, the first that takes an address has it."""
    return Starlette(routes=[route for group in groups for route in group], exception_handlers={Exception: _failed})


async def _failed(_: Request, fault: Exception) -> Response:
    """A fault of ours: told without a word of what it was."""
    log.error("request_failed", exc_info=fault)
    return PlainTextResponse("Something went wrong.\n", 500)
