"""People who each write their next message as soon as the last is answered, over the double's HTTP front."""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.double import BotApi, Message, Person
from bot.double.front import serving

Act = Callable[[Person], object]
PATIENCE = 120.0


@dataclass
class Walker:
    """One person and what is left for her to do; she goes on at each answer."""

    person: Person
    acts: Iterator[Act]
    done: asyncio.Event = field(default_factory=asyncio.Event)
    waits: list[float] = field(default_factory=list)
    began: float = 0.0

    def start(self) -> None:
        self.person.chat.heard.append(self._heard)
        self._next()

    def _heard(self, event: str, message: Message) -> None:
        if event not in ("sent", "edited") or not message.by_bot or self.done.is_set() or not self.began:
            return
        self.waits.append(time.perf_counter() - self.began)
        self.began = 0.0
        asyncio.get_running_loop().call_soon(self._next)

    def again(self, acts: Iterable[Act]) -> None:
        """More for her to do, counted anew."""
        self.acts, self.done, self.waits = iter(acts), asyncio.Event(), []
        self.person.chat.heard.clear()

    def _next(self) -> None:
        act = next(self.acts, None)
        if act is None:
            self.done.set()
            return
        self.began = time.perf_counter()
        act(self.person)


@dataclass(frozen=True)
class Measure:
    """How many acts were answered a second, the waits in seconds, the process's memory in bytes, its processor time an act in seconds."""

    rate: float
    waits: list[float]
    memory: int
    work: float = 0.0

    def wait(self, share: float) -> float:
        return sorted(self.waits)[min(len(self.waits) - 1, int(len(self.waits) * share))]


@contextlib.asynccontextmanager
async def bot(command: Sequence[str], **settings: str) -> AsyncIterator[tuple[BotApi, subprocess.Popen[bytes]]]:
    """A bot's process on a double served over loopback HTTP."""
    api = BotApi()
    async with serving(api, port=0) as url:
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "INSCRIA_API_URL": url, "INSCRIA_TOKEN": api.token, "INSCRIA_LISTEN": "none"}
            environment |= {"INSCRIA_DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}", "INSCRIA_DATA_KEY": "ab" * 32, **settings}
            process = started(command, environment)
            try:
                yield api, process
            finally:
                process.terminate()
                process.wait(30)


def started(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parent.parent
    return subprocess.Popen([sys.executable, *command], env=environment, cwd=root, stderr=subprocess.DEVNULL)


async def walk(api: BotApi, process: subprocess.Popen[bytes], scripts: Sequence[Sequence[Act]], warm: Act) -> Measure:
    """Each script is a person's; the first answer warms the bot up and is not measured."""
    walkers = [Walker(api.person(100_000 + number, first_name="Banc"), iter([warm])) for number in range(len(scripts))]
    await everyone(walkers)
    for walker, acts in zip(walkers, scripts, strict=True):
        walker.again(acts)
    seen = psutil.Process(process.pid)
    count, worked, start = sum(map(len, scripts)), _worked(seen), time.perf_counter()
    await everyone(walkers)
    seconds, worked = time.perf_counter() - start, _worked(seen) - worked
    return Measure(count / seconds, [wait for walker in walkers for wait in walker.waits], seen.memory_info().rss, worked / count)


def _worked(process: psutil.Process) -> float:
    """Its processor time so far, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def everyone(walkers: Sequence[Walker]) -> None:
    for walker in walkers:
        walker.start()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(walker.done.wait() for walker in walkers))


def says(text: str) -> Act:
    return lambda person: person.say(text)


def presses(label: str) -> Act:
    """Press the first button whose label begins so, of the latest message that has it."""

    def act(person: Person) -> object:
        found = next((one for one in person.labels() if one.startswith(label)), None)
        return person.press(found or label)

    return act


def presses_first(person: Person) -> object:
    """Press the first button of the latest message that has any: the first session of a list, whatever its date."""
    return person.press(person.labels()[0])
