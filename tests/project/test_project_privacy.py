"""docs/privacy.md names tests that exist, and the documents the law asks for are there, in both languages."""

import re
from pathlib import Path

from handlers import registry

ROOT = Path(__file__).resolve().parents[2]
PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_test_named_in_the_privacy_document_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PRIVACY))
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert named - written == set()
    assert len(named) > 30


def test_nothing_is_sold_in_the_chat() -> None:
    assert not {"pre_checkout_query", "shipping_query", "purchased_paid_media"} & set(registry.UPDATES)
    sources = [
        file for package in ("bot", "handlers", "enrolment") for file in (ROOT / package).rglob("*.py") if "double" not in file.parts
    ]
    assert [file.name for file in sources if "send_invoice" in file.read_text(encoding="utf-8")] == []


def test_every_duty_has_its_proof() -> None:
    rows = [line for line in PRIVACY.splitlines() if line.startswith("| ") and not line.startswith("| duty")]
    assert [line for line in rows if not re.search(r"`test_\w+`[^|]*\|$", line)] == []


def test_every_document_of_the_law_is_there() -> None:
    wanted = {"efvp": ("art. 17", "s. 17"), "incidents": ("Commission d’accès", "notice to the CAI"), "backups": ("pg_dump",)}
    for name, words in wanted.items():
        text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        assert [each for each in words if each not in text] == []
    assert "privacy officer" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_recipe_of_pg_dump_leaves_out_what_our_backups_leave_out() -> None:
    from enrolment.store.custody import LEFT_OUT  # noqa: PLC0415  (for this one look)

    recipe = (ROOT / "docs" / "backups.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--exclude-table-data=(\w+)", recipe)) == LEFT_OUT
