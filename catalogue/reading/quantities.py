"""How much, how long, how many: the highest price, the greatest length, the size of a group (tables: data/quantities.yaml)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from catalogue.reading.lexicon import Words, begins_with, ends_with, expanded, wordings
from catalogue.reading.line import Line
from catalogue.reading.spans import Span
from catalogue.reading.tables import table

NUMBER = r"(\d+(?:\.\d+)?)"
CURRENCY = r"(?:\$|dollars?|piasses?|piastres?|bucks?|tomates|balles|cad)"
MONEY = rf"(?:\$ {NUMBER}|{NUMBER} {CURRENCY}(?: cad)?)"
HOUR = r"(?:h|hrs?|heures?|hours?)"
DAY = r"(?:jours?|journees?|days?)"
LENGTH = (
    rf"(?:(?P<hours>\d+(?:\.\d+)?|une|an|one) {HOUR}|(?P<half>(?:une |un |a |one |la )?(?:demi journee|demi jour|half (?:a )?day))"
    rf"|(?P<days>\d+(?:\.\d+)?|une|un|a|one|une seule|a single|single) {DAY})"
)
LEAST_BARE_PRICE = 20  # "moins de 5" says no price
GROUP = range(2, 1001)
FEW_WORDS = 11


@dataclass(frozen=True)
class Grammar:
    """The patterns built from the tables."""

    prices: tuple[re.Pattern[str], ...]
    lengths: tuple[re.Pattern[str], ...]
    counts: tuple[re.Pattern[str], ...]
    sizes: re.Pattern[str]
    about: re.Pattern[str]
    hours_not_before: frozenset[Words]
    hours_not_after: frozenset[Words]
    count_not_before: frozenset[Words]
    count_not_after: frozenset[Words]
    cues: frozenset[Words]


def _either(templates: Iterable[str]) -> str:
    said = {" ".join(words) for template in templates for words in expanded(str(template)) if words}
    return "(?:" + "|".join(re.escape(text).replace(r"\ ", " ") for text in sorted(said, key=lambda text: (-len(text), text))) + ")"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in patterns)


@cache
def grammar() -> Grammar:
    data = table("quantities")
    before, after, units = _either(data["at_most_before"]), _either(data["at_most_after"]), _either(data["other_units"])
    people, seats, no_unit = _either(data["people"]), _either(data["seats"]), _either(data["units_of_time"])
    about = "|".join(data["about"])
    least = r"(?<!no )(?<!pas )(?<!not )"
    between = rf"(?:entre|between|from|de) (?:\$ )?{NUMBER}(?: {CURRENCY})? (?:et|and|to|a|au) {MONEY}"
    article = r"(?:(?:a|une|un|environ|about|around|genre|max|maximum|quelque) )*"
    return Grammar(
        prices=_compiled(
            rf"{least}{before} {article}{MONEY}", between, rf"{MONEY} {after}", rf"{_either(data['budget_strong'])} {article}(?:{MONEY}|{NUMBER})(?! {units})",
            rf"{_either(data['budget'])} {article}{MONEY}(?! de rabais)", rf"{least}{before} {NUMBER}(?! {units})(?! \d)",
        ),
        lengths=_compiled(
            rf"{least}{before} {LENGTH}", rf"{LENGTH} {after}", rf"(?:d|de|en|in|in just|dans) {LENGTH}(?= (?:ou moins|max|or less|gros max|seulement|only))",
            r"(?:(?:en|in|d|dans) )(?P<days>une|one|a single|une seule|une seulement|1) (?:jour|journee|day)",
            r"(?P<days>\d|one|single|une|1) day (?:course|courses|class|classes|training|trainings|workshop|workshops|session|sessions|formation)", r"(?P<half>half day|demi journee)",
        ),
        counts=_compiled(
            rf"(?:moi|me|myself|i) (?:et|and|plus|avec|with) {article}(?:mes |my )?(?P<more>\d+) (?:de mes |of my |autres |other )?{people}",
            rf"(?P<n>\d+) (?:de |d |of |autres |other |more |new |nouveaux |nouvelles )*(?:(?:mes|my|nos|our|ses|their|leurs|the) )?{people}", rf"(?P<n>\d+) (?:of us|of them|d entre (?:nous|eux|elles)|(?:de|of) (?:mes|my|nos|our)) ?\w*",
            rf"{_either(data['group_words'])} (?:complete |entiere )?(?:de|d|of) {article}(?P<n>\d+)(?! {no_unit})",
            rf"{_either(data['want_seats'])} (?:me |us |moi |nous |in |up |at least |du |encore )*(?P<n>\d+) (?:\w+ )?{seats}", rf"(?P<n>\d+) {seats} (?:svp|please|pour|for|in|dans|a|au|on|sur|ensemble|together)",
            rf"{_either(data['teach'])} (?:me |us |nous |environ |about |up |for )*(?P<n>\d+)(?! {no_unit})(?! \d)", rf"(?:pour|for) (?P<n>\d+)(?= (?:a|au|in|at|chez|svp|please)\b|$)", r"nous (?:autres )?les (?P<n>\d+)",
            r"(?P<n>\d+) person(?:s|ne)? (?:group|team)",
        ),
        sizes=re.compile(r"(?<!\S)(?:(?:on|nous|we) (?:est|serait|sera|serons|sommes|serions|etait|are|would be|will be|va etre|might be)|there (?:are|will be|would be)|on va etre) (?:environ |about |a |une |around |like |just |juste |rien que |only )*(?P<n>\d+)(?!\S)"),
        about=re.compile(rf"(?<!\S)(?:(?:une?|a|an|the|about|2) )?(?P<word>{about})(?!\S)"),
        hours_not_before=wordings(data["hours_not_before"]),
        hours_not_after=wordings(data["hours_not_after"]),
        count_not_before=wordings(data["count_not_before"]),
        count_not_after=wordings(data["count_not_after"]),
        cues=wordings(data["group_cues"]),
    )


def quantities(line: Line) -> Iterator[Span]:
    """The prices, lengths and group sizes said in the line."""
    if any(word[0].isdigit() for word in line.words):
        yield from _prices(line)
    yield from _lengths(line)
    yield from _counts(line)


def _prices(line: Line) -> Iterator[Span]:
    for pattern in grammar().prices:
        for match in pattern.finditer(line.text):
            amounts = [float(amount) for amount in match.groups() if amount]
            if amounts and ("$" in match.group() or re.search(CURRENCY, match.group()) or max(amounts) >= LEAST_BARE_PRICE):
                yield Span(*line.tokens(*match.span()), "price", max(amounts))
                return


def _lengths(line: Line) -> Iterator[Span]:
    rules, data = grammar(), table("quantities")
    for pattern in rules.lengths:
        for match in pattern.finditer(line.text):
            first, end = line.word_at(match.start()), line.word_at(match.end() - 1) + 1
            if begins_with(line.words, end, rules.hours_not_before) or ends_with(line.words, first, rules.hours_not_after):
                continue
            said = match.groupdict()
            hours = float(data["half_day_hours"]) if said.get("half") else _amount(said["hours"]) if said.get("hours") else _amount(said["days"]) * float(data["day_hours"])
            yield Span(*line.tokens(*match.span()), "hours", hours)
            return


def _amount(said: str | None) -> float:
    return float(said) if said and said[0].isdigit() else 1.0


def _counts(line: Line) -> Iterator[Span]:
    rules = grammar()
    text = rules.about.sub(lambda match: _sized(match, table("quantities")["about"]), line.text) if rules.about.search(line.text) else line.text
    if not any(character.isdigit() for character in text):
        return
    words = text.split()
    for pattern in (*rules.counts, rules.sizes):
        for match in pattern.finditer(text):
            first, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end()) + 1
            number = int(match["n"]) if match.groupdict().get("n") else int(match["more"]) + 1
            if number in GROUP and not _other_count(words, first, end) and (pattern is not rules.sizes or _comes(words, end)):
                yield Span(line.starts[first], line.ends[end - 1], "count", number)
                return


def _sized(match: re.Match[str], about: dict[str, str]) -> str:
    """"une vingtaine de" in as many words, the number where the noun stood."""
    number = int(about[match["word"]]) * (2 if match.group().startswith("2 ") else 1)
    return " ".join(["environ"] * match.group().count(" ") + [str(number)])


def _other_count(words: Sequence[str], first: int, end: int) -> bool:
    rules = grammar()
    return ends_with(words, first, rules.count_not_after) or begins_with(words, end, rules.count_not_before)


def _comes(words: Sequence[str], end: int) -> bool:
    """Whether "on est neuf" speaks of people who come: little else is said, or a word of groups is."""
    cues = grammar().cues
    return len(words) <= FEW_WORDS or any(begins_with(words, index, cues) for index in range(end, len(words)))
