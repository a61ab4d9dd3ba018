"""`make bench`: every figure beside its peer in the same run, as a ratio; `make bench ARGS="speed"` for one part.

`make bench ARGS="search --show"` prints each miss of the search too; `make bench ARGS="pace --quick"` leaves the largest catalogue out.
"""

import sys
from collections.abc import Callable

from bench import exports, learning, machines, reading, registering, serving, starting, understanding
from bench.retrieval import pace, quality

PARTS: dict[str, Callable[[], None]] = {
    "start": starting.measure,
    "speed": serving.measure,
    "machines": machines.measure,
    "registering": registering.measure,
    "exports": exports.measure,
    "understanding": understanding.measure,
    "search": quality.measure,
    "pace": pace.measure,
    "reading": reading.measure,
    "learning": learning.measure,
}


def main() -> None:
    chosen = [part for part in sys.argv[1:] if not part.startswith("--")] or list(PARTS)
    for name in chosen:
        if name not in PARTS:
            sys.exit(f"takes one of {', '.join(PARTS)}")
        print(f"\n== {name}")
        PARTS[name]()


if __name__ == "__main__":
    main()
