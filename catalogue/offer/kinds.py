"""The kinds of values a catalogue file holds: codes, texts, amounts, days and local times, each refused by a named rule.

A refusal is a ``PydanticCustomError`` whose type is the rule's name; ``catalogue.offer.sentences`` says it in words.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

MOST_SEATS = 100_000
MOST_PEOPLE = 100_000_000
MOST_HOURS = 10_000
YEARS = range(2000, 2101)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")
_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|z|[+-]\d\d(:?\d\d)?)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_EMAIL = re.compile(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:.]+(\.[^@\s<>\"(),;:.]+)+")


def _refused(rule: str) -> PydanticCustomError:
    return PydanticCustomError(rule, "refused")


def _readable(text: str) -> str:
    """The text composed (NFC), its line ends plain; control characters are refused."""
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        raise _refused("control_character")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise _refused("one_line")
    return text


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"[\s<>\"]", text):
        raise _refused("web_address")
    return text


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise _refused("email")
    return text


def _not_a_flag(value: Any) -> Any:
    """Numbers stay numbers: neither ``yes`` nor a text is one."""
    if isinstance(value, bool | str):
        raise _refused("number")
    return value


def _day(value: Any) -> date:
    """A day, as a date or as ``2027-01-18``."""
    moment = _moment(value)
    if isinstance(moment, datetime):
        raise _refused("day")
    return moment


def _local_time(value: Any) -> datetime:
    """A local time, as a date-time or as ``2027-01-18T18:30``."""
    moment = _moment(value)
    if not isinstance(moment, datetime):
        raise _refused("local_time")
    return moment


def _moment(value: Any) -> date | datetime:
    """A day or a local time, never with an offset."""
    moment = _written(value) if isinstance(value, str) else value
    if not isinstance(moment, date):
        raise _refused("moment")
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        raise _refused("offset")
    if moment.year not in YEARS:
        raise _refused("year")
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


def _written(text: str) -> date | datetime:
    text = text.strip()
    if _OFFSET.fullmatch(text):
        raise _refused("offset")
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        raise _refused("no_such_day") from None
    raise _refused("moment")


_DAY_SCHEMA = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ADDRESS_SCHEMA = {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 300}
_TIME_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$"}

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
Filled = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True), AfterValidator(_readable)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, strip_whitespace=True),
    AfterValidator(_readable),
    AfterValidator(_one_line),
]
WebAddress = Annotated[Line, AfterValidator(_web_address), WithJsonSchema(_ADDRESS_SCHEMA)]
Email = Annotated[Line, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email", "maxLength": 300})]
Money = Annotated[
    Decimal,
    Field(ge=0, max_digits=10, decimal_places=2, allow_inf_nan=False),
    BeforeValidator(_not_a_flag),
    WithJsonSchema({"type": "number", "minimum": 0, "multipleOf": 0.01}),
]
Hours = Annotated[float, Field(gt=0, le=MOST_HOURS, allow_inf_nan=False), BeforeValidator(_not_a_flag)]
Seats = Annotated[int, Field(ge=0, le=MOST_SEATS, strict=True)]
People = Annotated[int, Field(gt=0, le=MOST_PEOPLE, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
LocalTime = Annotated[datetime, BeforeValidator(_local_time), WithJsonSchema(_TIME_SCHEMA)]
Moment = Annotated[date | datetime, BeforeValidator(_moment), WithJsonSchema({"anyOf": [_DAY_SCHEMA, _TIME_SCHEMA]})]
