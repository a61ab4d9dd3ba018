"""The HTTP server in the bot's own event loop: bound before anything starts, stopped with grace."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import structlog
import uvicorn
from starlette.types import ASGIApp

from bot.commands.trouble import Stopped

LAST_WORDS = 5  # seconds for the requests under way at a stop
BACKLOG = 1024
log = structlog.get_logger(__name__)


def listen(place: str) -> socket.socket:
    """A socket that listens at ``host:port``; raises Stopped where this process cannot."""
    host, _, port = place.rpartition(":")
    host = host.strip("[]")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
        with _closed_on_fault(listening):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(BACKLOG)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise Stopped(f"INSCRIA_LISTEN: cannot listen on {place} ({why}); give another host:port, or none to serve nothing") from None
    log.info("listening", host=address[0], port=listening.getsockname()[1])
    return listening


@contextlib.contextmanager
def _closed_on_fault(opened: socket.socket) -> Iterator[None]:
    try:
        yield
    except BaseException:
        opened.close()
        raise


class _Guest(uvicorn.Server):
    """A server that leaves the signals of its process alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Server:
    """The application served on a socket until told to stop."""

    def __init__(self, listening: socket.socket, app: ASGIApp) -> None:
        self._socket = listening
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",  # our own handler tells of faults, without their words
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,  # nothing is decided by an address, so none is believed
            timeout_graceful_shutdown=LAST_WORDS,
            timeout_keep_alive=75,
        )
        self._server = _Guest(config)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve; at the stop no more is accepted, what is under way ends."""
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            self._server.should_exit = True
            await serving
            self._socket.close()
