"""A text cut at every mark."""

from hypothesis import given
from hypothesis import strategies as st

from scorer.finding import Finding
from scorer.report.pieces import cut, marks
from scorer.report.summary import summarise
from scorer.span import WHOLE, Span
from tests.report.examples import score


def pieces(text, *spans, residue=(), related=()):
    findings = [Finding("made-up-sign", span, "m", related) for span in spans]
    return list(cut(text, list(marks(summarise(score(text, findings)).notes)), residue))


def numbers(found):
    return [(piece.text, piece.mark.note.number if piece.mark else None, piece.depth) for piece in found]


def test_no_marks():
    assert numbers(pieces("abc")) == [("abc", None, 0)]


def test_empty_text():
    assert pieces("") == []


def test_overlapping_marks():
    found = pieces("abcdef", Span(0, 4), Span(2, 6))

    assert numbers(found) == [("ab", 1, 1), ("cd", 2, 2), ("ef", 2, 1)]
    assert [[mark.note.number for mark in piece.ends] for piece in found] == [[], [1], [2]]


def test_the_shortest_mark_wins():
    found = pieces("abcdef", Span(0, 6), Span(2, 3))

    assert numbers(found) == [("ab", 1, 1), ("c", 2, 2), ("def", 1, 1)]
    assert [[note.number for note in piece.begins] for piece in found] == [[1], [2], []]


def test_marks_of_the_same_words():
    assert numbers(pieces("abc", Span(0, 2), Span(0, 2))) == [("ab", 2, 2), ("c", None, 0)]


def test_related_words_are_marked_but_do_not_begin_a_note():
    found = pieces("abcd", Span(0, 1), related=(Span(2, 3), Span(2, 3)))

    assert [piece.mark.related if piece.mark else None for piece in found] == [False, None, True, None]
    assert [len(piece.begins) for piece in found] == [1, 0, 0, 0]


def test_the_whole_article_is_no_mark():
    found = pieces("abc", WHOLE, Span(0, 1))

    assert numbers(found) == [("a", 2, 1), ("bc", None, 0)]
    assert [[note.number for note in piece.begins] for piece in found] == [[1, 2], []]
    assert [[mark.note.number for mark in piece.ends] for piece in found] == [[2], []]


def test_what_lies_outside():
    found = pieces("abcdef", Span(1, 3), residue=(Span(2, 4), Span(3, 5)))

    assert [(piece.text, piece.outside) for piece in found] == [
        ("a", False), ("b", False), ("c", True), ("d", True), ("e", True), ("f", False),
    ]  # fmt: skip


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=9
)


@given(spans=SPANS, residue=SPANS)
def test_pieces_are_the_text_and_know_what_covers_them(spans, residue):
    text = "".join(map(chr, range(65, 95)))

    found = pieces(text, *spans, residue=residue)

    assert "".join(piece.text for piece in found) == text
    for piece in found:
        here = Span(text.index(piece.text), text.index(piece.text) + len(piece.text))
        covering = [span for span in spans if span.holds(here)]
        assert piece.depth == len(covering)
        assert piece.outside == any(span.holds(here) for span in residue)
        shortest = min((span.end - span.start for span in covering), default=None)
        assert (piece.mark and piece.mark.span.end - piece.mark.span.start) == shortest
