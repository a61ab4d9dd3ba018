"""Every button of an administrator, times every role, times her own and somebody else's object: another's is one that does not exist.

The buttons come from the code's own list; one that is in no table here fails.
"""

import pytest
from support.matrix import MISSING, OTHER, OWN, WHO, Stage, same, scene, stage

from enrolment.assistant.administrators import PRESSES

__all__ = ["scene", "stage"]  # the fixtures
OF_A_PARTNER = {  # what the button says after its verb, of an object that is a partner's
    **dict.fromkeys(("person", "ok", "no", "note", "why"), "{reference}"),
    "refuse": "{reference}:0",
    **dict.fromkeys(("session", "sseats", "sdates", "scancel", "scancelled"), "{session}"),
    "smore": "{session}:+5",
    "sset": "{session}:40",
    "smove": "{session}:20270414:20270416",
    "cast": "s:{session}",
    "castat": "{broadcast}",
    "link": "salon-2027:{course}",
    **dict.fromkeys(("letter", "answer", "close"), "{enquiry}"),
    "qname": "{question}:{course}",
    "qis": "{question}:{course}:t",
}
OF_AN_ADMINISTRATOR = {"apply": "{upload}", "drop": "{upload}", "pdrop": "{schedule}"}  # each sees her own alone
OF_ROWS = {"export": "json:-:-:{course}", "send": "json:-:-:{course}"}  # a filter: no row of another's
OF_NOBODY = """
    stop choose plan pday phour pmake plans castmore castgo admins grant revoke revoked inbox asked q qcourse qfaq qway qnew qdrop demand
    demandfile funder twins
"""


def test_every_button_is_in_one_table() -> None:
    tables = [set(OF_A_PARTNER), set(OF_AN_ADMINISTRATOR), set(OF_ROWS), set(OF_NOBODY.split())]
    assert set(PRESSES) == set().union(*tables)
    assert sum(map(len, tables)) == len(PRESSES)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", [*OF_A_PARTNER, *OF_AN_ADMINISTRATOR])
def test_what_is_not_hers_is_what_does_not_exist(stage: Stage, verb: str, who: str) -> None:
    rest = {**OF_A_PARTNER, **OF_AN_ADMINISTRATOR}[verb]
    own, other, missing = (stage.press(who, verb, which, rest) for which in (OWN, OTHER, MISSING))
    may = who in {scope.value for scope in PRESSES[verb].may}
    assert not missing.changed
    assert same(own, missing) is not may, "what is hers opens"
    assert same(other, missing) is not (who == "programme" and verb in OF_A_PARTNER), "what is another's does not"
    if who != "programme":
        assert "Ana" not in other.words + "".join(other.labels)
        assert not other.changed


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", OF_ROWS)
def test_an_export_of_anothers_course_has_no_row(stage: Stage, verb: str, who: str) -> None:
    own, other = (stage.press(who, verb, which, OF_ROWS[verb]) for which in (OWN, OTHER))
    rows = {name: b"".join(case.files) for name, case in (("own", own), ("other", other))}
    if verb == "send":
        assert (b"Tremblay" in rows["own"]) is (who in {"programme", "partner"})
        assert (b"Diaz" in rows["other"]) is (who == "programme")
    else:
        assert ("1 ligne" in own.words) is (who in {"programme", "partner"})
        assert ("1 ligne" in other.words) is (who == "programme")


@pytest.mark.parametrize(
    ("verb", "who"),
    [(verb, who) for verb in sorted(PRESSES) for who in ("reader", "nobody") if who not in {scope.value for scope in PRESSES[verb].may}],
)
def test_whoever_may_not_press_is_told_what_an_unknown_button_tells(stage: Stage, verb: str, who: str) -> None:
    assert same(stage.press(who, verb, MISSING, "{question}"), stage.press(who, "nothing", MISSING, "{question}"))
