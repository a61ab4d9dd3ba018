"""The inbox and the outbox: once, in order, by whoever holds the claim."""

from datetime import timedelta

import pytest
from support.world import World

from enrolment.store import inbox, leases, outbox


def receive(world: World, *updates: tuple[int, int]) -> tuple[int, ...]:
    with world.unit() as unit:
        incoming = [inbox.Incoming(number, chat, f"update {number}".encode()) for number, chat in updates]
        return inbox.receive(unit.session, unit.vault, incoming, world.now)


def take(world: World, holder: str = "a") -> inbox.Claimed | None:
    with world.unit() as unit:
        return next(iter(inbox.claim(unit.session, unit.vault, holder, world.now, limit=1)), None)


def finish(world: World, number: int, holder: str = "a") -> None:
    with world.unit() as unit:
        inbox.finish(unit.session, unit.vault, number, holder, b"replies")


def wipe(world: World, number: int) -> None:
    with world.unit() as unit:
        inbox.wipe_all(unit.session, [number], world.now)


def number_of(claimed: inbox.Claimed | None) -> int | None:
    return claimed.update_id if claimed else None


def test_a_redelivered_update_is_received_once(world: World) -> None:
    assert receive(world, (10, 1), (11, 1)) == (10, 11)
    assert receive(world, (11, 1), (12, 2), (12, 2)) == (12,)
    first = take(world)
    assert first is not None
    assert (first.update_id, first.payload, first.replies) == (10, b"update 10", None)


def test_one_chat_is_handled_in_order_and_different_chats_at_once(world: World) -> None:
    receive(world, (1, 7), (2, 7), (3, 8))
    assert [number_of(take(world)) for _ in range(3)] == [1, 3, None]
    finish(world, 1)
    assert take(world) is None
    wipe(world, 1)
    assert number_of(take(world)) == 2


def test_replies_committed_and_not_sent_are_given_again(world: World) -> None:
    receive(world, (1, 7))
    take(world)
    finish(world, 1)
    world.wait(minutes=5)
    again = take(world, "b")
    assert again is not None
    assert (again.payload, again.replies, again.attempts) == (None, b"replies", 2)
    wipe(world, 1)
    assert [row["sealed"] for row in world.rows("inbox")] == [None]


def test_a_claim_that_ran_out_is_taken_over_and_the_late_one_writes_nothing(world: World) -> None:
    receive(world, (1, 7))
    take(world, "a")
    assert take(world, "b") is None
    world.wait(minutes=3)
    assert number_of(take(world, "b")) == 1
    with pytest.raises(inbox.Overtaken):
        finish(world, 1, "a")
    finish(world, 1, "b")


def test_a_claim_renewed_is_not_taken_over(world: World) -> None:
    receive(world, (1, 7))
    take(world, "a")
    world.wait(seconds=15)
    with world.unit() as unit:
        inbox.renew(unit.session, "a", [1], world.now)
    world.wait(seconds=15)
    assert take(world, "b") is None
    world.wait(seconds=10)
    assert number_of(take(world, "b")) == 1


def test_several_chats_are_claimed_at_once_up_to_the_limit(world: World) -> None:
    receive(world, (1, 7), (2, 7), (3, 8), (4, 9))
    with world.unit() as unit:
        first = inbox.claim(unit.session, unit.vault, "a", world.now, limit=2)
        assert [each.update_id for each in first] == [1, 3]
        assert [each.update_id for each in inbox.claim(unit.session, unit.vault, "a", world.now, limit=5)] == [4]


def test_what_is_set_aside_does_not_hold_the_next(world: World) -> None:
    receive(world, (1, 7), (2, 7))
    take(world)
    with world.unit() as unit:
        inbox.set_aside(unit.session, 1, world.now)
    assert number_of(take(world)) == 2
    with world.unit() as unit:
        inbox.release(unit.session, 2, "a")
        assert inbox.unfinished(unit.session) == 1
    assert number_of(take(world, "b")) == 2
    with world.unit() as unit:
        assert inbox.release_all(unit.session, "b") == 1


def test_keys_are_kept_for_a_day_and_an_hour(world: World) -> None:
    receive(world, (1, 7))
    take(world)
    finish(world, 1)
    wipe(world, 1)
    for hours, left in ((24, 1), (2, 0)):
        world.wait(hours=hours)
        with world.unit() as unit:
            inbox.forget_keys(unit.session, world.now)
        assert len(world.rows("inbox")) == left


