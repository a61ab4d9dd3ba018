"""The clauses of a message that may each ask something: cut at "et", "and" and the like, and at strong punctuation."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from catalogue.reading.features import Range, Words, words
from catalogue.reading.normalise import Message

JOINING = frozenset({"et", "puis", "and", "aussi", "also", "plus", "ainsi"})
MARKS = re.compile(r"[?!.;,]")
LONGEST = 40  # words: beyond, a message tells a story
SHORTEST = 1


def clauses(message: Message, spans: Sequence[Range]) -> Iterator[tuple[Words, bool]]:
    """The words of each clause, masked, and whether it ends with a question mark; nothing where there is one clause only."""
    cuts = [0, *_cuts(message, spans), len(message.tokens)]
    if len(cuts) == 2 or len(message.tokens) > LONGEST:
        return
    for start, end in pairwise(cuts):
        part = Message(message.text, message.tokens[start:end], "")
        inside = [(first - start, last - start, slot) for first, last, slot in spans if start <= first and last <= end]
        said = tuple(word for word in words(part, inside) if word not in JOINING)
        if len(said) >= SHORTEST:
            yield said, "?" in message.text[message.tokens[end - 1].end :][:3]


def _cuts(message: Message, spans: Sequence[Range]) -> Iterator[int]:
    """The tokens where a clause begins, none inside a named thing."""
    tokens = message.tokens
    for index in range(1, len(tokens)):
        between = message.text[tokens[index - 1].end : tokens[index].start]
        if (tokens[index].text in JOINING or MARKS.search(between)) and not any(start < index < end for start, end, _ in spans):
            yield index
