"""Whether this process lives and can serve: asked by whoever would start it again, or send it traffic."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.pulse import Pulse


def routes(pulse: Pulse | None = None) -> list[BaseRoute]:
    """Where it is asked; a process that serves pages alone has no pulse, and only says that it lives."""
    return [Route("/healthz", _alive, methods=["GET"])] if pulse is None else _of(pulse)


async def _alive(_: Request) -> Response:
    """It answers, so its event loop turns."""
    return JSONResponse({"status": "ok"})


def _of(pulse: Pulse) -> list[BaseRoute]:
    async def alive(request: Request) -> Response:
        """As above, but 503 where its poll has hung for minutes, which only a new start mends."""
        return JSONResponse({"status": "wedged"}, 503) if pulse.wedged else await _alive(request)

    async def ready(_: Request) -> Response:
        """The database answers, and Telegram does; the age of the last poll or webhook, and what waits."""
        serves, report = await pulse.report()
        return JSONResponse(report, 200 if serves else 503)

    return [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
