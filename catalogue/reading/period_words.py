"""The words of periods in one shape for both languages: "mars" and "March" are m3, "fall" s:fall, "lundi" w0, "Noël" h:christmas."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from catalogue.reading.lexicon import Lexicon, Words, begins_with, ends_with, wordings
from catalogue.reading.line import Line
from catalogue.reading.tables import table

ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|e|st|nd|rd|th|eme|ieme)")
NUMBER = re.compile(r"o?\d{1,2}")
LOOKALIKE = re.compile(r"[mwo]\d{1,2}|[sh]:.*")  # typed by someone, and no mark of ours ("les M13", "w3")
YEAR = re.compile(r"20[2-4]\d")


class PeriodWords(Struct, frozen=True):
    """The tables of periods, ready to look up."""

    marks: dict[str, str]
    holidays: Lexicon[str]
    doubtful: frozenset[str]
    after: frozenset[Words]
    before: frozenset[Words]
    never_after: frozenset[Words]
    never_before: frozenset[Words]
    sept_after: frozenset[Words]
    idioms: frozenset[Words]
    days: dict[str, int]
    telling: frozenset[str]  # the words of letters alone that are, or begin, one of these


@cache
def period_words() -> PeriodWords:
    data = table("periods")
    rows = [("m", data["months"]), ("s:", data["seasons"]), ("w", data["weekdays"])]
    doubtful = data["doubtful"]
    marks = {form: f"{mark}{value}" for mark, words in rows for value, forms in words.items() for form in forms.split()}
    holidays = Lexicon((words, f"h:{name}") for name, said in data["holidays"].items() for words in wordings(said))
    return PeriodWords(
        marks=marks,
        holidays=holidays,
        doubtful=frozenset(data["doubtful_months"]) | frozenset(data["doubtful_seasons"]),
        after=wordings(doubtful["after"]),
        before=wordings(doubtful["before"]),
        never_after=wordings(doubtful["never_after"]),
        never_before=wordings(doubtful["never_before"]),
        sept_after=wordings(data["sept_after"]),
        idioms=wordings(data["idioms_after"]),
        days={word: int(number) for word, number in data["days_in_letters"].items()},
        telling=frozenset((*marks, *holidays.firsts, *data["days_in_letters"])),
    )


def marked(said: Line, tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """The line's words with those of periods marked, and the index in the line of each (then the end)."""
    rules = period_words()
    words: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(said.words):
        places.append(index)
        if (word := said.words[index]).isalpha() and word not in rules.telling:
            words.append(word)
            index += 1
            continue
        holiday = rules.holidays.at(said.words, index)
        if holiday:
            words.extend(_kept_before(said.words[index], holiday[1], places))
            index = holiday[0]
        else:
            words.append(_mark(said, tokens, index) if not LOOKALIKE.fullmatch(said.words[index]) else f"~{said.words[index]}")
            index += 1
    return words, [*places, len(said.words)]


def _kept_before(first: str, mark: str, places: list[int]) -> list[str]:
    """ "avant la Saint-Jean" keeps its "avant"."""
    if first in ("avant", "apres", "before", "after", "until", "till", "by"):
        places.append(places[-1] + 1)
        return [first, mark]
    return [mark]


def _mark(said: Line, tokens: Sequence[str], index: int) -> str:
    rules = period_words()
    word = tokens[said.starts[index]] if said.words[index] == "7" else said.words[index]
    if ordinal := ORDINAL.fullmatch(word):
        return f"o{ordinal.group(1)}"
    mark = rules.marks.get(word)
    if word in rules.days and mark is None and _beside_month(said.words, index):
        return f"o{rules.days[word]}"
    if mark is None or ends_with(said.words, index, rules.idioms):
        return said.words[index]
    if word == "sept":
        return mark if _september(said.words, index) else said.words[index]
    return mark if word not in rules.doubtful or _meant(said.words, index) else said.words[index]


def _beside_month(words: Sequence[str], index: int) -> bool:
    """A day in letters counts only beside a month: "premier mars", "March the first", "second of May"."""
    marks = period_words().marks
    beside = [*words[max(index - 2, 0) : index], *words[index + 1 : index + 3]]
    near = [word for word in beside if word not in ("of", "de", "the", "d")]
    return any(marks.get(word, "").startswith("m") for word in near) and not _unit_after(words, index)


def _unit_after(words: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1] in ("semaine", "week", "half", "moitie", "session", "course", "one")


def _ordinal(word: str) -> bool:
    return bool(ORDINAL.fullmatch(word)) or word in period_words().days


def _september(words: Sequence[str], index: int) -> bool:
    after = words[index + 1] if index + 1 < len(words) else ""
    if begins_with(words, index + 1, period_words().never_before):
        return False
    numbered = bool(YEAR.fullmatch(after)) or (index > 0 and bool(ORDINAL.fullmatch(words[index - 1])))
    return numbered or ends_with(words, index, period_words().sept_after)


def _meant(words: Sequence[str], index: int) -> bool:
    """Whether a month or season that is also a word ("may", "march", "été", "fall") is meant as one."""
    rules = period_words()
    if len(words) == 1:
        return True
    before, after = words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""
    if after == "the" and index + 2 < len(words) and _ordinal(words[index + 2]):
        return True
    if NUMBER.fullmatch(before) or ORDINAL.fullmatch(before) or NUMBER.fullmatch(after) or ORDINAL.fullmatch(after):
        return True
    if begins_with(words, index + 1, rules.never_before) or ends_with(words, index, rules.never_after):
        return False
    beside = rules.marks.get(before, "") + rules.marks.get(after, "")
    return "m" in beside or ends_with(words, index, rules.after) or begins_with(words, index + 1, rules.before)