def promised(world: World, person: str, name: str, after: timedelta = timedelta()) -> bool:
    with world.unit() as unit:
        return outbox.promise(unit.session, outbox.Promise(person, name, {"n": name}, name, world.now + after), world.now)


def claimed(world: World, holder: str = "a") -> list[str]:
    with world.unit() as unit:
        return [message.kind for message in outbox.claim_due(unit.session, holder, world.now)]


def ids(world: World) -> dict[str, int]:
    return {row["kind"]: row["id"] for row in world.rows("outbox")}


def test_a_promise_is_kept_once(world: World) -> None:
    person = world.person(1)
    assert [promised(world, person, "hello") for _ in range(2)] == [True, False]


def test_messages_of_one_person_leave_in_order_and_a_failed_one_holds_back_her_next(world: World) -> None:
    ann, bob = world.person(1), world.person(2)
    for person, name in ((ann, "a1"), (ann, "a2"), (bob, "b1")):
        promised(world, person, name)
    assert claimed(world) == ["a1", "b1"]
    assert claimed(world, "other") == []
    known = ids(world)
    with world.unit() as unit:
        outbox.failed(unit.session, known["a1"], world.now + timedelta(minutes=1))
        outbox.sent(unit.session, known["b1"], world.now)
    assert claimed(world) == []
    world.wait(minutes=1)
    assert claimed(world) == ["a1"]
    with world.unit() as unit:
        outbox.sent(unit.session, known["a1"], world.now)
    assert claimed(world) == ["a2"]


def test_a_message_for_later_holds_back_nothing_due_now(world: World) -> None:
    ann = world.person(1)
    promised(world, ann, "reminder", timedelta(days=7))
    promised(world, ann, "confirmed")
    assert claimed(world) == ["confirmed"]
    with world.unit() as unit:
        assert outbox.unsent(unit.session) == 2


def test_one_that_waits_to_be_tried_again_holds_back_nobody_else_s(world: World) -> None:
    promised(world, world.person(1), "first")
    assert claimed(world) == ["first"]
    with world.unit() as unit:
        outbox.failed(unit.session, ids(world)["first"], world.now + timedelta(minutes=10))
        assert not outbox.any_due(unit.session, world.now)
    promised(world, world.person(2), "second")
    with world.unit() as unit:
        assert outbox.any_due(unit.session, world.now)
    assert claimed(world) == ["second"]


def test_a_clock_set_back_holds_back_no_message_for_hours(world: World) -> None:
    ann, bob = world.person(1), world.person(2)
    promised(world, ann, "claimed by one that died")
    promised(world, bob, "failed")
    world.wait(hours=3)
    assert len(claimed(world)) == 2
    with world.unit() as unit:
        outbox.failed(unit.session, ids(world)["failed"], world.now + timedelta(minutes=10))
    world.wait(hours=-3)
    assert claimed(world, "b") == ["claimed by one that died", "failed"]


def test_a_daily_task_is_done_though_the_clock_was_a_month_ahead(world: World) -> None:
    day = timedelta(days=1)
    with world.unit() as unit:
        assert leases.due(unit.session, "purge", "a", world.now + timedelta(days=30), day)
        assert leases.due(unit.session, "purge", "a", world.now, day)
        assert not leases.due(unit.session, "purge", "a", world.now, day)


def test_a_sender_that_died_leaves_its_messages_to_another(world: World) -> None:
    promised(world, world.person(1), "hello")
    assert claimed(world, "a") == ["hello"]
    world.wait(minutes=3)
    assert claimed(world, "b") == ["hello"]


def test_nothing_is_retried_for_someone_out_of_reach(world: World) -> None:
    ann = world.person(1)
    promised(world, ann, "hello")
    promised(world, ann, "again")
    with world.unit() as unit:
        assert outbox.unreachable(unit.session, ann, world.now) == 2
        assert not outbox.any_due(unit.session, world.now)
    assert claimed(world) == []


def test_a_lease_has_one_holder_until_it_ends(world: World) -> None:
    with world.unit() as unit:
        assert leases.take(unit.session, "clock", "a", world.now)
        assert leases.take(unit.session, "clock", "a", world.now)
        assert not leases.take(unit.session, "clock", "b", world.now)
        assert leases.take(unit.session, "clock", "b", world.now + timedelta(minutes=2))
        leases.give_back(unit.session, "clock", "b")
        assert leases.take(unit.session, "clock", "a", world.now)
