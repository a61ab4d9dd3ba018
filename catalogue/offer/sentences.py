"""Faults of type, found by the models, said in plain sentences with what to do about them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalogue.offer.faults import Path
from catalogue.offer.model import Catalogue
from catalogue.offer.source import Flaw, Source
from catalogue.words.say import N_

MOST_SUGGESTED = 200  # a suggestion takes time; a file with more faults has another trouble
TEXT_WANTED = N_("A text is needed here, not {found}.")
WORD_AS_FLAG = N_("YAML reads this word (yes, no, on, off, true or false) as true or false; put quotes around it to make it a text.")
NUMBER_AS_TEXT = N_('{found} is read as a number; put quotes around it: "{found}".')
DATE_AS_TEXT = N_('{found} is read as a date; put quotes around it: "{found}".')
NUMBER_WANTED = N_("A number is needed here, without quotes, spaces or a currency.")
WHOLE_WANTED = N_("A whole number is needed here, without quotes.")

SENTENCES: Mapping[str, str] = {
    "missing": N_("This is missing."),
    "model_type": N_("Several keys are needed here, not {found}."),
    "tuple_type": N_("A list is needed here, not {found}."),
    "bool_type": N_("Write true or false here, without quotes."),
    "int_type": WHOLE_WANTED,
    "float_type": NUMBER_WANTED,
    "decimal_type": NUMBER_WANTED,
    "decimal_parsing": NUMBER_WANTED,
    "number": NUMBER_WANTED,
    "finite_number": NUMBER_WANTED,
    "decimal_max_places": N_("An amount has two decimals at most."),
    "decimal_max_digits": N_("This amount is too large."),
    "decimal_whole_digits": N_("This amount is too large."),
    "greater_than": N_("The number must be more than {gt}."),
    "greater_than_equal": N_("The number must be {ge} or more."),
    "less_than_equal": N_("The number must be {le} or less."),
    "string_too_short": N_("The text is empty."),
    "string_too_long": N_("The text is too long: {max_length} characters at most."),
    "string_pattern_mismatch": N_("A code has 1 to 32 letters without accents, digits, hyphens or underscores; {found} is not one."),
    "enum": N_("{found} is not one of: {expected}."),
    "literal_error": N_("{found} is not one of: {expected}."),
    "control_character": N_("The text holds an invisible control character; type it again."),
    "one_line": N_("This text must be on one line."),
    "web_address": N_("A web address starts with https:// or http://; {found} is not one."),
    "email": N_("{found} is not an email address."),
    "moment": N_("A date is written 2027-01-18, a time 2027-01-18T18:30; {found} is neither."),
    "day": N_("A date alone is needed here, such as 2027-01-18."),
    "local_time": N_("A date with its time is needed here, such as 2027-01-18T18:30."),
    "offset": N_("A time is local to the session: leave out the offset or the Z, and set timezone if it is elsewhere."),
    "no_such_day": N_("{found} does not exist in the calendar."),
    "year": N_("The year must be between 2000 and 2100."),
}
OTHER = N_("{found} can't be read here.")
UNKNOWN_KEY = N_("The key {key} is not known here.")
NEAR_KEY = N_("The key {key} is not known here; did you mean {near}?")


def type_flaws(source: Source) -> list[Flaw]:
    """What the models refuse in the file, as flaws; none when it is a catalogue."""
    try:
        Catalogue.model_validate(source.value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        return [_flaw(details, source, suggesting=number < MOST_SUGGESTED) for number, details in enumerate(found)]
    return []


def model_flaws(error: ValidationError, path: Path = ()) -> list[Flaw]:
    """What a model refused of values typed elsewhere than in a file."""
    return [Flaw((*path, *_path(details)), *_said(details)) for details in error.errors(include_url=False)]


def _flaw(details: ErrorDetails, source: Source, *, suggesting: bool) -> Flaw:
    path = _path(details)
    if details["type"] == "extra_forbidden":
        return Flaw(path, *_unknown_key(path, _keys_at(path[:-1]) if suggesting else []))
    if details["type"] == "string_type" and not source.spreadsheet and (trap := _yaml_trap(details["input"])):
        return Flaw(path, *trap)
    return Flaw(path, *_said(details))


def _path(details: ErrorDetails) -> Path:
    return tuple(details["loc"])


def _said(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"found": shown(details["input"])}
    values |= {name: value for name, value in details.get("ctx", {}).items() if name != "error"}
    rule = details["type"]
    if rule == "string_type":
        return TEXT_WANTED, values
    if rule in ("enum", "literal_error"):
        values["expected"] = str(values["expected"]).replace("'", "").replace(" or ", ", ")
    return SENTENCES.get(rule, OTHER), values


def _yaml_trap(found: Any) -> tuple[str, dict[str, object]] | None:
    """A text that YAML took for something else."""
    if isinstance(found, bool):
        return WORD_AS_FLAG, {}
    if isinstance(found, int | Decimal | float):
        return NUMBER_AS_TEXT, {"found": found}
    return (DATE_AS_TEXT, {"found": found.isoformat()}) if isinstance(found, date) else None


def _unknown_key(path: Path, known: list[str]) -> tuple[str, dict[str, object]]:
    key = str(path[-1])
    near = get_close_matches(key.lower(), known, n=1) if known else []
    return (NEAR_KEY, {"key": key[:40], "near": near[0]}) if near else (UNKNOWN_KEY, {"key": key[:40]})


def _keys_at(path: Path) -> list[str]:
    """The keys the models know at a path."""
    model: type[BaseModel] = Catalogue
    for step in path:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation)
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel]:
    """The model inside ``tuple[Model, ...]``, ``Model | None`` or ``Model``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = [argument for argument in getattr(annotation, "__args__", ()) if argument is not Ellipsis and argument is not type(None)]
    return _model_in(inside[0])


def shown(found: Any) -> str:
    """A value of the file as it can stand in a sentence."""
    kinds: list[tuple[Any, Callable[[Any], str]]] = [
        (bool, lambda value: "true" if value else "false"),
        (dict, lambda _: "{…}"),
        (list, lambda _: "[…]"),
        (date, lambda value: value.isoformat()),
    ]
    for kind, say in kinds:
        if isinstance(found, kind):
            return say(found)
    text = " ".join(("null" if found is None else str(found)).split())
    text = f"{text[:40]}…" if len(text) > 40 else text
    return f'"{text}"' if isinstance(found, str) else text
