"""Whether this process lives and can serve: asked by whoever would start it again, or send it traffic."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.pulse import Pulse


def routes(pulse: Pulse) -> list[BaseRoute]:
    async def alive(_: Request) -> Response:
        """It answers, so its event loop turns; 503 where its poll has hung for minutes, which only a new start mends."""
        return JSONResponse({"status": "wedged"}, 503) if pulse.wedged else JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        """The database answers, and Telegram does; the age of the last poll or webhook, and what waits."""
        serves, report = await pulse.report()
        return JSONResponse(report, 200 if serves else 503)

    return [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
