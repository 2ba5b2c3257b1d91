"""Tables keep numbers together and show them row by row, rounded as Python rounds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.table import Row, Table, rounded

TABLE = Table(("a", "b"), np.array([[0.12345678, math.nan], [-0.0, 3.0]]))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.lists(
        st.floats(-1e300, 1e300)
        | st.integers(-(10**9), 10**9).map(lambda number: number / 2e6)
        | st.integers(0, 10**6).map(lambda number: number / 640)
        | st.just(math.nan)
    )
)
def test_numbers_are_rounded_as_python_rounds(numbers):
    expected = [number if math.isnan(number) else round(number, 6) for number in numbers]

    assert list(map(repr, rounded(np.array(numbers, dtype=np.float64)).tolist())) == list(map(repr, expected))


def test_a_row_is_a_mapping():
    row = Row(TABLE, 0)

    assert row == {"a": 0.12345678, "b": None}
    assert (len(row), list(row), repr(row)) == (2, ["a", "b"], "{'a': 0.12345678, 'b': None}")
    assert row.rounded() == {"a": 0.123457, "b": None}
    with pytest.raises(KeyError):
        row["c"]


def test_a_row_travels_without_its_table():
    make, given = Row(TABLE, 1).__reduce__()

    assert make(*given) == Row(TABLE, 1)
    assert len(given[0]) == 1


def test_any_mapping_is_a_row():
    assert Row.of({"x": 1.5, "y": None}).rounded() == {"x": 1.5, "y": None}
    assert Row.of({}).rounded() == {}


def test_rows_of_several_tables_make_one():
    together = Table.of([Row(TABLE, 0), {}, {"b": 2.0, "c": 0.00000049}, Row(TABLE, 1)])

    assert together.names == ("a", "b", "c")
    assert together.plain == [[0.123457, None, None], [None, None, None], [None, 2.0, 0.0], [0.0, 3.0, None]]
    assert Table.of([]).plain == []
