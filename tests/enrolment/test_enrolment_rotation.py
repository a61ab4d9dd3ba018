"""A new data key: everything opens with it and nothing with the old one, people registering meanwhile, stopped half-way or not."""

import threading
from collections.abc import Callable

import pytest
from support.world import KEY, World

from catalogue.words.replacing import replace
from enrolment import rotation
from enrolment.registration import people
from enrolment.registration.rights import Scope, grant, granted
from enrolment.registration.unit import Unit
from enrolment.registration.values import CLOCK
from enrolment.store import custody, inbox, keycheck, rewrapping
from enrolment.store.migrate import METADATA
from enrolment.vault import Vault, VaultError, WrongKey

NEW = bytes(reversed(range(32)))
THIRD = b"3" * 32


@pytest.fixture
def used(world: World) -> World:
    """A world opened with its key, with people, an administrator, a message being handled; its vault asks as a running process does."""
    with world.unit() as unit:
        world.vault = keycheck.opened(unit.session, KEY)
    world.vault.ask = lambda: keycheck.ring(world.database, KEY)
    world.crowd(6)
    with world.unit() as unit:
        grant(unit, 555, Scope.READER, None, CLOCK)
        inbox.receive(unit.session, unit.vault, [inbox.Incoming(5, 1000, b"bonjour")], world.now)
    return world


def with_key(world: World, key: bytes) -> World:
    with world.database.writing() as session:
        return replace(world, vault=keycheck.opened(session, key))


def opens_everything(world: World) -> int:
    with world.unit() as unit:
        ids = [row["person_id"] for row in world.rows("person_key")]
        assert all(people.load(unit, each).telegram_id for each in ids)
        assert [one.telegram_id for one in granted(unit)] == [555]
        return len(ids)


def test_after_a_rotation_everything_opens_with_the_new_key_and_nothing_with_the_old(used: World) -> None:
    hashed = used.vault.lookup("telegram", 1000)
    assert rotation.rotate(used.database, KEY, NEW, used.now) == 6
    assert opens_everything(with_key(used, NEW)) == opens_everything(with_key(used, KEY)) == 6
    rotation.finish(used.database, NEW, used.now)
    after = with_key(used, NEW)
    assert opens_everything(after) == 6
    assert after.vault.lookup("telegram", 1000) == hashed
    with after.unit() as unit:
        assert [each.payload for each in inbox.claim(unit.session, unit.vault, "me", used.now, limit=1)] == [b"bonjour"]
    with pytest.raises(WrongKey):
        with_key(used, KEY)
    row = used.rows("person_key")[0]
    with pytest.raises(VaultError):
        Vault(KEY).key_of(row["wrapped"], row["person_id"])


def test_a_process_that_runs_with_the_old_key_goes_on_through_a_rotation(used: World) -> None:
    rotation.rotate(used.database, KEY, NEW, used.now)
    assert opens_everything(used) == 6
    made = used.person(7_000)
    row = next(row for row in used.rows("person_key") if row["person_id"] == made)
    assert Vault(NEW).key_of(row["wrapped"], made)


def test_people_register_while_the_keys_are_rotated(used: World) -> None:
    done, faults = threading.Event(), list[BaseException]()

    def keep_registering() -> None:
        number = 20_000
        try:
            while not done.is_set():
                used.register(used.person(number), "S2")
                number += 1
        except BaseException as fault:  # noqa: BLE001  (told to the test)
            faults.append(fault)

    busy = threading.Thread(target=keep_registering)
    busy.start()
    try:
        rotation.rotate(used.database, KEY, NEW, used.now)
        rotation.rotate(used.database, KEY, NEW, used.now)
    finally:
        done.set()
        busy.join()
    assert faults == []
    rotation.finish(used.database, NEW, used.now)
    after = with_key(used, NEW)
    assert opens_everything(after) == len(after.rows("person")) >= 6
    for row in after.rows("person_key"):
        assert Vault(NEW).key_of(row["wrapped"], row["person_id"])


def test_a_rotation_stopped_half_way_is_taken_up_again(used: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewrapping, "PAGE", 2)
    page: Callable[..., tuple[str | None, int]] = rewrapping.people_page
    seen: list[str] = []

    def fails_at_the_second(session: Unit, vault: Vault, after: str) -> tuple[str | None, int]:
        seen.append(after)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return page(session, vault, after)

    monkeypatch.setattr(rewrapping, "people_page", fails_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(used.database, KEY, NEW, used.now)
    monkeypatch.setattr(rewrapping, "people_page", page)
    assert opens_everything(with_key(used, KEY)) == opens_everything(with_key(used, NEW)) == 6
    assert rotation.rotate(used.database, KEY, NEW, used.now) == 4
    rotation.finish(used.database, NEW, used.now)
    assert opens_everything(with_key(used, NEW)) == 6


def test_one_rotation_at_a_time_and_to_another_key(used: World) -> None:
    with pytest.raises(rotation.CannotRotate, match="in use"):
        rotation.rotate(used.database, KEY, KEY, used.now)
    with pytest.raises(rotation.CannotRotate, match="no rotation"):
        rotation.finish(used.database, KEY, used.now)
    with pytest.raises(WrongKey):
        rotation.rotate(used.database, THIRD, NEW, used.now)
    rotation.rotate(used.database, KEY, NEW, used.now)
    with pytest.raises(rotation.CannotRotate, match="under way"):
        rotation.rotate(used.database, KEY, THIRD, used.now)
    with pytest.raises(rotation.CannotRotate, match="start with the new key"):
        rotation.finish(used.database, KEY, used.now)
    with pytest.raises(WrongKey):
        with_key(used, THIRD)


def test_a_rotation_is_recorded_without_any_key(used: World) -> None:
    rotation.rotate(used.database, KEY, NEW, used.now)
    rotation.finish(used.database, NEW, used.now)
    events = [row for row in used.rows("audit_event") if row["entity"] == "data key"]
    assert [row["action"] for row in events] == ["rotate", "rotated"]
    assert KEY.hex() not in str(events)


def test_every_column_of_bytes_says_under_which_key_it_is() -> None:
    from sqlalchemy import LargeBinary  # noqa: PLC0415  (for this one look)

    found = {(each.name, column.name) for each in METADATA.sorted_tables for column in each.columns if isinstance(column.type, LargeBinary)}
    assert found == custody.HER_SEALED | set(custody.VAULT_SEALED) | custody.OWN_SECRETS
