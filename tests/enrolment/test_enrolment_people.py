"""People: met once, found however they are typed, corrected, erased without a trace."""

from pathlib import Path

import pytest
from support.world import World

from enrolment.registration import erasure, people, registering
from enrolment.registration.folding import folded
from enrolment.registration.refusals import PersonUnknown
from enrolment.store import conversations, inbox, outbox
from enrolment.store.people import erasures

NAMES = [
    "O'Connor",
    "O’Connor",
    "Œuvrard",
    "Ngọc Ánh",
    "李明",
    "محمد",
    "\u200fنور",
    "E\u0301lodie",
    "😀",
    "X",
    "Null",
    "de la Durantaye-Ñúñez",
]


def test_the_same_telegram_id_is_the_same_person(world: World) -> None:
    with world.unit() as unit:
        first = people.meet(unit, 42, "en")
    with world.unit() as unit:
        again = people.meet(unit, 42, "fr")
    assert (again.id, again.language, again.telegram_id) == (first.id, "en", 42)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_typed_and_found_however_typed(world: World, name: str) -> None:
    person = world.person(1, first_name=name, last_name="")
    with world.unit() as unit:
        assert people.load(unit, person).answers["first_name"] == name
        if folded(name):
            assert people.search(unit, name.upper()) == (person,)


def test_accents_case_apostrophes_and_spaces_do_not_tell_names_apart() -> None:
    assert folded("E\u0301lodie") == folded("  ÉLODIE ") == folded("élodie") == "elodie"
    assert folded("O'Connor") == folded("O’CONNOR") == "o connor"
    assert folded("Œuvrard") == folded("oeuvrard")
    assert folded("Jean-François") == folded("jean francois")


def test_possible_duplicates_need_the_name_and_a_way_to_reach_her(world: World) -> None:
    first = world.person(1, first_name="E\u0301lodie", last_name="Roy", email="Elodie@EX.ca", phone="+1 514 555-0100")
    second = world.person(2, first_name="ÉLODIE", last_name="roy", email="elodie@ex.ca")
    world.person(3, first_name="Zoé", last_name="Roy", phone="514-555-0100")
    with world.unit() as unit:
        (found,) = people.possible_duplicates(unit, first)
        assert (found.person_id, found.reasons) == (second, ("name", "email"))


def test_corrections_replace_remove_and_are_recorded_by_name_alone(world: World) -> None:
    person = world.person(1, email="old@ex.ca", phone="5145550100")
    with world.unit() as unit:
        people.correct_answers(unit, person, {"email": "new@ex.ca", "phone": None})
        people.set_language(unit, person, "en")
        people.remember(unit, person, "language", value="en")
        after = people.load(unit, person)
        assert (after.answers["email"], "phone" in after.answers, after.language, after.extra) == (
            "new@ex.ca",
            False,
            "en",
            {"language": "en"},
        )
        assert people.search(unit, "old@ex.ca") == ()
        assert people.search(unit, "NEW@ex.ca") == (person,)
    assert world.rows("audit_event")[-1]["scope"] == {"fields": ["email", "phone"]}


def canary(world: World) -> str:
    """Someone with a canary in every place that holds personal data."""
    person = world.person(77_777_123, first_name="Canarie", last_name="Serin", email="canary@bird.test", accessibility="Plumage")
    world.register(person)
    with world.unit() as unit:
        conversations.save(unit.session, unit.vault, person, {"draft": "Canarie"}, version=0, now=world.now)
        inbox.receive(unit.session, unit.vault, [inbox.Incoming(5, 77_777_123, b"Canarie")], world.now)
        outbox.promise(unit.session, outbox.Promise(person, "confirmed", {}, "x", world.now), world.now)
    return person


