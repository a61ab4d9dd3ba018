"""Every command of the tree, times what it names: of one partner, of another, or nothing that exists.

The command line is the operator's: she sees every partner's. What does not exist is refused (exit code 2) and nothing is done; what is
done is in the audit under the command line's own name. A command that is in no table here fails.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.chat import FixedDesk, sample
from support.commanding import Run, run
from support.matrix import ABSENT, NOBODY, TURNCOAT, Scene, all_of, scene
from typer.main import get_command

from bot.commands.root import app
from catalogue.store.database import Database
from enrolment.registration.values import OPERATOR

__all__ = ["FixedDesk", "run", "sample", "scene"]  # the fixtures

OF_A_PARTNER = {  # what names something of a partner's: the words of the command, and what shows that it was found
    "registrations confirm": (["registrations", "confirm", "{reference}"], "confirmed"),
    "registrations decline": (["registrations", "decline", "{reference}"], "declined"),
    "export": (["export", "--course", "{course}"], "{reference}"),
}
FILTERS = {"--course": "{course}", "--session": "{session}", "--partner": "{partner}", "--region": "montreal", "--status": "pre_registered"}
OF_AN_ADMINISTRATOR = {
    "admin grant": (["admin", "grant", str(NOBODY), "--role", "partner", "--partner", "mcgill"], ["--partner", "nobodys"]),
    "admin revoke": (["admin", "revoke", str(TURNCOAT)], ["777"]),
}
OF_A_FILE = {  # a file that is not there, a folder that is not there
    "catalogue check": ["nowhere.yaml"],
    "catalogue import": ["nowhere.yaml"],
    "catalogue export": ["nowhere/offer.yaml"],
    "catalogue template": ["nowhere/empty.xlsx"],
    "backup": ["nowhere/saved"],
    "restore": ["nowhere"],
    "keys backup": ["nowhere/keys"],
    "keys rotate": ["--to", "nowhere/key"],
}
COUNTED = {"stats", "aggregates", "demand", "doctor", "admin list", "migrate", "purge", "audit verify", "audit head"}  # of the whole
OF_NO_DATABASE = {"catalogue schema", "phrases check", "ask"}
SERVING = {"chat", "run", "admin serve"}  # the doors behind them are in the matrices of the chat and of the pages


def leaves(command: object, prefix: str = "") -> list[str]:
    children = getattr(command, "commands", None)
    return [prefix.strip()] if children is None else [name for child, sub in children.items() for name in leaves(sub, f"{prefix} {child}")]


@dataclass
class Desk:
    """The stage's database, where the command line works on it."""

    run: Run
    database: Database
    scene: Scene

    def of(self, whose: str) -> dict[str, str]:
        things = {"own": self.scene.own, "other": self.scene.other, "missing": ABSENT}[whose]
        partner = self.partner_of(things.course) if whose != "missing" else "nobodys"
        return {**things.__dict__, "partner": partner}

    def partner_of(self, course: str) -> str:
        with self.database.reading() as session:
            one = session.connection().exec_driver_sql("SELECT partner_code FROM course WHERE code = ?", (course,))
            return str(one.scalar_one())

    def done(self) -> list[str]:
        """What the command line did, by the audit."""
        with self.database.reading() as session:
            found = session.connection().exec_driver_sql("SELECT action FROM audit_event WHERE actor = ?", (OPERATOR.id,))
            return [str(row[0]) for row in found]


@pytest.fixture
def desk(run: Run, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "inscria.db").write_bytes(scene.file.read_bytes())
    monkeypatch.setenv("INSCRIA_DATA_KEY", (b"k" * 32).hex())
    database = Database(f"sqlite:///{tmp_path / 'inscria.db'}")
    return Desk(run, database, scene)


def filled(words: Sequence[str], things: dict[str, str]) -> list[str]:
    return [word.format(**things) for word in words]


