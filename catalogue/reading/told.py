"""Clauses that tell of the past ("j'ai perdu deux gars cet automne", "I paid on March 3"): what they say is no wish."""

import re
from functools import cache

from catalogue.reading.line import Line
from catalogue.reading.tables import table


@cache
def _past() -> re.Pattern[str]:
    data = table("periods")
    either = {key: "|".join(data[key]) for key in ("auxiliaries", "participles", "adverbs", "subjects", "past_verbs")}
    return re.compile(
        rf"(?<!\S)(?:(?:{either['auxiliaries']}) (?:(?:{either['adverbs']}) )*(?:{either['participles']})"
        rf"|(?:{either['subjects']}) (?:(?:{either['adverbs']}|have|has|ve|had) )*(?:{either['past_verbs']}))(?!\S)"
    )


def told(said: Line, index: int) -> bool:
    """Whether the clause of that word, up to it, tells of something that has happened."""
    clause = said.clauses[index]
    first = index
    while first and said.clauses[first - 1] == clause:
        first -= 1
    return _past().search(" ".join(said.words[first:index])) is not None
