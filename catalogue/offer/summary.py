"""An import told to people: what is added, changed, withdrawn, kept, and where the file meets what administrators changed."""

from collections import Counter
from collections.abc import Iterator, Mapping

from catalogue.offer.changes import Change
from catalogue.offer.plan import FieldChange, Item, ItemKind, Plan
from catalogue.words.say import N_, Say

KINDS: Mapping[ItemKind, str] = {
    "programme": N_("programme"),
    "partner": N_("partner"),
    "topic": N_("topic"),
    "course": N_("course"),
    "session": N_("session"),
    "faq": N_("FAQ entry"),
}
ACTIONS = {"added": N_("Added: {what}"), "changed": N_("Changed: {what}"), "withdrawn": N_("Withdrawn: {what}")}
LONGEST = 40


def summary(plan: Plan, say: Say, *, most: int | None = None) -> list[str]:
    """Plain lines: the totals first, then each change on its own; ``most`` of those, and how many more."""
    if plan.changes_nothing:
        return [say.plain("Nothing changes."), *_notes(plan, say)]
    told = [_item(item, say) for item in plan.items]
    shown = told if most is None else told[:most]
    more = [say.plain("and {count} more", count=len(told) - len(shown))] if len(told) > len(shown) else []
    return [_totals(plan, say), *shown, *more, *_notes(plan, say)]


def _totals(plan: Plan, say: Say) -> str:
    counts = Counter(item.action for item in plan.items)
    numbers = {action: say.number(counts[action]) for action in ("added", "changed", "withdrawn")}
    return say.plain("Added {added}, changed {changed}, withdrawn {withdrawn}.", **numbers)


def _item(item: Item, say: Say) -> str:
    what = " ".join([say.plain(KINDS[item.kind]), item.code]).strip()
    fields = "" if item.action == "withdrawn" else "; ".join(_field(field) for field in item.fields)
    return say.plain(ACTIONS[item.action], what=f"{what} ({fields})" if fields else what)


def _field(field: FieldChange) -> str:
    """``seats 24 → 30``; a long text by its name alone."""
    was, now = _short(field.was), _short(field.now)
    return f"{field.name} {was} → {now}" if was and now else field.name


def _short(value: object) -> str:
    """A scalar as the file writes it, if it is short."""
    if isinstance(value, dict | list):
        return ""
    text = "∅" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= LONGEST else ""


def _notes(plan: Plan, say: Say) -> Iterator[str]:
    for change in plan.kept:
        yield say.plain("Kept, as changed in the chat: {what}", what=_change(change))
    for conflict in plan.conflicts:
        now = _short(conflict.now) or "…"
        yield say.plain("The file takes over what was changed in the chat: {what}, now {now}", what=_change(conflict.change), now=now)
    if plan.left:
        yield say.plain("FAQ entries that are not in the file stay: {codes}", codes=", ".join(plan.left))


def _change(change: Change) -> str:
    if isinstance(change.value, list):
        return f"{change.code} {change.field} + {', '.join(change.value)}"
    value = _short(change.value)
    return f"{change.code} {change.field} = {value}" if value else f"{change.code} {change.field}"
