"""Where: Québec's municipalities, regions and their everyday names, joined to the catalogue's own cities."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from catalogue.reading.lexicon import Lexicon, Words, begins_with, ends_with, wordings
from catalogue.reading.normalise import Message, fold
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.search.guard import ordinary

Place = tuple[str, str]  # kind ("city", "region", "outside"), value
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "saints": "saint", "mt": "mont"}
SHORTEST_FUZZY = 6
MOST_WORDS = 4


def place_words(name: str) -> Words:
    """A name as words of a message: folded, hyphens and apostrophes split, St written Saint."""
    return tuple(SAINTS.get(word, word) for word in re.findall(r"[^\W_]+", fold(name)))


class Places:
    """The gazetteer joined to the catalogue's own (city, region) pairs."""

    def __init__(self, cities: Iterable[tuple[str, str | None]]) -> None:
        names = dict(_gazetteer())
        for city, _region in cities:
            names[place_words(city)] = ("city", city)
        self._names = names
        self._lexicon = Lexicon(names.items())
        self._near = _deletions(names)
        self._guards = _guards()

    def find(self, message: Message) -> Iterator[Span]:
        """Every place named, from left to right."""
        words = [SAINTS.get(token.text, token.text) for token in message.tokens]
        index = 0
        while index < len(words):
            found = self._at(words, index)
            if found is None:
                index += 1
                continue
            end, place = found
            if place is not None:
                yield Span(index, end, place[0], place[1], filters=place[0] != "outside")
            index = end

    def _at(self, words: Sequence[str], index: int) -> tuple[int, Place | None] | None:
        exact = self._lexicon.at(words, index)
        if exact:
            end, place = exact
            if self._is_place(words, index, end, place):
                return end, place
            return (end, None) if end > index + 1 else None
        return self._nearly(words, index)

    def _is_place(self, words: Sequence[str], start: int, end: int, place: Place) -> bool:
        guards = self._guards
        said = tuple(words[start:end])
        if said in guards["with_context"] and not (ends_with(words, start, guards["locatives"]) or (len(words) == len(said) and not ordinary().knows(said[0]))):
            return False
        if ends_with(words, start, guards["not_after"]) or begins_with(words, end, guards["not_before"]):
            return False
        if place[1] == "Québec" and said in guards["province"]:
            return not (ends_with(words, start, guards["province_after"]) or begins_with(words, end, guards["province_before"]))
        return True

    def _nearly(self, words: Sequence[str], index: int) -> tuple[int, Place] | None:
        """A city misspelt by one letter, of six letters or more, that is no word of the two languages."""
        for length in range(min(MOST_WORDS, len(words) - index), 0, -1):
            said = words[index : index + length]
            joined = "".join(said)
            if len(joined) < SHORTEST_FUZZY or not joined.isalpha() or (length == 1 and ordinary().knows(said[0])):
                continue
            if length > 1 and (len(said[0]) < 2 or len(said[-1]) < 2 or ends_with(said, length, self._guards["locatives"])):
                continue
            located = ends_with(words, index, self._guards["locatives"])
            name = self._nearest(joined, lenient=located)
            if name and (length == 1 or length == len(name)) and self._is_place(words, index, index + length, self._names[name]):
                return index + length, self._names[name]
        return None

    def _nearest(self, joined: str, *, lenient: bool) -> Words | None:
        if not lenient and len(joined) < SHORTEST_FUZZY + 2:
            return None
        candidates = {name for form in {joined, *_shorter(joined)} for name in self._near.get(form, ())}
        near = [name for name in candidates if name[0][0] == joined[0] and OSA.distance("".join(name), joined) == 1]
        return min(near, default=None)


def _shorter(word: str) -> Iterator[str]:
    """The word with each of its letters taken off once."""
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


def _deletions(names: dict[Words, Place]) -> dict[str, tuple[Words, ...]]:
    """For each form of a city's name with one letter less, the names it may be (one edit apart, both ways)."""
    near: dict[str, list[Words]] = {}
    for name, (kind, _value) in names.items():
        joined = "".join(name)
        if kind == "city" and len(joined) >= SHORTEST_FUZZY and joined.isalpha():
            for form in {joined, *_shorter(joined)}:
                near.setdefault(form, []).append(name)
    return {form: tuple(found) for form, found in near.items()}


@cache
def _gazetteer() -> dict[Words, Place]:
    data = table("places")
    names: dict[Words, Place] = {place_words(name): ("outside", name) for name in data["outside"]}
    for region, content in data["regions"].items():
        for row in content["cities"]:
            official, _, others = (part.strip() for part in row.partition("="))
            names.setdefault(place_words(official), ("city", official))
            for other in _aliases(others):
                names.setdefault(other, ("city", official))
        names |= {place_words(name): ("region", region) for name in content["names"]}
    return names


def _aliases(text: str) -> Collection[Words]:
    return [place_words(alias) for alias in text.split(";") if alias.strip()]


@cache
def _guards() -> dict[str, frozenset[Words]]:
    data = table("places")
    guards = {key: wordings(map(str, data[key])) for key in ("locatives", "not_after", "not_before")}
    guards["with_context"] = frozenset(place_words(name) for name in data["with_context"])
    guards["province"] = wordings(data["province"]["names"])
    guards["province_after"] = wordings(data["province"]["after"])
    guards["province_before"] = wordings(data["province"]["before"])
    return guards
