"""An email address in what was typed; the nearest common domain offered where it looks like a slip."""

import re

from rapidfuzz.distance import OSA

from catalogue.words.pattern import Pattern
from enrolment.form.typed import tidy
from enrolment.form.values import Answers, Doubt, Field, Reason, Refused, Unsure

COMMON = (
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.ca",
    "yahoo.com",
    "icloud.com",
    "live.ca",
    "live.com",
    "hotmail.ca",
    "hotmail.fr",
    "yahoo.fr",
    "videotron.ca",
    "sympatico.ca",
    "bell.net",
    "cogeco.ca",
    "cgocable.ca",
    "globetrotter.net",
    "me.com",
    "msn.com",
    "proton.me",
    "protonmail.com",
    "umontreal.ca",
    "ulaval.ca",
    "usherbrooke.ca",
    "uqam.ca",
    "mcgill.ca",
    "concordia.ca",
    "hydro.qc.ca",
    "desjardins.com",
)
ENDINGS = {
    "con": "com",
    "cmo": "com",
    "ocm": "com",
    "comm": "com",
    "vom": "com",
    "xom": "com",
    "cim": "com",
    "cok": "com",
    "om": "com",
    "coim": "com",
}
_FRENCH = "mon ma courriel c est cest mail adresse voici oui ok non plutot plutôt à a au ou et"
_ENGLISH = "my email is its it s address here yes no at use or and the"
LEADING = frozenset((*_FRENCH.split(), *_ENGLISH.split()))
COMMA = Pattern(r"(?<=[\w-]) ?, ?(?=(?:com|ca|org|net|fr|edu|info|qc)\b)", re.IGNORECASE)
SPOKEN = Pattern(
    r"(?<!\S)([\w.+-]{1,64}) (?:at|à|a|arobas|arobase) ((?:[\w-]{1,63} (?:dot|point) ){1,4}[A-Za-z]{2,6})(?=[ .!]*$)", re.IGNORECASE
)
ADDRESS = Pattern(r"[^\s<>,;:()\[\]\"]+@[^\s<>,;:()\[\]\"]+")


def read_email(field: Field, typed: str) -> Answers:
    """The address. Raises Unsure for a likely slip: the corrected one first, then as typed."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  (first needed at this step, not at the start)

    text = _joined(tidy(typed))
    if "@" in text and (dotted := COMMA.sub(".", text)) != text:
        raise Unsure(Doubt.SLIP, (read_email(field, dotted),))
    address = _address(text)
    try:
        valid = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError as fault:
        raise _refusal(address, fault) from fault
    if parts := _before(text, address):
        readings = ("".join(parts) + valid, ".".join((*parts, valid)), valid)
        raise Unsure(Doubt.SLIP, tuple({field.name: reading} for reading in readings))
    if corrected := slip(valid):
        raise Unsure(Doubt.SLIP, ({field.name: corrected}, {field.name: valid}))
    return {field.name: valid}


def slip(address: str) -> str | None:
    """The address with the common domain it is one or two letters from; None where nothing looks wrong."""
    local, _, domain = address.rpartition("@")
    domain = domain.casefold()
    if domain in COMMON:
        return None
    name, _, ending = domain.rpartition(".")
    if ending in ENDINGS:
        domain = f"{name}.{ENDINGS[ending]}"
        if domain in COMMON:
            return f"{local}@{domain}"
    near = min(COMMON, key=lambda common: OSA.distance(domain, common))
    allowed = 2 if len(near) >= 9 else 1
    if OSA.distance(domain, near) <= allowed and domain.split(".")[0][:1] == near[:1]:
        return f"{local}@{near}"
    return f"{local}@{domain}" if ending in ENDINGS else None


def _before(text: str, address: str) -> list[str]:
    """One or two words that may be the beginning of the address (``marie eve@exemple.ca``); none where they lead in to it."""
    words = re.findall(r"[\w.+-]+", text.partition(address)[0].casefold())
    return words if 1 <= len(words) <= 2 and not LEADING.intersection(words) and all(word.isascii() for word in words) else []


def _address(text: str) -> str:
    found = list(dict.fromkeys(match.group().strip(".!?'’") for match in ADDRESS.finditer(text)))
    if len(found) > 1:
        raise Refused(Reason.TWO_EMAILS)
    if found:
        return found[0]
    if "@" in text:
        raise Refused(Reason.NO_DOMAIN, typed=text)
    raise Refused(Reason.NO_AT_SIGN)


def dictated(text: str) -> bool:
    """Whether the message is an address said aloud: ``zoe at exemple dot ca``."""
    return "@" not in text and bool(SPOKEN.search(text))


def _joined(text: str) -> str:
    """``zoe @ exemple.ca``, ``zoe arobas exemple point ca``: as dictated or spaced by a phone's keyboard."""
    if dictated(text):
        text = SPOKEN.sub(r"\1@\2", text)
    text = re.sub(r"\s+(?:arobas|arobase|a commercial|at sign)\s+", "@", text, flags=re.IGNORECASE)
    if "@" not in text:
        return text
    text = re.sub(r"\s+\.\s*", ".", re.sub(r"\s*@\s*", "@", text))
    return re.sub(r"(?<=\S)\s+(?:point|dot)\s+(?=\S)", ".", text, flags=re.IGNORECASE)


def _refusal(address: str, fault: ValueError) -> Refused:
    from email_validator import EmailSyntaxError  # noqa: PLC0415  (first needed at this step, not at the start)

    local, _, domain = address.rpartition("@")
    if not local:
        return Refused(Reason.NO_AT_SIGN)
    if isinstance(fault, EmailSyntaxError) and "." not in domain.strip("."):
        return Refused(Reason.NO_DOMAIN, typed=address)
    return Refused(Reason.NOT_AN_EMAIL, typed=address)
