"""What the bench of machines puts on the bot: everyone at once for a while, people at a steady pace, many people one after the other."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import psutil

from bench.driver import Act, Measure, Walker, everyone, says
from bench.serving import QUESTIONS
from bot.double import BotApi

AT_ONCE = 60  # people who talk at the same time
PACE = 50  # people a second, each with one question of her own
LATE = 30.0  # seconds after the last one came; whoever has no answer by then is counted as waiting still
STEPS = 20  # looks at the memory on the way
_numbers = itertools.count(100_000)


@dataclass(frozen=True)
class Steady:
    """What was answered a second, and the milliseconds of processor each answer took: the bot's, the database's, the driver's own."""

    rate: float
    bot: float
    database: float
    driver: float
    memory: int

    @property
    def total(self) -> float:
        return self.bot + self.database + self.driver


@dataclass(frozen=True)
class Paced:
    """The waits in seconds of those who came at the pace; how many had no answer when it was given up."""

    measure: Measure
    unanswered: int


@dataclass(frozen=True)
class Grown:
    """Memory in bytes at each number of people."""

    looks: list[tuple[int, int]]

    @property
    def slope(self) -> float:
        """Bytes a person, by least squares over the second half: the first is caches that fill."""
        half = self.looks[len(self.looks) // 2 :]
        if len(half) < 2:
            return 0.0
        people, memory = (sum(look[column] for look in half) / len(half) for column in (0, 1))
        spread = sum((count - people) ** 2 for count, _ in half)
        return sum((count - people) * (held - memory) for count, held in half) / spread


async def sustained(api: BotApi, bot: Sequence[psutil.Process], database: Callable[[], float], seconds: float) -> Steady:
    """Everyone asks again as soon as she is answered; the first answers, which warm the bot up, are not counted."""
    walkers = [_newcomer(api, iter([says("bonjour"), says(QUESTIONS[0])])) for _ in range(AT_ONCE)]
    await everyone(walkers)
    said = api.counters["sendMessage"]
    spent, began = (_spent(bot), database(), time.process_time()), time.perf_counter()
    for number, walker in enumerate(walkers):
        walker.again(_asking(number, until=began + seconds))
    await everyone(walkers)
    took, count = time.perf_counter() - began, sum(len(walker.waits) for walker in walkers)
    if api.counters["sendMessage"] - said != count:
        raise RuntimeError(f"{count} questions had {api.counters['sendMessage'] - said} answers: the figures would mean nothing")
    each = [(now - before) * 1000 / count for now, before in zip((_spent(bot), database(), time.process_time()), spent, strict=True)]
    return Steady(count / took, each[0], each[1], each[2], max(process.memory_info().rss for process in bot))


async def paced(api: BotApi, seconds: float) -> Paced:
    """Each is due at her moment, and waits from it whether or not the driver was late to speak for her."""
    walkers, began = [], time.perf_counter()
    for number in range(int(PACE * seconds)):
        due = began + number / PACE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        walkers.append(_newcomer(api, iter([says(QUESTIONS[number % len(QUESTIONS)])])))
        walkers[-1].start()
        walkers[-1].began = due
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LATE):
            await asyncio.gather(*(walker.done.wait() for walker in walkers))
    now = time.perf_counter()
    late = [walker for walker in walkers if not walker.done.is_set()]
    return Paced(Measure(0, [wait for walker in walkers for wait in walker.waits] + [now - walker.began for walker in late], 0), len(late))


async def many(api: BotApi, process: psutil.Process, count: int, seconds: float) -> Grown:
    """So many people who each write once, or as many as the seconds allow."""
    looks, end = [(0, process.memory_info().rss)], time.perf_counter() + seconds
    while looks[-1][0] < count and time.perf_counter() < end:
        step = min(max(AT_ONCE, count // STEPS), count - looks[-1][0])
        left = iter(range(step))
        await asyncio.gather(*(_one_after_the_other(api, left) for _ in range(AT_ONCE)))
        looks.append((looks[-1][0] + step, process.memory_info().rss))
    return Grown(looks)


async def _one_after_the_other(api: BotApi, left: Iterator[int]) -> None:
    for _ in left:
        walker = _newcomer(api, iter([says("bonjour")]))
        await everyone([walker])
        del api.people[walker.person.id], api.world.chats[walker.person.id]  # the driver's memory is not what is measured


def _newcomer(api: BotApi, acts: Iterator[Act]) -> Walker:
    return Walker(api.person(next(_numbers), first_name="Banc"), acts)


def _asking(number: int, *, until: float) -> Iterator[Act]:
    for turn in itertools.count():
        if time.perf_counter() >= until:
            return
        yield says(QUESTIONS[(number + turn) % len(QUESTIONS)])


def _spent(processes: Sequence[psutil.Process]) -> float:
    """Seconds of processor so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)
