"""No hidden number of a published table can be worked out from what is shown: each could be five different ones at least."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from enrolment.office.hiding import LEAST, TOTAL, WIDTH, Line, Row, published

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Flat ones, and ones whose rows are in parts, of one or two columns."""
    columns = draw(st.integers(1, 3))
    counts = st.tuples(*[COUNTS] * columns)
    rows = []
    for place in range(draw(st.integers(1, 5))):
        parts = draw(st.lists(counts, max_size=4))
        rows.append(Row(f"p{place}", tuple(map(sum, zip(*parts, strict=True))) if parts else draw(counts)))
        rows += [Row(f"c{place}{number}", each, f"p{place}") for number, each in enumerate(parts)]
    assume(all(sum(row.counts[column] for row in rows if not row.part_of) >= LEAST for column in range(columns)))
    return rows


def ranges(lines: tuple[Line, ...]) -> dict[tuple[str, int], tuple[float, float]]:
    """What a reader can say of each hidden number from all that is shown, by linear programming: nothing of the way it was hidden."""
    columns = range(len(lines[0].cells))
    keys = [(line.row.key, column) for line in lines for column in (*columns, TOTAL)]
    place = {key: number for number, key in enumerate(keys)}
    equations: list[tuple[dict[int, int], int]] = []
    for line in lines:
        equations.append(({place[line.row.key, column]: 1 for column in columns} | {place[line.row.key, TOTAL]: -1}, 0))
        shown = dict(zip((*columns, TOTAL), (*line.cells, line.total), strict=True))
        equations += [({place[line.row.key, column]: 1}, value) for column, value in shown.items() if value is not None]
        parts = [other for other in lines if other.row.above == line.row.key]
        for column in columns if parts else ():
            equations.append(({place[part.row.key, column]: 1 for part in parts} | {place[line.row.key, column]: -1}, 0))
    top = [line.row for line in lines if not line.row.part_of]
    equations += [({place[row.key, column]: 1 for row in top}, sum(row.counts[column] for row in top)) for column in columns]
    known = np.zeros((len(equations), len(keys)))
    for number, (terms, _) in enumerate(equations):
        for at, factor in terms.items():
            known[number, at] = factor
    values = np.array([value for _, value in equations])
    found = {}
    for line in lines:
        for column, value in (*enumerate(line.cells), (TOTAL, line.total)):
            if value is None:
                aim = np.zeros(len(keys))
                aim[place[line.row.key, column]] = 1
                least = linprog(aim, A_eq=known, b_eq=values, method="highs")
                most = linprog(-aim, A_eq=known, b_eq=values, method="highs")
                assert least.success
                found[line.row.key, column] = (round(least.fun, 6), float("inf") if most.status == 3 else round(-most.fun, 6))
    return found


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_hidden_number_can_be_worked_out_from_rows_columns_and_parts(rows: list[Row]) -> None:
    lines = published(rows)
    for key, (least, most) in ranges(lines).items():
        assert most - least >= WIDTH, key


@settings(max_examples=200, deadline=None)
@given(tables())
def test_what_is_shown_is_true_and_five_or_more(rows: list[Row]) -> None:
    for line, row in zip(published(rows), rows, strict=True):
        assert line.row == row
        for shown, true in zip((*line.cells, line.total), (*row.counts, sum(row.counts)), strict=True):
            assert shown is None or shown == true >= LEAST


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    rows = [Row("montreal", (40, 12)), Row("laval", (9, 5))]
    assert [(line.cells, line.total) for line in published(rows)] == [((40, 12), 52), ((9, 5), 14)]


def test_one_small_number_takes_three_others_with_it_and_leaves_the_rest() -> None:
    rows = [Row("a", (40, 30)), Row("b", (3, 20)), Row("c", (9, 15))]
    shown = [(line.cells, line.total) for line in published(rows)]
    assert shown == [((40, 30), 70), ((None, None), 23), ((None, None), 24)]


def test_a_small_part_is_not_given_away_by_the_row_it_is_part_of() -> None:
    rows = [Row("hec", (43,)), Row("GEN", (40,), "hec"), Row("NLP", (3,), "hec"), Row("mila", (50,))]
    shown = {line.row.code: line.total for line in published(rows)}
    assert shown == {"hec": 43, "GEN": None, "NLP": None, "mila": 50}


def test_a_column_too_small_to_be_known_is_refused() -> None:
    with pytest.raises(ValueError, match="under 5"):
        published([Row("a", (3, 30)), Row("b", (1, 30))])


def test_a_large_offer_is_hidden_within_a_moment() -> None:
    rows = []
    for partner in range(40):
        parts = [Row(f"c{partner}-{number}", ((number * 7 + partner) % 30, (number * 3) % 11), f"p{partner}") for number in range(25)]
        rows += [Row(f"p{partner}", tuple(map(sum, zip(*(part.counts for part in parts), strict=True)))), *parts]
    lines = published(rows)
    assert sum(cell is not None for line in lines for cell in line.cells) > 500
