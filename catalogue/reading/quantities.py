"""How much, how long, how many: the highest price, the greatest length, the size of a group (data/quantities.yaml)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from catalogue.reading.lexicon import Words, begins_with, ends_with, expanded, wordings
from catalogue.reading.line import CURRENCY, Line
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.words.pattern import Pattern

LEAST_BARE_PRICE = 20  # "moins de 5" says no price
GROUP = range(2, 1001)
FEW_WORDS = 11
PATTERNS = ("prices", "lengths", "counts", "sizes")
LISTS = ("budget", "budget_strong", "other_units", "people", "seats", "want_seats", "teach", "group_words", "units_of_time")
GUARDS = ("hours_not_before", "hours_not_after", "count_not_before", "count_not_after", "group_cues")


class Grammar(Struct, frozen=True):
    """The patterns built from the tables."""

    patterns: dict[str, tuple[Pattern, ...]]
    guards: dict[str, frozenset[Words]]
    about: dict[str, int]
    about_said: Pattern
    day_hours: float
    half_day_hours: float


@cache
def grammar() -> Grammar:
    data = table("quantities")
    macros = dict(data["macros"]) | {name: _either(data[name]) for name in LISTS}
    macros |= {"before": _either(data["at_most_before"]), "after": _either(data["at_most_after"])}
    return Grammar(
        patterns={name: tuple(_compiled(pattern, macros) for pattern in data[name]) for name in PATTERNS},
        guards={name: wordings(data[name]) for name in GUARDS},
        about={word: int(size) for word, size in data["about"].items()},
        about_said=Pattern(rf"(?<!\S)(?:(?:une?|a|an|the|about|2) )?(?P<word>{'|'.join(data['about'])})(?!\S)"),
        day_hours=float(data["day_hours"]),
        half_day_hours=float(data["half_day_hours"]),
    )


def _either(templates: Iterable[str]) -> str:
    said = {" ".join(words) for template in templates for words in expanded(template) if words}
    longest_first = sorted(said, key=lambda text: (-len(text), text))
    return "(?:" + "|".join(re.escape(text).replace(r"\ ", " ") for text in longest_first) + ")"


def _compiled(pattern: str, macros: dict[str, str]) -> Pattern:
    while named := re.search(r"(?<!\?P)<(\w+)>", pattern):
        pattern = pattern.replace(named.group(), macros[named.group(1)])
    return Pattern(rf"(?<!\S)(?:{pattern})(?!\S)")


def quantities(line: Line) -> Iterator[Span]:
    """The highest price, the greatest length and the group size said in the line."""
    if any(word[0].isdigit() for word in line.words):
        yield from _price(line)
    if not SIZED.isdisjoint(line.words):
        yield from _length(line)
    yield from _count(line)


FIRM = Pattern(
    r"\b(?:entreprise|compagnie|pme|organisation|organisme|usine|manufacture|company|firm|business|organization|plant|sme)"
    r"(?: \w+){0,2} (?:de|d|of|with|avec|a)(?: environ| about| some)? $"
)  # the size of an employer is no group
DIGIT = re.compile(r"\d")
SIZED = frozenset({"h", "hr", "hrs", "heure", "heures", "hour", "hours", "jour", "jours", "journee", "journees", "day", "days"})


def _price(line: Line) -> Iterator[Span]:
    for pattern in grammar().patterns["prices"]:
        for match in pattern.finditer(line.text):
            amounts = [float(amount) for amount in match.groups() if amount]
            if amounts and (not CURRENCY.isdisjoint(match.group().split()) or max(amounts) >= LEAST_BARE_PRICE):
                place = line.tokens(*match.span())
                yield Span(*place, "price", max(amounts))
                if min(amounts) < max(amounts):
                    yield Span(*place, "floor", min(amounts))
                return


def _length(line: Line) -> Iterator[Span]:
    guards = grammar().guards
    for pattern in grammar().patterns["lengths"]:
        for match in pattern.finditer(line.text):
            first, end = line.word_at(match.start()), line.word_at(match.end() - 1) + 1
            if not begins_with(line.words, end, guards["hours_not_before"]) and not ends_with(line.words, first, guards["hours_not_after"]):
                yield Span(*line.tokens(*match.span()), "hours", _hours(match.groupdict()))
                return


def _hours(said: dict[str, str | None]) -> float:
    if said.get("half"):
        return grammar().half_day_hours
    hours, days = said.get("hours"), said.get("days")
    return _amount(hours) if hours else _amount(days) * grammar().day_hours


def _amount(said: str | None) -> float:
    return float(said) if said and said[0].isdigit() else 1.0


def _count(line: Line) -> Iterator[Span]:
    patterns, about = grammar().patterns, grammar().about.keys()
    text = line.text if about.isdisjoint(line.words) else grammar().about_said.sub(_sized, line.text)
    if DIGIT.search(text) is None:
        return
    words = text.split(" ")
    for pattern in (*patterns["counts"], *patterns["sizes"]):
        for match in pattern.finditer(text):
            first, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end()) + 1
            said = match.groupdict()
            number = int(said["n"]) if said.get("n") else int(said["more"]) + 1
            alone = pattern in patterns["sizes"]
            if (
                number in GROUP
                and not FIRM.search(text[: match.start()])
                and not _other_count(words, first, end)
                and (not alone or _comes(words))
            ):
                yield Span(line.starts[first], line.ends[end - 1], "count", number)
                return


def _sized(match: re.Match[str]) -> str:
    """ "une vingtaine" in as many words, the number where the noun stood."""
    number = grammar().about[match["word"]] * (2 if match.group().startswith("2 ") else 1)
    return " ".join(["environ"] * match.group().count(" ") + [str(number)])


def _other_count(words: Sequence[str], first: int, end: int) -> bool:
    guards = grammar().guards
    return ends_with(words, first, guards["count_not_after"]) or begins_with(words, end, guards["count_not_before"])


def _comes(words: Sequence[str]) -> bool:
    """Whether "on est neuf" speaks of people who come: little else is said, or a word of groups is."""
    cues = grammar().guards["group_cues"]
    return len(words) <= FEW_WORDS or any(begins_with(words, index, cues) for index in range(len(words)))
