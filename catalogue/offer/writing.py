"""A catalogue written back to a file, in YAML, JSON or XLSX by suffix: what is read again is equal."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from catalogue.offer.faults import Fault, Faults
from catalogue.offer.model import Catalogue
from catalogue.offer.values import as_json, number, plain, written
from catalogue.offer.workbook_writing import workbook_bytes
from catalogue.words.say import N_

FLOW_WIDTH = 90
WIDTH = 1_000_000  # a text is never broken: changes stay readable line by line


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Writes the file whole or not at all. An unknown suffix raises ``Faults``."""
    content = catalogue_bytes(catalogue, path.suffix)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def catalogue_bytes(catalogue: Catalogue, suffix: str) -> bytes:
    """The content of such a file."""
    if suffix.lower() not in WRITERS:
        taken = ", ".join(WRITERS)
        raise Faults([Fault("", N_("A catalogue file ends in one of {taken}."), {"taken": taken})])
    return WRITERS[suffix.lower()](catalogue)


def _json(catalogue: Catalogue) -> bytes:
    return (json.dumps(as_json(plain(catalogue)), ensure_ascii=False, indent=2) + "\n").encode()


def _yaml(catalogue: Catalogue) -> bytes:
    text: str = yaml.dump(plain(catalogue), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
    return text.encode()


class _Dumper(yaml.SafeDumper):
    """YAML as a person writes it: lists indented, short pairs and lists on one line, long texts whole."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  (PyYAML's signature)
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (PyYAML's signature)
        return True


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if _stands_as_block(text) else '"' if _needs_quotes(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _stands_as_block(text: str) -> bool:
    return "\n" in text and "\t" not in text and not any(line != line.rstrip() for line in text.split("\n"))


def _needs_quotes(text: str) -> bool:
    """What a hurried eye or another reader would take for something else than a text."""
    return any(mark in text for mark in (": ", " #", "\n")) or not text[:1].isalpha() or text.lower() in ("y", "n")


def _moment_node(dumper: yaml.SafeDumper, moment: date) -> yaml.Node:
    """A day is YAML's own; a time is a text to it, and needs no quotes as long as it has no seconds."""
    kind = "str" if isinstance(moment, datetime) else "timestamp"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", written(moment))


def _number_node(dumper: yaml.SafeDumper, value: Decimal | float) -> yaml.Node:
    if isinstance(value, float) and value == int(value):
        return dumper.represent_data(number(value))
    exact = f"{value:.2f}" if isinstance(value, Decimal) else f"{Decimal(repr(value)):f}"
    return dumper.represent_scalar("tag:yaml.org,2002:float", exact)


def _mapping_node(dumper: yaml.SafeDumper, mapping: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=_is_short(mapping))


def _list_node(dumper: yaml.SafeDumper, listed: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", listed, flow_style=_is_short(listed))


def _is_short(value: Any) -> bool:
    """Whether it fits on one line: a pair of texts, a list of codes."""
    if isinstance(value, dict) and not set(value) <= {"fr", "en", "email", "phone", "url", "name"}:
        return False
    inside = list(value.values()) if isinstance(value, dict) else value
    if any(isinstance(item, dict) or (isinstance(item, str) and "\n" in item) for item in inside):
        return False
    return len(str(as_json(value))) <= FLOW_WIDTH


_REPRESENTED: dict[type[Any], Callable[[Any, Any], yaml.Node]] = {
    str: _text_node,
    date: _moment_node,
    datetime: _moment_node,
    Decimal: _number_node,
    float: _number_node,
    dict: _mapping_node,
    list: _list_node,
}
for kind, represent in _REPRESENTED.items():
    _Dumper.add_representer(kind, represent)

WRITERS: Mapping[str, Callable[[Catalogue], bytes]] = {".yaml": _yaml, ".yml": _yaml, ".json": _json, ".xlsx": workbook_bytes}
