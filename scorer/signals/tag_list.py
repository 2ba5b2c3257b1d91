"""Tag lists."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import outermost
from scorer.signal import Opening, Signal
from scorer.span import Span

# Before a colon, or alone above the list. Not "Topics" or "Categories" alone above it: they head tables and chapters.
_LABELS = Lexicon(
    ["tag|tags|tagged", "article|post|story|related|popular|page|search|blog tags", "tagged with|as|in|under"],
    ["filed under|in", "posted in|under", "categorized|categorised in|under|as", "topic|topics", "label|labels"],
    ["category|categories", "topics covered", "more about|on", "explore? more? topics", "see more on|about"],
)
_KEYWORDS = Lexicon(["keyword|keywords|key_words|key_phrases|search_terms|keyphrases", "index terms"])
_HEADS = Lexicon(
    ["tag|tags|tagged", "article|post|story|related|popular|page|search|blog tags", "tagged with|as|in|under"],
    ["filed under|in", "posted in|under", "explore more? topics", "more topics"],
)
_COLON = re.compile(r"[*_\s]{0,4}[:»›]")
_PARTS = re.compile(r"[,;|/·•#\n]|\s[–—-]\s")
_NOT_A_TAG = re.compile(r"[.!?][\"”’)]{0,2}$")
_LIST_WORDS = 60  # of the whole line
_TAG_WORDS = 5  # of each tag, on the average
_FEWEST = 2  # tags, under a heading or where one word could be prose
_MOST = 20  # tags under a heading
_HEAD_OF_TEXT = 0.5  # a paper lists its keywords under its abstract, before the text

_MESSAGE = "The page's list of tags, made for searching and no part of the article."
_COLUMN = "This may be the head of the page's list of tags."


@dataclass(frozen=True)
class TagList(Signal):
    """The page's tags or keywords, left in the text.

    **Why it counts.** They sort pages for a site and for search engines. Left in the text they show that it was
    taken with its surroundings.

    **Flagged.** "Tags: budget, harbour, mayor"; "Filed under: Politics | Tagged: taxes"; worth a look: "Tags"
    above a column of words, which may end in other labels of the page.

    **Fine.** "Keywords:" under the abstract of a paper; "Topics: The board will discuss …"; a label with nothing
    behind it, which is for empty-metadata; rows of hashtags.

    **Limits.** A column under "Topics" or "Categories" is let be. A single tag is taken for one only behind "Tags"
    and the like.

    **Measured.**

    - WCXB, lines of article pages, development part (data 4d45c541): share of the flagged lines that are
      boilerplate: 1 [1, 1], n = 33
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - fabricated news: 6 of 6 flags read are right

    **Tried.** On 400 article pages of WCXB all of 13 soft findings are boilerplate, too.

    **Source.** The usual page templates of weblogs; own observation.
    """

    id: ClassVar = "tag-list"
    group: ClassVar = "search-engine writing"
    trigger: ClassVar = (Opening(_LABELS), Opening(_KEYWORDS))
    reads: ClassVar = (_HEADS,)

    def find(self, document: Document) -> Iterator[Finding]:
        lines = [*_lines(document, _LABELS), *_closing_keywords(document)]
        columns = dict(_columns(document))
        for span in outermost([*lines, *columns]):
            if span in columns:
                yield self.at(span, _COLUMN, columns[span], soft=True)
            else:
                yield self.at(span, _MESSAGE)


def _lines(document: Document, labels: Lexicon) -> Iterator[Span]:
    """Lines with a label, a colon and the tags."""
    for line, label in document.opened_lines(labels):
        behind = document.text[document.words_span(label).end : line.span.end]
        colon = _COLON.match(behind)
        if colon and len(line.words) <= _LIST_WORDS and _is_list(behind[colon.end() :], line, label):
            yield line.span


def _is_list(tags: str, line: Passage, label: range) -> bool:
    parts = [part for part in _PARTS.split(tags) if part.strip()]
    words = line.words.stop - label.stop
    return 0 < words <= _TAG_WORDS * len(parts) and not _NOT_A_TAG.search(tags) and not tags.lstrip().startswith("#")


def _closing_keywords(document: Document) -> Iterator[Span]:
    for span in _lines(document, _KEYWORDS):
        if span.start > _HEAD_OF_TEXT * len(document.text):
            yield span


def _columns(document: Document) -> Iterator[tuple[Span, Span]]:
    """Labels alone on a line, and the tags below."""
    for head in document.whole_lines(_HEADS):
        below = _tags_below(document, bisect_right(document.lines.starts, head.span.start))
        if len(below) >= _FEWEST:
            yield head.span, Span(below[0].span.start, below[-1].span.end)


def _tags_below(document: Document, place: int) -> list[Passage]:
    tags: list[Passage] = []
    for line in document.lines[place : place + _MOST]:
        if not 0 < len(line.words) <= _TAG_WORDS or document.text[line.span.end - 1] in '.!?:,;"”':
            break
        tags.append(line)
    return tags
