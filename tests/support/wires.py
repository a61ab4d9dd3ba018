"""The wire to a server, in the test's hands: it can fall silent, as a firewall or a hung machine does, without closing anything."""

import asyncio
import contextlib


class Wire:
    """A TCP port on the loopback whose bytes go to a Unix socket and back, unless it is silent."""

    def __init__(self, there: str) -> None:
        self._there = there
        self._sounds = asyncio.Event()
        self._sounds.set()
        self._server: asyncio.Server | None = None
        self._ways: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> "Wire":
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for way in tuple(self._ways):
            way.cancel()
        await asyncio.gather(*self._ways, return_exceptions=True)

    def fall_silent(self) -> None:
        """What is sent is taken and goes nowhere; who calls is let in and hears nothing."""
        self._sounds.clear()

    def sound(self) -> None:
        """As before: what was held back goes on."""
        self._sounds.set()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._ways.add(task)
        try:
            await self._sounds.wait()
            there, back = await asyncio.open_unix_connection(self._there)
            try:
                await asyncio.gather(self._pour(reader, back), self._pour(there, writer))
            finally:
                back.close()
        except (OSError, asyncio.CancelledError):
            return
        finally:
            self._ways.discard(task)
            writer.close()

    async def _pour(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await source.read(65536):
                await self._sounds.wait()
                target.write(piece)
                await target.drain()
        target.close()
