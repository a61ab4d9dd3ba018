"""The tests that docs/checks.md names exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(test_\w+)`")
WRITTEN = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)


def test_every_test_that_the_checks_name_is_written() -> None:
    named = set(NAMED.findall((ROOT / "docs" / "checks.md").read_text(encoding="utf-8")))
    written = {name for path in (ROOT / "tests").rglob("test_*.py") for name in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 50
    assert named <= written
