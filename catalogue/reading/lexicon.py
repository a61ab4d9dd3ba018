"""Phrases with alternatives ("cours (en ligne|virtuel(s|))") looked up in a message, the longest first."""

import re
from collections.abc import Iterable, Iterator, KeysView, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")
Words = tuple[str, ...]
GROUP = re.compile(r"\(([^()]*)\)")
LONGEST_GUARD = 5


def expanded(template: str) -> Iterator[Words]:
    """Every wording of a template: ``(a|b|)`` is one of its alternatives, innermost first."""
    if group := GROUP.search(template):
        for choice in group.group(1).split("|"):
            yield from expanded(template[: group.start()] + choice + template[group.end() :])
    else:
        yield tuple(template.split())


def wordings(templates: Iterable[str]) -> frozenset[Words]:
    return frozenset(words for template in templates for words in expanded(template) if words)


class Lexicon(Generic[Value]):
    """Phrases and what each stands for."""

    def __init__(self, pairs: Iterable[tuple[Words, Value]]) -> None:
        self._by_first: dict[str, dict[Words, Value]] = {}
        for words, value in pairs:
            self._by_first.setdefault(words[0], {}).setdefault(words, value)
        self._lengths = {first: sorted({len(words) for words in known}, reverse=True) for first, known in self._by_first.items()}

    def at(self, words: Sequence[str], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins there: where it ends, and its value."""
        known = self._by_first.get(words[index])
        if known is None:
            return None
        for length in self._lengths[words[index]]:
            phrase = tuple(words[index : index + length])
            if phrase in known:
                return index + len(phrase), known[phrase]
        return None

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Value]]:
        """All phrases from left to right, none inside another."""
        free = 0
        for index, word in enumerate(words):
            if word in self._by_first and index >= free and (found := self.at(words, index)):
                free = found[0]
                yield index, free, found[1]

    @property
    def firsts(self) -> KeysView[str]:
        """The words that begin a phrase."""
        return self._by_first.keys()


def ends_with(words: Sequence[str], end: int, guards: frozenset[Words]) -> bool:
    """Whether one of the phrases stands right before ``end``."""
    if not guards:
        return False
    return any(tuple(words[end - length : end]) in guards for length in range(1, min(LONGEST_GUARD, end) + 1))


def begins_with(words: Sequence[str], start: int, guards: frozenset[Words]) -> bool:
    """Whether one of the phrases stands right at ``start``."""
    if not guards:
        return False
    return any(tuple(words[start : start + length]) in guards for length in range(1, min(LONGEST_GUARD, len(words) - start) + 1))
