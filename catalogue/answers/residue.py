"""What is left of a message once small words, names of courses and wishes are taken away: what it asks by itself."""

import re
from itertools import pairwise

from catalogue.answers.words import LINKS, SMALL, WISHES, fold, stem, stems, tokens
from catalogue.reading.values import Reading

BEFORE_PLACES = frozenset({"a", "en", "au", "in", "at", "near", "sur", "dans", "l", "de", "vers"})
ASKING = frozenset({"when", "where", "who", "how", "whose"})
INTRODUCING = re.compile(r"\b(?:what|how) about\b|\bwhat if\b")


def residue(reading: Reading, names: frozenset[str]) -> frozenset[str]:
    """The stems of the words that ask something; ``names`` are the stems of the courses in talk."""
    places = stems(" ".join(filter(None, (reading.filters.city, (reading.filters.region or "").replace("-", " ")))))
    said = tokens(INTRODUCING.sub(" ", fold(reading.text)))
    kept = {word for word in said if word not in (LINKS | SMALL | WISHES) - ASKING and len(word) > 1 and not word[0].isdigit()}
    kept = {word for word in kept if stem(word) not in names | places}
    if reading.filters.city or reading.filters.region:
        kept -= _after_place_word(reading)
    return frozenset(stem(word) for word in kept)


def _after_place_word(reading: Reading) -> set[str]:
    """The words that follow "à", "en", "in", "near": another name of the place read."""
    words = fold(reading.text).replace("?", " ").replace(",", " ").replace("!", " ").split()
    return {after for before, after in pairwise(words) if before in BEFORE_PLACES}
