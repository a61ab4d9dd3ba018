"""The reading's tables: YAML files under data/, each read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text: "on" and "4" are words


@cache
def table(name: str) -> Any:
    """The content of data/NAME.yaml."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  (makes text, lists and mappings only)
