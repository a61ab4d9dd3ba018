"""What a funder is given: true counts, no names, the small ones hidden whatever is added or taken away."""

import csv
import io

from support.world import World, course, session

from catalogue.words.say import in_language
from enrolment.assistant.admin_funder import HEADER, HIDDEN, table
from enrolment.office.aggregates import ALL, OTHERS, PLACED, Aggregates, aggregates
from enrolment.registration import registering


def counted(world: World, *partners: str) -> Aggregates:
    with world.unit() as unit:
        return aggregates(unit, partners)


def written(world: World, found: Aggregates) -> dict[tuple[str, str, str], list[str]]:
    header, *rows = csv.reader(io.StringIO(table(in_language("en"), world.offer, found)))
    assert tuple(header) == HEADER
    return {(name, partner, code): cells for name, partner, code, _, *cells in rows}


def crowded(world: World) -> World:
    """Eleven people at one school's two courses and seven at another's; some left; three of a region, three of a role."""
    one, two, three = (session(code, seats=None) for code in ("S1", "S2", "S3"))
    world.offers(course("IA-101", one), course("IA-102", two), course("NL-1", three, partner="mila"))
    for number in range(18):
        person = world.person(number + 1, region="laval" if number < 3 else "montreal", role="trainer" if number > 14 else "manager")
        made = world.register(person, "S1" if number < 8 else "S2" if number < 11 else "S3").registration
        if number in (1, 4, 12, 13, 14):
            with world.unit() as unit:
                registering.withdraw(unit, person, made.id)
    return world


def test_each_table_has_the_true_sums_and_hides_what_is_small(world: World) -> None:
    found = counted(crowded(world))
    assert (found.columns, found.sums) == ((PLACED, OTHERS), (13, 5))
    rows = written(world, found)
    assert rows["all", "", ""] == ["13", "5", "18"]
    assert rows["course", "hec", ""][2] == "11"
    assert HIDDEN in rows["course", "hec", "IA-102"]
    assert rows["region", "", "laval"] == [HIDDEN, HIDDEN, HIDDEN]
    shown = [int(cell) for cells in rows.values() for cell in cells if cell != HIDDEN]
    assert min(shown) >= 5


def test_a_school_is_counted_alone(world: World) -> None:
    found = counted(crowded(world), "MILA")
    assert {line.row.code for line in found.tables["course"]} == {"mila", "NL-1"}
    assert (found.columns, found.total) == ((ALL,), 7)


def test_too_few_give_no_number_at_all(world: World) -> None:
    world.crowd(4)
    found = counted(world)
    assert (found.columns, found.tables) == ((), {})
    assert written(world, found) == {("all", "", ""): [HIDDEN] * 3}


def test_nothing_of_a_person_is_in_it(world: World) -> None:
    for number in range(6):
        world.register(world.person(number + 1, first_name="Zoé", email="zoe@exemple.ca", region="montreal", role="manager"))
    said = table(in_language("fr"), world.offer, counted(world))
    assert "Zoé" not in said
    assert "@" not in said
    assert "Montréal" in said
