"""JSON read safely: no key twice, no deep nesting, no NaN, its numbers exact."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from catalogue.offer.faults import Fault, Faults, Path
from catalogue.offer.source import MOST_DEPTH, MOST_VALUES, Flaw, Source
from catalogue.words.say import N_

MOST_DIGITS = 30


class _Object(dict[str, Any]):
    """An object that remembers which of its keys came twice."""

    twice: tuple[str, ...] = ()


def read_json(text: str) -> Source:
    """The JSON's values; raises ``Faults`` where it cannot be read at all."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number, parse_float=Decimal, parse_int=_whole)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        reason = N_("line {line}, column {column}: this is not well-formed JSON; check the commas, the quotes and the brackets.")
        raise Faults([Fault("", reason, where)]) from None
    except RecursionError:
        raise Faults([Fault("", N_("Nested more than {depth} deep."), {"depth": MOST_DEPTH})]) from None
    except ValueError as error:
        raise Faults([Fault("", N_("{number} is no number a catalogue can hold."), {"number": str(error)[:40]})]) from None
    return Source(value, flaws=tuple(_walk(value)))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    built = _Object(pairs)
    if len(built) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        built.twice = tuple(key for key in built if counts[key] > 1)
    return built


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= MOST_DIGITS else _no_number(digits)


def _walk(value: Any) -> list[Flaw]:
    """The keys that came twice; depth and size are held to their limits."""
    flaws: list[Flaw] = []
    waiting: list[tuple[Path, Any]] = [((), value)]
    seen = 0
    while waiting:
        path, here = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            raise Faults([Fault("", N_("The file holds more than {most} values: that is no catalogue."), {"most": MOST_VALUES})])
        if len(path) >= MOST_DEPTH:
            raise Faults([Source(value).faults([Flaw(path, N_("Nested more than {depth} deep."), {"depth": MOST_DEPTH})])[0]])
        if isinstance(here, _Object):
            flaws += [Flaw((*path, key), N_("The key {key} is there twice."), {"key": key}) for key in here.twice]
            waiting += [((*path, key), inside) for key, inside in here.items()]
        elif isinstance(here, list):
            waiting += [((*path, index), inside) for index, inside in enumerate(here)]
    return flaws
