"""Many processes that register at the same instant, with the guard of places or, to prove that the test can fail, without it."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

from support.world import KEY, NOW, World

from catalogue.offer.model import Catalogue
from catalogue.store.database import Database
from enrolment.registration import registering
from enrolment.registration.unit import Rules, one_unit
from enrolment.registration.values import Consent
from enrolment.store import places
from enrolment.vault import Vault


@dataclass(frozen=True)
class Told:
    """What each process is told."""

    url: str
    offer: Catalogue
    person_id: str
    guarded: bool


def race(world: World, people: list[str], *, guarded: bool = True) -> list[tuple[str, int | None]]:
    """Everyone registers for S1 at once, each in a process of her own; (state, rank) of each."""
    context: Any = multiprocessing.get_context("forkserver")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [*sys.path]))  # the server of forks reads it once, and loads what follows once
    context.set_forkserver_preload(["pytest", "support.crowding"])
    barrier, results = context.Barrier(len(people)), context.Queue()
    started = []
    for person_id in people:
        told = Told(world.database.engine.url.render_as_string(hide_password=False), world.offer, person_id, guarded)
        started.append(context.Process(target=_register, args=(told, barrier, results)))
        started[-1].start()
    said = [results.get(timeout=120) for _ in people]
    for process in started:
        process.join()
    return said


def _register(told: Told, barrier: Barrier, results: Any) -> None:
    database = Database(told.url, pool_size=1)
    with database.engine.connect():
        pass
    barrier.wait()
    if not told.guarded:
        places.claim = _unguarded(database)
    try:
        with one_unit(database, Vault(KEY), told.offer, Rules(), now=NOW) as unit:
            outcome = registering.register(unit, told.person_id, "S1", Consent("1", NOW, "fr"), language="fr")
        results.put((outcome.registration.status.value, outcome.registration.wait_seq))
    except Exception as wrong:  # noqa: BLE001  (told to the test, whatever it is)
        results.put((repr(wrong), None))
    database.close()


def _unguarded(database: Database) -> Callable[..., bool]:
    """What a usual bot does: look whether there is room, then take it."""
    with database.reading() as session:
        seen = places.of(session, "S1")
    time.sleep(0.02)

    def claim(session: Any, code: str, count: int = 1) -> bool:
        free = seen is not None and (seen.left is None or seen.left >= count)
        if free:
            places.open_count(session, code)
            places.shift(session, code, taken=count)
        return free

    return claim
