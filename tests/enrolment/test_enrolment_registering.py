"""Registering, withdrawing, changing session: the gates, the doubles, the places."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from support.world import World, course, session

from catalogue.words.replacing import replace
from enrolment.registration import people, references, registering, standing
from enrolment.registration.refusals import (
    AlreadyThere,
    NotFound,
    PersonUnknown,
    Refusal,
    RegistrationClosed,
    SessionCancelled,
    SessionFull,
    SessionStarted,
    SessionUnknown,
    SessionWithdrawn,
    TooManyActive,
)
from enrolment.registration.states import Role, Status
from enrolment.registration.unit import RandomIds
from enrolment.registration.values import Actor
from enrolment.store import registrations


def test_a_registration_copies_what_must_survive(world: World) -> None:
    person = world.person(1, region="montreal", role="manager")
    made = world.register(person, source="linkedin").registration
    assert (made.status, made.course_code, made.session_code, made.partner_code) == (Status.PRE_REGISTERED, "IA-101", "S1", "hec")
    assert (made.region, made.role, made.language, made.source, made.consent_version) == ("montreal", "manager", "fr", "linkedin", "1")
    assert world.read(made) == made
    assert world.read(made).facts == made.facts


def test_registering_again_gives_the_same_registration(world: World) -> None:
    person = world.person(1)
    outcomes = [world.register(person) for _ in range(3)]
    assert [each.created for each in outcomes] == [True, False, False]
    assert len({each.registration.reference for each in outcomes}) == 1
    assert len(world.rows("registration")) == len(world.rows("reference_used")) == 1


def test_a_session_code_is_found_whatever_its_case(world: World) -> None:
    assert world.register(world.person(1), "s1").registration.session_code == "S1"


def test_a_full_session_gives_a_rank(world: World) -> None:
    world.crowd(5)
    assert [world.register(world.person(number)).position for number in (1, 2, 3)] == [1, 2, 3]


def test_a_session_without_seats_is_never_full(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=None)))
    assert {each.status for each in world.crowd(12)} == {Status.PRE_REGISTERED}


def test_a_session_of_no_seat_has_only_a_list(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=0)))
    assert world.register(world.person(1)).position == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"cancelled": True}, SessionCancelled),
        ({"withdrawn": True}, SessionWithdrawn),
        ({"register_by": date(2026, 8, 31)}, RegistrationClosed),
        ({"starts": date(2026, 9, 1)}, SessionStarted),
        ({"starts": datetime(2026, 9, 1, 9, 59)}, SessionStarted),  # noqa: DTZ001  (the catalogue's local words)
    ],
)
def test_a_session_that_takes_nobody_says_why(world: World, changes: dict[str, object], refusal: type[Refusal]) -> None:
    world.offers(course("IA-101", session("S1", **changes)))
    with pytest.raises(refusal) as refused:
        world.register(world.person(1))
    assert refused.value.next_step is not None
    other = world.person(2)
    with pytest.raises(refusal), world.unit() as unit:
        registering.may_register(unit, other, "S1")
    assert world.rows("registration") == []


def test_a_withdrawn_course_and_an_unknown_session_are_refused(world: World) -> None:
    world.offers(course("IA-101", session("S1"), withdrawn=True))
    with pytest.raises(SessionWithdrawn):
        world.register(world.person(1))
    with pytest.raises(SessionUnknown):
        world.register(world.person(1), "NOWHERE")


def test_a_session_of_the_snapshot_that_the_database_does_not_have_is_unknown(planted: World) -> None:
    planted.offer = planted.offer.model_copy(update={"courses": (course("IA-9", session("S9")),)})
    with pytest.raises(SessionUnknown):
        planted.register(planted.person(1), "S9")


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Halifax", "America/Blanc-Sablon"])
def test_the_last_day_ends_with_its_last_second_where_the_session_is(world: World, zone: str) -> None:
    world.offers(course("IA-101", session("S1", register_by=date(2026, 10, 10), timezone=zone)))
    closes = {"America/Toronto": 4, "America/Halifax": 3, "America/Blanc-Sablon": 4}[zone]
    world.now = datetime(2026, 10, 11, closes - 1, 59, 59, tzinfo=UTC)
    world.register(world.person(1))
    world.now = datetime(2026, 10, 11, closes, 0, 0, tzinfo=UTC)
    with pytest.raises(RegistrationClosed):
        world.register(world.person(2))


def test_registering_on_the_very_day_is_possible_where_the_session_says_so(world: World) -> None:
    world.offers(course("IA-101", session("S1", register_by=date(2026, 10, 12))))
    world.now = datetime(2026, 10, 12, 12, tzinfo=UTC)
    assert world.register(world.person(1)).created


def test_one_person_has_so_many_active_registrations(world: World) -> None:
    world.offers(course("IA-101", *(session(f"S{number}") for number in range(7)))).with_rules(max_active=3)
    person = world.person(1)
    made = [world.register(person, f"S{number}").registration for number in range(3)]
    with pytest.raises(TooManyActive) as refused:
        world.register(person, "S3")
    assert refused.value.facts == {"limit": 3}
    with world.unit() as unit:
        registering.withdraw(unit, person, made[0].id)
    assert world.register(person, "S3").created


def test_sessions_that_are_over_do_not_count_as_active(world: World) -> None:
    later = {"starts": date(2026, 12, 1), "ends": date(2026, 12, 2)}
    world.offers(course("IA-101", session("S1"), session("S2", **later))).with_rules(max_active=1)
    person = world.person(1)
    world.register(person, "S1")
    world.now = datetime(2026, 11, 1, tzinfo=UTC)
    assert world.register(person, "S2").created


def test_withdrawing_twice_is_once_and_frees_one_place(world: World) -> None:
    crowd = world.crowd(6)
    for _ in range(2):
        with world.unit() as unit:
            assert registering.withdraw(unit, world.owner(crowd[0]), crowd[0].id).status is Status.CANCELLED
    assert world.statuses(crowd[5]) == ["offered"]
    with world.unit() as unit:
        assert registering.places(unit, "S1").taken == 5


def test_nobody_speaks_for_another(world: World) -> None:
    first, second = world.crowd(2)
    with pytest.raises(NotFound), world.unit() as unit:
        registering.withdraw(unit, world.owner(second), first.id)
    with pytest.raises(NotFound), world.unit() as unit:
        standing.where_am_i(unit, world.owner(second), first.id)
    with pytest.raises(NotFound), world.unit() as unit:
        registering.change_session(unit, world.owner(second), first.id, "S2")


def test_changing_session_keeps_the_reference_and_frees_the_old_place_for_the_list(world: World) -> None:
    crowd = world.crowd(6)
    for _ in range(2):
        with world.unit() as unit:
            moved = registering.change_session(unit, world.owner(crowd[0]), crowd[0].id, "S2")
    assert (moved.reference, moved.session_code, moved.status) == (crowd[0].reference, "S2", Status.PRE_REGISTERED)
    assert world.statuses(crowd[5]) == ["offered"]
    with world.unit() as unit:
        assert [registering.places(unit, code).taken for code in ("S1", "S2")] == [5, 1]


def test_changing_to_a_full_session_is_refused_and_keeps_the_place(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1), session("S2", seats=1)))
    first, second = world.crowd(1)[0], world.crowd(1, "S2", first=2)[0]
    with pytest.raises(SessionFull), world.unit() as unit:
        registering.change_session(unit, world.owner(first), first.id, "S2")
    assert world.statuses(first, second) == ["pre_registered"] * 2


def test_someone_who_waits_may_change_to_a_session_with_room(world: World) -> None:
    crowd = world.crowd(6)
    with world.unit() as unit:
        assert registering.change_session(unit, world.owner(crowd[5]), crowd[5].id, "S2").wait_seq is None
        assert registering.places(unit, "S1").waiting == 0


def test_one_cannot_change_to_a_session_one_already_has(world: World) -> None:
    person = world.person(1)
    first = world.register(person, "S1").registration
    world.register(person, "S2")
    with pytest.raises(AlreadyThere), world.unit() as unit:
        registering.change_session(unit, person, first.id, "S2")


def test_the_database_itself_refuses_a_second_active_registration(planted: World) -> None:
    (made,) = planted.crowd(1)
    with pytest.raises(IntegrityError), planted.unit() as unit:
        registrations.add(unit.session, replace(made, id="x", reference="22222222"))


def test_a_reference_is_never_given_twice_even_if_chance_repeats_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.crowd(1)
    first = world.rows("reference_used")[0]["reference"]
    with world.unit() as unit:
        drawn = iter([first, first, "ZZZZZZZZ"])
        monkeypatch.setattr(unit.ids, "reference", lambda: next(drawn))
        assert registering.new_reference(unit) == "ZZZZZZZZ"


def test_references_are_read_as_people_write_them() -> None:
    drawn = RandomIds().reference()
    assert references.read_reference(references.shown(drawn).lower()) == drawn
    assert references.read_reference(" abcd - 2345 ") == "ABCD2345"
    assert references.read_reference("ABCD-234") is None
    assert references.read_reference("ABCD-2340") is None


def test_a_registrar_who_registers_someone_has_her_told(world: World) -> None:
    person = world.person(1)
    world.register(person, actor=Actor("registrar", Role.REGISTRAR))
    world.register(world.person(2))
    assert [(row["kind"], row["person_id"]) for row in world.rows("outbox")] == [("registered", person)]


def test_nobody_unknown_is_registered(world: World) -> None:
    with pytest.raises(PersonUnknown):
        world.register("nobody")


def test_mine_shows_active_ones_by_date_then_those_that_are_over(world: World) -> None:
    world.offers(course("IA-101", session("S1", starts=date(2026, 11, 1), ends=date(2026, 11, 2)), session("S2"), session("S3")))
    person = world.person(1)
    made = {code: world.register(person, code).registration for code in ("S1", "S2", "S3")}
    with world.unit() as unit:
        registering.withdraw(unit, person, made["S3"].id)
        assert [each.registration.session_code for each in standing.my_registrations(unit, person)] == ["S2", "S1"]
        assert [each.registration.session_code for each in standing.my_registrations(unit, person, closed=True)] == ["S2", "S1", "S3"]
        assert standing.by_reference(unit, references.shown(made["S1"].reference).lower()) is not None


def test_correcting_region_and_role_is_followed_by_active_registrations(world: World) -> None:
    person = world.person(1, region="laval", role="other")
    made = world.register(person).registration
    world.wait(hours=1)
    with world.unit() as unit:
        people.correct_answers(unit, person, {"region": "estrie", "phone": "+1 514 555-0100"})
    assert (world.read(made).region, world.read(made).role, world.read(made).updated_at) == ("estrie", "other", world.now)


def test_sessions_that_meet_at_the_same_time_are_told(world: World) -> None:
    later = session("S3", starts=date(2026, 10, 16), ends=date(2026, 10, 20))
    apart = session("S4", starts=date(2026, 10, 17), ends=date(2026, 10, 20))
    world.offers(course("IA-101", session("S1"), later, apart))
    person = world.person(1)
    world.register(person)
    with world.unit() as unit:
        assert [each.session_code for each in standing.overlapping(unit, person, "S3")] == ["S1"]
        assert standing.overlapping(unit, person, "S4") == ()
        assert standing.overlapping(unit, person, "S1") == ()
