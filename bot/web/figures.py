"""Where the figures are served; what writes them is loaded at the first call, for the start is not to wait for it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.pulse import Pulse


def routes(pulse: Pulse) -> list[BaseRoute]:
    async def shown(_: Request) -> Response:
        from bot.web import metrics  # noqa: PLC0415  (loaded when first asked for)

        return Response(await metrics.page(pulse), media_type=metrics.CONTENT_TYPE)

    return [Route("/metrics", shown, methods=["GET"])]
