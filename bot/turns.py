"""A turn of the inbox, one transaction: what was answered is wiped, what failed given back, what arrived kept, what is next claimed."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlmodel import Session

from bot.holders import gone
from catalogue.store.database import Database
from enrolment.store import inbox
from enrolment.store.inbox import Claimed, Incoming
from enrolment.vault import Vault

RENEWAL = 5.0  # seconds


class Returned(Struct, frozen=True):
    """What goes back to the inbox after a failure: to be tried again ``wait`` later, or, where that is None, set aside."""

    number: int
    wait: timedelta | None


class Turn(Struct, frozen=True):
    """What one transaction does: ``handling`` is what is still held, ``room`` how many more may be claimed."""

    arrived: Sequence[Incoming]
    done: Sequence[int]
    returned: Sequence[Returned]
    handling: Sequence[int]
    room: int


class Turns:
    """The inbox as one process works on it."""

    def __init__(self, database: Database, vault: Vault, holder: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._holder = holder
        self._clock = clock
        self._renewed = 0.0

    def take(self, turn: Turn) -> tuple[list[Claimed], bool]:
        """What was claimed, and whether nothing at all is left to handle."""
        now = self._clock()
        with self._database.writing() as session:
            self._close(session, turn.done, turn.returned, now)
            inbox.receive(session, self._vault, turn.arrived, now)
            if time.monotonic() - self._renewed > RENEWAL:
                inbox.renew(session, self._holder, turn.handling, now)
                self._renewed = time.monotonic()
            claimed = list(inbox.claim(session, self._vault, self._holder, now, limit=turn.room)) if turn.room > 0 else []
            return claimed, not claimed and inbox.unfinished(session) == 0

    def free_the_dead(self) -> None:
        """What processes of this machine held that are no more is free at once."""
        with self._database.writing() as session:
            for holder in inbox.holders(session):
                if gone(holder):
                    inbox.release_all(session, holder)

    def settle(self, done: Sequence[int], returned: Sequence[Returned]) -> None:
        """At the end: nothing is held any more."""
        with self._database.writing() as session:
            self._close(session, done, returned, self._clock())
            inbox.release_all(session, self._holder)

    def _close(self, session: Session, done: Sequence[int], returned: Sequence[Returned], now: datetime) -> None:
        inbox.wipe_all(session, done, now)
        for each in returned:
            if each.wait is None:
                inbox.set_aside(session, each.number, now)
            else:
                inbox.release(session, each.number, self._holder, until=now + each.wait)
