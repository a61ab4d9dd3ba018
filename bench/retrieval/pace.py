"""How fast the search is, and how heavy, beside its peers in the same run."""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime

import psutil

from bench.retrieval.crowd import asked, crowd
from bench.retrieval.peers import present
from catalogue.offer.model import Catalogue
from catalogue.reading.normalise import normalise
from catalogue.reading.reader import Reader
from catalogue.search.index import Index

SIZES = {120: 120, 10_000: 200, 100_000: 100}  # courses, and how many queries
SLOW = {"rapidfuzz, WRatio": 10, "SQLite FTS5, trigrams": 10}  # at the largest size, so many queries are enough
NOW = datetime(2027, 1, 10, 9, 0)  # noqa: DTZ001  # in the programme's zone, as the reading takes it
Queries = Sequence[tuple[str, str]]


def measure() -> None:
    """Print a line for each system at each size. With `--quick`, the largest size is left out."""
    for size, count in SIZES.items():
        if size < 100_000 or "--quick" not in sys.argv:
            _size(size, count)


def _size(size: int, count: int) -> None:
    catalogue = crowd(size)
    queries = list(asked(catalogue, count))
    print(f"\n{size} courses: p50 ms, p99 ms, top-1")
    index, seconds, memory = _built(catalogue)
    print(f"  the index: {seconds:.2f} s to build, + {memory:.0f} MB")
    ours = _pace("search", lambda text: _first(index, text), queries)
    if size == 120:
        reader = Reader(catalogue, index)
        _pace("whole reading", lambda text: reader.read(text, NOW).courses[:1], queries)
    titles = [(course.code, title) for course in catalogue.courses for title in (course.title.fr, course.title.en)]
    for name, build in present().items():
        find = build(titles)
        peer = _pace(name, find, queries[: SLOW.get(name, count)] if size == 100_000 else queries)
        print(f"{'':>24}search is {ours / peer:.2f} of it at p50")


def _first(index: Index, text: str) -> str | None:
    courses = index.find(normalise(text)).courses
    return courses[0].code if courses else None


def _built(catalogue: Catalogue) -> tuple[Index, float, float]:
    process = psutil.Process()
    before, start = process.memory_info().rss, time.perf_counter()
    index = Index.build(catalogue)
    index.find(normalise("xyzzy"))
    return index, time.perf_counter() - start, (process.memory_info().rss - before) / 1e6


def _pace(name: str, find: Callable[[str], object], queries: Queries) -> float:
    """The median in milliseconds."""
    find(queries[0][0])
    waits, right = [], 0
    for text, code in queries:
        start = time.perf_counter()
        found = find(text)
        waits.append(1000 * (time.perf_counter() - start))
        right += found in {code, (code,)}
    waits.sort()
    print(f"  {name:<22}{waits[len(waits) // 2]:>8.2f}{waits[int(len(waits) * 0.99)]:>8.2f}{right / len(queries):>8.3f}")
    return waits[len(waits) // 2]
