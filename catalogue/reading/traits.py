"""How, for whom and on which days: the groups of phrases of data/traits.yaml and data/schedule.yaml found in a message."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from catalogue.reading.lexicon import Lexicon, Words, begins_with, ends_with, wordings
from catalogue.reading.normalise import Message
from catalogue.reading.schedule import of_value, parts_said
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.reading.values import Schedule

GUARDS = ("not_after", "not_before", "only_after")


class Trait(Struct, frozen=True):
    """One group of phrases: what they say, and where they say something else."""

    kind: str
    value: object
    not_after: frozenset[Words]
    not_before: frozenset[Words]
    only_after: frozenset[Words]
    unless: frozenset[str]
    unless_phrase: tuple[str, ...]

    def here(self, words: Sequence[str], start: int, end: int) -> bool:
        if self.only_after and not ends_with(words, start, self.only_after):
            return False
        return not ends_with(words, start, self.not_after) and not begins_with(words, end, self.not_before)

    def filters(self, message: Message, words: Sequence[str]) -> bool:
        return not self.unless.intersection(words) and not any(phrase in message.folded for phrase in self.unless_phrase)

    def means(self, said: Sequence[str]) -> object:
        if self.kind != "schedule":
            return self.value
        schedule = of_value(str(self.value))
        return Schedule(schedule.weekdays, schedule.parts | parts_said(said)) if schedule.weekdays else schedule


@cache
def _lexicon(group: str) -> Lexicon[tuple[Trait, ...]]:
    groups: dict[Words, list[Trait]] = {}
    for row in table(group):
        not_after, not_before, only_after = (wordings(row.get(key, ())) for key in GUARDS)
        unless, unless_phrase = frozenset(row.get("unless", ())), tuple(row.get("unless_phrase", ()))
        trait = Trait(row["kind"], row["value"], not_after, not_before, only_after, unless, unless_phrase)
        for words in wordings(row["say"]):
            groups.setdefault(words, []).append(trait)
    return Lexicon((words, tuple(traits)) for words, traits in groups.items())


def traits(message: Message) -> Iterator[Span]:
    """Every format, level, audience, teaching language, mention of free, weekday and part of the day."""
    words = [token.text for token in message.tokens]
    for start, end, candidates in chain(_lexicon("traits").find(words), _lexicon("schedule").find(words)):
        for trait in candidates:
            if trait.here(words, start, end):
                yield Span(start, end, trait.kind, trait.means(words[start:end]), filters=trait.filters(message, words))
                break
