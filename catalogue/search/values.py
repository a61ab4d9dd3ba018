"""What the search reads (a message's tokens) and what it gives back (hits and matches)."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class Word(Protocol):
    """One token of a message: its folded text (lower, no accents) and where it stands in the message."""

    @property
    def text(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Said(Protocol):
    """A normalised message."""

    @property
    def text(self) -> str: ...
    @property
    def tokens(self) -> Sequence[Word]: ...


class Hit(Struct, frozen=True):
    """Something of the catalogue found in a message.

    ``score`` (0 to 1) grows with the share of a name that was said and the share of what was said there that it explains.
    ``start`` and ``end`` are the token range, end exclusive. ``exact``: a whole name, code or alias stands in the message.
    """

    kind: str  # "course", "topic", "partner" or "teacher"
    code: str  # a teacher's is the name
    score: float
    start: int
    end: int
    exact: bool


class Matches(Struct, frozen=True):
    """All that was found in a message.

    ``courses`` are the plausible ones, best first. ``ambiguous``: the first ``tied`` of them fit equally well. ``several``:
    different courses are named, the first ``tied`` of ``courses``. ``absent``: the subject asked for that nothing explains,
    in the person's words; ``led``: its place in the sentence says so.
    ``known``: the share of the content words, by weight, that the product knows.
    """

    courses: tuple[Hit, ...] = ()
    ambiguous: bool = False
    tied: int = 0
    several: bool = False
    topics: tuple[Hit, ...] = ()
    partners: tuple[Hit, ...] = ()
    teachers: tuple[Hit, ...] = ()
    absent: str | None = None
    led: bool = False
    known: float = 1.0
