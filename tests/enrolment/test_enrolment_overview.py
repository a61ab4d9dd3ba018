"""What the pages read and how one signs in to them, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from support.world import NOW, World, course, session

from enrolment import retention
from enrolment.exports.export import Filters
from enrolment.overview import card, journal, listing, signing
from enrolment.overview.listing import Asked
from enrolment.registration import registrar
from enrolment.registration.rights import Rights, Scope
from enrolment.registration.states import Role
from enrolment.registration.values import Actor
from enrolment.store.listing import ORDERS, Order

ADMIN = frozenset({7})
PROGRAMME, MILA = Rights(Scope.PROGRAMME), Rights(Scope.PARTNER, ("mila",))
REGISTRAR = Actor("registrar", Role.REGISTRAR)


@pytest.fixture
def peopled(world: World) -> World:
    """Nine people in sessions of two partners, several at the same instant."""
    world.offers(course("IA-101", session("S1", seats=3), session("S2", seats=None)), course("IA-102", session("S3"), partner="mila"))
    for number in range(9):
        person = world.person(100 + number, last_name=f"Roy {'Côté' if number % 2 else 'Nguyễn'}", email=f"p{number}@exemple.test")
        world.register(person, ("S1", "S2", "S3")[number % 3])
        if number % 4 == 3:
            world.wait(minutes=1)
    return world


def leafed(world: World, asked: Asked, size: int) -> list[str]:
    """Every reference, page after page."""
    seen, after = [], None
    while True:
        with world.unit() as unit:
            page = listing.page(unit, Asked(asked.rights, asked.typed, asked.filters, asked.order, after), size)
        seen += [each.registration.reference for each in page.entries]
        if page.last is None:
            return seen
        after = page.last


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ORDERS)
def test_every_order_leafs_through_each_registration_once(peopled: World, column: str, descending: bool) -> None:
    order = Order(column, descending)
    whole = leafed(peopled, Asked(PROGRAMME, order=order), 100)
    assert len(set(whole)) == 9
    for size in (1, 2, 4, 9):
        assert leafed(peopled, Asked(PROGRAMME, order=order), size) == whole
    rows = {row["reference"]: (row[column], row["reference"]) for row in peopled.rows("registration")}
    assert [rows[each] for each in whole] == sorted(rows.values(), reverse=descending)


def test_leafing_back_comes_to_the_same_pages(peopled: World) -> None:
    with peopled.unit() as unit:
        first = listing.page(unit, Asked(PROGRAMME), 4)
        second = listing.page(unit, Asked(PROGRAMME, after=first.last), 4)
        third = listing.page(unit, Asked(PROGRAMME, after=second.last), 4)
        assert (len(third.entries), third.last, first.first) == (1, None, None)
        assert listing.page(unit, Asked(PROGRAMME, before=third.first), 4).entries == second.entries
        again = listing.page(unit, Asked(PROGRAMME, before=second.first), 4)
        assert (again.entries, again.first) == (first.entries, None)


def test_a_new_registration_moves_nobody_twice_under_the_reader(peopled: World) -> None:
    with peopled.unit() as unit:
        first = listing.page(unit, Asked(PROGRAMME), 4)
    peopled.register(peopled.person(500), "S2")
    with peopled.unit() as unit:
        second = listing.page(unit, Asked(PROGRAMME, after=first.last), 4)
    assert not {one.registration.id for one in first.entries} & {one.registration.id for one in second.entries}


def test_words_of_a_name_are_found_folded_and_all_of_them_must_be_hers(peopled: World) -> None:
    expected = {"COTE": 4, "nguyen roy": 5, "roy": 9, "cote nguyen": 0, "ro": 0, "…": 0}
    with peopled.unit() as unit:
        assert {typed: listing.page(unit, Asked(PROGRAMME, typed)).count for typed in expected} == expected


def test_a_partner_sees_her_own_whatever_she_asks(peopled: World) -> None:
    with peopled.unit() as unit:
        other = listing.page(unit, Asked(PROGRAMME, filters=Filters(partners=("HEC",)))).entries[0].registration
        assert listing.page(unit, Asked(MILA)).count == 3
        assert listing.page(unit, Asked(MILA, filters=Filters(partners=("hec",)))).count == 0
        assert listing.page(unit, Asked(MILA, other.reference)).count == 0
        assert card.found(unit, other.reference, MILA) is None
        assert card.found(unit, other.reference, PROGRAMME) == other


def test_a_card_shows_its_history_and_that_it_was_seen(peopled: World) -> None:
    with peopled.unit() as unit:
        one = listing.page(unit, Asked(PROGRAMME, filters=Filters(statuses=("pre_registered",)))).entries[0].registration
        registrar.confirm(unit, [one.id], REGISTRAR)
        found = card.card(unit, one, PROGRAMME, REGISTRAR)
        lines, more = journal.page(unit, ADMIN, size=2)
    assert [event.action for event in found.history] == ["register", "confirm", "view"]
    assert ([line.action for line in lines], more) == (["view", "confirm"], True)


def test_of_two_at_once_one_signs_in(world: World) -> None:
    with world.unit() as unit:
        key = signing.new_link(unit, 7, "fr")

    def try_it(_: int) -> bool:
        try:
            with world.unit() as unit:
                return signing.sign_in(unit, key, ADMIN) is not None
        except signing.Over:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_it, range(4))) == [False, False, False, True]


def test_links_and_sessions_go_a_day_after_their_end(world: World) -> None:
    with world.unit() as unit:
        signing.sign_in(unit, signing.new_link(unit, 7, "fr"), ADMIN)
    assert (len(world.rows("web_link")), len(world.rows("web_session"))) == (1, 1)
    world.now = NOW + timedelta(days=2)
    with world.unit() as unit:
        retention.purge(unit)
    assert (world.rows("web_link"), world.rows("web_session")) == ([], [])
