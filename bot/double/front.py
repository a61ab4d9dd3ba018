"""The double over HTTP, on the loopback only: the Bot API's addresses, and `/control` for those who test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.double.bodies import read
from bot.double.control import Control
from bot.double.errors import ApiError, Dropped
from bot.double.server import BotApi

HOST = "127.0.0.1"


class _HangUp(Response):
    """An answer that never ends: the server closes the connection on it."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Promise a body and give none."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


def application(api: BotApi) -> Starlette:
    """The ASGI application of a double."""

    async def call(request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"]
        try:
            params, files = read(request.headers.get("content-type", ""), request.url.query, await request.body())
            status, body = await api.respond(token, method, params, files)
        except ApiError as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        except Dropped:
            return _HangUp()
        return Response(body, status, media_type="application/json")

    async def download(request: Request) -> Response:
        try:
            return Response(api.download(request.path_params["token"], request.path_params["path"]))
        except ApiError as refusal:
            return JSONResponse(refusal.body(), refusal.code)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
            *Control(api).routes(),
        ]
    )


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening."""
        await super().startup(sockets)
        self.ready.set()


class _Guest(Server):
    """A server that leaves the signals of its process alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def bound(port: int = 0) -> socket.socket:
    """A socket on the loopback; port 0 is any free one."""
    # IPPROTO_TCP is said so that asyncio turns Nagle's algorithm off: without it every answer waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    return listening


def config(api: BotApi) -> uvicorn.Config:
    """How the double is served; a dropped connection is not worth a log."""
    return uvicorn.Config(application(api), log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1)


@contextlib.asynccontextmanager
async def serving(api: BotApi, port: int = 0) -> AsyncIterator[str]:
    """Serve a double in this event loop; gives its address, such as `http://127.0.0.1:40001`."""
    listening = bound(port)
    server = _Guest(config(api))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await server.ready.wait()
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        api.world.updates.interrupt()
        await task
        await api.close()
