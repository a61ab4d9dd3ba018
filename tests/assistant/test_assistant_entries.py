"""Every way in of an administrator, with the roles it opens to: one that is not written here, or for somebody else, fails."""

import pytest
from support.chat import ADMIN, Talker, World
from test_assistant_administrators import PARTNER, READER, granted

from bot.profile import DESK
from enrolment.assistant import administrators
from enrolment.assistant.administrators import COMMANDS, DOCUMENT, PRESSES, REPLIES, WRITINGS
from enrolment.assistant.heard import Kind
from enrolment.registration.rights import Scope

ALL, NAMES, PROGRAMME = set(Scope), {Scope.PROGRAMME, Scope.PARTNER}, {Scope.PROGRAMME}
OF_NAMES = """
    export stop choose send person twins ok no refuse note why inbox letter answer close asked q qcourse qname qis session smore sset sseats
    sdates smove scancel scancelled cast castmore castgo castat link apply drop plan pday phour pmake plans pdrop
"""
OF_PROGRAMME = "qfaq qway qnew qdrop admins grant revoke revoked"


def each(names: str, may: set[Scope]) -> dict[str, set[Scope]]:
    return dict.fromkeys(names.split(), may)


RULES = {
    "command": each("stats web", ALL) | each("export people inbox session broadcast link", NAMES) | each("admins", PROGRAMME),
    "press": each("demand demandfile funder", ALL) | each(OF_NAMES, NAMES) | each(OF_PROGRAMME, PROGRAMME),
    "writing": each("answer naming note reason search seats dates broadcast link plan", NAMES) | each("faq_fr faq_en grant", PROGRAMME),
    "document": {"file": NAMES},
}
ENTRIES = {"command": COMMANDS, "press": PRESSES, "writing": WRITINGS, "document": {"file": DOCUMENT}}
WHO = {"programme": ADMIN, "partner": PARTNER, "reader": READER, "nobody": 5}


def test_each_way_in_has_the_rule_written_here() -> None:
    assert {kind: {name: set(entry.may) for name, entry in entries.items()} for kind, entries in ENTRIES.items()} == RULES
    assert set(REPLIES.values()) <= set(WRITINGS)


def test_the_menu_of_an_administrator_lists_her_commands() -> None:
    assert set(DESK) == set(COMMANDS)


@pytest.fixture
def peopled(world: World) -> World:
    world.person(1).registers()
    world.person(2).types("avez-vous un cours de blockchain?")
    granted(world, PARTNER, Scope.PARTNER, "hec")
    granted(world, READER, Scope.READER)
    return world


def role(name: str) -> Scope | None:
    return Scope(name) if name != "nobody" else None


@pytest.mark.parametrize("who", WHO)
def test_a_command_is_unknown_to_whoever_may_not_use_it(who: str, peopled: World) -> None:
    talker, stranger = peopled.person(WHO[who]), peopled.person(77)
    for name, may in RULES["command"].items():
        answer = talker.commands(f"/{name}")
        unknown = stranger.commands(f"/{name}")
        assert (answer == unknown) is (role(who) not in may), name


@pytest.mark.parametrize("who", WHO)
def test_help_names_the_commands_of_ones_role_and_no_other(who: str, peopled: World) -> None:
    said = peopled.person(WHO[who]).commands("/help").split()
    assert {name for name in RULES["command"] if f"/{name}" in said} == {n for n, may in RULES["command"].items() if role(who) in may}
    assert ("administration" in " ".join(said)) is (who != "nobody")


@pytest.mark.parametrize("who", WHO)
def test_a_button_is_an_old_one_to_whoever_may_not_press_it(who: str, peopled: World) -> None:
    talker, stranger = peopled.person(WHO[who]), peopled.person(77)
    talker.commands("/start")
    stranger.commands("/start")
    for verb, may in RULES["press"].items():
        if role(who) in may:
            continue
        for rest in ("", ":1", ":GEN-20-3", ":62222222"):
            assert _same(talker, stranger, f"adm:{verb}{rest}"), verb


def _same(talker: Talker, stranger: Talker, data: str) -> bool:
    """Whether both get the same answer, as nobody would."""
    return (talker.sends(data), talker.toast, talker.files) == (stranger.sends(data), stranger.toast, stranger.files)


def test_a_reply_to_an_administrators_message_opens_nothing_to_others(peopled: World) -> None:
    stranger = peopled.person(77)
    for verb in (*PRESSES, *REPLIES):
        said = stranger.does(Kind.TEXT, text="Bonjour", replies_to=(f"adm:{verb}:1",))
        assert "envoy" not in said
    assert administrators.REPLIES


@pytest.mark.parametrize("who", ["partner", "reader", "nobody"])
def test_nobody_elses_object_is_seen_or_changed_by_a_guessed_id(who: str, peopled: World) -> None:
    """Every button, with every id that exists, pressed by a school that is not the object's, a reader, anybody."""
    with peopled.database.reading() as session:
        run = session.connection().exec_driver_sql
        ids = [*run("SELECT reference FROM registration").scalars(), *run("SELECT id FROM registration").scalars()]
        before = _all_of(run)
    talker = peopled.person(WHO[who])
    for verb in PRESSES:
        for rest in (*ids, "GEN-20-3", "s:GEN-20-3", "c:GEN-20", "1:GEN-20:s", "GEN-20-3:20270414:20270414"):
            said = talker.sends(f"adm:{verb}:{rest}"[:64])
            assert "Tremblay" not in said
            assert "zoe@" not in said
            assert "Tremblay" not in talker.types("7")
    with peopled.database.reading() as session:
        assert _all_of(session.connection().exec_driver_sql) == before


def _all_of(run) -> list[object]:  # type: ignore[no-untyped-def]
    tables = ("registration", "course_session", "faq_entry", "course", "broadcast", "letter", "registration_note", "admin_grant")
    return [run(f"SELECT * FROM {name}").fetchall() for name in tables]  # noqa: S608  (our own names)
