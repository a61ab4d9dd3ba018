"""One reader a kind of field: words typed become values, or a refusal that names the rule broken."""

import re
from collections.abc import Callable

from enrolment.form.choices import read_choice, read_headcount
from enrolment.form.emails import read_email
from enrolment.form.names import read_full_name, read_name
from enrolment.form.phones import read_phone
from enrolment.form.typed import cleaned, letters, tidy, without_lead
from enrolment.form.values import Answers, Field, FieldKind, NotTaken, Reason, Refused

Reader = Callable[[Field, str], Answers]
PHONE_ALONE = re.compile(r"(?:(?:t[ée]l(?:[ée]phone)?|phone|cell(?:ulaire)?|mobile)[\s.:]*)?[\d\s()+.-]{7,}", re.IGNORECASE)
SIN = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{3})(?!\d)")


def read_text(field: Field, typed: str) -> Answers:
    """A short line, as typed, without what leads in to it ("je travaille chez …")."""
    text = without_lead(tidy(typed))
    _within(field, text)
    if PHONE_ALONE.fullmatch(text):
        raise Refused(Reason.A_PHONE, typed=text)
    return {field.name: text}


def read_long_text(field: Field, typed: str) -> Answers:
    """A paragraph, as typed."""
    text = cleaned(typed)
    _within(field, text)
    return {field.name: text}


def _within(field: Field, text: str) -> None:
    if not text:
        raise Refused(Reason.EMPTY)
    if len(text) > field.longest:
        raise Refused(Reason.TOO_LONG, longest=str(field.longest))
    if not letters(text) and not any(character.isdigit() for character in text):
        raise Refused(Reason.NO_LETTER)
    if any(_luhn("".join(found.groups())) for found in SIN.finditer(text)):
        raise Refused(Reason.IDENTITY_NUMBER)


def _luhn(digits: str) -> bool:
    """Whether nine digits are a social insurance number: those are never kept."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


READERS: dict[FieldKind, Reader] = {
    FieldKind.FULL_NAME: read_full_name,
    FieldKind.NAME: read_name,
    FieldKind.EMAIL: read_email,
    FieldKind.PHONE: read_phone,
    FieldKind.CHOICE: read_choice,
    FieldKind.HEADCOUNT: read_headcount,
    FieldKind.TEXT: read_text,
    FieldKind.LONG_TEXT: read_long_text,
}
STRICT = frozenset({FieldKind.EMAIL, FieldKind.PHONE, FieldKind.CHOICE, FieldKind.HEADCOUNT})


def read(field: Field, typed: str) -> Answers:
    """The answers a message gives to a field. Raises Refused, or Unsure with the readings to choose from."""
    return READERS[field.kind](field, typed)


def fits(field: Field, typed: str) -> bool:
    """Whether the message is beyond doubt an answer to the field: a question is not, whatever its words."""
    if field.kind not in STRICT:
        return False
    try:
        read(field, typed)
    except NotTaken:
        return False
    return True
