"""A poll that hangs is begun anew; a process that nothing but a new start would help falls silent to its supervisor."""

import asyncio
import json
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support.processes import Program, until
from telegram.request import HTTPXRequest

from bot import polling
from bot.arrivals import RawUpdate
from bot.polling import Poller
from bot.supervisor import Supervisor


class Listening:
    """systemd's end: what it was told."""

    def __init__(self, place: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(place)
        self._socket.settimeout(0.1)
        self.told: list[str] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                self.told.append(self._socket.recv(100).decode())
            except TimeoutError:
                continue

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Listening]:
    listening = Listening(str(tmp_path / "notify"))
    yield listening
    listening.close()


async def test_systemd_is_told_that_we_serve_that_we_live_while_no_poll_hangs_and_that_we_stop(systemd: Listening, tmp_path: Path) -> None:
    stop, wedged = asyncio.Event(), threading.Event()
    supervisor = Supervisor(wedged.is_set, {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "30000"})
    task = asyncio.create_task(supervisor.run(stop))
    await until(lambda: systemd.told.count("WATCHDOG=1") > 3)
    assert systemd.told[0] == "READY=1"
    wedged.set()
    await asyncio.sleep(0.2)
    pets = len(systemd.told)
    await asyncio.sleep(0.2)
    assert len(systemd.told) == pets
    wedged.clear()
    await until(lambda: len(systemd.told) > pets)
    stop.set()
    await task
    await until(lambda: systemd.told[-1] == "STOPPING=1")


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "x"}, {"WATCHDOG_USEC": "1000"}])
async def test_where_nobody_listens_nothing_happens(environment: dict[str, str]) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(Supervisor(lambda: False, environment).run(stop))
    await asyncio.sleep(0.05)
    stop.set()
    await task


async def test_a_watchdog_that_is_another_process_s_is_not_ours(systemd: Listening, tmp_path: Path) -> None:
    stop = asyncio.Event()
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "30000", "WATCHDOG_PID": "1"}
    task = asyncio.create_task(Supervisor(lambda: False, environment).run(stop))
    await asyncio.sleep(0.2)
    stop.set()
    await task
    await until(lambda: systemd.told == ["READY=1", "STOPPING=1"])


@pytest.mark.slow
async def test_the_program_tells_its_supervisor(program: Program, systemd: Listening, tmp_path: Path) -> None:
    program.more = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "3000000"}
    program.start()
    await until(lambda: systemd.told.count("WATCHDOG=1") > 1)
    assert program.process is not None
    program.process.send_signal(signal.SIGSTOP)  # its event loop turns no more
    await asyncio.sleep(1.2)
    pets = len(systemd.told)
    await asyncio.sleep(2)
    assert len(systemd.told) == pets
    program.process.send_signal(signal.SIGCONT)
    assert await asyncio.to_thread(program.send, signal.SIGTERM) == 0
    await until(lambda: systemd.told[-1] == "STOPPING=1")
    assert systemd.told[0] == "READY=1"


class Dribbling:
    """A Bot API whose answers to getUpdates never end while it is ill: a byte now and then keeps every reader waiting."""

    def __init__(self) -> None:
        self.ill = True
        self.polls = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> str:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(head, reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = {name.lower(): value for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n"))}
        await reader.readexactly(int(lines.get(b"content-length", b"0")))
        polls = b"/getUpdates" in head
        self.polls += polls
        while polls and self.ill:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n")
            for _ in range(10_000):
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        update = [{"update_id": 5, "message": {}}] if polls and b"offset" not in head else []
        body = json.dumps({"ok": True, "result": update if polls else {}}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()


async def test_a_poll_that_hangs_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "WEDGED", 0.3)
    received: list[RawUpdate] = []
    stop = asyncio.Event()

    async def receive(updates: Sequence[RawUpdate]) -> None:
        received.extend(updates)
        stop.set()

    telegram, request = Dribbling(), HTTPXRequest(connection_pool_size=4)
    async with telegram as url:
        await request.initialize()
        task = asyncio.create_task(Poller(request, f"{url}/bot1:x", receive, ["message"], wait=0).run(stop))
        await until(lambda: telegram.polls >= 3)
        assert not received
        telegram.ill = False
        await asyncio.wait_for(task, 20)
        await request.shutdown()
    assert [update["update_id"] for update in received] == [5]
