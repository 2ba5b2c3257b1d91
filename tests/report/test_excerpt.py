"""The line around some evidence, with carets under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scorer.report.excerpt import WIDTH, Lines, fit
from scorer.span import Span
from tests.report.examples import place


def excerpt(text, evidence):
    return Lines(text).excerpt(place(text, evidence))


def under_carets(found):
    """What stands above the carets of a drawn excerpt, column by column."""
    shown, carets = found.drawn().split("\n")[:2]
    columns = [part for character in shown for part in (character, *[""] * (cell_len(character) - 1))]
    return "".join(columns[carets.index("^") : carets.rindex("^") + 1])


@pytest.mark.parametrize(
    "text",
    [
        "first line\nReports suggested much.\nlast",
        "\tReports suggested\tmuch",
        "北京的 Reports suggested 都",
        "👍 Reports suggested 👍",
        "x" * 500 + " Reports suggested " + "y" * 500,
        "word " * 100 + "Reports suggested",
        "Reports suggested" + " word" * 100,
        "\x1b\u202e Reports suggested \x00",
        "one\r\nReports suggested\r\nthree",
    ],
)
def test_carets_stand_under_the_evidence(text):
    found = excerpt(text, "Reports suggested")

    assert under_carets(found) == "Reports suggested"
    assert cell_len(found.shown) <= WIDTH


def test_wide_evidence():
    assert under_carets(excerpt("abc 北京 def", "北京")) == "北京"


def test_lines_are_counted_from_one():
    text = "a\nb\r\n\nd"

    assert [excerpt(text, letter).line for letter in "abd"] == [1, 2, 4]
    assert Lines(text).number(len(text)) == 4


def test_a_short_line_is_shown_whole():
    assert excerpt("x" * WIDTH, "x").shown == "x" * WIDTH
    assert excerpt("x" * WIDTH, "x" * WIDTH).width == WIDTH


def test_a_long_line_is_cut_on_both_sides():
    shown = excerpt("a" * 200 + "HERE" + "b" * 200, "HERE").shown

    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert cell_len(shown) == WIDTH


def test_long_evidence_is_cut():
    found = excerpt("before " + "z" * 300 + " after", "z" * 300)

    assert found.shown.startswith("before z")
    assert "z…" in found.shown
    assert cell_len(found.shown) <= WIDTH


def test_evidence_over_several_lines_shows_its_first():
    text = "intro\nfirst half\nsecond\nthird"

    two = excerpt(text, "half\nsecond").drawn()
    three = excerpt(text, "half\nsecond\nthird").drawn()

    assert two == "    2 | first half\n      |       ^^^^ and 1 more line"
    assert three.endswith("^^^^ and 2 more lines")


def test_evidence_of_a_line_end_has_one_caret():
    found = Lines("ab\r\ncd").excerpt(Span(2, 4))

    assert (found.line, found.column, found.width, found.more) == (1, 2, 1, 0)


def test_fit():
    assert [fit("北京市", cells) for cells in (6, 5, 4, 3)] == ["北京市", "北京…", "北…", "北…"]


@given(text=st.text(min_size=1, max_size=300), data=st.data())
def test_any_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    found = Lines(text).excerpt(Span(start, end))

    assert found.drawn().count("\n") == 1
    assert found.width >= 1
    assert cell_len(found.shown) <= WIDTH
    assert found.shown.isprintable() or not found.shown.isascii()
