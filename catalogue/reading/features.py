"""What the intent model sees of a message: pieces of words, runs of words, and the concepts the words stand for."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from catalogue.reading.normalise import Message, fold
from catalogue.reading.tables import table

Words = tuple[str, ...]
Range = tuple[int, int, str]  # first token, last token (exclusive), slot

# One capital a slot: folded words have none, so a mask is never mistaken for a word.
MASKS = {
    "course": "C", "code": "C", "topic": "T", "city": "L", "region": "L", "partner": "P", "teacher": "H",
    "period": "D", "price": "M", "hours": "U", "count": "N", "email": "E",
}  # fmt: skip
DIGITS = re.compile(r"\d+")
PARTS = re.compile(r"[\w$%*+]+")
PIECES = range(2, 6)
LONGEST = 40  # letters of a word: no stem is longer
LIFE = "life "  # opens the name of a field of everyday life


def words(message: Message, ranges: Iterable[Range] = ()) -> Words:
    """The message's words, the named things replaced by their masks, digits by zeros."""
    starts = {start: (end, MASKS[slot]) for start, end, slot in ranges}
    said: list[str] = []
    index = 0
    while index < len(message.tokens):
        if index in starts:
            index, mask = starts[index]
            said.append(mask)
        else:
            said.append(DIGITS.sub(_zeros, message.tokens[index].text))
            index += 1
    return tuple(said)


def _zeros(digits: re.Match[str]) -> str:
    return "0" * min(len(digits.group()), 4)


def pieces(word: str) -> Words:
    """The runs of 2 to 5 letters of a word and its edges."""
    edged = f" {word} "
    found: list[str] = []
    for size in PIECES:
        if len(edged) <= size:
            found.append(edged)
            break
        found.extend(edged[i : i + size] for i in range(len(edged) - size + 1))
    return tuple(found)


def runs(said: Words, asks: bool) -> list[str]:
    """One to three words in a row, pairs with a gap, first and last words, the length, whether there is a question mark."""
    if not said:
        return ["#0"]
    found = list(said)
    for size in (2, 3):
        found.extend(" ".join(said[i : i + size]) for i in range(len(said) - size + 1))
    found.extend(f"{said[i]}_{said[i + 2]}" for i in range(len(said) - 2))
    found.extend((f"^{said[0]}", f"{said[-1]}$"))
    if len(said) > 1:
        found.extend((f"^{said[0]} {said[1]}", f"{said[-2]} {said[-1]}$"))
    found.append(f"#{_length(len(said))}")
    if asks:
        found.append("?")
    return found


def _length(count: int) -> int:
    return count if count < 5 else 5 if count < 9 else 6 if count < 16 else 7


class Concepts:
    """The bundles of data/concepts.yaml: words and turns of phrase that stand for one thing."""

    def __init__(self, bundles: dict[str, list[str]]) -> None:
        self._whole: dict[Words, set[str]] = {}
        self._stems: dict[Words, dict[str, set[str]]] = {}
        self._longest: dict[str, int] = {}  # first word to the length of the longest turn of phrase it opens
        for concept, forms in bundles.items():
            for form in forms:
                self._add(concept, tuple(PARTS.findall(fold(form))))

    def _add(self, concept: str, form: Words) -> None:
        if len(form) > 1:
            self._longest[form[0]] = max(self._longest.get(form[0], 1), len(form))
        if form and form[-1].endswith("*"):
            self._stems.setdefault(form[:-1], {}).setdefault(form[-1][:-1], set()).add(concept)
        elif form:
            self._whole.setdefault(form, set()).add(concept)

    def of(self, said: Words) -> list[Words]:
        """For each word, the concepts of the turns of phrase it belongs to."""
        found: list[Words] = [()] * len(said)
        longest, count = self._longest, len(said)
        for start, word in enumerate(said):
            for end in range(start + 1, min(start + longest.get(word, 1), count) + 1):
                if named := self._named(said[start:end]):
                    for place in range(start, end):
                        found[place] = tuple(sorted({*found[place], *named})) if found[place] else named
        return found

    @lru_cache(maxsize=8192)  # noqa: B019  (one table lives as long as the program)
    def _named(self, form: Words) -> Words:
        concepts = set(self._whole.get(form, ()))
        if stems := self._stems.get(form[:-1]):
            concepts.update(*(stems.get(form[-1][:size], ()) for size in range(2, min(len(form[-1]), LONGEST) + 1)))
        return tuple(sorted(concepts))


@cache
def notions() -> Concepts:
    """The concepts and the fields of everyday life, as one table."""
    return Concepts(table("concepts") | {f"{LIFE}{field}": words for field, words in table("everyday").items()})


@lru_cache(maxsize=16)
def _noted(said: Words) -> list[Words]:
    """The notions of each word: asked for several times of a message, by the intent, the FAQ and the scope."""
    return notions().of(said)


def concepts(said: Words) -> list[Words]:
    """For each word, the concepts of the turns of phrase it belongs to; no field of everyday life."""
    return [tuple(notion for notion in place if not notion.startswith(LIFE)) for place in _noted(said)]


def lives(said: Words) -> int:
    """How many words are of some field of everyday life."""
    return sum([any(map(_of_life, place)) for place in _noted(said) if place])


def _of_life(notion: str) -> bool:
    return notion.startswith(LIFE)


def meanings(said: Words) -> list[str]:
    """The concepts of a message, and beside each the concepts and words one or two places away."""
    named = _noted(said)
    found = sorted({concept for place in named for concept in place})
    count = len(found)
    if said:
        found.extend([f"^{concept}" for concept in named[0]])
        found.extend([f"{concept}$" for concept in named[-1]])
    found.append(f"#{min(count, 6)}")
    for gap in (1, 2):
        for left in range(len(said) - gap):
            if named[left] or named[left + gap]:
                found.extend(_beside(said, named, left, left + gap))
    return found


def _beside(said: Words, named: Sequence[Words], left: int, right: int) -> list[str]:
    pairs = [f"{a}>{b}" for a in named[left] for b in named[right] if a != b]
    pairs.extend(f"{a}>.{said[right]}" for a in named[left])
    pairs.extend(f"{said[left]}.>{b}" for b in named[right])
    return pairs


def blocks(said: Words, asks: bool) -> tuple[list[str], list[str], list[str]]:
    """The three kinds of features, each weighed on its own."""
    return [piece for word in said for piece in pieces(word)], runs(said, asks), meanings(said)
