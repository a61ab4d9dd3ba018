"""A phone number as people type it here, kept in the international form; an extension goes with it."""

import re

from enrolment.form.typed import tidy
from enrolment.form.values import Answers, Field, Reason, Refused

EXTENSION = re.compile(r"\b(?:poste|post|ext(?:ension)?\.?|#)\s*(\d{1,6})", re.IGNORECASE)


def read_phone(field: Field, typed: str) -> Answers:
    """The number as ``+1 514 555-0100`` (``ext. 12`` where there is one)."""
    import phonenumbers  # noqa: PLC0415  (first needed at this step, not at the start)

    text = EXTENSION.sub(r" ext. \1", tidy(typed))
    digits = sum(character.isdigit() for character in text)
    if digits < 7:
        raise Refused(Reason.NOT_A_PHONE)
    try:
        found = next(iter(phonenumbers.PhoneNumberMatcher(text, "CA", leniency=phonenumbers.Leniency.POSSIBLE)), None)
        number = found.number if found else phonenumbers.parse(text, "CA")
    except phonenumbers.NumberParseException as fault:
        raise Refused(Reason.NOT_A_PHONE) from fault
    if not phonenumbers.is_possible_number(number) or (digits < 10 and "+" not in text):
        raise Refused(Reason.SHORT_PHONE if digits < 10 else Reason.NOT_A_PHONE)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return {field.name: shown}
