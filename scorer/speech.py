"""Speech: the words that report what someone said, and what stands between quotation marks."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scorer.keys import Bools, Ints
from scorer.span import Span

Codes = npt.NDArray[np.uint32]

SAID = """
    said says added adds told tells wrote writes tweeted posted argued argues explained explains noted notes
    acknowledged acknowledges conceded insisted insists warned warns testified replied responded recalled recalls
    emphasized emphasised stressed claimed stated announced announces declared contended contends predicted
    predicts asked asks joked quipped asserted asserts countered concluded concludes commented
    remarked observed lamented reiterated vowed reported alleged alleges confirmed confirms denied denies
    disputed cautioned urged pledged hinted boasted complained suggested suggests believes thinks estimated
    described describes called calls criticized criticised accused accuses praised dismissed mused demanded
    recommended revealed declined
"""
"""Verbs by which news reports speech, in the forms that have a person or a body as subject."""


def quotations(codes: Codes, marks: Ints, line_ends: Ints) -> Ints:
    """Where what stands in double quotation marks begins and ends, by turns; the marks are part of it.

    ``codes`` are the code points of texts, ``marks`` the places of all such marks there and ``line_ends`` those of
    the line breaks, the last one behind the last mark. A quotation ends with its line: a mark that isn't closed
    there quotes the rest of the line.
    """
    if not len(marks):
        return marks
    line = np.searchsorted(line_ends, marks)
    first, last = np.diff(line, prepend=-1) > 0, np.diff(line, append=len(line_ends)) > 0
    may_open, may_close = _may_open_or_close(codes, marks)
    is_open = _is_open(may_open, may_close, first)
    was_open = np.concatenate(([False], is_open[:-1])) & ~first
    ends = np.where(is_open, line_ends[line], marks + 1)
    edges = np.column_stack((marks[is_open & ~was_open], ends[(is_open & last) | (was_open & ~is_open)]))
    return edges.ravel()


def _is_open(may_open: Bools, may_close: Bools, first: Bools) -> Bools:
    """Whether a quotation is open behind each mark; none is before the ``first`` of a line.

    A mark that may only open one or only close one decides by itself, and so does a first one; one that may do either
    turns what was.
    """
    turns = np.cumsum(may_open & may_close & ~first)
    decides = np.flatnonzero(first | (may_open != may_close))
    decided = decides[np.searchsorted(decides, np.arange(len(first)), "right") - 1]  # the last that did, at each mark
    return may_open[decided] ^ ((turns - turns[decided]) % 2 == 1)


def within(spans: Sequence[Span], position: int) -> bool:
    """Whether one of ``spans``, which are in text order and apart, holds a position."""
    index = bisect_right(spans, position, key=_start) - 1
    return index >= 0 and position < spans[index].end


def _may_open_or_close(codes: Codes, marks: Ints) -> tuple[Bools, Bools]:
    mark, before, behind = codes[marks], codes[marks - 1].view("U1"), codes[marks + 1].view("U1")
    straight = mark == ord('"')
    may_open = (straight | (mark == ord("“"))) & ~np.strings.isspace(behind) & ~np.strings.isalnum(before)
    return may_open, (straight | (mark == ord("”"))) & ~np.strings.isspace(before)


def _start(span: Span) -> int:
    return span.start
