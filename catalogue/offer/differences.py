"""Two catalogues compared: what is added, changed and withdrawn from one to the other, entry by entry and field by field."""

from collections.abc import Iterable

from catalogue.offer.changes import Entry
from catalogue.offer.model import Catalogue, Course, FaqEntry, Partner, Programme, Topic
from catalogue.offer.plan import FieldChange, Item, ItemKind
from catalogue.offer.values import as_json, plain


def differences(current: Catalogue | None, result: Catalogue) -> Iterable[Item]:
    before = current or result.model_copy(update={"partners": (), "topics": (), "courses": (), "faq": ()})
    if current is None:
        yield Item("added", "programme", "")
    elif fields := _changed(current.programme, result.programme):
        yield Item("changed", "programme", "", fields)
    for (kind, old), (_, new) in zip(lists_of(before), lists_of(result), strict=True):
        yield from _compared(kind, old, new)
        yield from (Item("withdrawn", kind, code) for code in _gone(old, new))
    courses = {session.code: course.code for course, session in result.sessions()}
    old_sessions = [session for _, session in before.sessions()]
    for item in _compared("session", old_sessions, [session for _, session in result.sessions()]):
        yield Item(item.action, item.kind, item.code, item.fields, courses[item.code])
    homes = {session.code: course.code for course, session in before.sessions()}
    for code, home in homes.items():
        if code in courses and courses[code] != home:
            yield Item("changed", "session", code, (FieldChange("course", home, courses[code]),), courses[code])


def _compared(kind: ItemKind, old: Iterable[Entry | Partner | Topic], new: Iterable[Entry | Partner | Topic]) -> Iterable[Item]:
    known = {entry.code: entry for entry in old}
    for entry in new:
        was = known.get(entry.code)
        if was is None:
            yield Item("added", kind, entry.code)
        elif fields := _changed(was, entry):
            gone = any(field.name == "withdrawn" and field.now is True for field in fields)
            yield Item("withdrawn" if gone else "changed", kind, entry.code, fields)


def _gone(old: Iterable[Entry | Partner | Topic], new: Iterable[Entry | Partner | Topic]) -> list[str]:
    there = {entry.code for entry in new}
    return [entry.code for entry in old if entry.code not in there]


def _changed(was: Entry | Partner | Topic | Programme, now: Entry | Partner | Topic | Programme) -> tuple[FieldChange, ...]:
    names = [name for name in type(now).model_fields if name not in ("code", "sessions")]
    pairs = ((name, getattr(was, name), getattr(now, name)) for name in names)
    return tuple(FieldChange(name, as_json(plain(old)), as_json(plain(new))) for name, old, new in pairs if old != new)


def lists_of(catalogue: Catalogue) -> tuple[tuple[ItemKind, tuple[Partner | Topic | Course | FaqEntry, ...]], ...]:
    return (("partner", catalogue.partners), ("topic", catalogue.topics), ("course", catalogue.courses), ("faq", catalogue.faq))
