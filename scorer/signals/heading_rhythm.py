"""Heading rhythm."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, by_text
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span

_HEADING = 80  # characters, at most
_PARAGRAPH = 90  # characters, at least, of what stands below a heading
_FEWEST_WORDS = 2  # one word alone may be a place in a list of places
_MOST_WORDS = 10
_ENDS = '.!?,;:…"”'  # headings that ask are an interview's, those with a colon announce
_MARKS = "#*_ \t"


@dataclass(frozen=True)
class HeadingRhythm(Signal):
    """An article cut into short sections of nearly the same length, each under a heading.

    **Why it counts.** Text made to an outline, by machine or for search engines, gives every point of the outline
    its one or two paragraphs. A reporter's material is of uneven weight.

    **Flagged.** Six headings, each above one paragraph of about eighty words.

    **Fine.** Headings in a long report, with sections of different lengths; questions and answers; lists of names,
    places or years.

    **Limits.** Guides and listicles are built so by people too: a finding is worth a look. Headings are told by
    their shape, so an article whose line breaks are lost isn't judged.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .847 [.000,
      1.71], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 7.85 [.000, 33.2], n =
      2,037

    **Tried.** 44 in 1,000 articles of WCXB, most of them guides and listicles. Two of the five seed articles.

    **Source.** Two of the seed articles are built so; Wikipedia, "Signs of AI writing", names the even sections
    under headings.
    """

    fewest: int = 4
    """Headings."""

    words: float = 120.0
    """Words in a section, at most, on the average."""

    paragraphs: int = 6
    """Paragraphs in each section, at most."""

    spread: float = 0.35
    """Standard deviation of the sections' words over their mean, at most."""

    id: ClassVar = "heading-rhythm"
    group: ClassVar = "machine-written"
    soft: ClassVar = True

    def suspects(self, batch: Batch) -> Bools:
        return np.array([len(lines) >= self.fewest for lines in batch.once(_likely_headings)], dtype=np.bool_)

    def find(self, document: Document) -> Iterator[Finding]:
        headings = _headings(document)
        if len(headings) >= self.fewest and self._is_even(document, headings):
            spans = [document.lines[place].span for place in headings]
            yield self.at(
                spans[0],
                f"{len(headings)} headings above sections of nearly the same length: cut to an outline?",
                *spans[1:],
            )

    def _is_even(self, document: Document, headings: list[int]) -> bool:
        sections = list(pairwise([*headings, len(document.lines)]))
        words = np.array([_words(document, place, end) for place, end in sections])
        short = max(end - place - 1 for place, end in sections[:-1]) <= self.paragraphs
        inner = words[:-1]  # the last one also holds what follows the article
        return short and inner.mean() <= self.words and inner.std() <= self.spread * inner.mean()


def _headings(document: Document) -> list[int]:
    """Lines that stand as headings do: short, unended, between paragraphs."""
    between = range(1, len(document.lines) - 1)
    likely = (place for place in document.own(_likely_headings) if place in between)
    return [place for place in likely if _reads_so(document, document.lines[place].span)]


def _likely_headings(batch: Batch) -> list[list[int]]:
    """The lines of each text, by place, that stand as headings do, but for what is read more closely."""
    reading, lines = batch.reading, batch.reading.lines
    short = _stand_so(batch.line_lengths)
    start, last = reading.laid(lines.start[short]), reading.laid(lines.end[short] - 1)
    begins_small = (reading.codes[start] >= ord("a")) & (reading.codes[start] <= ord("z"))
    commas = np.searchsorted(batch.marks.at(","), (start, last))
    may_head = ~begins_small & ~one_of(_ENDS, reading.codes[last]) & (commas[0] == commas[1])
    return by_text(short[may_head], lines.bounds)


def _stand_so(lengths: Ints) -> Ints:
    """Which lines are short and stand between long ones, by their characters."""
    return np.flatnonzero((lengths[1:-1] <= _HEADING) & (lengths[2:] >= _PARAGRAPH) & (lengths[:-2] > _HEADING)) + 1


def _reads_so(document: Document, span: Span) -> bool:
    text = span.of(document.text).strip(_MARKS)
    words = text.split()
    begins = text[:1].isupper() or text[:1].isdigit()
    return begins and _FEWEST_WORDS <= len(words) <= _MOST_WORDS and text[-1] not in _ENDS and "," not in text


def _words(document: Document, heading: int, end: int) -> int:
    return document.lines[end - 1].words.stop - document.lines[heading].words.stop
