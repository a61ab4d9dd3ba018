"""A message as one line of words with its numbers in digits ("vingt-deux" is 22), for the grammars of periods and quantities."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate

from msgspec import Struct

from catalogue.reading.normalise import Message
from catalogue.reading.tables import table

CURRENCY = frozenset({"$", "dollars", "dollar", "piasses", "piasse", "piastres", "bucks", "buck", "cad", "tomates", "balles"})
EXPLAINED = "▢"
STOPS = re.compile(r"[.,;:!?\n()…]")
THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)k")


class Line(Struct, frozen=True):
    """Words with the tokens each stands for; ``text`` has one space between words."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    text: str
    offsets: tuple[int, ...]  # where each word begins in the text
    clauses: tuple[int, ...]  # the number of the clause each word is in

    def word_at(self, position: int) -> int:
        return bisect_right(self.offsets, position) - 1

    def word_of(self, token: int) -> int:
        """The word that stands for a token."""
        return bisect_right(self.starts, token) - 1

    def clauses_of_tokens(self, count: int) -> list[int]:
        """The clause of each of so many tokens."""
        clauses = [0] * count
        for start, end, clause in zip(self.starts, self.ends, self.clauses, strict=True):
            clauses[start:end] = [clause] * (end - start)
        return clauses

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that the characters from ``start`` to ``end`` of the text stand for."""
        return self.starts[self.word_at(start)], self.ends[self.word_at(end - 1)]


def line(message: Message, taken: Collection[tuple[int, int]] = ()) -> Line:
    """The line of a message; the tokens in ``taken`` ranges are explained already, and no grammar reads across them."""
    tokens = [token.text for token in message.tokens]
    for start, end in taken:
        tokens[start:end] = [EXPLAINED] * len(tokens[start:end])
    words, starts, ends = _numbers(tokens)
    offsets = (0, *accumulate([len(word) + 1 for word in words[:-1]])) if words else ()
    clauses = _clauses(message)
    return Line(tuple(words), tuple(starts), tuple(ends), " ".join(words), offsets, tuple([clauses[start] for start in starts]))


def _clauses(message: Message) -> list[int]:
    """The clause of each token: a new one after a stop, a comma or a word that opens one."""
    numbers, clause, previous, text, openers = [], 0, 0, message.text, _openers()
    for word, _, start, end in message.tokens:
        if word in openers or (start > previous and (between := text[previous:start]) != " " and STOPS.search(between)):
            clause += 1
        numbers.append(clause)
        previous = max(previous, end)
    return numbers


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("numbers")["openers"])


def _numbers(tokens: Sequence[str]) -> tuple[list[str], list[int], list[int]]:
    """The words, and of each its first token and the end of its tokens."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index, values = 0, _values()
    while index < len(tokens):
        word, end = tokens[index], index + 1
        if word in values:
            end, word = _spelt(tokens, index) or (end, word)
        elif word[0].isdecimal():
            end, word = _thousands(tokens, index) or (end, word)
        words.append(word)
        starts.append(index)
        ends.append(end)
        index = end
    return words, starts, ends


def _thousands(tokens: Sequence[str], index: int) -> tuple[int, str] | None:
    """ "1 250 $" is one amount, "2k" is 2000."""
    if short := THOUSANDS.fullmatch(tokens[index]):
        return index + 1, f"{float(short.group(1)) * 1000:g}"
    after = tokens[index + 1 : index + 3]
    if tokens[index].isdecimal() and len(tokens[index]) <= 2 and after and re.fullmatch(r"\d{3}(\.\d+)?", after[0]):
        money = (len(after) == 2 and after[1] in CURRENCY) or (index and tokens[index - 1] == "$")
        return (index + 2, tokens[index] + after[0]) if money else None
    return None


@cache
def _values() -> dict[str, int]:
    return {word: int(value) for value, words in table("numbers")["words"].items() for word in words.split()}


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(value) for value, words in table("numbers")["ordinals"].items() for word in words.split()}


def _spelt(tokens: Sequence[str], index: int) -> tuple[int, str] | None:
    """A number in letters, at least 2 ("one", "un" are also articles): "soixante et onze", "two hundred and fifty"."""
    values, total, current, last = _values(), 0, 0, 1_000_000
    end = index
    while end < len(tokens):
        word = tokens[end]
        value = values.get(word)
        if value is None:
            following = values.get(tokens[end + 1], 100) if end + 1 < len(tokens) else 100
            if word in ("et", "and") and end > index and following < 100 and last >= 20:
                end += 1
                continue
            if end > index and 20 <= last < 100 and word in _ordinals():  # "twenty-third"
                current, end = current + _ordinals()[word], end + 1
            break
        if value >= 100:
            factor = current or 1
            current, total = (factor * 100, total) if value == 100 else (0, total + factor * 1000)
        elif value == 20 and current % 100 == 4 and tokens[end - 1] == "quatre":
            current += 76
        elif (last <= value or (last < 20 and last != 10)) and end > index and last not in (100, 1000):
            break
        else:
            current += value
        last = 20 if value == 20 and current % 100 == 80 else value
        end += 1
    number = total + current
    return (end, str(number)) if end > index and number >= 2 else None
