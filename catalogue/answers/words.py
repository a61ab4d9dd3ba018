"""Words of a message compared with words of the catalogue: folded, cut to stems, weighed by how rare they are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from math import log

from catalogue.offer.model import Catalogue, Course
from catalogue.reading.tables import table

LISTS: dict[str, str] = table("words", "answers")
LINKS, SMALL, WISHES, FACTS, ASKING = (frozenset(LISTS[name].split()) for name in ("links", "small", "wishes", "facts", "asking"))
ENDINGS = (
    "ements",
    "ement",
    "ations",
    "ation",
    "trices",
    "trice",
    "teurs",
    "teur",
    "euses",
    "euse",
    "ings",
    "eurs",
    "eur",
    "ing",
    "aux",
    "es",
    "s",
    "x",
    "e",
)
_HAVE = re.compile(r"\bj ?ai\b")  # "j'ai" speaks of no AI
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")


def fold(text: str) -> str:
    """Lower case, no accents, apostrophes and hyphens as spaces: the form cues are looked for in."""
    plain = unicodedata.normalize("NFKD", text.replace("’", " ").replace("'", " ").replace("œ", "oe").casefold())
    bare = plain if plain.isascii() else "".join(ch for ch in plain if not unicodedata.combining(ch))
    return " ".join(bare.replace("-", " ").replace("‑", " ").split())


def tokens(text: str) -> list[str]:
    return _WORD.findall(_HAVE.sub("j", fold(text)))


def stem(word: str) -> str:
    """A crude stem, the same for the plural, the feminine and a few common endings in both languages."""
    if word.endswith(ENDINGS):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word.removesuffix(ending)
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the words that mean something."""
    return frozenset(stem(word) for word in tokens(text) if word not in LINKS and (len(word) > 1 or word.isdigit()))


OF_FACTS = frozenset(stem(word) for word in FACTS | LINKS | SMALL)
LIGHT = OF_FACTS | frozenset(stem(word) for word in WISHES)  # what is left without them names something
TRADES = frozenset(stem(word) for word in LISTS["trades"].split())


class Vocabulary:
    """The words each course of a catalogue is spoken of with, and how rare they are; each table is made when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _called(self) -> list[tuple[str, frozenset[str]]]:
        """The words of each name of a course, by its code."""
        named = [(course.code, (course.title.fr, course.title.en, *course.aliases.all())) for course in self._catalogue.courses]
        return [(code, words) for code, names in named for name in names if (words := stems(name))]

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {course.code: set() for course in self._catalogue.courses}
        for code, words in self._called:
            found[code] |= words
        return {code: frozenset(words) for code, words in found.items()}

    @cached_property
    def _topics(self) -> list[tuple[str, frozenset[str]]]:
        """The words of each name of a topic, by its code."""
        named = [(topic.code, (topic.name.fr, topic.name.en, *topic.aliases.all())) for topic in self._catalogue.topics]
        return [(code, words) for code, names in named for name in names if (words := stems(name))]

    @cached_property
    def topics(self) -> dict[str, frozenset[str]]:
        """The words of the topics of each course."""
        words = {topic.code.casefold(): self.topic_stems(topic.code) for topic in self._catalogue.topics}
        found = {course.code: [words.get(code.casefold(), ()) for code in course.topics] for course in self._catalogue.courses}
        return {code: frozenset[str]().union(*each) for code, each in found.items()}

    @cached_property
    def texts(self) -> dict[str, frozenset[str]]:
        return {course.code: frozenset().union(*map(stems, _texts(course))) for course in self._catalogue.courses}

    @cached_property
    def rarity(self) -> dict[str, float]:
        return _rarity(self.names, self.topics, self.texts)

    def named(self, words: frozenset[str]) -> tuple[str, ...]:
        """The courses one of whose names stands whole in the words; of several, those of the longest name."""
        whole = [(len(name), code) for code, name in self._called if name <= words]
        longest = max((size for size, _ in whole), default=0)
        return tuple(dict.fromkeys(code for size, code in whole if size == longest))

    def closest(self, words: frozenset[str], among: Iterable[str]) -> str | None:
        """The one course whose names share most with the words; None where none or several do."""
        shared = [(sum(self.rarity.get(word, 0.0) for word in words & self.names[code]), code) for code in among]
        best = max((score for score, _ in shared), default=0.0)
        first = [code for score, code in shared if score == best > 0]
        return first[0] if len(first) == 1 else None

    @staticmethod
    def stems(text: str) -> frozenset[str]:
        """The stems of the words of a message that mean something."""
        return stems(text)

    def topic_stems(self, code: str | None) -> frozenset[str]:
        """The stems of all names of a topic."""
        return frozenset().union(*(words for one, words in self._topics if one == code))

    def topic(self, words: frozenset[str]) -> str | None:
        """The topic one of whose names stands whole in the words, the longest."""
        whole = [(len(name), code) for code, name in self._topics if name <= words]
        return max(whole, default=(0, None))[1]

    def relevance(self, course: Course, words: Iterable[str]) -> float:
        """How much the words speak of that course: rare words weigh more, words of its names most."""
        return sum(self._weight(course.code, word) * self.rarity.get(word, 0.0) for word in set(words))

    def called(self, course: Course, words: Iterable[str]) -> float:
        """The same, of what the course and its subjects are called alone."""
        known = self.names[course.code] | self.topics[course.code]
        return sum(self._weight(course.code, word) * self.rarity.get(word, 0.0) for word in set(words) & known)

    def _weight(self, code: str, word: str) -> float:
        if word in self.names[code]:
            return 2.0
        return 1.5 if word in self.topics[code] else float(word in self.texts[code])


def _texts(course: Course) -> list[str]:
    found = (course.summary, course.funding, course.prerequisites)
    return [words for text in found if text for words in (text.fr, text.en)]


def _rarity(*kinds: dict[str, frozenset[str]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for code in kinds[0]:
        counts.update(frozenset().union(*(kind[code] for kind in kinds)))
    return {word: log(1 + len(kinds[0]) / count) for word, count in counts.items()}
