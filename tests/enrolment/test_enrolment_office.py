"""What administrators do, on both databases: letters, open questions, broadcasts, schedules, links, notes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from support.world import World, course, session

from catalogue.store.database import Database
from enrolment import retention
from enrolment.office import broadcasts, demand, enquiries, links, notes, questions, schedules
from enrolment.registration.erasure import erase
from enrolment.registration.rights import Rights, Scope, actor_of, grant, revoke
from enrolment.registration.states import Role
from enrolment.registration.unit import one_unit
from enrolment.registration.values import CLOCK, Actor
from enrolment.store import outbox
from enrolment.store import people as stored_people

ALL, HEC, MILA, READER = Rights(Scope.PROGRAMME), Rights(Scope.PARTNER, ("hec",)), Rights(Scope.PARTNER, ("mila",)), Rights(Scope.READER)
REGISTRAR = Actor("registrar", Role.REGISTRAR)
ADMIN = 900
Made = TypeVar("Made")


def drained(world: World) -> list[str]:
    """What is due leaves: its kinds."""
    kinds: list[str] = []
    with world.unit() as unit:
        while claimed := outbox.claim_due(unit.session, "test", unit.now):
            for message in claimed:
                kinds.append(message.kind)
                outbox.sent(unit.session, message.id, unit.now)
    return kinds


def test_a_letter_is_seen_by_the_programme_and_the_courses_school_and_answered(world: World) -> None:
    person, admin = world.person(1), world.person(ADMIN)
    assert admin
    with world.unit() as unit:
        enquiry = enquiries.write(unit, person, "Le stationnement?", "ia-101", frozenset({ADMIN}))
        assert [len(enquiries.listed(unit, rights)) for rights in (ALL, HEC, MILA, READER)] == [1, 1, 0, 0]
        assert enquiries.waiting(unit, HEC) == 1
    assert drained(world) == ["letter_received"]
    with world.unit() as unit:
        enquiries.answer(unit, enquiry, "Oui.", REGISTRAR)
        assert [(each.hers, each.text) for each in enquiries.letters(unit, enquiry)] == [(True, "Le stationnement?"), (False, "Oui.")]
        assert enquiries.waiting(unit, ALL) == 0
        again = enquiries.write(unit, person, "Merci", None, frozenset())
        assert again.id == enquiry.id
        enquiries.close(unit, again, REGISTRAR)
        assert enquiries.under_way(unit, person) is None
    world.wait(days=181)
    with world.unit() as unit:
        retention.purge(unit)
        assert enquiries.of_person(unit, person) == ()


def test_letters_and_notes_go_with_the_person(world: World) -> None:
    (made,) = world.crowd(1)
    owner = world.owner(made)
    with world.unit() as unit:
        enquiries.write(unit, owner, "Bonjour", None, frozenset())
        notes.write(unit, made, "A téléphoné.", REGISTRAR)
        assert [each.text for each in notes.of(unit, made)] == ["A téléphoné."]
    with world.unit() as unit:
        erase(unit, owner)
    assert [world.rows(name) for name in ("enquiry", "letter", "registration_note")] == [[], [], []]


def test_the_same_question_is_counted_and_near_ones_are_one(world: World) -> None:
    with world.unit() as unit:
        for text in ("Avez-vous un cours de soudure?", "avez vous un cours de soudure", "avez-vous des cours de soudure?", "La cafétéria?"):
            questions.keep(unit, text, "fr", questions.UNANSWERED, subject="soudure" if "soudure" in text else None)
        first, second = questions.asked(unit)
    assert (first.count, second.count, second.text) == (3, 1, "La cafétéria?")
    with world.unit() as unit:
        assert [(one.kind, one.value, one.count) for one in demand.demand(unit)] == [("topic", "soudure", 3)]
        questions.keep(unit, "ya tu de la soudure à Rimouski pour l’hiver", "fr", questions.UNANSWERED, subject="Soudure")
        assert [one.count for one in questions.asked(unit)] == [4, 1], "one subject is one question"
        questions.dismiss(unit, questions.asked(unit)[0], REGISTRAR)
        questions.keep(unit, "Avez-vous un cours de soudure?", "fr", questions.UNANSWERED)
        assert [one.text for one in questions.asked(unit)] == ["La cafétéria?"]
    assert all("soudure" not in str(row["sealed"]) for row in world.rows("open_question"))


def test_a_broadcast_reaches_each_person_once_a_page_at_a_time_and_resumes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcasts, "PAGE", 2)
    made = world.offers(course("IA-101", session("S1", seats=10))).crowd(5)
    blocked = world.owner(made[0])
    with world.unit() as unit:
        stored_people.unreachable(unit.session, blocked)
        assert broadcasts.reached(unit, "session", "S1") == (4, 1)
        assert broadcasts.reached(unit, "course", "IA-101") == (4, 1)
        broadcast_id = broadcasts.begin(unit, "session", "s1", {"fr": "Apportez votre portable."}, REGISTRAR)
    drained(world)
    counts = []
    for _ in range(4):
        with world.unit() as unit:
            counts.append(broadcasts.advance(unit))
    assert counts == [2, 2, 0, 0]
    world.wait(minutes=1)
    assert drained(world) == ["broadcast"] * 4
    with world.unit() as unit:
        broadcasts.advance(unit)
        found = broadcasts.find(unit, broadcast_id)
    assert found is not None
    assert (found.state, found.people, found.sent, found.text("en")) == ("done", 4, 4, "Apportez votre portable.")
    world.wait(days=31)
    with world.unit() as unit:
        retention.purge(unit)
        assert broadcasts.listed(unit, ALL) == ()


def test_a_schedule_is_promised_once_each_time_and_ends_with_the_role(world: World) -> None:
    world.person(ADMIN)
    with world.unit() as unit:
        grant(unit, ADMIN, Scope.PROGRAMME, None, CLOCK)
        made = schedules.make(unit, "Lundi", "csv:-:-:-", 0, 8, actor_of(unit, ADMIN))
    world.now = made.next_at
    for expected in (1, 0):
        with world.unit() as unit:
            assert schedules.promise_due(unit) == expected
    assert drained(world) == [schedules.KIND]
    world.wait(days=15)
    with world.unit() as unit:
        assert schedules.promise_due(unit) == 1
    with world.unit() as unit:
        revoke(unit, ADMIN, CLOCK)
        assert schedules.of_owner(unit, made.owner) == ()


def test_of_several_processes_one_promises_each_due_export_and_one_sends_it(world: World) -> None:
    world.person(ADMIN)
    with world.unit() as unit:
        grant(unit, ADMIN, Scope.PROGRAMME, None, CLOCK)
        made = [schedules.make(unit, f"Le {hour}", "csv:-:-:-", None, hour, actor_of(unit, ADMIN)) for hour in (6, 7, 8)]
    for day in range(4):
        world.now = max(one.next_at for one in made) + timedelta(days=day)
        assert sum(at_once(world, lambda replica: _promised(world, replica))) == 3
        sent = []
        for _ in range(3):  # hers leave one after the other
            (one,) = [each for claimed in at_once(world, lambda replica: _claimed(world, replica)) for each in claimed]
            sent.append(one.params["schedule_id"])
            with world.unit() as unit:
                outbox.sent(unit.session, one.id, unit.now)
        assert sorted(sent) == sorted(each.id for each in made)


def at_once(world: World, act: Callable[[Database], Made]) -> list[Made]:
    """The same done by three processes at the same moment, each with its own door to the database."""
    replicas, start = [Database(world.database.url) for _ in range(3)], threading.Barrier(3)

    def one(replica: Database) -> Made:
        start.wait()
        return act(replica)

    try:
        with ThreadPoolExecutor(len(replicas)) as threads:
            return list(threads.map(one, replicas))
    finally:
        for replica in replicas:
            replica.close()


def _promised(world: World, replica: Database) -> int:
    with one_unit(replica, world.vault, world.offer, world.rules, now=world.now) as unit:
        return schedules.promise_due(unit)


def _claimed(world: World, replica: Database) -> tuple[outbox.Message, ...]:
    with replica.writing() as session:
        return outbox.claim_due(session, f"replica {id(replica)}", world.now)


def test_a_link_made_twice_is_the_same_link(world: World) -> None:
    with world.unit() as unit:
        first, again = (links.make(unit, "salon-2027", "course_IA-101", REGISTRAR) for _ in range(2))
        assert first == again == links.find(unit, first.id.lower())
        assert links.find(unit, "NOBODY") is None
