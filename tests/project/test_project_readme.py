"""The README says exactly what the program does."""

import re
import tomllib
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from bot.commands.root import app
from bot.settings import Settings
from scripts import dialogues

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def names(command: object, prefix: str = "inscria") -> list[str]:
    """Every command's full name."""
    children = getattr(command, "commands", None)
    if children is None:
        return [prefix]
    return [name for child, sub in children.items() for name in names(sub, f"{prefix} {child}")]


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert isinstance(app, typer.Typer)
    listed = re.findall(r"^\| `(inscria (?:(?:catalogue|admin|audit|keys|phrases|registrations) )?\w+)", README, flags=re.MULTILINE)
    assert sorted(listed) == sorted(names(get_command(app)))


def test_every_setting_is_in_the_readme_with_its_default_and_no_other() -> None:
    listed = dict(re.findall(r"^\| `(INSCRIA_\w+)` \| `?([^`|]+?)`? \|", README, flags=re.MULTILINE))
    assert sorted(listed) == sorted(f"INSCRIA_{name.upper()}" for name in Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, (str, int, float)):
            assert listed[f"INSCRIA_{name.upper()}"] == str(field.default), name


def test_every_variable_of_the_example_env_file_is_a_setting() -> None:
    found = re.findall(r"^#?(INSCRIA_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(found) <= {f"INSCRIA_{name.upper()}" for name in Settings.model_fields}


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z-]+)", README)) <= targets


def test_every_link_and_picture_leads_to_a_file() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_dialogues_and_pictures_are_what_the_bot_says_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    stale = [path.name for path, content in dialogues.made().items() if path.read_text(encoding="utf-8") != content]
    assert stale == []


def test_each_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for listed in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[^A-Za-z0-9-]", listed)[0]
        assert name in reasons or name.startswith(("types-", "pytest")), name


def test_the_constraints_name_no_index_and_pin_every_version() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[^\s/@]+", line) for line in lines)
