"""Clauses that tell of the past ("j'ai perdu deux gars cet automne", "I paid on March 3"): what they say is no wish."""

import re
from functools import cache

from catalogue.reading.line import Line
from catalogue.reading.tables import table

LONGEST = 40  # words of a clause: what stands further back tells nothing of the word

LISTS = ("auxiliaries", "participles", "adverbs", "subjects", "past_verbs", "had", "participles_had")


@cache
def _past() -> re.Pattern[str]:
    data = table("periods")
    either = {key: "|".join(data[key]) for key in LISTS}
    return re.compile(
        rf"(?<!\S)(?:(?:{either['auxiliaries']}) (?:(?:{either['adverbs']}) )*(?:{either['participles']})"
        rf"|(?:{either['had']}) (?:(?:{either['adverbs']}) )*(?:{either['participles_had']})"
        rf"|(?:{either['subjects']}) (?:(?:{either['adverbs']}|have|has|ve|had) )*(?:{either['past_verbs']}))(?!\S)"
    )


def told(said: Line, index: int) -> bool:
    """Whether the clause of that word, up to it, tells of something that has happened."""
    return _past().search(clause_before(said, index)) is not None


def clause_before(said: Line, index: int) -> str:
    """The words of the clause of that word, up to it, forty at most."""
    first, furthest = index, max(0, index - LONGEST)
    while first > furthest and said.clauses[first - 1] == said.clauses[index]:
        first -= 1
    return " ".join(said.words[first:index])


def says_any(table_name: str, text: str) -> bool:
    """Whether the text has one of the words or phrases of that row of the periods' table."""
    return any(f" {phrase} " in f" {text} " for phrase in table("periods")[table_name])
