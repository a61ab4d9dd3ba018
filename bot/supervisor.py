"""systemd, where it started us: told when we serve, again and again that we live, and that we stop (the protocol of sd_notify)."""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping

import structlog

from bot.polling import rest

log = structlog.get_logger(__name__)


class Supervisor:
    """Says nothing where nobody asked to be told (NOTIFY_SOCKET), nor that we live where nobody watches (WATCHDOG_USEC).

    ``wedged``: whether only a new start would help; then nothing is said any more, and the supervisor starts us anew. A process whose
    event loop turns no more says nothing either.
    """

    def __init__(self, wedged: Callable[[], bool], environment: Mapping[str, str] = os.environ) -> None:
        self._wedged = wedged
        self._place = environment.get("NOTIFY_SOCKET", "")
        self._every = _watched(environment) / 3

    async def run(self, stop: asyncio.Event) -> None:
        self._tell("READY=1")
        while self._place and self._every and not stop.is_set():
            if self._wedged():
                log.error("wedged")
            else:
                self._tell("WATCHDOG=1")
            await rest(stop, self._every)
        await stop.wait()
        self._tell("STOPPING=1")

    def _tell(self, what: str) -> None:
        if not self._place:
            return
        place = "\0" + self._place[1:] if self._place.startswith("@") else self._place
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
                way.setblocking(False)
                way.sendto(what.encode(), place)
        except OSError as fault:
            log.warning("supervisor_not_told", fault=type(fault).__name__)


def _watched(environment: Mapping[str, str]) -> float:
    """Seconds without a word after which we are started anew; 0 where nobody watches this process."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    microseconds = environment.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1e6 if microseconds.isdecimal() else 0.0
