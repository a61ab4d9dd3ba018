"""Faults on demand: what a test asks the double to do wrong, and to which calls."""

from __future__ import annotations

from dataclasses import dataclass

from bot.double.clock import Clock
from bot.double.errors import ApiError, Dropped, too_many

KINDS = frozenset({"too_many", "error", "drop_before", "drop_after", "slow"})


@dataclass(slots=True)
class Fault:
    """One fault to play.

    kind: `too_many` (429 with `retry_after` seconds), `error` (HTTP `code`, 500 or 502), `drop_before` and
    `drop_after` (the connection closes before or after the call is carried out), `slow` (the answer waits `seconds`).
    method: the only method touched; without it every one but getUpdates. chat_id: the only chat touched.
    times: how many calls; None is until cleared. lasting: seconds of the double's clock after which it is over.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int = 3
    code: int = 502
    seconds: float = 1.0
    lasting: float | None = None
    until: float | None = None

    def touches(self, method: str, chat_id: object) -> bool:
        """Whether a call is one of those it is for."""
        if self.method is None:
            return method != "getUpdates" and self.chat_id in {None, chat_id}
        return self.method == method and self.chat_id in {None, chat_id}


class Faults:
    """The script: faults are tried in the order they were added, one per call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._script: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Add a fault at the end of the script; ValueError when its kind is unknown."""
        if fault.kind not in KINDS:
            raise ValueError(f"a fault is one of {', '.join(sorted(KINDS))}, not {fault.kind}")
        if fault.lasting is not None:
            fault.until = self._clock.now() + fault.lasting
            fault.times = None
        self._script.append(fault)

    def clear(self) -> None:
        """Play no more faults."""
        self._script.clear()

    def __len__(self) -> int:
        return len(self._script)

    def next(self, method: str, chat_id: object) -> Fault | None:
        """The fault this call meets, if any; uses up one of its times."""
        if not self._script:
            return None
        self._script = [fault for fault in self._script if fault.until is None or fault.until > self._clock.now()]
        fault = next((fault for fault in self._script if fault.touches(method, chat_id)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._script.remove(fault)
        return fault


def refuse(fault: Fault | None) -> None:
    """Raise what a fault makes of a call before it is carried out."""
    if fault is None:
        return
    if fault.kind == "too_many":
        raise too_many(fault.retry_after)
    if fault.kind == "error":
        raise ApiError(fault.code, {500: "Internal Server Error", 502: "Bad Gateway"}.get(fault.code, "Server Error"))
    if fault.kind == "drop_before":
        raise Dropped
