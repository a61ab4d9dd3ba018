"""The test-beds of the bench: what the search finds, in all the ways people write, and what it does not take for a course."""

from collections.abc import Sequence

import pytest

from bench.retrieval.beds import beds
from bench.retrieval.quality import Outcome, outcomes


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    return [outcome for bed in beds() for outcome in outcomes(bed)]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def test_what_is_written_by_hand_gives_the_right_set(found: list[Outcome]) -> None:
    meant = [one for one in found if one.query.right and "*" not in one.query.kind]
    assert len(meant) > 200
    assert _share([one.first for one in meant]) >= 0.97
    assert _share([one.whole for one in meant]) >= 0.97


def test_titles_spoiled_by_machine_give_the_right_set(found: list[Outcome]) -> None:
    spoiled = [one for one in found if "*" in one.query.kind]
    assert _share([one.whole for one in spoiled]) >= 0.99


def test_what_nobody_offers_is_taken_for_no_course(found: list[Outcome]) -> None:
    strange = [one for one in found if one.query.kind == "nothing"]
    assert len(strange) > 300
    assert _share([bool(one.taken) for one in strange]) <= 0.025
