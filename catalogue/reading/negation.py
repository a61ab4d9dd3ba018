"""What is refused: "pas en ligne", "sauf Montréal", "not on weekends" (tables: data/negation.yaml)."""

from collections.abc import Sequence
from functools import cache

from catalogue.reading.lexicon import Words, begins_with, ends_with, wordings
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.words.replacing import replace

MOST_LIGHT = 6
SHORT = 4
ATTENDED = ("schedule", "period", "format", "city", "region")  # what somebody cannot come to
UNCLOSE = ("city", "region", "outside", "period", "topic", "partner")  # "no, Laval" corrects, "no online" refuses


@cache
def _rules() -> dict[str, frozenset[Words]]:
    data = table("negation")
    keys = ("refusing", "only", "light", "joins", "wide_joins", "wide", "close", "unknowing", "after", "until")
    return {key: wordings(data[key]) for key in keys}


def denied(words: Sequence[str], clauses: Sequence[int], spans: Sequence[Span]) -> list[Span]:
    """The spans with what is refused marked so; a refusal carries over "ni", "or" to the next of the same kind."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        refused = _refused(words, clauses, span) or _unattended(words, clauses, span) or (bool(done) and _carried(words, done[-1], span))
        done.append(replace(span, denied=True) if refused else span)
    return done


def _refused(words: Sequence[str], clauses: Sequence[int], span: Span) -> bool:
    rules = _rules()
    refusing = rules["refusing"] - rules["unknowing"] if span.kind == "topic" else rules["refusing"]
    start, light = span.start, 0
    while start and clauses[start - 1] == clauses[span.start]:
        if ends_with(words, start, rules["only"]):
            return False
        close = light == 0 and span.kind not in UNCLOSE
        if ends_with(words, start, refusing) or (close and ends_with(words, start, rules["close"])):
            return True
        if (words[start - 1],) not in rules["light"] or light == MOST_LIGHT:
            return False
        start, light = start - 1, light + 1
    return False


def _unattended(words: Sequence[str], clauses: Sequence[int], span: Span) -> bool:
    """ "Le mardi ça marche pas", "Longueuil is too far": refused by what follows."""
    rules, place = _rules(), span.end
    if span.kind not in ATTENDED:
        return False
    while place < min(len(words), span.end + SHORT) and clauses[place] == clauses[span.start]:
        if begins_with(words, place, rules["after"]):
            return True
        if (words[place],) not in rules["until"]:
            return False
        place += 1
    return False


def _carried(words: Sequence[str], before: Span, span: Span) -> bool:
    """ "pas à Montréal ni à Laval": the refusal of the one before, over a conjunction and light words."""
    rules = _rules()
    if not before.denied or (before.kind != span.kind and {before.kind, span.kind} != {"city", "region"}):
        return False
    between = list(words[before.end : span.start])
    conjunctions = [word for word in between if (word,) not in rules["light"]]
    wide = ends_with(words, before.start, rules["wide"]) or ends_with(words, before.start - 1, rules["wide"])
    allowed = rules["joins"] | (rules["wide_joins"] if wide else frozenset())
    return len(between) <= MOST_LIGHT and all((word,) in allowed for word in conjunctions) and bool(conjunctions)
