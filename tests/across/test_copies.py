"""Copies: each leads back to one original, the earliest where that is known."""

from datetime import date

import pytest

from scorer.across.copies import Copy, Overlap, copies_of, overlaps_of
from scorer.across.near import Pair, Shared
from scorer.across.sketch import Sketch
from scorer.span import Span
from tests.across.stories import traces

(SKETCH,) = (trace.sketch for trace in traces("The dam holds."))
PASSAGE = Shared(Span(0, 9), Span(5, 14))


def pair(one, other, kind="copy", passages=(PASSAGE,)):
    return Pair(one, other, kind, 0.9, 0.8, passages)


def copies(pairs, *days):
    return copies_of(pairs, [SKETCH] * len(days), [date.fromisoformat(day) if day else None for day in days])


def test_the_earlier_one_is_the_original():
    (found,) = copies([pair(0, 1)], "2024-03-05", "2024-03-04")

    assert found == Copy(0, 1, "copy", 0.9, (Span(0, 9),), later=True)


def test_the_first_stands_in_where_nobody_knows():
    (found,) = copies([pair(0, 1)], "", "")

    assert found == Copy(1, 0, "copy", 0.8, (Span(5, 14),), later=False)


def test_all_of_a_group_lead_back_to_one():
    found = copies([pair(0, 1), pair(1, 2)], "2024-03-06", "2024-03-05", "2024-03-04")

    assert [(copy.number, copy.original, copy.later) for copy in found] == [(0, 2, False), (1, 2, True)]


def test_shared_passages_make_no_copy():
    pairs = [pair(0, 1, "partial"), pair(1, 2)]

    assert [copy.number for copy in copies(pairs, "", "", "")] == [2]
    assert overlaps_of(pairs) == [Overlap(0, 1, (Span(0, 9),))]


@pytest.mark.parametrize("pairs", [[], [pair(0, 1, "partial")]])
def test_no_copies(pairs):
    assert copies(pairs, "", "") == []


def test_a_sketch_is_plain():
    assert Sketch.from_bytes(SKETCH.data) == SKETCH
