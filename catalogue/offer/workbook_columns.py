"""The sheets of a catalogue workbook and their columns, derived from the models: ``title.fr`` is the column ``title_fr``."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel

from catalogue.offer.faults import Path
from catalogue.offer.kinds import Code
from catalogue.offer.model import Course, FaqEntry, Meeting, Partner, Programme, Session, Topic

Kind = Literal["text", "lines", "words", "whole", "number", "flag", "moment", "day", "time"]


class Column(Struct, frozen=True):
    """A column: its header, where its value goes in an entry, how it is read; ``choices`` are the only words it takes."""

    name: str
    path: tuple[str, ...]
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """A sheet of the workbook; ``parent`` is the column that names the entry its rows belong to."""

    name: str
    model: type[BaseModel]
    parent: str | None = None
    needed: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        own = _columns_of(self.model)
        return (Column(self.parent, (self.parent,), "text", required=True), *own) if self.parent else own


SHEETS: tuple[Sheet, ...] = (
    Sheet("programme", Programme, needed=True),
    Sheet("partners", Partner, needed=True),
    Sheet("topics", Topic),
    Sheet("courses", Course, needed=True),
    Sheet("sessions", Session, parent="course", needed=True),
    Sheet("meetings", Meeting, parent="session"),
    Sheet("faq", FaqEntry),
)


@cache
def _columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    return tuple(_columns(model, (), required=True))


def _columns(model: type[BaseModel], path: tuple[str, ...], *, required: bool) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        inner, here = _bare(field.annotation), (*path, name)
        needed = required and field.is_required()
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _columns(inner, here, required=needed)
        elif (kind := _kind(inner)) is not None:
            yield Column("_".join(here), here, kind, needed, _choices(inner))


def _bare(annotation: Any) -> Any:
    """The type inside ``Annotated[...]`` and ``... | None``."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        inside = [argument for argument in get_args(annotation) if argument is not type(None)]
        return _bare(inside[0]) if len(inside) == 1 else annotation
    return annotation


def _kind(inner: Any) -> Kind | None:
    if get_origin(inner) is tuple:
        return _list_kind(get_args(inner)[0])
    if get_origin(inner) in (Union, UnionType):
        return "moment"
    kinds: dict[Any, Kind] = {
        bool: "flag", int: "whole", float: "number", Decimal: "number", datetime: "time", date: "day"
    }  # fmt: skip
    return kinds.get(inner, "text")


def _list_kind(item: Any) -> Kind | None:
    bare = _bare(item)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return None  # a sheet of its own
    return "words" if item == Code or (isinstance(bare, type) and issubclass(bare, StrEnum)) else "lines"


def _choices(inner: Any) -> tuple[str, ...]:
    if get_origin(inner) is Literal:
        return get_args(inner)
    return tuple(inner) if isinstance(inner, type) and issubclass(inner, StrEnum) else ()


def column_for(sheet: Sheet, inside: Path) -> Column | None:
    """The column that holds a path inside an entry: the longest that matches, else the first under it."""
    words = tuple(step for step in inside if isinstance(step, str))
    exact = [column for column in sheet.columns if words[: len(column.path)] == column.path]
    under = [column for column in sheet.columns if words and column.path[: len(words)] == words]
    return next(iter([*exact, *under]), None)
