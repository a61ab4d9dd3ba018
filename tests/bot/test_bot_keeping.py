"""Backups, keys and the audit's head from the command line: the drill an operator does."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from support.commanding import Run
from support.running import FORM, rows_of, serving, walk

from bot.double import BotApi
from bot.house import House, build
from bot.opening import open_database, system_clock
from bot.settings import read_settings
from enrolment import rotation
from enrolment.registration import erasure, people
from enrolment.registration.unit import one_unit
from enrolment.store import leases

LAURA = 4_242
HOUSE_KEY, NEW_KEY = bytes(range(32)), bytes(reversed(range(32)))


@pytest.fixture
def lived(run: Run, offer_file: Path) -> Run:
    """A database with the sample and somebody in it."""
    run("catalogue", "import", str(offer_file))
    met()
    return run


def met(telegram_id: int = LAURA) -> str:
    """Somebody writes to the bot; her id, made if need be."""
    with house_of() as house, one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules) as unit:
        person = people.meet(unit, telegram_id, "fr")
        people.correct_answers(unit, person.id, {"first_name": "Laura", "email": f"laura{telegram_id}@exemple.test"})
        return person.id


def house_of() -> closing:  # type: ignore[type-arg]  # a house closes like a file
    settings = read_settings()
    return closing(build(settings, open_database(settings)))


def erased(person_id: str) -> None:
    with house_of() as house, one_unit(house.database, house.vault, house.desk.current().catalogue, house.rules) as unit:
        assert erasure.erase(unit, person_id)


def test_a_backup_is_put_back_over_the_file_and_who_was_erased_since_is_erased_again(lived: Run, tmp_path: Path) -> None:
    other = met(5_000)
    code, out, _ = lived("backup", "saved.db")
    assert (code, "without anybody's key" in out) == (0, True)
    erased(met())
    met(6_000)
    code, out, err = lived("restore", "saved.db")
    assert (code, "people with their key: 1; erased again: 1" in out) == (0, True)
    assert "inscria.db.before-restore" in err
    assert met(5_000) == other
    assert not list(tmp_path.glob("inscria.db.restoring*"))
    assert [path.name for path in tmp_path.glob("*.db*") if path.stat().st_mode & 0o077] == []
    assert lived("doctor")[0] == 0
    assert lived("audit", "verify")[0] == 0


def test_a_lost_database_comes_back_from_the_two_backups(lived: Run, tmp_path: Path) -> None:
    person = met()
    lived("backup", "saved.db")
    code, out, _ = lived("keys", "backup", "keys.db")
    assert (code, "people whose key is kept: 1" in out) == (0, True)
    for left in tmp_path.glob("inscria.db*"):
        left.unlink()
    code, _, err = lived("restore", "saved.db")
    assert (code, "--keys FILE" in err) == (2, True)
    assert lived("restore", "saved.db", "--keys", "keys.db")[0] == 0
    assert met() == person
    met(5_000)
    lived("backup", "newer.db")
    code, _, err = lived("restore", "newer.db", "--keys", "keys.db")
    assert (code, "--let-go" in err) == (2, True)


def test_a_broken_database_and_its_log_are_set_aside_and_the_keys_backup_serves(lived: Run, tmp_path: Path) -> None:
    person = met()
    lived("backup", "saved.db")
    lived("keys", "backup", "keys.db")
    (tmp_path / "inscria.db").write_bytes(b"SQLite format 3\x00" + b"broken" * 2000)
    (tmp_path / "inscria.db-wal").write_bytes(b"an older log")
    assert lived("restore", "saved.db")[0] != 0
    code, _, err = lived("restore", "saved.db", "--keys", "keys.db")
    assert (code, "cannot be read" in err) == (0, True)
    assert not (tmp_path / "inscria.db-wal").exists()
    assert met() == person


def test_a_restore_waits_for_the_bot_to_stop(lived: Run) -> None:
    lived("backup", "saved.db")
    with house_of() as house, house.database.writing() as session:
        leases.take(session, "round", "elsewhere:1:abc", system_clock())
    code, _, err = lived("restore", "saved.db")
    assert (code, "stop it first" in err) == (2, True)


def test_a_file_that_is_no_backup_or_is_not_there_is_wrong_input(lived: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")
    assert lived("restore", "notes.txt")[0] == 2
    assert lived("restore", "absent.db")[0] == 2


def test_another_data_key_stops_the_start_with_a_clear_line(lived: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_DATA_KEY", "cd" * 32)
    for words in (["stats"], ["export"], ["run"], ["keys", "backup", "k"]):
        monkeypatch.setenv("INSCRIA_TOKEN", "1:abc")
        code, out, err = lived(*words)
        assert (code, out) == (2, "")
        assert err.startswith("INSCRIA_DATA_KEY is not the key this database was first used with")


def test_a_lost_key_file_stops_the_start_and_no_other_is_made(
    run: Run, offer_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("INSCRIA_DATA_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    run("catalogue", "import", str(offer_file))
    assert run("stats")[0] == 0
    (key,) = tmp_path.glob("config/inscria/data.key")
    kept = key.read_text(encoding="ascii")
    key.unlink()
    code, _, err = run("stats")
    assert (code, str(key) in err, key.exists()) == (2, True, False)
    key.write_text(kept, encoding="ascii")
    assert run("stats")[0] == 0


def test_the_data_key_is_rotated_in_two_steps(lived: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    person = met()
    assert lived("keys", "rotate")[0] == 2
    code, out, _ = lived("keys", "rotate", "--to", "new.key")
    assert (code, "new.key: 1." in out) == (0, True)
    assert (tmp_path / "new.key").stat().st_mode & 0o077 == 0
    assert met() == person
    monkeypatch.setenv("INSCRIA_DATA_KEY", (tmp_path / "new.key").read_text(encoding="ascii").strip())
    assert met() == person
    assert lived("keys", "rotate", "--finish")[0] == 0
    assert met() == person
    assert lived("keys", "rotate", "--finish")[0] == 2
    monkeypatch.setenv("INSCRIA_DATA_KEY", "ab" * 32)
    assert lived("stats")[0] == 2


def test_the_head_kept_outside_is_checked_and_the_first_broken_link_named(lived: Run, tmp_path: Path) -> None:
    code, out, _ = lived("audit", "head")
    head = out.strip()
    assert (code, len(head)) == (0, 64)
    lived("purge")
    assert lived("audit", "verify", "--head", head)[0] == 0
    assert lived("audit", "verify", "--head", "f" * 64)[0] == 1
    with closing(sqlite3.connect(tmp_path / "inscria.db")) as opened:
        opened.execute("DROP TRIGGER audit_event_no_update")
        opened.execute("UPDATE audit_event SET count = 77 WHERE id = 1")
        opened.commit()
    code, out, _ = lived("audit", "verify", "--head", head)
    assert (code, out.startswith("broken at link 1 (event 1): its event was altered")) == (1, True)


def test_backups_and_purges_are_recorded_without_any_name(lived: Run) -> None:
    lived("backup", "saved.db")
    lived("keys", "backup", "keys.db")
    lived("purge")
    with house_of() as house, house.database.reading() as session:
        events = session.connection().execute(text("SELECT action, actor FROM audit_event ORDER BY id")).all()
    assert [tuple(row) for row in events][-3:] == [(action, "command line") for action in ("backup", "backup keys", "purge")]
    assert tuple(events[0]) == ("import", "command line")


async def test_what_was_done_is_sealed_at_the_stop_and_the_round_is_free(house: House, api: BotApi) -> None:
    async with serving(house, api) as bot:
        await walk(bot, api.person(1, "Zoé", "fr"), FORM)
    assert len(rows_of(house, "audit_seal")) == len(rows_of(house, "audit_event")) > 0
    assert "round" not in {row["name"] for row in rows_of(house, "lease")}


async def test_the_retention_periods_are_applied_once_a_day_and_it_is_recorded(house: House, api: BotApi) -> None:
    async with serving(house, api) as bot:
        for _ in range(3):
            bot.service.clockwork.once()
    purges = [row for row in rows_of(house, "audit_event") if row["action"] == "purge"]
    assert [(row["actor"], row["count"]) for row in purges] == [("clock", 0)]


async def test_the_bot_goes_on_through_a_rotation_and_starts_again_with_the_new_key(house: House, api: BotApi) -> None:
    zoe, bob = api.person(1, "Zoé", "fr"), api.person(2, "Bob", "fr")
    async with serving(house, api) as bot:
        await walk(bot, zoe, FORM[:4])
        await asyncio.to_thread(rotation.rotate, house.database, HOUSE_KEY, NEW_KEY, house.clock())
        await walk(bot, zoe, FORM[4:])
        await walk(bot, bob, FORM[:5])
    again = build(read_settings(None), house.database, key=NEW_KEY, bot_name="InscrIA_bot", clock=house.clock)
    rotation.finish(house.database, NEW_KEY, house.clock())
    async with serving(again, api) as bot:
        await walk(bot, bob, FORM[5:])
    assert [row["status"] for row in rows_of(house, "registration")] == ["pre_registered"] * 2
    assert {row["state"] for row in rows_of(house, "inbox")} == {"handled"}
