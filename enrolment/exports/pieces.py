"""The pieces of an export: a short one's made here, a long one's by helpers, processes that give way to whoever serves people."""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle, islice
from typing import IO

from msgspec import Struct

from catalogue.offer.model import Catalogue
from catalogue.store.database import Database
from enrolment.exports.columns import columns
from enrolment.exports.formats import FORMATS
from enrolment.exports.layout import Piece
from enrolment.exports.rows import Reader, Sight, Source
from enrolment.registration.unit import Rules
from enrolment.store import exporting, keycheck
from enrolment.store.exporting import Place, Span, Wanted
from enrolment.vault import Vault

ALONE = 5_000  # rows beyond which helpers are worth their start
SIZE = 2_000  # rows of a piece
HELPERS = min(2, os.cpu_count() or 1)
AHEAD = 2  # pieces asked of each helper before the first is taken
MODULE = "enrolment.exports.helper"


class HelperFailed(Exception):  # noqa: N818  (what happened to it)
    """A helper could not do its part; it says what kind of fault, never what was in the rows."""


@dataclass(frozen=True)
class Job:
    """What is exported, as it can be told to another process: by a pipe, never by arguments or the environment."""

    format: str
    wanted: Wanted = field(repr=False)
    sight: Sight
    url: str = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    lookups: bytes = field(repr=False)
    offer: Catalogue = field(repr=False)
    rules: Rules
    as_of: datetime

    def source(self) -> Source:
        """The same database and vault, opened anew."""
        database = Database(self.url, pool_size=1, prepares=False)
        first, *others = self.keys
        vault = Vault(first, others=others, lookups=self.lookups)
        vault.ask = lambda: keycheck.ring(database, first)
        return Source(database, vault, self.offer, self.rules, self.as_of)


def pieces(source: Source, name: str, wanted: Wanted, sight: Sight, total: int) -> Iterator[Piece]:
    """All rows, in order. ``total``: about how many. Raises HelperFailed."""
    if total <= ALONE or not source.database.is_shared:
        yield from _alone(source, name, wanted, sight)
        return
    vault = source.vault
    keys = tuple(key.bytes for key in vault.ring)
    job = Job(name, wanted, sight, source.database.url, keys, vault.lookups, source.offer, source.rules, source.as_of)
    yield from _helped(job, _spans(source, wanted))


def _alone(source: Source, name: str, wanted: Wanted, sight: Sight) -> Iterator[Piece]:
    shown = columns()
    rows = Reader(source, wanted, shown, sight).rows()
    while some := list(islice(rows, exporting.PAGE)):
        yield len(some), FORMATS[name].piece(some, shown)


def _spans(source: Source, wanted: Wanted) -> Iterator[Span]:
    """Stretches of SIZE rows, and the rest."""
    query, after = exporting.Query(wanted, source.as_of), None
    while True:
        with source.database.reading() as session:
            edge: Place | None = query.edge(session, after, SIZE)
        yield Span(after, edge)
        if edge is None:
            return
        after = edge


def _helped(job: Job, spans: Iterator[Span]) -> Iterator[Piece]:
    """Spans dealt out in turn, their pieces taken in the same turn."""
    with ExitStack() as stack:
        helpers = [stack.enter_context(_started()) for _ in range(HELPERS)]
        for helper in helpers:  # all are starting by now: a job is more than a pipe holds, and waits until it is read
            helper.ask(job)
        turn, asked = cycle(helpers), deque[_Helper]()
        for span in spans:
            helper = next(turn)
            helper.ask(span)
            asked.append(helper)
            if len(asked) >= AHEAD * len(helpers):
                yield asked.popleft().piece()
        while asked:
            yield asked.popleft().piece()


class _Helper(Struct, frozen=True):
    """The two ends of a helper's pipes."""

    questions: IO[bytes]
    answers: IO[bytes]

    def ask(self, what: Job | Span) -> None:
        """One that is over has said why in its answers: that is what is read."""
        with suppress(BrokenPipeError):
            pickle.dump(what, self.questions)
            self.questions.flush()

    def piece(self) -> Piece:
        try:
            found: Piece | str = pickle.load(self.answers)  # noqa: S301  (our own process wrote it)
        except EOFError:
            raise HelperFailed("gone") from None
        if isinstance(found, str):
            raise HelperFailed(found)
        return found

    def close(self) -> None:
        """What a dead one did not take is dropped."""
        self.answers.close()
        with suppress(BrokenPipeError):
            self.questions.close()


@contextmanager
def _started() -> Iterator[_Helper]:
    """A helper; it ends with its pipes."""
    process = subprocess.Popen(  # noqa: S603  (ourselves)
        [sys.executable, "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    if process.stdin is None or process.stdout is None:
        raise HelperFailed("no pipes")
    helper = _Helper(process.stdin, process.stdout)
    try:
        yield helper
    finally:
        process.kill()
        process.wait()
        helper.close()
