"""What is refused: "pas en ligne", "sauf Montréal", "not on weekends" (tables: data/negation.yaml)."""

from collections.abc import Sequence
from functools import cache

from catalogue.reading.lexicon import Words, ends_with, wordings
from catalogue.reading.spans import Span
from catalogue.reading.tables import table
from catalogue.words.replacing import replace

MOST_LIGHT = 6
UNCLOSE = ("city", "region", "outside", "period", "topic", "partner")  # "no, Laval" corrects, "no online" refuses


@cache
def _rules() -> dict[str, frozenset[Words]]:
    data = table("negation")
    return {key: wordings(data[key]) for key in ("refusing", "only", "light", "joins", "wide_joins", "wide", "close", "unknowing")}


def denied(words: Sequence[str], clauses: Sequence[int], spans: Sequence[Span]) -> list[Span]:
    """The spans with what is refused marked so; a refusal carries over "ni", "or" to the next of the same kind."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        refused = _refused(words, clauses, span) or (bool(done) and _carried(words, done[-1], span))
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
