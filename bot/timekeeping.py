"""The time several machines share: the database's, so that their claims and leases agree whatever their own clocks do."""

import time
from datetime import datetime, timedelta

from catalogue.store.database import Database
from enrolment.store import instants


class SharedClock:
    """The database's time, carried on by a counter that no setting of this machine's clock moves."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.set()

    def __call__(self) -> datetime:
        return self._then + timedelta(seconds=time.monotonic() - self._since)

    def set(self) -> None:
        """Ask the database again."""
        with self._database.reading() as session:
            then, since = instants.now(session), time.monotonic()
        self._then, self._since = then, since
