"""Whether this process lives: asked by whoever would start it again."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route


def routes() -> list[BaseRoute]:
    return [Route("/healthz", alive, methods=["GET"])]


async def alive(_: Request) -> Response:
    """It answers, so its event loop turns."""
    return JSONResponse({"status": "ok"})
