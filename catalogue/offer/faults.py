"""What is wrong in a catalogue file: each fault with its place and a sentence, all of them at once."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from catalogue.words.say import N_, Say, in_language

Path = tuple[str | int, ...]
MOST_SHOWN = 1000
_MORE = N_("and {count} more faults: these first ones are probably their cause.")


class Fault(Struct, frozen=True):
    """One fault: where (``courses[3].sessions[0].starts``, ``sessions!F12``) and why.

    ``reason`` is an English msgid with ``values``; ``line`` is the file's line where it is known.
    """

    place: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None

    def said(self, say: Say) -> str:
        """The fault on one line, as plain text."""
        return "".join([f"{self.place}: " if self.place else "", say.plain(self.reason, **self.values), self._at(say)])

    def _at(self, say: Say) -> str:
        return say.plain(" (line {line})", line=self.line) if self.line else ""

    def __str__(self) -> str:
        return self.said(in_language("en"))


class Faults(Exception):  # noqa: N818  (the glossary's noun: what is raised are the faults)
    """A catalogue that cannot be taken as it is, with every fault, in the file's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        every = tuple(faults)
        left_out = len(every) - MOST_SHOWN
        more = (Fault("", _MORE, {"count": left_out}),) if left_out > 0 else ()
        self.faults: tuple[Fault, ...] = every[:MOST_SHOWN] + more
        super().__init__("\n".join(str(fault) for fault in self.faults))


def dotted(path: Path) -> str:
    """``("courses", 3, "sessions", 0)`` as ``courses[3].sessions[0]``."""
    said = ""
    for step in path:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else str(step)
    return said
