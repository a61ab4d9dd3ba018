"""Exports that come by themselves, once each, to whoever still may see them; and what is new since the last one."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from support.chat import ADMIN, Talker, World
from test_assistant_administrators import PARTNER, granted

from enrolment.office.schedules import next_time
from enrolment.registration.rights import Scope, revoke
from enrolment.registration.unit import one_unit
from enrolment.registration.values import CLOCK

MONTREAL = ZoneInfo("America/Toronto")


def planned(world: World, who: int, *choices: str) -> Talker:
    admin = world.person(who)
    admin.commands("/export")
    for label in ("Programmer cet export", *choices):
        admin.presses(label)
    return admin


def files(world: World, who: int) -> list[str]:
    return [file.content.decode("utf-8-sig") for reply in world.posts().get(who, []) for file in reply.files]


def test_an_export_comes_each_monday_at_eight_once_whatever_restarts(world: World) -> None:
    world.person(1).registers()
    admin = planned(world, ADMIN, "lundi", "8")
    assert "Le lundi de McGill" in admin.types("Le lundi de McGill")
    assert files(world, ADMIN) == []
    world.clock.pass_(days=7)
    world.restart()
    (came,) = files(world, ADMIN)
    assert "Zoé" in came
    world.restart()
    assert files(world, ADMIN) == []
    world.clock.pass_(days=7)
    assert len(files(world, ADMIN)) == 1


def test_one_that_was_due_several_times_while_nothing_ran_comes_once(world: World) -> None:
    world.person(1).registers()
    planned(world, ADMIN, "chaque jour", "6", "L’appeler")
    world.clock.pass_(days=5)
    assert len(files(world, ADMIN)) == 1


def test_it_is_of_her_courses_and_a_role_taken_back_stops_it(world: World) -> None:
    world.person(1).registers()
    granted(world, PARTNER, Scope.PARTNER, "hec")
    planned(world, PARTNER, "chaque jour", "7", "L’appeler")
    world.clock.pass_(days=1)
    assert [came for came in files(world, PARTNER) if "Zoé" in came] == []
    with one_unit(world.database, world.vault, world.desk.current().catalogue, world.rules, now=world.clock.now) as unit:
        revoke(unit, PARTNER, CLOCK)
    world.clock.pass_(days=1)
    assert files(world, PARTNER) == []


def test_one_is_listed_and_stopped(world: World) -> None:
    world.person(1).registers()
    admin = planned(world, ADMIN, "chaque jour", "6", "L’appeler")
    admin.presses("Mes exports programmés")
    assert "Aucun" in admin.presses("Arrêter")
    world.clock.pass_(days=2)
    assert files(world, ADMIN) == []


def test_what_is_new_since_the_last_export_is_exported_alone(world: World) -> None:
    world.person(1).registers()
    admin = world.person(ADMIN)
    admin.commands("/export")
    admin.presses("Envoyer le fichier")
    world.clock.pass_(minutes=1)
    world.person(2).registers(name="Luc Roy")
    admin.commands("/export")
    admin.presses("Période")
    assert "1 ligne" in admin.presses("nouvelles depuis")
    admin.presses("Envoyer le fichier")
    said = admin.files[0].content.decode()
    assert "Luc" in said
    assert "Zoé" not in said


@pytest.mark.parametrize(
    ("now", "weekday", "hour", "then"),
    [
        ("2026-11-23T07:59", 0, 8, "2026-11-23T08:00"),
        ("2026-11-23T08:00", 0, 8, "2026-11-30T08:00"),
        ("2026-11-23T10:00", None, 8, "2026-11-24T08:00"),
        ("2026-10-31T10:00", None, 8, "2026-11-01T08:00"),  # the clocks go back that night
        ("2027-03-13T10:00", None, 8, "2027-03-14T08:00"),  # and forward that one
    ],
)
def test_the_next_time_is_by_the_programmes_clock(now: str, weekday: int | None, hour: int, then: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=MONTREAL)
    assert next_time(moment, weekday, hour, MONTREAL) == datetime.fromisoformat(then).replace(tzinfo=MONTREAL)
