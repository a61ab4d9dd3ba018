"""What is left of a message once small words, names of courses and wishes are taken away: what it asks by itself."""

import re
from itertools import islice, takewhile

from catalogue.answers.cues import LEADING
from catalogue.answers.words import FACTS, LINKS, SMALL, WISHES, fold, stem, stems, tokens
from catalogue.reading.values import Reading
from catalogue.words.pattern import Pattern

BEFORE_PLACES = frozenset({"a", "en", "au", "in", "at", "near", "sur", "dans", "l", "de", "vers"})
ASKING = frozenset({"when", "where", "who", "how", "whose"})
INTRODUCING = Pattern(r"\b(?:what|how) about\b|\bwhat if\b|\bsame (?:question|thing)\b|\bmeme (?:question|chose|affaire)\b")


def residue(reading: Reading, names: frozenset[str]) -> frozenset[str]:
    """The stems of the words that ask something; ``names`` are the stems of the courses in talk."""
    places = stems(" ".join(filter(None, (reading.filters.city, (reading.filters.region or "").replace("-", " ")))))
    said = tokens(INTRODUCING.sub(" ", fold(LEADING.sub("", reading.said))))
    kept = {word for word in said if word not in (LINKS | SMALL | WISHES) - ASKING and len(word) > 1 and not word[0].isdigit()}
    kept = {word for word in kept if stem(word) not in names | places} - {word for said in reading.valued for word in tokens(said)}
    if reading.filters.city or reading.filters.region:
        kept -= _after_place_word(reading)
    return frozenset(stem(word) for word in kept)


def _after_place_word(reading: Reading) -> set[str]:
    """The words that follow "à", "en", "in", "near": another name of the place read, three words at most."""
    found: set[str] = set()
    for clause in re.split(r"[?!,.;:]", fold(reading.said)):
        words = clause.split()
        for place in (index for index, word in enumerate(words) if word in BEFORE_PLACES and not _auxiliary(words, index)):
            run = takewhile(lambda word: word not in FACTS, (word for word in words[place + 1 :] if word not in LINKS))
            found |= set(islice(run, 3))
    return found


def _auxiliary(words: list[str], index: int) -> bool:
    """Whether an "a" is of "y a-t-il", not of a place."""
    return words[index] == "a" and (words[max(index - 1, 0)] in ("y", "ya") or words[index + 1 : index + 2] in (["t"], ["tu"], ["ti"]))
