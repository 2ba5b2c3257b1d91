"""Author boxes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import outermost
from scorer.signal import Alone, Opening, Signal
from scorer.span import Span

_HEADS = Lexicon(
    ["about the? author|authors|writer|writers|reporter|contributor|contributors|editor"],
    ["about this author|reporter", "author bio|profile|info|details|biography|archives"],
    ["meet the author|writer|editor", "more from|by this|the author"],
)
_LISTS = Lexicon(
    ["view|see|read|browse all posts|articles|stories by|from", "all|more|other posts|articles|stories by"],
    ["follow the author", "connect with the author"],
)
_MOST_WORDS = 80  # of a box on one line
_MOST_LIST_WORDS = 10  # of a link to what else the author wrote


@dataclass(frozen=True)
class AuthorBox(Signal):
    """The page's box about the author.

    **Why it counts.** Only as a leftover of the page: knowing the author is good, and the box is
    no part of the article.

    **Flagged.** "About the Author" alone on a line; "View all posts by admin".

    **Fine.** "About the author of the letter little is known."

    **Limits.** A biography with no heading isn't recognised.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Tried.** On the development pages of WCXB 98 % of 52 flagged lines are boilerplate.

    **Source.** Own observation.
    """

    id: ClassVar = "author-box"
    group: ClassVar = "boilerplate"
    soft: ClassVar = True
    trigger: ClassVar = (Alone(_HEADS), Opening(_HEADS), Opening(_LISTS))

    def find(self, document: Document) -> Iterator[Finding]:
        heads = (line.span for line in document.whole_lines(_HEADS))
        for span in outermost([*heads, *_boxes(document)]):
            yield self.at(span, "The page's box about the author.")


def _boxes(document: Document) -> Iterator[Span]:
    """Lines that give the box after a colon, or link to what else the author wrote."""
    for line, head in document.opened_lines(_HEADS):
        behind = document.text[document.words_span(head).end : line.span.end].lstrip("*_ ")
        if behind.startswith(":") and len(line.words) <= _MOST_WORDS:
            yield line.span
    for line, _ in document.opened_lines(_LISTS):
        if len(line.words) <= _MOST_LIST_WORDS and document.text[line.span.end - 1] != ".":
            yield line.span
