"""Which language a message is written in, by evidence in its own words (tables: data/language.yaml)."""

from collections.abc import Collection
from functools import cache, lru_cache

from catalogue.offer.model import Language
from catalogue.reading.normalise import Message
from catalogue.reading.tables import table
from catalogue.search.guard import ordinary

STRONG, PLAIN, ORDINARY, WEAK, ENDING = 3.0, 2.0, 1.0, 0.5, 0.7
ACCENTS = frozenset("éèêëàâçùûîïôœÉÈÊÀÂÇÔÎŒ")
Taken = Collection[tuple[int, int]]
FIRST = (2.0, 1.5, 1.5)  # the first words of a message carry its language more than a title at its end
NAMED = 0.15  # the words of a course's title: one asks in English for a French title
LEAST = 0.5
CLEAR = 0.1  # the smallest lead, as a share of all evidence


HAVING = frozenset({"j", "je", "n", "en", "y", "l", "les", "t", "vous", "m"})  # before "ai", the verb


@cache
def _weights() -> dict[str, tuple[float, float]]:
    """For each word that tells: what it weighs for French and for English."""
    data, strengths = table("language"), (("weak", WEAK), ("strong", STRONG), ("plain", PLAIN))
    weights: dict[Language, dict[str, float]] = {"fr": {}, "en": {}}
    for language, known in weights.items():
        for strength, weight in strengths:
            for word in data[language].get(strength, ()):
                known.setdefault(word, weight)
    words = weights["fr"].keys() | weights["en"].keys()
    return {word: (weights["fr"].get(word, 0.0), weights["en"].get(word, 0.0)) for word in words}


@cache
def _endings() -> tuple[dict[str, float], dict[str, float]]:
    data = table("language")["endings"]
    return dict.fromkeys(data["fr"], ENDING), dict.fromkeys(data["en"], ENDING)


@lru_cache(maxsize=4096)
def _weigh(word: str) -> tuple[float, float]:
    if (known := _weights().get(word)) is not None:
        return known
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return 0.0, 0.0
    in_french, in_english = ordinary("fr").knows(word), ordinary("en").knows(word)
    if in_french != in_english:
        return ORDINARY * in_french, ORDINARY * in_english
    french, english = _endings()
    return _ending(word, french), _ending(word, english)


def _ending(word: str, endings: dict[str, float]) -> float:
    """The longest ending that the word has, weighed by its length."""
    return max((weight * size / 2 for size in (4, 3, 2, 1) if (weight := endings.get(word[-size:]))), default=0.0)


def _evidence(message: Message, taken: Taken) -> tuple[float, float]:
    named = {index for start, end in taken for index in range(start, end)}
    french = english = 0.0
    for index, token in enumerate(message.tokens):
        verb = token.text != "ai" or (index > 0 and message.tokens[index - 1].text in HAVING)  # else artificial intelligence
        to_french, to_english = _weigh(token.text) if verb else (0.0, 0.0)
        share = NAMED if index in named else FIRST[index] if index < len(FIRST) else 1.0
        accented = not token.raw.isascii() and not ACCENTS.isdisjoint(token.raw)
        french += share * (to_french + WEAK * accented)
        english += 0.0 if accented else share * to_english
    return french, english


def detect(message: Message, taken: Taken = ()) -> tuple[Language | None, float]:
    """The language and how sure (0 to 1); None without clear evidence. ``taken``: tokens of titles and names, which tell little."""
    french, english = _evidence(message, taken)
    total = french + english
    if total < LEAST:
        return None, 0.0
    lead = abs(french - english) / total
    if lead < CLEAR:
        return None, lead
    return ("fr" if french > english else "en"), lead


def spoken(message: Message, preferred: Language | None, taken: Taken = ()) -> tuple[Language, bool]:
    """The language to answer in and whether the message itself shows it."""
    found, _ = detect(message, taken)
    return found or preferred or "fr", found is not None
