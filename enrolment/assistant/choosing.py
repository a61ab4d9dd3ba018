"""Somebody who is helped to choose: what she said so far, and what she is asked now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.answers.context import filters_from_json, filters_to_json
from catalogue.reading.values import Filters


@dataclass
class Choosing:
    """The three questions under way.

    ``asked``: the question on the screen; ``passed``: those answered or skipped, in order; ``filters`` and ``words``: what she
    said; ``options``: the readings of a doubtful answer; ``wide``: all the choices are shown. ``listening``: the question was the
    last thing said, and what is typed answers it.
    """

    asked: str = ""
    passed: list[str] = field(default_factory=list)
    filters: Filters = field(default_factory=Filters)
    words: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    wide: bool = False
    listening: bool = True

    def to_json(self) -> dict[str, Any]:
        """What is not empty, as plain values."""
        pairs = {
            "asked": self.asked,
            "passed": self.passed,
            "filters": filters_to_json(self.filters),
            "words": self.words,
            "options": self.options,
            "wide": self.wide,
            "listening": self.listening,
        }
        return {name: value for name, value in pairs.items() if value}

    @classmethod
    def from_json(cls, kept: object) -> "Choosing | None":
        """What ``to_json`` wrote; None for none."""
        if not isinstance(kept, Mapping) or "asked" not in kept:
            return None
        return cls(
            asked=str(kept["asked"]),
            passed=list(kept.get("passed", ())),
            filters=filters_from_json(kept.get("filters")),
            words=list(kept.get("words", ())),
            options=list(kept.get("options", ())),
            wide=bool(kept.get("wide")),
            listening=bool(kept.get("listening")),
        )
