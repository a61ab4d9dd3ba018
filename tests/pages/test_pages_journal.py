"""The audit log's page: every action in words, numbers where they tell something, nobody's name."""

import ast
from pathlib import Path

from support.chat import World
from support.visiting import Browser, reference_of, unit_of

from bot.pages import labels
from enrolment.office import questions
from enrolment.registration import rights
from enrolment.registration.rights import Scope
from enrolment.registration.states import Event
from enrolment.registration.values import OPERATOR

ROOT = Path(labels.__file__).parents[2]


def test_the_audit_log_is_by_kind_and_names_no_person(programme: Browser, busy: World) -> None:
    programme.sends(f"/registrations/{reference_of(busy, 'Zoé')}/confirm")
    programme.opens("/audit?action=confirm")
    assert "administration 900" in programme.text
    assert "Zoé" not in programme.text
    assert "Préinscription la personne" not in programme.text


def test_a_line_of_the_audit_tells_a_number_only_where_it_tells_something(programme: Browser, busy: World) -> None:
    programme.opens(f"/registrations/{reference_of(busy, 'Zoé')}")
    programme.opens("/audit?action=view")
    assert '<td class="number" data-label="Combien"></td>' in programme.seen
    assert ">0<" not in programme.seen
    with unit_of(busy) as unit:
        rights.grant(unit, 950, Scope.READER, None, OPERATOR)
    assert "ligne de commande" in programme.opens("/audit?action=grant").text


def test_every_action_the_audit_keeps_has_its_words() -> None:
    written = {event.value for event in Event} | {questions.ATTACHED, questions.DISMISSED}
    calls = [
        node
        for room in ("bot", "enrolment")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.append", "_recorded", "_changed")
    ]
    for call in calls:
        third = call.args[2:3] if ast.unparse(call.func) == "audit.append" else call.args
        written |= {each.value for each in third if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    assert len(written) > 35
    assert written <= set(labels.ACTIONS)
