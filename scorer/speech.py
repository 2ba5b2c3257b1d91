"""Speech: the words that report what someone said, and what stands between quotation marks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from scorer.span import Span

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


def quotations(texts: Iterable[str], marks: Iterable[int]) -> list[int]:
    """Where what stands in double quotation marks begins and ends, by turns; the marks are part of it.

    ``marks`` are the places of all such marks in the texts laid end to end with one character between, as are those
    that are given back; places of anything else do no harm. A quotation ends with its line: a mark that isn't closed
    there quotes the rest of the line.
    """
    text = "".join(map(_lined, texts))
    edges: list[int] = []
    opened = line_end = -1
    for mark in marks:
        if mark >= line_end:
            if opened >= 0:
                edges += opened, line_end
            opened, line_end = -1, text.find("\n", mark)
        if opened < 0:
            opened = mark if _may_open(text, mark) else -1
        elif _may_close(text, mark):
            edges += opened, mark + 1
            opened = -1
    if opened >= 0:
        edges += opened, line_end
    return edges


def within(spans: Sequence[Span], position: int) -> bool:
    """Whether one of ``spans``, which are in text order and apart, holds a position."""
    index = bisect_right(spans, position, key=_start) - 1
    return index >= 0 and position < spans[index].end


def _lined(text: str) -> str:
    """A text with a line break behind it; one of carriage returns alone has line breaks for them."""
    return f"{text}\n" if "\n" in text else text.replace("\r", "\n") + "\n"


def _may_open(text: str, mark: int) -> bool:
    return text[mark] in _OPENING and not text[mark + 1].isspace() and not text[mark - 1].isalnum()


def _may_close(text: str, mark: int) -> bool:
    return text[mark] in _CLOSING and not text[mark - 1].isspace()


def _start(span: Span) -> int:
    return span.start
