"""`inscria registrations …`: the registrar's word on pre-registrations, one or many."""

import sys
from collections.abc import Callable, Sequence

from bot.commands.desk import open_unit
from bot.commands.trouble import Refused
from enrolment.registration import registrar, standing
from enrolment.registration.references import shown
from enrolment.registration.registrar import Many
from enrolment.registration.unit import Unit
from enrolment.registration.values import OPERATOR, Registration


def confirm(references: Sequence[str]) -> None:
    """Each to ``confirmed``, the people told in their language."""
    _done(references, lambda unit, ids: registrar.confirm(unit, ids, OPERATOR))


def decline(references: Sequence[str], reason: str | None) -> None:
    """Each to ``declined``, the people told in their language, with the reason; their places go to the lists."""
    _done(references, lambda unit, ids: registrar.decline(unit, ids, reason, OPERATOR))


def _done(references: Sequence[str], act: Callable[[Unit, list[str]], Many]) -> None:
    """All in one transaction; a reference nobody has stops before anything is done, what cannot be is named (exit code 1)."""
    with open_unit() as unit:
        meant = _meant(unit, references)
        many = act(unit, [each.id for each in meant])
    skipped = {each.id: each for each, _ in many.skipped}
    now = {each.id: each for each in (*meant, *many.done)}
    for each in now.values():
        line = f"{shown(each.reference)}: {each.status.value}"
        print(f"{line}, left as it is" if each.id in skipped else line, file=sys.stderr if each.id in skipped else sys.stdout)
    if skipped:
        raise SystemExit(1)


def _meant(unit: Unit, references: Sequence[str]) -> list[Registration]:
    found = {typed: standing.by_reference(unit, typed) for typed in references}
    unknown = [typed for typed, registration in found.items() if registration is None]
    if unknown:
        raise Refused("\n".join(f"No registration has the reference {typed}" for typed in unknown))
    return [registration for registration in found.values() if registration is not None]