def test_an_erasure_leaves_no_row_of_hers_but_keeps_places_and_totals(world: World) -> None:
    person = canary(world)
    others = world.crowd(5)
    with world.unit() as unit:
        assert erasure.erase(unit, person)
        assert not erasure.erase(unit, person)
    for name in ("person_key", "person_lookup", "conversation", "inbox"):
        assert not [row for row in world.rows(name) if row.get("person_id", person) == person]
    assert [row["person_id"] for row in world.rows("outbox")] == [others[4].person_id]
    mine = next(row for row in world.rows("registration") if row["person_id"] == person)
    assert (mine["status"], mine["status_reason"]) == ("cancelled", "erased")
    assert world.statuses(others[4]) == ["offered"]
    with pytest.raises(PersonUnknown), world.unit() as unit:
        people.load(unit, person)
    with world.unit() as unit:
        assert [each for each, _ in erasures(unit.session)] == [person]
        assert people.meet(unit, 77_777_123, "fr").id != person


def test_a_byte_search_of_the_files_finds_nothing_of_anyone(world: World, tmp_path: Path) -> None:
    person = canary(world)
    hashed = world.vault.lookup("telegram", 77_777_123)
    if not world.database.is_sqlite:
        return
    path = tmp_path / "test.db"
    assert hashed.encode() in everything(path)
    with world.unit() as unit:
        erasure.erase(unit, person)
    erasure.CLEANED(world.database)
    content = everything(path)
    for trace in (b"Canarie", b"Serin", b"canary", b"Plumage", b"77777123", hashed.encode()):
        assert trace not in content


def everything(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_withdrawing_and_erasing_in_any_order_ends_the_same(world: World) -> None:
    (made,) = world.crowd(1)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(made), made.id)
        erasure.erase(unit, world.owner(made))
    assert world.read(made).status_reason == "withdrawn"


def test_a_conversation_is_written_only_over_the_version_it_was_read_at(world: World) -> None:
    person = world.person(1)
    with world.unit() as unit:
        assert conversations.load(unit.session, unit.vault, person).version == 0
        assert conversations.save(unit.session, unit.vault, person, {"step": 1}, version=0, now=world.now) == 1
        assert conversations.save(unit.session, unit.vault, person, {"step": 2}, version=1, now=world.now) == 2
        assert conversations.load(unit.session, unit.vault, person).state == {"step": 2}
    for version in (0, 1):
        with pytest.raises(conversations.Overtaken), world.unit() as unit:
            conversations.save(unit.session, unit.vault, person, {}, version=version, now=world.now)


def test_every_pair_of_possible_duplicates_is_listed_with_its_reasons_and_twins_are_not_merged(world: World) -> None:
    first = world.person(1, first_name="Élodie", last_name="O’Connor", email="Elodie@EX.CA", phone="+15145550142")
    again = world.person(2, first_name="ELODIE", last_name="O'Connor", email="elodie@ex.ca", phone="514 555-0142")
    world.person(3, first_name="Zoé", last_name="O’Connor", phone="+15145550142")  # another name, the same phone
    world.person(4, first_name="Élodie", last_name="O’Connor", email="autre@ex.ca")  # the same name, nothing else
    with world.unit() as unit:
        (pair,) = people.all_duplicates(unit)
        assert {pair.one, pair.other} == {first, again}
        assert pair.reasons == ("name", "email", "phone")
        assert people.load(unit, first).answers["first_name"] == "Élodie"


def test_what_is_changed_in_a_transaction_is_at_hand_in_it_and_read_again_in_the_next(world: World) -> None:
    her = world.person(1, first_name="Zoé")
    with world.unit() as unit:
        people.meet(unit, 1, "fr")
        people.correct_answers(unit, her, {"first_name": "Zoë"})
        people.set_language(unit, her, "en")
        at_hand = people.load(unit, her)
    with world.unit() as unit:
        assert people.load(unit, her).answers == at_hand.answers == {"first_name": "Zoë"}
        assert people.load(unit, her).language == at_hand.language == "en"


def test_she_is_nobody_any_more_in_the_very_transaction_that_erases_her(world: World) -> None:
    with world.unit() as unit:
        her = people.meet(unit, 1, "fr").id
        erasure.erase(unit, her)
        with pytest.raises(PersonUnknown):
            people.load(unit, her)
        with pytest.raises(PersonUnknown):
            people.set_language(unit, her, "en")
