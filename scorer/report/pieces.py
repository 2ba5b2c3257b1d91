"""Pieces: a text cut wherever a mark begins or ends, so that overlapping marks can be shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from scorer.report.summary import Note
from scorer.span import Span


class Mark(NamedTuple):
    """A range of the text that a note speaks of: its evidence, or what that is compared with."""

    span: Span
    note: Note
    related: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks.

    ``mark`` is the shortest mark that covers it and ``depth`` how many do. ``begins`` holds the
    notes whose evidence begins with the piece, ``ends`` the marks that end with it. ``outside``
    says whether it lies outside the article's main text.
    """

    text: str
    mark: Mark | None
    depth: int
    begins: tuple[Note, ...]
    ends: tuple[Mark, ...]
    outside: bool


def marks(notes: Iterable[Note]) -> Iterator[Mark]:
    """The marks of some notes."""
    for note in notes:
        yield Mark(note.finding.span, note, related=False)
        for span in note.finding.related:
            yield Mark(span, note, related=True)


def cut(text: str, marked: Sequence[Mark], residue: Iterable[Span]) -> Iterator[Piece]:
    """Yield the pieces of ``text`` in order; together they are the text."""
    begins, ends = defaultdict[int, list[Mark]](list), defaultdict[int, list[Mark]](list)
    for mark in marked:
        begins[mark.span.start].append(mark)
        ends[mark.span.end].append(mark)
    outside = _steps(residue)
    shortest: list[tuple[int, int, Mark]] = []
    depth = level = 0
    for start, end in pairwise(sorted({0, len(text), *begins, *ends, *outside})):
        depth += len(begins[start]) - len(ends[start])
        level += outside[start]
        for mark in begins[start]:
            heappush(shortest, (mark.span.end - mark.span.start, -mark.note.number, mark))
        while shortest and shortest[0][-1].span.end <= start:
            heappop(shortest)
        yield Piece(
            text=text[start:end],
            mark=shortest[0][-1] if shortest else None,
            depth=depth,
            begins=tuple(mark.note for mark in begins[start] if not mark.related),
            ends=tuple(ends[end]),
            outside=level > 0,
        )


def _steps(spans: Iterable[Span]) -> Counter[int]:
    """How many more spans cover the text from a position on than before it."""
    steps = Counter[int]()
    for start, end in spans:
        steps[start] += 1
        steps[end] -= 1
    return steps
