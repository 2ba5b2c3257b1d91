"""Key tables number keys and find them again."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.keys import KeyTable, first_ones

keys = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 40), unique=True, max_size=60)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(keys, keys)
def test_keys_are_found_by_the_order_they_came_in(first, second):
    second = [key for key in second if key not in first]
    table = KeyTable(np.array(first, dtype=np.uint64))
    table.add(np.array(second, dtype=np.uint64))
    absent = np.array([key ^ 0x5555 for key in [*first, *second] if key ^ 0x5555 not in {*first, *second}], np.uint64)

    assert len(table) == len(first) + len(second)
    assert table.find(np.array([*first, *second], dtype=np.uint64)).tolist() == list(range(len(table)))
    assert (table.find(absent) == -1).all()


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.integers(0, 3000), st.integers(1, 4000), st.integers(0, 2**32))
def test_first_ones(count, kinds, seed):
    keys = np.random.default_rng(seed).integers(0, kinds, count).astype(np.uint64)
    expected = np.zeros(count, dtype=bool)
    expected[np.unique(keys, return_index=True)[1]] = True

    assert first_ones(keys).tolist() == expected.tolist()
