"""A connection to PostgreSQL that does not wait for ever: a server, or something on the way to it, that falls silent is left."""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg

Value = TypeVar("Value")
Waiting = Generator[Any, Any, Value]


class Patient(psycopg.Connection[Any]):
    """Gives up, closed, when nothing at all has come for ``patience`` seconds of a wait (0 waits for ever).

    What TCP notices (an unplugged machine) it notices sooner; this is for a peer that acknowledges and says nothing.
    """

    patience = 0.0

    def wait(self, gen: Waiting[Value], *given: Any, **named: Any) -> Value:
        return super().wait(self._watched(gen) if self.patience else gen, *given, **named)

    def _watched(self, gen: Waiting[Value]) -> Waiting[Value]:
        """The same, looked at each time it is told that nothing is ready (ten times a second)."""
        heard = time.monotonic()
        try:
            wish = next(gen)
            while True:
                ready = yield wish
                if ready:
                    heard = time.monotonic()
                elif time.monotonic() - heard > self.patience:
                    self.close()
                    raise psycopg.OperationalError(f"the server has said nothing for {self.patience:.0f} s")
                wish = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # what the generator returns
