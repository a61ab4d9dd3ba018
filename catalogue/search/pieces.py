"""The words of a message as the search handles them, and what they may mean."""

from dataclasses import dataclass

from catalogue.search.known import Ways

JOINING = frozenset(("et", "and", "ou", "or", "pis", "puis", "vs", "versus", "ainsi"))
WEAK = frozenset(("frame", "generic", "audience", "course", "place"))


@dataclass(slots=True)
class Piece:
    """One word of a message. ``place`` is its token; ``masked``: already explained by something else.

    ``small`` words never count; ``weak`` ones (of questions, of every title) name nothing by themselves.
    """

    text: str
    place: int
    masked: bool
    kinds: frozenset[str]
    small: bool
    weak: bool
    ways: Ways = ()

    @classmethod
    def of(cls, text: str, place: int, masked: bool, kinds: frozenset[str]) -> "Piece":
        return cls(text, place, masked, kinds, "stop" in kinds, not WEAK.isdisjoint(kinds))

    def is_a(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


@dataclass(slots=True, eq=False)
class Meaning:
    """Pieces ``start`` to ``end`` may mean those words of the index.

    ``number``: a numeral, which needs the rest of a title, "after" it or "around" it; else "". ``part``:
    how many words that join ("et", "vs") stand before.
    """

    start: int
    end: int
    words: tuple[int, ...]
    likely: float
    number: str = ""
    part: int = 0
    bridged: bool = False  # by a synonym of the domain
