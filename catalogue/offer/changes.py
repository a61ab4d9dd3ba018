"""What administrators changed in the bot since the file was read, and how the next file meets it.

A *changed* value (``seats``, ``cancelled``, ``dates``, ``answer``) is kept as long as the file still says what it said then
(``base``); a file that says something else wins, and the conflict is shown. An *added* wording is kept beside the file's own.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from catalogue.offer.model import Course, FaqEntry, Session, Text, Texts, Value
from catalogue.offer.values import as_json, plain
from catalogue.words.replacing import replace

Kind = Literal["session", "course", "faq"]
Entry = Session | Course | FaqEntry
ADDED = ("aliases.fr", "aliases.en", "question.fr", "question.en")
DATES = ("starts", "ends", "register_by", "meetings")


class Change(Struct, frozen=True):
    """One value changed in the bot; ``value`` and ``base`` as JSON holds them. For added wordings ``value`` lists them."""

    kind: Kind
    code: str
    field: str
    value: Any
    base: Any
    made_at: datetime

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.kind, self.code.casefold(), self.field)

    @property
    def adds(self) -> bool:
        return self.field in ADDED


class Conflict(Struct, frozen=True):
    """A change the file itself overrides, with what the file says ``now``."""

    change: Change
    now: Any


class Met(Struct, frozen=True):
    """An entry of the file once it has met the changes: what stays of them, and those the file overrode."""

    entry: Entry
    staying: tuple[Change, ...] = ()
    overridden: tuple[Conflict, ...] = ()


def meet(entry: Entry, changes: Sequence[Change]) -> Met:
    """The file's entry with what administrators changed laid over it, where it is kept."""
    staying: list[Change] = []
    overridden: list[Conflict] = []
    for change in changes:
        said = value_of(entry, change.field)
        if change.adds:
            missing = _missing(change.value, said)
            entry = laid(entry, change.field, [*said, *missing])
            staying += [replace(change, value=missing)] if missing else []
        elif said == change.base:
            entry = laid(entry, change.field, change.value)
            staying.append(change)
        elif said != change.value:
            overridden.append(Conflict(change, said))
    return Met(entry, tuple(staying), tuple(overridden))


def value_of(entry: Entry, field: str) -> Any:
    """The value a change may stand for, as JSON holds it."""
    if field == "dates":
        return {name: as_json(plain(getattr(entry, name))) for name in DATES}
    value: Any = entry
    for name in field.split("."):
        value = getattr(value, name)
    return as_json(plain(value))


def laid(entry: Entry, field: str, value: Any) -> Entry:
    """The entry with that value in place."""
    return LAID[field](entry, value)


def _missing(wanted: Sequence[str], there: Sequence[str]) -> list[str]:
    known = {text.casefold() for text in there}
    return [text for text in wanted if text.casefold() not in known]


def _dates(entry: Entry, value: Any) -> Entry:
    return _checked(entry, {name: value.get(name) for name in DATES})


def _plain_field(field: str) -> Callable[[Entry, Any], Entry]:
    return lambda entry, value: _checked(entry, {field: value})


def _wordings(field: str) -> Callable[[Entry, Any], Entry]:
    name, language = field.split(".")

    def put(entry: Entry, value: Any) -> Entry:
        texts: Texts = getattr(entry, name)
        return entry.model_copy(update={name: Texts.model_validate(texts.model_dump() | {language: value})})

    return put


def _answer(entry: Entry, value: Any) -> Entry:
    return entry.model_copy(update={"answer": Text.model_validate(value)})


def _checked(entry: Entry, changed: Mapping[str, Any]) -> Entry:
    """The entry with other values, read as those of a file are."""
    held = {name: getattr(entry, name) for name in type(entry).model_fields} | dict(changed)
    return type(entry).model_validate({name: _open(value) for name, value in held.items()})


def _open(value: Any) -> Any:
    return value.model_dump() if isinstance(value, Value) else value


LAID: Mapping[str, Callable[[Entry, Any], Entry]] = {
    "seats": _plain_field("seats"),
    "cancelled": _plain_field("cancelled"),
    "dates": _dates,
    "answer": _answer,
} | {field: _wordings(field) for field in ADDED}
