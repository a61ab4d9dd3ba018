"""How long a message takes to be read: ordinary ones, and those of Telegram's greatest length in many scripts."""

from collections.abc import Iterable
from statistics import median, quantiles
from time import perf_counter

from bench.authors import held_out
from catalogue.reading.phrases import DAY
from catalogue.reading.reader import Reader
from catalogue.reading.scoping import catalogues, choices, filled

LONGEST = 4096
LINES = 600
SCRIPTS = {
    "words": "je voudrais savoir combien coûte le cours de Python à Québec en mars, ",
    "one word": "a",
    "numbers": "12 345,67 $ 3/4 ",
    "names": "Maintenance prédictive en usine MAN-20 ",
    "periods": "avant mars et après la relâche ou d'ici Noël ",
    "punctuation": "?!. ",
    "Arabic": "مرحبا كيف حالك ",
    "Chinese": "你好世界",
    "emoji": "🤷‍♀️👍🏽",
    "letters combined": "e\u0301\u0302",
}


def measure() -> None:
    """Median and slowest of a hundred; the long ones beside a quarter of their length, where four times is in proportion."""
    whole = catalogues()[0]
    reader, names = Reader(whole), {"fr": choices(whole, "fr"), "en": choices(whole, "en")}
    phrases = held_out()
    lines = [filled(phrase.text, names[phrase.language]) for phrase in phrases[:: len(phrases) // LINES or 1]]
    times = [_time(reader, line) for line in lines + lines][len(lines) :]
    print(f"{len(lines)} messages: p50 {median(times) * 1000:.2f} ms, p99 {quantiles(times, n=100)[-1] * 1000:.2f} ms")
    for name, longest, quarter in _long(reader):
        print(f"{LONGEST} characters, {name:16} {longest * 1000:7.1f} ms; four times as long takes {longest / quarter:.1f} times")


def _long(reader: Reader) -> Iterable[tuple[str, float, float]]:
    for name, piece in SCRIPTS.items():
        text = (piece * LONGEST)[:LONGEST]
        yield name, _time(reader, text), _time(reader, text[: LONGEST // 4])


def _time(reader: Reader, text: str) -> float:
    start = perf_counter()
    reader.read(text, DAY)
    return perf_counter() - start
