"""Start-up and memory, against the bare imports."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 9
HEAD = "import time; t = time.perf_counter(); c = time.process_time()\n"
TAIL = "\nimport psutil; print(time.perf_counter() - t, time.process_time() - c, psutil.Process().memory_info().rss)"
BARE = "import telegram.ext, sqlmodel"
OURS = """
import bot.__main__  # as the console script does
from bot.commands.run import build, open_database, read_settings, stock
settings = read_settings(None)
database = open_database(settings)
stock(database, None, sample=True)
house = build(settings, database)
house.desk.current().guide.reader.read("combien coûte le cours de python?", house.clock())
"""


def measure() -> None:
    """Ready to answer (database open, catalogue loaded, reader warm) against `import telegram.ext, sqlmodel`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"INSCRIA_DATABASE_URL": f"sqlite:///{Path(folder) / 'start.db'}", "INSCRIA_DATA_KEY": "ab" * 32}
        _run(OURS, settings)  # migrates and loads the sample, once
        pairs = [(_run(BARE, settings), _run(OURS, settings)) for _ in range(ROUNDS)]  # in turn: a shared machine's pace drifts
    bare, ours = [one for one, _ in pairs], [one for _, one in pairs]
    print(f"start-up: {_median(ours, 0):.2f} s against {_median(bare, 0):.2f} s: ratio {_ratio(pairs, 0):.2f} (aim <= 1.5)")
    print(f"  the same in processor time: {_median(ours, 1):.2f} s against {_median(bare, 1):.2f} s: ratio {_ratio(pairs, 1):.2f}")
    more = (_median(ours, 2) - _median(bare, 2)) / 2**20
    print(f"memory: {_median(ours, 2) / 2**20:.0f} MB against {_median(bare, 2) / 2**20:.0f} MB: +{more:.0f} MB (aim <= +60)")


def _run(code: str, settings: dict[str, str]) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", HEAD + code + TAIL], capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", **settings}
    )
    return [float(number) for number in done.stdout.split()[-3:]]


def _ratio(pairs: list[tuple[list[float], list[float]]], column: int) -> float:
    """The median of the pairs' own ratios."""
    return statistics.median(ours[column] / bare[column] for bare, ours in pairs)


def _median(rounds: list[list[float]], column: int) -> float:
    return statistics.median(one[column] for one in rounds)
