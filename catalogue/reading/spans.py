"""What part of a message says what: the pieces that readers of periods, places, quantities and traits hand back."""

from msgspec import Struct


class Span(Struct, frozen=True):
    """Tokens ``start`` to ``end`` (exclusive) say ``value``, of that kind.

    ``filters``: whether it is read as a filter (a mention in a question about one thing, a past event or the person's own town is none);
    ``denied``: whether it is refused ("pas en ligne").
    """

    start: int
    end: int
    kind: str
    value: object
    filters: bool = True
    denied: bool = False
