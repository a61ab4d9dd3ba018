"""Build hook: compiles the message catalogues (.po to .mo) and the tables of words when the package is built or installed."""

import runpy
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALES = Path(__file__).parent / "catalogue" / "words" / "locales"


def compile_messages(locales: Path = LOCALES) -> list[Path]:
    """Write the .mo beside each .po and return what was written."""
    written = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as read, target.open("wb") as write:
            write_mo(write, read_po(read))
        written.append(target)
    return written


class MessagesHook(BuildHookInterface[Any]):
    """Runs before the wheel is filled, editable installs included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        compile_messages(Path(self.root) / "catalogue" / "words" / "locales")
        runpy.run_path(str(Path(self.root) / "catalogue" / "reading" / "tables.py"))["keep"]()
