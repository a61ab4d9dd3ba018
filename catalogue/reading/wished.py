"""Whether a message says nothing but what the courses wished for are like: "cours en ligne ou hybride", "not in English"."""

from collections.abc import Sequence
from functools import cache

from catalogue.reading.lexicon import Words, begins_with, wordings
from catalogue.reading.normalise import Message
from catalogue.reading.spans import Span
from catalogue.reading.tables import table


@cache
def _openings() -> frozenset[Words]:
    return wordings(table("negation")["alone"]["opens"])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("negation")["alone"][key])


def of_wishes_alone(message: Message, spans: Sequence[Span]) -> bool:
    """Courses and several values or a refused one, with light words between, or a refused one alone; no one course is spoken of."""
    wishes = [span for span in spans if span.filters]
    words = [token.text for token in message.tokens]
    refuses = any(span.denied for span in wishes)
    if not refuses and len(wishes) < 2:
        return False
    covered = {index for span in wishes for index in range(span.start, span.end)}
    covered |= set(range(max((len(said) for said in _openings() if begins_with(words, 0, frozenset({said}))), default=0)))
    if any(word not in _words("light") | _words("nouns") for index, word in enumerate(words) if index not in covered):
        return False
    named = [index for index, word in enumerate(words) if word in _words("nouns")]
    if any(index and words[index - 1] in _words("definite") for index in named):
        return False
    return bool(named) or (refuses and "?" not in message.text)
