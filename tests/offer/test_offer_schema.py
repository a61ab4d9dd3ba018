"""The JSON Schema says what the models take, in a form any editor understands."""

import json
import re
from typing import Any

import yaml
from offer_files import put, small

from catalogue.offer.sample import SAMPLE
from catalogue.offer.schema import schema
from catalogue.offer.values import as_json


def misfits(value: Any, rule: dict[str, Any], whole: dict[str, Any], path: str = "") -> list[str]:
    """Where a value breaks a rule; the part of JSON Schema that ours uses."""
    if "$ref" in rule:
        return misfits(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, path)
    if "anyOf" in rule:
        return [] if any(not misfits(value, choice, whole) for choice in rule["anyOf"]) else [path]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": int | float, "boolean": bool, "null": type(None)}
    if "type" in rule and (not isinstance(value, kinds[rule["type"]]) or (isinstance(value, bool) and rule["type"] != "boolean")):
        return [path]
    if ("enum" in rule and value not in rule["enum"]) or ("pattern" in rule and not re.search(rule["pattern"], value)):
        return [path]
    if isinstance(value, dict):
        return _object_misfits(value, rule, whole, path)
    return [bad for item in value for bad in misfits(item, rule["items"], whole, f"{path}[]")] if isinstance(value, list) else []


def _object_misfits(value: dict[str, Any], rule: dict[str, Any], whole: dict[str, Any], path: str) -> list[str]:
    known, needed = rule["properties"], set(rule.get("required", ()))
    bad = [f"{path}.{key}" for key in (value.keys() - known.keys()) | (needed - value.keys())]
    return bad + [one for key in value.keys() & known.keys() for one in misfits(value[key], known[key], whole, f"{path}.{key}")]


def test_the_schema_accepts_the_sample_and_refuses_what_the_models_refuse() -> None:
    whole = json.loads(json.dumps(schema()))
    sample = as_json(yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  (safe loaders)
    assert misfits(sample, whole, whole) == []
    for spoil, place in (
        (put("courses.0.sesions", []), ".courses[].sesions"),
        (put("courses.0.level", "expert"), ".courses[].level"),
        (put("courses.0.code", "é"), ".courses[].code"),
        (put("courses.0.price_cad", "12"), ".courses[].price_cad"),
        (put("courses.0.sessions.0.starts", "demain"), ".courses[].sessions[].starts"),
    ):
        assert misfits(as_json(small(spoil)), whole, whole) == [place]


def test_the_schema_names_its_dialect_and_describes_the_fields() -> None:
    said = schema()
    assert said["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert said["$defs"]["Session"]["properties"]["seats"]["description"] == "Absent is unlimited."
    assert said["$defs"]["Course"]["properties"]["title"]
    assert set(said["required"]) == {"programme", "partners", "courses"}
