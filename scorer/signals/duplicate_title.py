"""Duplicate title."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import Ints, Keys
from scorer.lexicon import WordList
from scorer.reading import Bools
from scorer.signal import Signal

_FEWEST, _MOST = 4, 40  # words of a title that can be told from a kicker and from running text
_FEWEST_GIVEN = 2  # words of a title that is known to be one, where it has lines to itself
_LEAD = 4  # words that may stand before a copy in its line: "Image for: …"
_TAIL = 4  # words that may stand behind it: "… | The Daily"
_SEPARATORS = ":|»›>–—-•·\"“”'‘’«"
_TEXT_ENDS = (".", ":", ",", ";", "…", ")")  # a first line that ends so is a sentence, a caption or a label
_NO_TITLE = WordList("""
    by updated published posted filed written photo image video share advertisement read story sign note subscribe click
""")
_CLOSERS = "\"'”’"
_KEY_BYTES = 8
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class DuplicateTitle(Signal):
    """A title that stands in the text more than once.

    **Why it counts.** The page's title was taken along with the article, or stands in for a picture's description:
    nobody cleaned the text up.

    **Flagged.** The first line again as the second; "Image for:" and the title; a trail of breadcrumbs that ends with
    it.

    **Fine.** One copy above the text, though the title is known besides; the title's words in a running sentence or in
    a link; a byline or a caption that comes twice.

    **Limits.** Titles of fewer than four words aren't looked for. Without a known title the first line is taken for it,
    unless it ends like a sentence, a label or a caption.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .282 [.000,
      .795], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 5.4 [.000, 8.53], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 6

    **Tried.** The one flag in 3,000 fresh articles of highly rated outlets is a list of links that repeats the
    title; the 7 in 7,151 articles of unreliable and mixed sources are right.

    **Source.** Rules that clean corpora of the web count repeated lines: Rae and others, "Scaling Language Models"
    (2021), on MassiveText.
    """

    id: ClassVar = "duplicate-title"
    group: ClassVar = "duplication"
    reads: ClassVar = (_NO_TITLE,)

    def suspects(self, batch: Batch) -> Bools:
        given = batch.titles.words.counts
        shows: Bools = (given >= _FEWEST_GIVEN) & (given < _FEWEST)  # too few words to look for here
        words, lines = batch.reading.words, batch.reading.lines
        begins = np.zeros(len(words) + _LEAD + 1, dtype=np.bool_)
        begins[np.add.outer(batch.line_words[:-1], np.arange(_LEAD + 1))] = True
        heads = np.flatnonzero(begins[: len(words)])  # where a copy may begin
        bounds = np.searchsorted(heads, words.bounds)
        text = np.repeat(np.arange(len(batch)), bounds[1:] - bounds[:-1])
        keys, title_keys = _padded(batch.reading.keys), _padded(batch.titles.keys)
        first = keys[heads]
        for titles, starts in (
            (title_keys, batch.titles.words.bounds[:-1]),
            (keys, batch.line_words[lines.bounds[:-1]]),
            (keys, batch.line_words[np.minimum(lines.bounds[:-1] + 1, len(lines))]),
        ):
            alike = np.flatnonzero(first == titles[starts][text])  # few, already by one word
            same = _openings(keys, heads[alike]) == _openings(titles, starts)[text[alike]]
            shows |= np.bincount(text[alike[same]], minlength=len(batch)) > 1
        return shows

    def find(self, document: Document) -> Iterator[Finding]:
        for title in _titles(document):
            copies = [document.words_span(words) for words in _copies(document, title)]
            if len(copies) > 1:
                for copy in copies:
                    others = [other for other in copies[:2] if other != copy]
                    yield self.at(copy, "The title stands here and in another place of the text.", *others)
                return


def _titles(document: Document) -> Iterator[bytes]:
    """What may be the title, as the bytes of its keys, which are far faster to search than an array.

    That is the title as given; the first line, unless it is known to be something else; and a
    second line that repeats part of the first, as it does below a trail of breadcrumbs.
    """
    given = document.title_keys.tobytes() if _FEWEST_GIVEN <= len(document.title_keys) <= _MOST else b""
    if given:
        yield given
    first, second = (_line(document, number) for number in (0, 1))
    if first and (not given or _repeats(first, given)):
        yield first
    if second and first != second and second in first:
        yield second


def _padded(keys: Keys) -> Keys:
    """With numbers of no words behind, so that the words behind the last can be asked for."""
    return np.append(keys, np.zeros(_LEAD + _FEWEST, dtype=np.uint64))


def _openings(keys: Keys, words: Ints) -> Keys:
    """A number for the first words of what begins at each of ``words``; ``keys`` are padded."""
    opening = keys[words]
    for place in range(1, _FEWEST):
        opening = opening * _BASE + keys[words + place]
    return opening


def _repeats(one: bytes, other: bytes) -> bool:
    return one in other or other in one


def _line(document: Document, number: int) -> bytes:
    """The keys of a line, empty if it can't be a title."""
    lines = document.lines
    if number >= len(lines) or not _has_size_of_title(len(lines[number].words)):
        return b""
    line = lines[number]
    text = line.span.of(document.text).rstrip(_CLOSERS)
    if document.is_listed(line.words.start, _NO_TITLE) or text.endswith(_TEXT_ENDS):
        return b""
    return document.keys[line.words.start : line.words.stop].tobytes()


def _has_size_of_title(words: int) -> bool:
    return _FEWEST <= words <= _MOST


def _copies(document: Document, title: bytes) -> list[range]:
    """Where the title stands by itself in a line, give or take a few words set off from it."""
    places = _places(document.keys.tobytes(), title)
    copies = (range(place, place + len(title) // _KEY_BYTES) for place in places)
    return [words for words in copies if _stands_alone(document, words)]


def _places(text: bytes, wanted: bytes) -> Iterator[int]:
    """Word indices where the keys of a title stand."""
    at = text.find(wanted)
    while at >= 0:
        aligned = at % _KEY_BYTES == 0
        if aligned:
            yield at // _KEY_BYTES
        at = text.find(wanted, at + (len(wanted) if aligned else 1))


def _stands_alone(document: Document, words: range) -> bool:
    span = document.words_span(words)
    line = document.line_at(span.start)
    if len(words) < _FEWEST:
        return words == line.words
    if words.stop > line.words.stop or words.start - line.words.start > _LEAD or line.words.stop - words.stop > _TAIL:
        return False
    lead = document.text[line.span.start : span.start].rstrip()
    tail = document.text[span.end : line.span.end].strip()
    return (not lead or lead[-1] in _SEPARATORS) and (words.stop == line.words.stop or tail[0] in _SEPARATORS)
