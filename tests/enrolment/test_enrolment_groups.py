"""Companies: all places or the whole group on the list; each place claimed once, with her own consent."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from support.world import World

from enrolment.exports.export import Request, export
from enrolment.exports.rows import Source
from enrolment.registration import erasure, groups, registering, teams, waiting
from enrolment.registration.groups import Group, Participant
from enrolment.registration.refusals import AlreadyThere, ClaimTaken, ClaimUnknown, GroupTooLarge, NotFound, NotPossible
from enrolment.registration.values import CLOCK, Registration

TEAM = [Participant("Ann", "Roy", "ann@ex.ca"), Participant("Bob", "Côté", "bob@ex.ca"), Participant()]


def registered(world: World, contact: str, team: list[Participant] | None = None, request: str = "r1") -> Group:
    with world.unit() as unit:
        return groups.register_group(unit, contact, "S1", team or TEAM, organisation="Usine inc.", language="fr", request=request)


def claimed(world: World, person: str, key: str) -> Registration:
    with world.unit() as unit:
        return groups.claim(unit, person, key, world.consent(), language="fr")


def test_a_group_has_all_its_places_and_asking_again_gives_the_same(world: World) -> None:
    contact = world.person(1)
    made = registered(world, contact)
    again = registered(world, contact)
    assert (made.created, again.created, again.reference) == (True, False, made.reference)
    assert world.statuses(*made.registrations) == ["pre_registered"] * 3
    assert len(set(made.keys.values())) == 3
    assert len(world.rows("registration")) == 3
    with world.unit() as unit:
        assert registering.places(unit, "S1").left == 2
        assert groups.named(unit, contact, made.registrations[0].id) == TEAM[0]


def test_a_group_that_does_not_fit_waits_whole(world: World) -> None:
    world.crowd(3)
    made = registered(world, world.person(1))
    assert world.statuses(*made.registrations) == ["waitlisted"] * 3
    assert [each.wait_seq for each in made.registrations] == [1, 2, 3]
    with world.unit() as unit:
        assert registering.places(unit, "S1").taken == 3


def test_a_group_larger_than_the_session_is_refused(world: World) -> None:
    contact = world.person(1)
    with pytest.raises(GroupTooLarge):
        registered(world, contact, [Participant()] * 6)


def test_a_group_is_offered_all_its_places_or_none_and_who_fits_passes_after_its_patience(world: World) -> None:
    singles = world.crowd(3)
    made = registered(world, world.person(1))
    last = world.register(world.person(2)).registration
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(singles[0]), singles[0].id)
    assert world.statuses(*made.registrations) == ["offered"] * 3
    assert world.statuses(last) == ["waitlisted"]


def test_a_group_at_the_head_holds_the_others_for_its_patience_only(world: World) -> None:
    singles = world.crowd(4)
    made = registered(world, world.person(1))
    last = world.register(world.person(2)).registration
    with world.unit() as unit:
        waiting.offer_freed(unit, "S1")
    assert world.statuses(last) == ["waitlisted"]
    world.wait(hours=25)
    with world.unit() as unit:
        waiting.settle(unit)
    assert world.statuses(*made.registrations, last) == ["waitlisted"] * 3 + ["offered"]
    assert "pass_group" in [row["action"] for row in world.rows("audit_event")]
    assert len(singles) == 4


def test_the_contact_takes_all_the_places_held(world: World) -> None:
    singles = world.crowd(3)
    contact = world.person(1)
    made = registered(world, contact)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(singles[0]), singles[0].id)
        taken = teams.accept(unit, contact, made.reference)
        assert [each.status.value for each in taken] == ["pre_registered"] * 3
        assert [each.reference for each in teams.of_contact(unit, contact)] == [made.reference]


def test_a_key_is_claimed_once_by_one_person(world: World) -> None:
    made = registered(world, world.person(1))
    first, key = made.registrations[0], made.keys[made.registrations[0].id]
    ann, bob = world.person(2, region="laval"), world.person(3)
    assert [claimed(world, ann, key).person_id for _ in range(2)] == [ann, ann]
    assert (world.read(first).region, world.read(first).consent_version) == ("laval", "1")
    with pytest.raises(ClaimTaken):
        claimed(world, bob, key)
    with pytest.raises(ClaimUnknown):
        claimed(world, bob, "made-up")
    with pytest.raises(AlreadyThere):
        claimed(world, ann, made.keys[made.registrations[1].id])
    assert made.keys[first.id] not in str(world.rows("group_place"))


def test_a_key_claimed_by_eight_people_at_once_is_of_one(world: World) -> None:
    made = registered(world, world.person(1))
    place = made.registrations[0]
    people = [world.person(number) for number in range(2, 10)]

    def claims(person: str) -> str | None:
        try:
            return claimed(world, person, made.keys[place.id]).person_id
        except ClaimTaken:
            return None

    with ThreadPoolExecutor(len(people)) as pool:
        holders = [holder for holder in pool.map(claims, people) if holder]
    assert holders == [world.read(place).person_id]


def test_an_unclaimed_place_is_renamed_and_its_old_key_is_void(world: World) -> None:
    contact = world.person(1)
    made = registered(world, contact)
    place = made.registrations[0].id
    with world.unit() as unit:
        key = groups.rename(unit, contact, place, Participant("Zoé", "Roy", "zoe@ex.ca"))
    with pytest.raises(ClaimUnknown):
        claimed(world, world.person(2), made.keys[place])
    assert claimed(world, world.person(3), key).id == place
    with pytest.raises(NotFound), world.unit() as unit:
        groups.rename(unit, contact, place, Participant())


def test_a_colleague_claims_until_the_start_and_not_after(world: World) -> None:
    made = registered(world, world.person(1))
    keys = list(made.keys.values())
    ann, bob = world.person(2), world.person(3)
    world.now = made.registrations[0].starts_at - timedelta(minutes=1)
    claimed(world, ann, keys[0])
    world.wait(minutes=1)
    with pytest.raises(NotPossible):
        claimed(world, bob, keys[1])


def test_the_export_names_who_was_named_until_she_claims(world: World) -> None:
    made = registered(world, world.person(1))
    claimed(world, world.person(2, first_name="Anne", email="anne@ex.ca"), made.keys[made.registrations[0].id])
    sink = io.BytesIO()
    export(Source(world.database, world.vault, world.offer, world.rules, world.now), Request(), sink, CLOCK)
    rows = list(csv.DictReader(io.StringIO(sink.getvalue().decode("utf-8-sig"))))
    assert [(row["first_name"], row["email"], row["organisation"]) for row in rows] == [
        ("Anne", "anne@ex.ca", ""),
        ("Bob", "bob@ex.ca", "Usine inc."),
        ("", "", "Usine inc."),
    ]
    assert {row["group_reference"] for row in rows} == {made.reference}


def test_erasing_the_contact_takes_away_what_she_wrote_of_others(world: World) -> None:
    contact = world.person(1)
    made = registered(world, contact)
    with world.unit() as unit:
        erasure.erase(unit, contact)
    assert {row["sealed"] for row in world.rows("group_place")} == {None}
    assert world.statuses(*made.registrations) == ["pre_registered"] * 3
