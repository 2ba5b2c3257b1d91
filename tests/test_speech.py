"""Quotations: where they begin and end."""

import numpy as np
import pytest

from scorer.span import Span
from scorer.speech import quotations, within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"One two," she said. "Three."', ['"One two,"', '"Three."']),
        ("“One two,” she said. “Three.”", ["“One two,”", "“Three.”"]),
        ("“One “two” three.", ["“One “two”"]),
        ("“One two\nthree” four", ["“One two"]),
        ('A 6" pipe and a 12" one.', []),
        ('"\n" "', []),
        ("“", []),
        ("no marks, it's 'so'", []),
        ("", []),
    ],
)
def test_quotations(text, expected):
    codes = np.array([*map(ord, text), ord("\n")], dtype=np.uint32)
    marks, line_ends = (np.flatnonzero(np.isin(codes, [*map(ord, wanted)])) for wanted in ('"“”', "\n"))
    edges = quotations(codes, marks, line_ends).tolist()
    assert [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)] == expected


@pytest.mark.parametrize(("position", "inside"), [(0, False), (1, True), (3, True), (4, False), (9, True), (10, False)])
def test_within(position, inside):
    assert within([Span(1, 4), Span(8, 10)], position) is inside


def test_nothing_is_within_no_spans():
    assert not within([], 0)
