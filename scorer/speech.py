"""Speech: the words that report what someone said, and what stands between quotation marks."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from scorer.span import Span, places

_OPENING, _CLOSING = '"“', '"”'

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


def quotations(text: str) -> list[Span]:
    """What stands in double quotation marks, marks included, in text order.

    A quotation ends with its line: a mark that isn't closed there quotes the rest of the line.
    """
    return [Span(start, end) for start, end in _pairs(text)]


def within(spans: Sequence[Span], position: int) -> bool:
    """Whether one of ``spans``, which are in text order and apart, holds a position."""
    index = bisect_right(spans, position, key=_start) - 1
    return index >= 0 and position < spans[index].end


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened = line_end = -1
    line_break = "\n" if "\n" in text else "\r"
    for mark in _marks(text):
        if mark >= line_end:
            if opened >= 0:
                yield opened, line_end
            opened, line_end = -1, _line_end(text, mark, line_break)
        if opened < 0:
            opened = mark if _may_open(text, mark) else -1
        elif _may_close(text, mark):
            yield opened, mark + 1
            opened = -1
    if opened >= 0:
        yield opened, line_end


def _marks(text: str) -> list[int]:
    """Where the marks stand. Three searches for one character each are far faster than a pattern."""
    return sorted(place for mark in '"“”' for place in places(text, mark))


def _line_end(text: str, start: int, line_break: str) -> int:
    end = text.find(line_break, start)
    return len(text) if end < 0 else end


def _may_open(text: str, mark: int) -> bool:
    following, before = text[mark + 1 : mark + 2], text[mark - 1 : mark]
    return text[mark] in _OPENING and bool(following.strip()) and not before.isalnum()


def _may_close(text: str, mark: int) -> bool:
    return text[mark] in _CLOSING and not text[mark - 1].isspace()


def _start(span: Span) -> int:
    return span.start