def test_every_command_is_in_one_table() -> None:
    tables = [set(OF_A_PARTNER), set(OF_AN_ADMINISTRATOR), set(OF_A_FILE), COUNTED, OF_NO_DATABASE, SERVING]
    assert sorted(leaves(get_command(app))) == sorted(name for table in tables for name in table)


def test_every_filter_of_the_export_is_tried() -> None:
    export = get_command(app).commands["export"]  # type: ignore[attr-defined]  # a group
    named = {name for each in export.params for name in each.opts if each.multiple}
    assert named == set(FILTERS)


@pytest.mark.parametrize("whose", ["own", "other", "missing"])
@pytest.mark.parametrize("name", OF_A_PARTNER)
def test_the_operator_reaches_every_partners_and_nothing_that_does_not_exist(desk: Desk, name: str, whose: str) -> None:
    words, sign = OF_A_PARTNER[name]
    before, things = all_of(desk.database), desk.of(whose)
    code, out, err = desk.run(*filled(words, things))
    if whose == "missing":
        assert (code, out) == (2, "")
        assert ABSENT.course in err or ABSENT.reference in err.replace("-", "")
        assert all_of(desk.database) == before
        assert desk.done() == []
        return
    assert code == 0
    assert sign.format(**things) in out
    assert name.rsplit(maxsplit=1)[-1] in desk.done()
    other = desk.of("other" if whose == "own" else "own")
    assert other["reference"] not in out.replace("-", "")


@pytest.mark.parametrize("whose", ["own", "other", "missing"])
@pytest.mark.parametrize("option", FILTERS)
def test_each_filter_of_the_export(desk: Desk, option: str, whose: str) -> None:
    code, out, _ = desk.run("export", option, *filled([FILTERS[option]], desk.of(whose)))
    if "{" not in FILTERS[option]:
        assert (code, out.count("\n")) == (0, 3), "both of them"
        return
    assert code == (2 if whose == "missing" else 0)
    assert out.count("\n") == (0 if whose == "missing" else 2), "the header and hers"


@pytest.mark.parametrize("name", OF_AN_ADMINISTRATOR)
def test_a_role_is_given_and_taken_back_by_the_command_line_alone(desk: Desk, name: str) -> None:
    words, wrong = OF_AN_ADMINISTRATOR[name]
    before = all_of(desk.database)
    code, _, err = desk.run(*(words[:-2] if name == "admin grant" else words[:-1]), *wrong)
    assert (code, all_of(desk.database) == before, desk.done()) == (2, True, [])
    assert err
    assert desk.run(*words)[0] == 0
    assert all_of(desk.database) != before
    assert desk.done() == [name.rsplit(maxsplit=1)[-1]]


@pytest.mark.parametrize("name", OF_A_FILE)
def test_a_file_that_is_nowhere_is_refused_and_nothing_is_done(desk: Desk, name: str) -> None:
    before = all_of(desk.database)
    code, out, err = desk.run(*name.split(), *OF_A_FILE[name])
    assert (code, out) == (2, "")
    assert "nowhere" in err
    assert "Traceback" not in err
    assert (all_of(desk.database) == before, desk.done()) == (True, [])


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_what_counts_the_whole_names_nobody(desk: Desk, name: str) -> None:
    code, out, err = desk.run(*name.split())
    assert (code, err) == (0, "")
    assert out
    assert not [name for name in ("Zoé", "Ana", "zoe@exemple.ca") if name in out + err]


@pytest.mark.parametrize("name", sorted(OF_NO_DATABASE))
def test_what_reads_alone_leaves_the_database_as_it_is(desk: Desk, name: str, tmp_path: Path) -> None:
    before = hashlib.sha256((tmp_path / "inscria.db").read_bytes()).hexdigest()
    code, out, _ = desk.run(*name.split(), *(["combien coûte python?"] if name == "ask" else []))
    assert code == 0 or name == "phrases check", "which tells what it finds"
    assert out
    assert hashlib.sha256((tmp_path / "inscria.db").read_bytes()).hexdigest() == before
