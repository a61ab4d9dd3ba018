"""A closed question answered in words: a label, a synonym, a near miss, in either language."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from catalogue.words.say import in_language
from enrolment.form.typed import folded, tidy, without_lead
from enrolment.form.values import Answers, Choice, Doubt, Field, Reason, Refused, Unsure

SURE, NEAR = 88.0, 72.0


def read_choice(field: Field, typed: str) -> Answers:
    """The choice named. Raises Unsure for two or three near ones, Refused for none."""
    said = _plain(without_lead(tidy(typed)))
    known = _known(field.choices)
    if (code := known.get(said) or known.get(_plain(typed))) is not None:
        return {field.name: code}
    if maybe := _maybe(field.choices, said):
        raise Unsure(Doubt.NEAR, tuple({field.name: code} for code in maybe))
    if not said:
        raise Refused(Reason.NO_SUCH_CHOICE)
    return _near(field, said, known)


def _plain(text: str) -> str:
    """Folded, ``st`` written out: Saint-Jérôme is St-Jérôme."""
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in folded(text).split())


def _maybe(choices: tuple[Choice, ...], said: str) -> list[str]:
    """The choices a word may stand for without saying which (``Québec``: the city, or all of it)."""
    return [choice.code for choice in choices if said in map(_plain, filter(None, choice.maybe.split(", ")))]


def _near(field: Field, said: str, known: dict[str, str]) -> Answers:
    inside = list(dict.fromkeys(code for words, code in known.items() if len(words) > 2 and re.search(rf"\b{re.escape(words)}\b", said)))
    if len(inside) == 1 and len(said.split()) <= 8:
        return {field.name: inside[0]}
    best: dict[str, float] = dict.fromkeys(inside, SURE)
    if len(said) > 2:
        for words, score, _ in process.extract(said, list(known), scorer=fuzz.ratio, limit=6, score_cutoff=NEAR):
            best[known[words]] = max(best.get(known[words], 0.0), score)
    ordered = sorted(best, key=lambda code: -best[code])
    if not ordered:
        raise Refused(Reason.NO_SUCH_CHOICE)
    if best[ordered[0]] >= SURE and not inside and (len(ordered) == 1 or best[ordered[0]] - best[ordered[1]] >= 6):
        return {field.name: ordered[0]}
    raise Unsure(Doubt.NEAR, tuple({field.name: code} for code in ordered[:3]))


def read_headcount(field: Field, typed: str) -> Answers:
    """A size said in words, as a range, or as a number of people (``une douzaine``, ``1 200``)."""
    said = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", typed)
    numbers = [int(found) for found in re.findall(r"\d{1,7}", said)]
    if not numbers:
        numbers = [number for word, number in SPOKEN.items() if word in folded(typed).split()]
    if not numbers:
        return read_choice(field, typed)
    size = numbers[0] if len(numbers) == 1 else max(numbers)
    return {field.name: _size(field.choices, size)}


def _size(choices: tuple[Choice, ...], size: int) -> str:
    """The last range that starts at or under the number."""
    starts = [(int(re.match(r"\d+", choice.code).group()), choice.code) for choice in choices]  # type: ignore[union-attr]  # codes open with a number
    return max((start, code) for start, code in starts if start <= max(size, 1))[1]


SPOKEN = {
    "dizaine": 10,
    "douzaine": 12,
    "dozen": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "cinquantaine": 50,
    "centaine": 100,
    "hundred": 100,
    "millier": 1000,
    "thousand": 1000,
}


@cache
def _known(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Everything people type for the choices, folded, with the code it stands for."""
    known: dict[str, str] = {}
    for choice in choices:
        labels = (in_language("fr").plain(choice.label), in_language("en").plain(choice.label))
        for words in (choice.code, *labels, *filter(None, choice.also.split(", "))):
            known.setdefault(_plain(words), choice.code)
    return known
