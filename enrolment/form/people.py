"""People typed or pasted one a line, names and emails in any usual shape; what is wrong is said line by line."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from enrolment.form.emails import ADDRESS, read_email
from enrolment.form.names import read_name, splits
from enrolment.form.typed import cleaned, folded, tidy
from enrolment.form.values import Field, Reason, Refused, Unsure

BULLET = re.compile(r"^(?:\d{1,3}[.)]|[-•*–—])\s*(?=\S)")
APART = ' \t,;:|<>()[]"“”«»-–'  # what stands between a name and an address
HEADINGS = frozenset("nom noms prenom courriel courriels email emails e mail name names first last adresse address et and".split())  # noqa: SIM905  (one line)


class Named(Struct, frozen=True):
    """One line read."""

    first_name: str
    last_name: str
    email: str


class Fault(Struct, frozen=True):
    """One line that could not be taken: its number, what it said, the rule broken; ``instead`` is a likely correction."""

    line: int
    typed: str
    reason: Reason
    instead: str = ""


def read_people(first: Field, last: Field, email: Field, typed: str, known: Iterable[str] = ()) -> tuple[list[Named], list[Fault]]:
    """The people of a message and the faults of its lines; ``known``: addresses given already, which nobody else has."""
    found, faults, seen = list[Named](), list[Fault](), {folded(one) for one in known}
    for number, raw in enumerate(cleaned(typed.replace("\t", " ; ")).split("\n"), start=1):
        line = BULLET.sub("", tidy(raw))
        if not line or set(folded(line).split()) <= HEADINGS:
            continue
        try:
            one = _person(first, last, email, line)
        except Refused as why:
            faults.append(Fault(number, line, why.reason))
        except Unsure as doubt:
            faults.append(Fault(number, line, Reason.NOT_AN_EMAIL, doubt.options[0][email.name]))
        else:
            if folded(one.email) in seen:
                faults.append(Fault(number, line, Reason.SAME_EMAIL))
            else:
                found.append(one)
            seen.add(folded(one.email))
    return found, faults


def _person(first: Field, last: Field, email: Field, line: str) -> Named:
    addresses = list(dict.fromkeys(match.group().strip(".!?'’") for match in ADDRESS.finditer(line)))
    if len(addresses) != 1:
        raise Refused(Reason.TWO_EMAILS if addresses else Reason.NO_AT_SIGN)
    address = read_email(email, addresses[0])[email.name]
    names = _names(line.replace(addresses[0], ";"))
    if not names[0]:
        raise Refused(Reason.EMPTY)
    given = read_name(first, names[0])[first.name]
    family = read_name(last, names[1])[last.name] if names[1] else ""
    return Named(given, family, address)


def _names(rest: str) -> Sequence[str]:
    """First and last name: as in a table, as ``Tremblay, Zoé``, or as they are said."""
    cells = [cell.strip(APART) for cell in rest.split(";") if cell.strip(APART)]
    if len(cells) == 2:
        return cells
    name = " ".join(cells).strip(APART)
    return splits(name)[0] if len(name.split()) > 1 else (name, "")
