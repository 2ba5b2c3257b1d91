"""Image credits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Passage
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.shape import outermost
from scorer.signal import Opening, Signal
from scorer.span import Span

_PICTURE = "image|photo|picture|photograph|illustration|screenshot|thumbnail|artwork|images|photos|pictures|photographs"
_STOCK = (
    "unsplash|pexels|pixabay|shutterstock|istock|adobe_stock|alamy|flickr|wikimedia_commons|wikimedia|getty|ap|reuters"
)

_CREDITS = Lexicon(
    [f"featured|feature|cover|header? {_PICTURE} credit|credits|source|courtesy|courtesy_of|by|via|copyright"],
    ["credit|credits photo|image", "photo illustration by?", "photography by", "photo reproduced by"],
)
_LABELS = Lexicon(["featured|feature|cover|header|file? image|photo|picture|photograph", "credit|credits|photographer"])
_WIDGETS = Lexicon(["enlarge this image", "toggle caption", "hide caption"])
_AGENCIES = Lexicon(
    ["getty images", "ap photo", "associated press photo", "reuters photo", f"via|from|on|by {_STOCK}", "file photo"],
    [f"{_PICTURE} credit|credits|courtesy|courtesy_of|by|via"],
)
_MOST_WORDS = 16  # of a credit
_MOST_AGENCY_WORDS = 10  # of a line that is told by an agency's name alone
_REACH = 100  # characters from an agency's name to the brackets around it
_BEFORE = tuple('.!?…”"|–—-(')  # a credit stands at the start of a line or behind one of these


@dataclass(frozen=True)
class ImageCredit(Signal):
    """The credit of an image that the text doesn't have.

    **Why it counts.** It shows that the text was copied from a page with its surroundings. It is a
    mark of the copy, not of the author: careful newsrooms credit every image.

    **Flagged.** "Image Credits: The Times of India"; a caption's "(Photo by …)".

    **Fine.** "The photo by the door shows her mother."

    **Limits.** Captions themselves aren't recognised, nor a bare photographer's name.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 186 [4.06,
      458], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 2.95 [.490, 11], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 1
    - clean news: 100 of 100 flags read are right

    **Tried.** On the development pages of WCXB 78 % of the lines with credits are found, and 98 % of 378
    flagged lines are boilerplate.

    **Source.** Own observation, and a seed article.
    """

    id: ClassVar = "image-credit"
    group: ClassVar = "boilerplate"
    soft: ClassVar = True
    trigger: ClassVar = (Opening(_WIDGETS), _AGENCIES)
    reads: ClassVar = (_CREDITS, _LABELS)

    def suspects(self, batch: Batch) -> Bools:
        words = np.concatenate([_may_begin_credits(batch, lexicon) for lexicon in (_CREDITS, _LABELS)])
        return super().suspects(batch) | (batch.reading.words.tally(words) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in outermost([*_credits(document), *_widgets(document), *_agencies(document)]):
            yield self.at(span, "The credit of an image, which the text doesn't show.")


def _may_begin_credits(batch: Batch, lexicon: Lexicon) -> Ints:
    """The first words of phrases that stand near the end of their line and not right behind another word."""
    first, words, line_ends = batch.hits(lexicon).first, batch.reading.words, batch.line_words[1:]
    first = first[line_ends[np.searchsorted(line_ends, first, "right")] - first <= _MOST_WORDS]
    gap = words.start[first] - words.end[first - 1]
    return np.asarray(first[(gap != 1) | (batch.behind[first - 1] != ord(" "))])


def _credits(document: Document) -> Iterator[Span]:
    """From a credit, or a label and its colon, to the end of the line: at the line's start or behind a caption."""
    for lexicon, needs_colon in ((_CREDITS, False), (_LABELS, True)):
        for words in document.find_words(lexicon):
            place = document.words_span(words)
            line = document.line_at(place.start)
            name = document.text[place.end : min(line.span.end, place.end + _REACH)].lstrip("*. …")
            told = name.startswith(":") if needs_colon else not name.lstrip(" \xa0:'‘“")[:1].islower()
            if told and line.words.stop - words.start <= _MOST_WORDS and (start := _start(document, words, line)) >= 0:
                yield Span(start, line.span.end)


def _start(document: Document, words: range, line: Passage) -> int:
    """Where the credit starts that these words begin, -1 if they stand inside a sentence."""
    position = document.words_span(words).start
    if words.start == line.words.start:
        return line.span.start if document.text[line.span.start] != "[" else -1
    caption = document.text[max(line.span.start, position - _REACH) : position].rstrip()
    return position if caption.endswith(_BEFORE) else -1


def _widgets(document: Document) -> Iterator[Span]:
    """Lines that begin with the words of an image's buttons."""
    for line, _ in document.opened_lines(_WIDGETS):
        if len(line.words) <= 2 * _MOST_WORDS:
            yield line.span


def _agencies(document: Document) -> Iterator[Span]:
    """Brackets that name an agency, and short lines that end with one."""
    for words in document.find_words(_AGENCIES):
        place = document.words_span(words)
        line = document.line_at(place.start)
        if bracket := _bracket(document.text, place):
            yield bracket
        elif words.stop == line.words.stop and len(line.words) <= _MOST_AGENCY_WORDS:
            yield line.span


def _bracket(text: str, place: Span) -> Span | None:
    """The round brackets around ``place``, on one line."""
    before = text[max(0, place.start - _REACH) : place.start]
    after = text[place.end : place.end + _REACH]
    left, right = before.rfind("("), after.find(")")
    if left < 0 or right < 0 or {")", "\n"} & {*before[left:], *after[:right]}:
        return None
    return Span(place.start - len(before) + left, place.end + right + 1)
