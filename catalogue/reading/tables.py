"""Tables of words: YAML files under data/, each read once; all are kept as one JSON file too, which is read twenty times as fast.

``python -m catalogue.reading.tables`` writes that file (`make` and the build of the package do it); where it does not have a table as its
YAML file is now, the YAML file is read.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

ROOMS = Path(__file__).resolve().parents[1]
DATA = ROOMS / "reading" / "data"
KEPT = ROOMS / "tables.json"


@cache
def table(name: str, room: str = "reading") -> Any:
    """The content of a room's data/NAME.yaml; every scalar is text: "on" and "4" are words."""
    written = (ROOMS / room / "data" / f"{name}.yaml").read_bytes()
    known = _kept().get(f"{room}/{name}")
    return known["content"] if known and known["sum"] == crc32(written) else parsed(written)


@cache
def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_bytes()) if KEPT.is_file() else {}
    return found


def parsed(written: bytes) -> Any:
    """The content of a YAML file, as text, lists and mappings."""
    import yaml  # noqa: PLC0415  (a start that finds the kept tables needs it for nothing)

    return yaml.load(written, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  (makes text, lists and mappings only)


def keep() -> None:
    """Write all the tables as one JSON file."""
    written = {f"{file.parts[-3]}/{file.stem}": file.read_bytes() for file in sorted(ROOMS.glob("*/data/*.yaml"))}
    content = {name: {"sum": crc32(text), "content": parsed(text)} for name, text in written.items()}
    beside = KEPT.with_suffix(".new")
    beside.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    beside.replace(KEPT)


if __name__ == "__main__":
    keep()
