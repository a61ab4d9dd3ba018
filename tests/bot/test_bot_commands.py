"""The command line: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from support.commanding import Run
from typer.core import TyperGroup

from bot.commands.root import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    code, _, err = run("nonsense")
    assert code == 2
    assert "nonsense" in err


def tree(group: object, *above: str) -> list[tuple[str, ...]]:
    """Every command under this one, by its words."""
    if not isinstance(group, TyperGroup):
        return [above]
    return [words for name, each in group.commands.items() for words in tree(each, *above, name)]


COMMANDS = tree(typer.main.get_command(app))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_its_line_in_the_readme(run: Run, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words, "--help")
    assert code == 0
    assert "Usage" in out
    assert f"`inscria {' '.join(words)}" in README


def test_a_wrong_setting_is_one_line_and_exit_code_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_ADMINS", "quelqu’un")
    code, out, err = run("stats")
    assert (code, out) == (2, "")
    assert err.startswith("INSCRIA_ADMINS takes Telegram ids")
    assert "Traceback" not in err


def test_run_without_a_token_says_what_is_missing(run: Run) -> None:
    code, _, err = run("run")
    assert code == 2
    assert "INSCRIA_TOKEN" in err


def test_run_on_a_database_without_a_catalogue_stops_and_names_the_import(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_TOKEN", "1:abc")
    code, _, err = run("run")
    assert code == 2
    assert "catalogue import" in err


def test_check_accepts_the_sample_and_names_each_fault_of_another_with_its_place(run: Run, offer_file: Path, tmp_path: Path) -> None:
    code, out, _ = run("catalogue", "check", str(offer_file))
    assert code == 0
    assert "no fault" in out
    broken = json.loads(offer_file.read_text(encoding="utf-8"))
    broken["courses"][3]["sessions"][0]["starts"] = "bientôt"
    broken["courses"][1]["partner"] = "nobody"
    (tmp_path / "faux.json").write_text(json.dumps(broken), encoding="utf-8")
    code, _, err = run("catalogue", "check", "faux.json")
    assert code == 2
    assert "courses[3].sessions[0].starts" in err
    assert "courses[1].partner" in err


def test_a_file_that_is_not_there_is_wrong_input(run: Run) -> None:
    code, _, err = run("catalogue", "check", "absent.yaml")
    assert code == 2
    assert "absent.yaml" in err
    assert "Traceback" not in err


def test_an_import_can_be_tried_first_and_an_export_imported_again_changes_nothing(run: Run, offer_file: Path) -> None:
    assert run("catalogue", "import", str(offer_file), "--dry-run")[0] == 0
    assert run("catalogue", "export", "rien.yaml")[0] == 2
    code, out, _ = run("catalogue", "import", str(offer_file))
    assert code == 0
    assert out.count("Added: course ") == 55
    assert run("catalogue", "export", "copie.yaml")[0] == 0
    code, again, _ = run("catalogue", "import", "copie.yaml")
    assert code == 0
    assert len(again.splitlines()) < 4


def test_the_schema_is_json(run: Run) -> None:
    code, out, _ = run("catalogue", "schema")
    assert code == 0
    assert "courses" in json.loads(out)["properties"]


def test_ask_prints_one_object_a_line_and_creates_nothing(run: Run, offer_file: Path, tmp_path: Path) -> None:
    lines = "combien coûte un cours de python?\nthanks!\n"
    code, out, _ = run("ask", "--json", "--now", "2027-01-05T09:00", "--catalogue", str(offer_file), stdin=lines)
    assert code == 0
    first, second = (json.loads(line) for line in out.splitlines())
    assert list(first) == [
        "text", "language", "intent", "courses", "faq", "filters", "confidence", "readings", "answered", "answer",
    ]  # fmt: skip
    assert (first["language"], first["intent"]) == ("fr", "price")
    assert (second["language"], second["intent"]) == ("en", "thanks")
    assert list(tmp_path.iterdir()) == []


def test_ask_in_conversation_keeps_the_talk_until_an_empty_line(run: Run, offer_file: Path) -> None:
    lines = "Parlez-moi de Python pour grands débutants\ncombien ça coûte?\n\ncombien ça coûte?\n"
    _, out, _ = run("ask", "--json", "--conversation", "--now", "2027-01-05T09:00", "--catalogue", str(offer_file), stdin=lines)
    about, price, alone = (json.loads(line) for line in out.splitlines())
    assert price["courses"] == about["courses"]
    assert alone["courses"] == []


def test_ask_takes_one_question_as_an_argument(run: Run) -> None:
    code, out, _ = run("ask", "bonjour")
    assert code == 0
    assert out.strip()


def test_a_wrong_moment_is_wrong_usage(run: Run) -> None:
    code, _, err = run("ask", "--now", "hier", "bonjour")
    assert code == 2
    assert "ISO" in err


def test_an_export_has_its_header_even_when_there_is_no_row(run: Run, offer_file: Path) -> None:
    run("catalogue", "import", str(offer_file))
    code, out, _ = run("export")
    assert code == 0
    assert out.startswith("\ufeffreference,status,created_at")
    assert len(out.splitlines()) == 1
    code, out, _ = run("export", "--format", "json")
    assert json.loads(out) == []


def test_an_export_can_be_written_to_a_file_for_its_owner_alone(run: Run, offer_file: Path, tmp_path: Path) -> None:
    run("catalogue", "import", str(offer_file))
    code, out, _ = run("export", "--format", "xlsx", "--output", "inscriptions.xlsx", "--status", "confirmed", "--since", "2026-01-01")
    assert (code, out) == (0, "")
    assert (tmp_path / "inscriptions.xlsx").stat().st_mode & 0o077 == 0


def test_an_unknown_status_or_format_is_wrong_usage(run: Run, offer_file: Path) -> None:
    run("catalogue", "import", str(offer_file))
    assert run("export", "--status", "perdu")[0] == 2
    assert run("export", "--format", "doc")[0] == 2


def test_roles_are_granted_listed_and_revoked_but_not_those_of_the_settings(
    run: Run, offer_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSCRIA_ADMINS", "11")
    run("catalogue", "import", str(offer_file))
    assert run("admin", "grant", "42", "--role", "partner")[0] == 2
    assert run("admin", "grant", "42", "--role", "partner", "--partner", "nobody")[0] == 2
    assert run("admin", "grant", "42", "--role", "reader")[0] == 0
    _, out, _ = run("admin", "list")
    assert out.splitlines() == ["11 programme (INSCRIA_ADMINS)", "42 reader"]
    assert run("admin", "revoke", "42")[0] == 0
    assert run("admin", "revoke", "42")[0] == 2
    assert run("admin", "revoke", "11")[0] == 2


def test_the_funders_aggregates_tell_no_small_number(run: Run, offer_file: Path) -> None:
    run("catalogue", "import", str(offer_file))
    code, out, _ = run("aggregates", "--lang", "en")
    assert code == 0
    assert out.splitlines() == ["table,partner,code,label,with_place,without_place,all", "all,,,All pre-registrations,*,*,*"]


def test_totals_the_doctor_the_purge_and_the_audit_speak_on_an_empty_database(run: Run, offer_file: Path) -> None:
    run("catalogue", "import", str(offer_file))
    assert "25,000" in run("stats")[1]
    assert run("doctor")[:2] == (0, "0 breaches\n")
    assert run("purge", "--dry-run")[0] == 0
    assert run("audit", "verify")[0] == 0


def test_another_data_key_stops_with_a_clear_line(run: Run, offer_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("catalogue", "import", str(offer_file))
    assert run("stats")[0] == 0
    monkeypatch.setenv("INSCRIA_DATA_KEY", "cd" * 32)
    code, _, err = run("stats")
    assert code == 2
    assert "INSCRIA_DATA_KEY" in err
    assert "cdcd" not in err


def test_a_database_that_cannot_be_reached_is_a_failure_not_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    code, _, err = run("stats")
    assert code == 1
    assert "database" in err
    assert "Traceback" not in err


def test_the_terminal_chat_answers_and_a_second_one_on_the_same_database_goes_on(run: Run) -> None:
    code, first, _ = run("chat", stdin="bonjour\n1\n")
    assert code == 0
    assert "[1]" in first
    code, second, _ = run("chat", stdin="combien coûte Python pour grands débutants?\n")
    assert code == 0
    assert "150" in second


def test_the_terminal_chat_takes_a_number_as_text_after_a_backslash_and_an_unknown_number_as_text(run: Run) -> None:
    code, out, _ = run("chat", "--fresh", "--lang", "en", stdin="\\1\n99\n\nthanks\n")
    assert code == 0
    assert "pleasure" in out or "welcome" in out.casefold()


def test_the_files_the_bot_sends_are_saved_and_their_paths_printed(run: Run, tmp_path: Path) -> None:
    lines = [
        "je veux m'inscrire à Python pour grands débutants",
        *("1", "1", "Zoé Tremblay", "zoe@exemple.ca", "Atelier du Nord", "1", "1", "1"),
    ]
    code, out, _ = run("chat", "--files", str(tmp_path / "recus"), stdin="\n".join(lines) + "\n")
    assert code == 0
    [file] = (tmp_path / "recus").iterdir()
    assert file.suffix == ".ics"
    assert str(file) in out
    assert run("export")[1].count("zoe@exemple.ca") == 0  # the terminal's own database is not this one


def test_a_template_is_a_workbook_by_name(run: Run, tmp_path: Path) -> None:
    assert run("catalogue", "template", "modele.yaml")[0] == 2
    assert run("catalogue", "template", "modele.xlsx")[0] == 0
    assert (tmp_path / "modele.xlsx").exists()


def test_a_catalogue_setting_that_names_no_file_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_CATALOGUE", "absent.yaml")
    code, _, err = run("ask", "bonjour")
    assert code == 2
    assert "INSCRIA_CATALOGUE" in err


def test_a_byte_that_is_no_text_in_the_terminal_s_input_loses_nothing(run: Run) -> None:
    code, out, _ = run("chat", "--fresh", stdin="\udcffbonjour\nmerci\n")
    assert code == 0
    assert "plaisir" in out.casefold() or "rien" in out.casefold()


def test_an_import_tried_on_no_database_makes_none(run: Run, offer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSCRIA_DATABASE_URL", f"sqlite:///{tmp_path / 'not-yet.db'}")
    code, out, _ = run("catalogue", "import", str(offer_file), "--dry-run")
    assert code == 0
    assert "Added" in out
    assert not (tmp_path / "not-yet.db").exists()


@pytest.mark.parametrize(
    "words", [["export"], ["stats"], ["admin", "list"], ["purge"], ["doctor"], ["admin", "grant", "77", "--role", "reader"]]
)
def test_what_needs_no_catalogue_works_before_the_first_import(run: Run, words: list[str]) -> None:
    code, _, err = run(*words)
    assert code == 0, err


@pytest.mark.parametrize("words", [["--region", "nowhere"], ["--course", "NOPE-1"], ["--session", "NOPE-1"], ["--partner", "nope"]])
def test_a_filter_that_nothing_can_match_is_wrong_usage(run: Run, offer_file: Path, words: list[str]) -> None:
    run("catalogue", "import", str(offer_file))
    code, out, err = run("export", *words)
    assert (code, out) == (2, "")
    assert words[1] in err


def test_a_light_command_loads_neither_telegram_nor_a_database(offer_file: Path) -> None:
    program = (
        "import sys\nfrom bot.commands import offering\nfrom pathlib import Path\n"
        f"offering.check(Path({str(offer_file)!r}))\n"
        "sys.exit(any(name in sys.modules for name in ('telegram', 'sqlalchemy', 'sqlmodel', 'cryptography')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["admin", "grant", str(2**60), "--role", "reader"], "4503599627370495"),
        (["export", "--format", "nope"], "takes csv, csv-excel, xlsx or json, not nope"),
        (["admin", "grant", "abc", "--role", "reader"], "takes a Telegram id, 1 to"),
        (["admin", "grant", "5", "--role", "partner"], "--partner CODE goes with --role partner"),
        (["export", "--since", "2027-01-02", "--until", "2027-01-01"], "before"),
        (["export", "--since", "nope"], "takes a day"),
        (["export", "--output", "nowhere/x.csv"], "There is no folder nowhere"),
        (["catalogue", "export", "nowhere/x.yaml"], "There is no folder nowhere"),
        (["catalogue", "template", "nowhere/x.xlsx"], "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage_in_a_clear_line(run: Run, offer_file: Path, words: list[str], said: str) -> None:
    run("catalogue", "import", str(offer_file))
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())
    assert "Errno" not in err
    assert "Value error" not in err


@pytest.mark.parametrize(("name", "value"), [("OFFER_HOURS", "1,5"), ("OFFER_HOURS", "nan"), ("MAX_ACTIVE", "many"), ("DATA_KEY", "zz")])
def test_a_wrong_setting_says_what_it_takes(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"INSCRIA_{name}", value)
    code, _, err = run("stats")
    assert code == 2
    assert err.startswith(f"INSCRIA_{name} takes ")


def test_a_settings_file_that_is_no_text_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfeI")
    code, _, err = run("stats")
    assert code == 2
    assert ".env" in err
