"""Excerpts: the line that holds a finding's evidence, clipped around it, as a compiler would show it."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len

from scorer.escape import plain
from scorer.span import Span

WIDTH = 84
"""Columns of a line that are shown at most."""
_GUTTER = 5
_CONTEXT = 20  # columns kept for the words around long evidence
_CUT = "…"
_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of an article around some evidence.

    ``column`` and ``width`` count terminal columns of ``shown``, which is safe to print. ``more``
    is how many further lines the evidence goes on for.
    """

    line: int
    shown: str
    column: int
    width: int
    more: int

    def drawn(self) -> str:
        """Two lines: the article's, with its number, and carets under the evidence."""
        carets = " " * self.column + "^" * self.width
        rest = f" and {self.more} more line{'s' if self.more > 1 else ''}" if self.more else ""
        return f"{self.line:>{_GUTTER}} | {self.shown}\n{'':>{_GUTTER}} | {carets}{rest}"


class Lines:
    """The lines of a text, to find places in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def number(self, position: int) -> int:
        """The line that holds a position, counted from 1."""
        return bisect_right(self._starts, position)

    def excerpt(self, span: Span) -> Excerpt:
        """The line on which ``span`` begins."""
        line = self.number(span.start)
        line_start, line_end = self._bounds(line)
        end = max(span.start, min(span.end, line_end))
        # One character more than there is room for, so that the cut shows.
        before = _flat(self._text[max(line_start, span.start - WIDTH - 1) : span.start])
        after = _flat(self._text[end : min(line_end, end + WIDTH + 1)])
        context = min(_CONTEXT, cell_len(before) + cell_len(after))
        evidence = fit(_flat(self._text[span.start : min(end, span.start + WIDTH + 1)]), WIDTH - context)
        room = WIDTH - cell_len(evidence)
        before = _fit_end(before, max(room // 2, room - cell_len(after)))
        after = fit(after, room - cell_len(before))
        return Excerpt(
            line=line,
            shown=(before + evidence + after).rstrip(),
            column=cell_len(before),
            width=max(1, cell_len(evidence)),
            more=self.number(max(span.start, span.end - 1)) - line,
        )

    def _bounds(self, line: int) -> tuple[int, int]:
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return start, end - self._text.endswith("\r", start, end)


def _flat(text: str) -> str:
    return plain(text.replace("\t", " "))


def fit(text: str, cells: int) -> str:
    """As much of the start of ``text`` as fits in so many terminal columns."""
    if cell_len(text) <= cells:
        return text
    return text[: _fitting(cells - 1, len(text), lambda size: text[:size])] + _CUT


def _fit_end(text: str, cells: int) -> str:
    """As much of its end."""
    if cell_len(text) <= cells:
        return text
    return _CUT + text[len(text) - _fitting(cells - 1, len(text), lambda size: text[len(text) - size :]) :]


def _fitting(cells: int, length: int, part: Callable[[int], str]) -> int:
    """How many of ``length`` characters fit, where ``part`` gives the text of so many."""
    return bisect_right(range(length + 1), cells, key=lambda size: cell_len(part(size))) - 1
