"""Where: Québec's municipalities, regions and their everyday names, joined to the catalogue's own cities (data/places.yaml)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from catalogue.reading.lexicon import Lexicon, Words, begins_with, ends_with, wordings
from catalogue.reading.normalise import Message, fold
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.search.guard import ordinary

Place = tuple[str, str]  # kind ("city", "region", "outside"), value
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "saints": "saint", "mt": "mont"}
SHORTEST_FUZZY = 6  # letters, after a word of place; two more elsewhere
MOST_WORDS = 4
LONGEST = 40  # letters: no city's name is longer, its words written as one
LATELY = 4096  # words


def place_words(name: str) -> Words:
    """A name as words of a message: folded, hyphens and apostrophes split, St written Saint."""
    return tuple(SAINTS.get(word, word) for word in re.findall(r"[^\W_]+", fold(name)))


class Places:
    """The gazetteer joined to the catalogue's own (city, region) pairs."""

    def __init__(self, cities: Iterable[tuple[str, str | None]]) -> None:
        own = {place_words(city): ("city", city) for city, _region in cities}
        self._names: dict[Words, Place] = {**_gazetteer(), **own}
        self._lexicon = Lexicon(self._names.items())
        self._near = _deletions(self._names)
        self._lately: dict[str, bool] = {}
        self._firsts = {form for name in self._names if len(name) > 1 for form in _forms(name[0])}

    def find(self, message: Message) -> Iterator[Span]:
        """Every place named, from left to right; those outside Québec are no filters."""
        words = [SAINTS.get(token.text, token.text) for token in message.tokens]
        known, opening = self._lexicon.firsts, self._firsts
        free = 0
        for index, word in enumerate(words):
            if index >= free and (word in known or word in opening or len(word) >= SHORTEST_FUZZY):
                free, place = self._at(words, index)
                if place:
                    yield Span(index, free, place[0], place[1], filters=place[0] != "outside")

    def _at(self, words: Sequence[str], index: int) -> tuple[int, Place | None]:
        """Where the place that begins there ends, and the place; else the next word and none."""
        exact = self._lexicon.at(words, index)
        if exact is None:
            return self._nearly(words, index)
        end, place = exact
        return (end, place) if _is_place(words, index, end, place) else (index + 1, None)

    def _nearly(self, words: Sequence[str], index: int) -> tuple[int, Place | None]:
        """A city misspelt by one letter, and that is no word of the two languages."""
        longest = MOST_WORDS if words[index] in self._firsts else 1
        for length in range(min(longest, len(words) - index), 0, -1):
            joined = "".join(words[index : index + length])
            if len(joined) < SHORTEST_FUZZY or not joined.isalpha() or (length == 1 and not self._perhaps(joined)):
                continue
            if len(joined) < SHORTEST_FUZZY + 2 and not ends_with(words, index, _guards()["locatives"]):
                continue
            name = self._nearest(words[index : index + length], joined)
            if name and _is_place(words, index, index + length, self._names[name]):
                return index + length, self._names[name]
        return index + 1, None

    def _nearest(self, said: Sequence[str], joined: str) -> Words | None:
        near = [name for name in self._candidates(joined) if _alike(name, said, joined)]
        return None if near and all(len(word) <= 3 or ordinary().knows(word) for word in said) else min(near, default=None)

    def _perhaps(self, word: str) -> bool:
        """Whether a word alone is a slip away from a city; those asked about lately are remembered."""
        perhaps = self._lately.get(word)
        if perhaps is None:
            if len(self._lately) >= LATELY:
                self._lately.clear()
            perhaps = bool(self._candidates(word))
            if len(word) <= LONGEST:
                self._lately[word] = perhaps
        return perhaps

    def _candidates(self, joined: str) -> set[Words]:
        """The cities that some form of the word with a letter less leads to."""
        return {name for form in _forms(joined) for name in self._near.get(form, ())} if len(joined) <= LONGEST else set()


def _alike(name: Words, said: Sequence[str], joined: str) -> bool:
    """One edit apart, from the same first letter, in as many words (or in one)."""
    written = "".join(name)
    return written[0] == joined[0] and len(said) in (1, len(name)) and OSA.distance(written, joined) <= 1


def _is_place(words: Sequence[str], start: int, end: int, place: Place) -> bool:
    guards = _guards()
    said = tuple(words[start:end])
    alone = len(words) == len(said) and not ordinary().knows(said[0])
    if said in guards["with_context"] and not alone and not ends_with(words, start, guards["locatives"]):
        return False
    if ends_with(words, start, guards["not_after"]) or begins_with(words, end, guards["not_before"]):
        return False
    if place[1] == "Québec" and said in guards["province"]:
        return not (ends_with(words, start, guards["province_after"]) or begins_with(words, end, guards["province_before"]))
    return True


def _forms(word: str) -> Iterator[str]:
    """The word, and the word with each of its letters taken off once."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _deletions(names: dict[Words, Place]) -> dict[str, tuple[Words, ...]]:
    """For each city's name and each form of it with one letter less, the names it may be."""
    near: dict[str, set[Words]] = {}
    for name, (kind, _value) in names.items():
        joined = "".join(name)
        if kind == "city" and name not in _guards()["with_context"] and len(joined) >= SHORTEST_FUZZY and joined.isalpha():
            for form in _forms(joined):
                near.setdefault(form, set()).add(name)
    return {form: tuple(found) for form, found in near.items()}


@cache
def _gazetteer() -> dict[Words, Place]:
    data = table("places")
    names: dict[Words, Place] = {place_words(name): ("outside", name) for name in data["outside"]}
    for region, content in data["regions"].items():
        for row in content["cities"]:
            official, _, others = (part.strip() for part in row.partition("="))
            for said in (official, *(other for other in others.split(";") if other.strip())):
                names.setdefault(place_words(said), ("city", official))
        names |= {place_words(name): ("region", region) for name in content["names"]}
    return names


@cache
def _guards() -> dict[str, frozenset[Words]]:
    data = table("places")
    guards = {key: wordings(data[key]) for key in ("locatives", "not_after", "not_before")}
    guards["with_context"] = frozenset(place_words(name) for name in data["with_context"])
    province = {"province": "names", "province_after": "after", "province_before": "before"}
    return guards | {guard: wordings(data["province"][key]) for guard, key in province.items()}
