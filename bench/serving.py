"""Questions and form steps a second over loopback HTTP, against a bare echo bot under the same driver."""

import asyncio
from collections.abc import Sequence

from bench.driver import Act, Measure, bot, presses, presses_first, says, walk

PEOPLE, TURNS = 20, 12
QUESTIONS = (
    "combien coûte le cours Python pour grands débutants?",
    "et ça dure combien d'heures?",
    "any free courses online?",
    "when does it start?",
    "qui donne le cours sur la Loi 25?",
    "des cours à Québec au mois de mars",
)
STEPS: tuple[Act, ...] = (
    says("je veux m'inscrire à Python pour grands débutants"),
    presses_first,
    presses("J’accepte"),
    says("Camille Bergeron"),
    says("camille.bergeron@exemple.ca"),
    says("Atelier du Nord"),
    presses("Gestionnaire"),
    presses("Montréal"),
)


def measure() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    scripts = [[says(QUESTIONS[(number + turn) % len(QUESTIONS)]) for turn in range(TURNS)] for number in range(PEOPLE)]
    echo = await _drive(("bench/echo.py",), scripts)
    ours = await _drive(("-m", "bot", "run", "--sample"), scripts)
    _print("questions", ours, echo, 0.3)
    form = await _drive(("-m", "bot", "run", "--sample"), [list(STEPS) for _ in range(PEOPLE)])
    _print("form steps", form, echo, 0.2)
    print(f"memory under this load: {ours.memory / 2**20:.0f} MB against {echo.memory / 2**20:.0f} MB")


async def _drive(command: Sequence[str], scripts: Sequence[Sequence[Act]]) -> Measure:
    async with bot(command) as (api, process):
        return await walk(api, process, scripts, says("bonjour"))


def _print(what: str, ours: Measure, echo: Measure, aim: float) -> None:
    ratio = ours.rate / echo.rate
    print(f"{what}: {ours.rate:.0f} a second against {echo.rate:.0f} echoed: ratio {ratio:.2f} (aim >= {aim})")
    print(f"  processor time: {ours.work * 1000:.1f} ms an update against {echo.work * 1000:.1f} ms: ratio {echo.work / ours.work:.2f}")
    print(f"  waits with {PEOPLE} people at once: p50 {ours.wait(0.5) * 1000:.0f} ms, p99 {ours.wait(0.99) * 1000:.0f} ms")
