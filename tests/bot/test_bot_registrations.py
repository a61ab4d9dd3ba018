"""The command line speaks to people who are registered: the registrar's word, and the catalogue's changes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.commanding import KEY, Run

from catalogue.store import offer
from catalogue.store.database import Database
from enrolment.registration import people, registering
from enrolment.registration.unit import Rules, Unit
from enrolment.registration.values import Consent, Registration
from enrolment.store.sql import run as execute
from enrolment.store.sql import table
from enrolment.vault import Vault

NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)


def registered(folder: Path, size: int, code: str = "GEN-20-3") -> list[Registration]:
    """So many people registered in the database of the folder."""
    database = Database(f"sqlite:///{folder / 'inscria.db'}")
    with database.writing() as session:
        catalogue = offer.load(session)
        assert catalogue is not None
        unit, made = Unit(session, Vault(bytes.fromhex(KEY)), catalogue, NOW, Rules()), []
        for number in range(size):
            person = people.meet(unit, 100 + number, "fr")
            made.append(registering.register(unit, person.id, code, Consent("1", NOW, "fr"), language="fr").registration)
    database.close()
    return made


def promised(folder: Path) -> list[str]:
    database = Database(f"sqlite:///{folder / 'inscria.db'}")
    with database.reading() as session:
        kinds = [row["kind"] for row in execute(session, table("outbox").select()).mappings()]
    database.close()
    return sorted(kinds)


@pytest.fixture
def stocked_here(run: Run, offer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose database holds the sample, in the days it was made for."""
    for module in ("importing", "desk"):
        monkeypatch.setattr(f"bot.commands.{module}.system_clock", lambda: NOW)
    assert run("catalogue", "import", str(offer_file))[0] == 0
    assert run("doctor")[0] == 0
    return tmp_path


def test_many_are_confirmed_at_once_and_each_is_told(run: Run, stocked_here: Path) -> None:
    made = registered(stocked_here, 3)
    typed = [f"{each.reference[:4].lower()}-{each.reference[4:]}" for each in made]
    for _ in range(2):
        code, out, _ = run("registrations", "confirm", *typed)
        assert (code, out.count(": confirmed")) == (0, 3)
    assert promised(stocked_here) == ["confirmed"] * 3


def test_who_waits_cannot_be_confirmed_and_is_left_as_she_is(run: Run, stocked_here: Path) -> None:
    made = registered(stocked_here, 9)
    code, out, err = run("registrations", "confirm", made[0].reference, made[8].reference)
    assert (code, out.count("confirmed"), "waitlisted, left as it is" in err) == (1, 1, True)


def test_declining_gives_the_reason_and_passes_the_place_on(run: Run, stocked_here: Path) -> None:
    made = registered(stocked_here, 9)
    code, out, _ = run("registrations", "decline", made[0].reference, "--reason", "Réservé aux membres")
    assert (code, "declined" in out) == (0, True)
    assert promised(stocked_here) == ["declined", "offer_made"]


def test_a_reference_nobody_has_stops_before_anything_is_done(run: Run, stocked_here: Path) -> None:
    (made,) = registered(stocked_here, 1)
    code, _, err = run("registrations", "confirm", made.reference, "2222-3333", "rien")
    assert code == 2
    assert [line.rsplit(" ", 1)[-1] for line in err.splitlines()] == ["2222-3333", "rien"]
    assert promised(stocked_here) == []


def test_an_import_tells_the_people_of_what_it_changes_and_shows_the_surplus(run: Run, offer_file: Path, stocked_here: Path) -> None:
    registered(stocked_here, 9)
    changed = json.loads(offer_file.read_text("utf-8"))
    session = next(one for course in changed["courses"] for one in course["sessions"] if one["code"] == "GEN-20-3")
    session |= {"city": "Laval", "region": "laval", "seats": 6}
    (stocked_here / "neuf.json").write_text(json.dumps(changed), "utf-8")
    code, out, _ = run("catalogue", "import", "neuf.json", "--dry-run")
    assert (code, "GEN-20-3: 2 people beyond its seats" in out) == (0, True)
    assert promised(stocked_here) == []
    for told in ("9 people are told the new place", ""):
        code, out, _ = run("catalogue", "import", "neuf.json")
        assert (code, told in out) == (0, True)
    assert promised(stocked_here) == ["session_changed"] * 9


def test_an_import_with_nobody_registered_needs_no_data_key(run: Run, offer_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSCRIA_DATA_KEY")
    code, _, err = run("catalogue", "import", str(offer_file))
    assert (code, err) == (0, "")
