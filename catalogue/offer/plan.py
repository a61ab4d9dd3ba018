"""What importing a file would change, as values worked out before anything is written."""

from typing import Literal

from msgspec import Struct

from catalogue.offer.changes import Change, Conflict
from catalogue.offer.model import Catalogue

Action = Literal["added", "changed", "withdrawn"]
ItemKind = Literal["programme", "partner", "topic", "course", "session", "faq"]


class FieldChange(Struct, frozen=True):
    """One field that changes, as JSON holds it before and after."""

    name: str
    was: object
    now: object


class Item(Struct, frozen=True):
    """One entry that is added, changed or withdrawn; ``course`` is a session's."""

    action: Action
    kind: ItemKind
    code: str
    fields: tuple[FieldChange, ...] = ()
    course: str | None = None


class Plan(Struct, frozen=True):
    """What an import does. ``result`` is the whole catalogue after it; ``changes`` what stays of administrators' changes.

    ``kept`` are their values that the file leaves alone, ``conflicts`` those the file itself changes (the file wins).
    ``version`` is the catalogue's when the plan was made: another one at the time of writing makes it stale.
    """

    current: Catalogue | None
    result: Catalogue
    items: tuple[Item, ...] = ()
    kept: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()
    before: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()
    version: int = 0
    sample: bool = False
    was_sample: bool = False

    @property
    def changes_nothing(self) -> bool:
        return self.result == self.current and self.sample == self.was_sample

    @property
    def partners(self) -> frozenset[str]:
        """The partners whose courses it touches, before or after: what one must administer to apply it."""
        courses = {item.code for item in self.items if item.kind == "course"}
        sessions = {item.code for item in self.items if item.kind == "session"}
        both = [course for catalogue in (self.current, self.result) if catalogue for course in catalogue.courses]
        touched = (course for course in both if course.code in courses or any(session.code in sessions for session in course.sessions))
        return frozenset(course.partner for course in touched)

    @property
    def touches_programme(self) -> bool:
        """Whether it changes what belongs to no partner's courses: programme, partners, topics, FAQ."""
        return any(item.kind in ("programme", "partner", "topic", "faq") for item in self.items)

    def of(self, action: Action, kind: ItemKind) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.action == action and item.kind == kind)
