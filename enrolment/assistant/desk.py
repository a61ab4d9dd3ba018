"""The desk: the offer as it stands now, with everything that reads and answers on it; taken up again when the catalogue changes."""

import threading
import time
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from msgspec import Struct

from catalogue.answers import guide
from catalogue.offer.model import Catalogue
from catalogue.reading.reader import Reader
from catalogue.store import offer
from catalogue.store.database import Database


class NoCatalogue(Exception):  # noqa: N818  (named for what is missing)
    """The database holds no catalogue yet."""


@runtime_checkable
class Renewable(Protocol):
    """A reader that gives the one of the next catalogue, keeping what has not changed."""

    def renewed(self, catalogue: Catalogue) -> guide.Reader: ...


PAUSE = 1.0  # seconds between two looks at the version


class Snapshot(Struct, frozen=True):
    """The offer at one version."""

    version: int
    catalogue: Catalogue
    guide: guide.Guide
    sample: bool = False


class Desk:
    """Gives the current snapshot; looks at the version at most each second, so that an import elsewhere is served within seconds."""

    def __init__(
        self,
        database: Database,
        read_with: Callable[[Catalogue], guide.Reader] = Reader,
        *,
        timezone: str = "America/Toronto",
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._read_with = read_with
        self._timezone = timezone
        self._tick = tick
        self._lock = threading.Lock()
        self._current: Snapshot | None = None
        self._looked = 0.0

    def current(self) -> Snapshot:
        """The snapshot to serve with; built outside any transaction of the caller's."""
        held = self._current
        if held is not None and self._tick() - self._looked < PAUSE:
            return held
        with self._lock:
            if self._current is None or self._tick() - self._looked >= PAUSE:
                self._current = self._renewed(self._current)
                self._looked = self._tick()
            return self._current

    def latest(self) -> Snapshot:
        """The snapshot of this very moment: for what must follow a change at once, wherever it was made."""
        held = self._current
        with self._database.reading() as session:
            if held is not None and offer.version(session) == held.version:
                return held
        with self._lock:
            self._current = self._renewed(self._current)
            self._looked = self._tick()
            return self._current

    def _renewed(self, held: Snapshot | None) -> Snapshot:
        with self._database.reading() as session:
            version = offer.version(session)
            if held is not None and held.version == version:
                return held
            catalogue, sample = offer.load(session), offer.state(session).sample
        if catalogue is None:
            raise NoCatalogue
        built = guide.Guide(catalogue, self._reader(held, catalogue), sample=sample, timezone=self._timezone)
        return Snapshot(version, catalogue, built, sample)

    def _reader(self, held: Snapshot | None, catalogue: Catalogue) -> guide.Reader:
        """The reader of the catalogue: what the one held knows is kept where it can be."""
        known = held.guide.reader if held is not None else None
        return known.renewed(catalogue) if isinstance(known, Renewable) else self._read_with(catalogue)
