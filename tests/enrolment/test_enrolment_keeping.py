"""What is kept, for how long, and that each column says what it holds."""

from datetime import timedelta

from support.world import World, course, session

from catalogue.store.offer_rows import TABLES
from enrolment import retention, statistics
from enrolment.registration import registering
from enrolment.registration.states import Status
from enrolment.store import conversations, custody, leases
from enrolment.store.migrate import METADATA
from enrolment.store.personal import COLUMNS, Holds
from enrolment.store.sql import table

OFFER = {*TABLES, "catalogue_state", "catalogue_change"}
OURS = set(METADATA.tables) - OFFER


def purge(world: World) -> retention.Purged:
    with world.unit() as unit:
        planned = retention.due(unit)
    with world.unit() as unit:
        done = retention.purge(unit)
    assert planned == done
    return done


def test_every_column_says_what_it_holds_and_personal_ones_say_how_they_go() -> None:
    for name in sorted(map(str, OURS)):
        for column in table(name).columns:
            assert (name, column.name) in COLUMNS, f"say in enrolment/store/personal.py what {name}.{column.name} holds"
    assert all(rule.goes for rule in COLUMNS.values() if rule.holds is Holds.PERSONAL)
    assert {name for name, _ in COLUMNS} == OURS


def test_an_unfinished_form_goes_after_its_days_and_registrations_stay(world: World) -> None:
    (made,) = world.crowd(1)
    with world.unit() as unit:
        conversations.save(unit.session, unit.vault, world.owner(made), {"draft": 1}, version=0, now=world.now)
    world.wait(days=30)
    assert purge(world).forms == 0
    world.wait(days=1)
    assert purge(world).forms == 1
    assert world.statuses(made) == ["pre_registered"]


def test_a_registration_goes_after_its_days_counted_from_the_end_of_its_session(world: World) -> None:
    (made,) = world.crowd(1)
    world.now = world.read(made).ends_at + timedelta(days=730)
    assert purge(world).registrations == 0
    world.wait(days=1)
    assert purge(world) == retention.Purged(forms=0, registrations=1, people=1)
    assert (world.rows("registration"), world.rows("person_key")) == ([], [])
    assert len(world.rows("reference_used")) == 1
    assert [row["action"] for row in world.rows("audit_event")][-1] == "purge"


def test_a_closure_later_than_the_sessions_end_counts(world: World) -> None:
    (made,) = world.crowd(1)
    world.now = world.read(made).ends_at + timedelta(days=100)
    with world.unit() as unit:
        registering.withdraw(unit, world.owner(made), made.id)
    world.wait(days=700)
    assert purge(world).registrations == 0
    world.wait(days=31)
    assert purge(world).registrations == 1


def test_someone_who_comes_back_is_kept(world: World) -> None:
    world.person(1)
    world.wait(days=731)
    world.person(2)
    assert purge(world).people == 1


def test_totals_are_by_status_course_region_role_and_partner_against_the_target(world: World) -> None:
    world.offers(course("IA-101", session("S1", seats=1)), course("IA-102", session("S2"), partner="mila"))
    both = world.person(1, region="laval", role="manager")
    world.register(both, "S1")
    world.register(both, "S2")
    world.register(world.person(2, region="estrie"), "S1")
    with world.unit() as unit:
        found = statistics.statistics(unit)
        mila = statistics.statistics(unit, ("MILA",))
    assert (found.total, found.holding, found.people, found.target, found.share) == (3, 2, 1, 100, 0.01)
    assert (found.statuses[Status.PRE_REGISTERED], found.statuses[Status.WAITLISTED]) == (2, 1)
    assert found.by["region"] == {"estrie": {Status.WAITLISTED: 1}, "laval": {Status.PRE_REGISTERED: 2}}
    assert found.by["role"][""] == {Status.WAITLISTED: 1}
    assert (mila.total, set(mila.by["course"])) == (1, {"IA-102"})


def test_every_personal_column_says_where_its_person_sees_it_and_what_backups_do_with_it() -> None:
    personal = {place for place, rule in COLUMNS.items() if rule.holds is Holds.PERSONAL}
    assert personal == set(custody.SHOWN), "say in enrolment/store/custody.py where /mydata shows it"
    assert all(custody.SHOWN.values())
    for name, column in personal - custody.HER_SEALED:
        left_out = name in custody.LEFT_OUT or column in custody.EMPTIED.get(name, ())
        assert left_out or (name, column) in custody.STAYS, f"say in enrolment/store/custody.py what a backup does with {name}.{column}"


def test_a_daily_task_is_due_once_a_day_whoever_asks(world: World) -> None:
    def due(holder: str) -> bool:
        with world.unit() as unit:
            return leases.due(unit.session, "purge", holder, world.now, timedelta(days=1))

    assert [due("a"), due("a"), due("b")] == [True, False, False]
    world.wait(days=1)
    assert [due("b"), due("a")] == [True, False]
