"""The JSON Schema (2020-12) of the catalogue file, from the models."""

from typing import Any

from catalogue.offer.model import Catalogue

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema an editor can check a catalogue file with. References between codes are beyond it."""
    described: dict[str, Any] = _without_titles(Catalogue.model_json_schema())
    return {"$schema": DIALECT, "title": "InscrIA catalogue"} | described


def _without_titles(node: Any) -> Any:
    """The generated titles say nothing the names do not; properties keep theirs, whatever their name."""
    if isinstance(node, list):
        return [_without_titles(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: inner for key, inner in node.items() if not (key == "title" and isinstance(inner, str))}
    return {key: _properties(inner) if key in ("properties", "$defs") else _without_titles(inner) for key, inner in kept.items()}


def _properties(named: dict[str, Any]) -> dict[str, Any]:
    return {name: _without_titles(inner) for name, inner in named.items()}
