"""YAML read safely: one document, no aliases, no tags, no key twice, no deep nesting, its numbers exact.

Values are built from the parser's events, so that a file made to exhaust memory is refused at its first excess.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from catalogue.offer.faults import Fault, Faults, Path, dotted
from catalogue.offer.source import MOST_DEPTH, MOST_VALUES, Flaw, Source
from catalogue.words.say import N_

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = yaml.SafeLoader.yaml_implicit_resolvers
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,30}\.[0-9]{0,30}")
_TRUE = ("yes", "true", "on")

MALFORMED = N_("line {line}, column {column}: not well-formed YAML; check the indentation, the colons and the quotes, here and just above.")
NOT_TEXT = N_("The file holds control characters, which YAML refuses.")
PROBLEMS = {
    "cannot start any token": N_("line {line}, column {column}: nothing can start with this character; indent with spaces, never tabs."),
    "mapping values are not allowed": N_("line {line}, column {column}: a colon too many; put quotes around a text that contains one."),
    "unexpected end of stream": N_("line {line}, column {column}: a quote was opened and never closed."),
}


def read_yaml(text: str) -> Source:
    """The YAML's values; raises ``Faults`` where it cannot be read at all."""
    builder = _Builder(text)
    value = builder.document()

    def lines(wanted: set[Path]) -> Mapping[Path, int]:
        again = _Builder(text, wanted)
        again.document()
        return again.lines

    return Source(value, lines=lines, flaws=tuple(builder.flaws))


class _Builder:
    """Builds values from events; ``lines`` keeps the line of each wanted path."""

    def __init__(self, text: str, wanted: set[Path] | None = None) -> None:
        self._events: Iterator[Any] = _events(text)
        self._wanted = wanted or set()
        self._path: list[str | int] = []
        self._values = 0
        self.lines: dict[Path, int] = {}
        self.flaws: list[Flaw] = []

    def document(self) -> Any:
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events))
        next(self._events)  # the document's end
        if not isinstance(after := next(self._events), yaml.StreamEndEvent):
            raise Faults([_fault(N_("A second document starts here (---); a catalogue is one document."), after, [])])
        return value

    def _value(self, event: Any) -> Any:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        return self._mapping() if isinstance(event, yaml.MappingStartEvent) else self._sequence()

    def _check(self, event: Any) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            raise Faults([Fault("", N_("The file holds more than {most} values: that is no catalogue."), {"most": MOST_VALUES})])
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Faults([_fault(N_("Anchors and aliases (& and *) are not taken; write the value out."), event, self._path)])
        if event.tag not in (None, "!"):
            raise Faults([_fault(N_("Tags (!) are not taken; write the value alone."), event, self._path)])
        if len(self._path) >= MOST_DEPTH:
            raise Faults([_fault(N_("Nested more than {depth} deep."), event, self._path, depth=MOST_DEPTH)])
        if self._wanted and (path := tuple(self._path)) in self._wanted:
            self.lines.setdefault(path, _line(event))

    def _mapping(self) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise Faults([_fault(N_("A key must be a word."), event, self._path)])
            key = str(event.value)
            self._path.append(key)
            if key in built:
                twice = {"key": key, "line": _line(event)}
                self.flaws.append(Flaw(tuple(self._path), N_("The key {key} is there twice, again on line {line}."), twice))
            self._check(event)
            built[key] = self._value(next(self._events))
            self._path.pop()
        return built

    def _sequence(self) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            self._path.append(len(built))
            built.append(self._value(event))
            self._path.pop()
        return built


def _events(text: str) -> Iterator[Any]:
    """The parser's events; what is not YAML is a fault with its line and column."""
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise Faults([_syntax_fault(error)]) from None
    except yaml.YAMLError:
        raise Faults([Fault("", NOT_TEXT)]) from None


def _syntax_fault(error: yaml.MarkedYAMLError) -> Fault:
    mark: Any = error.problem_mark or error.context_mark
    where = {"line": mark.line + 1, "column": mark.column + 1} if mark else {"line": 1, "column": 1}
    return Fault("", next((said for sign, said in PROBLEMS.items() if sign in str(error.problem)), MALFORMED), where)


def _fault(reason: str, event: Any, path: list[str | int], **values: object) -> Fault:
    return Fault(dotted(tuple(path)), reason, values, _line(event))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> Any:
    """A plain word as YAML 1.1 reads it, save for the forms nobody means (octal, base 60): those stay text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    tag = next((tag for tag, form in _WORDS.get(text[:1], ()) if form.match(text)), "") if text else "tag:yaml.org,2002:null"
    return _READ.get(tag.rpartition(":")[2], str)(text)


def _whole(text: str) -> int | str:
    return int(text) if _WHOLE.fullmatch(text) else text


def _exact(text: str) -> Decimal | str:
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


_READ: dict[str, Any] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() in _TRUE,
    "int": _whole,
    "float": _exact,
    "timestamp": _date,
}
