"""Advertising labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import in_quotation, outermost
from scorer.signal import Alone, Opening, Signal
from scorer.span import Span

_AD = "advertisement|advertisements|ad|ads"
_PIECE = "article|story|content|report|post|text"

# Where an advertisement breaks the text off and where the text goes on; not in prose, so flagged wherever it stands.
_BREAKS = [
    [f"advertisement|advertisements {_PIECE}|please? continues|continue reading? below|the_main_story"],
    [f"{_PIECE} continues|continued after|below the|this? {_AD}", f"continue reading after|below the|this? {_AD}"],
    ["advertisement scroll down? to continue reading?", "advertisement skip|close advertisement|ad"],
]
_LABELS = [
    ["advertisement|advertisements|advertorial|adchoices", "ad choices", "sponsored"],
    ["skip|close|report|hide this? ad"],
    ["skip|close advertisement", "about|why this ad|ads", "remove|hide ads", "ads|ad|advertisements by google"],
    ["sponsored|promoted|branded|paid|partner content|post|posts|story|stories|advertisement|message|listing"],
    ["sponsored|promoted ad|ads|links|by"],
    ["paid for by|and presented by", "paid partnership|promotion|program", "advertiser content", "advertising"],
    [f"{_PIECE} continues|continued below", "continue reading the|our main? story|article", "continues below"],
    ["scroll down? to continue reading?", "keep scrolling to continue", "page continues below"],
]
_INLINE = Lexicon(*_BREAKS)
_ALONE = Lexicon(*_BREAKS, *_LABELS)
# At the start of a line, before a colon and what is advertised.
_OPENING = Lexicon(
    ["sponsored|advertisement|advertorial|promoted", "paid advertisement|post|content", "sponsored content|post"],
    ["a? word from our sponsor|sponsors", "a? message from our sponsor|sponsors", "from our sponsor|sponsors"],
)
_MOST_WORDS = 25  # of a line with what is advertised
_BULLETS = "-–*•·"
_MESSAGE = "A label of the page's advertising, not part of the article."


@dataclass(frozen=True)
class Advertisement(Signal):
    """A label of advertising, left in the text.

    **Why it counts.** The page's advertisements are gone, the words around them stay: the text was taken with its
    surroundings and nobody read it after. Text under such a label may itself be paid for.

    **Flagged.** "ADVERTISEMENT" alone on a line; "Story continues below advertisement"; "Sponsored: Ten ways to
    retire early".

    **Fine.** "The party bought an advertisement in three papers."; "a bill sponsored by Senator Jones".

    **Limits.** It is a mark of the copy rather than of the writer, for careful newsrooms carry advertising too. The
    advertisement itself isn't told from the text.

    **Measured.**

    - WCXB, lines of article pages, development part (data 4d45c541): share of the flagged lines that are
      boilerplate: 1 [1, 1], n = 82
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 162 [1.26,
      456], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 5.09], n =
      2,037
    - clean news: 50 of 50 flags read are right
    - fabricated and low-rated news: 7 of 7 flags read are right

    **Tried.** Nearly all labels in clean news come from three newsrooms whose pages carry the same one.

    **Source.** The labels that rules for advertising demand; own observation.
    """

    id: ClassVar = "advertisement"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_ALONE), _INLINE, Opening(_OPENING))

    def find(self, document: Document) -> Iterator[Finding]:
        lines = (line.span for line in document.whole_lines(_ALONE) if not _is_item(document, line))
        breaks = (
            document.words_span(words) for words in document.find_words(_INLINE) if not in_quotation(document, words)
        )
        for span in outermost([*lines, *breaks, *_announced(document)]):
            yield self.at(span, _MESSAGE)


def _is_item(document: Document, line: Passage) -> bool:
    """Whether a line is an item of a list, of services for example."""
    return document.text[line.span.start] in _BULLETS


def _announced(document: Document) -> Iterator[Span]:
    """Lines such as "Sponsored: what is advertised"."""
    for line, label in document.opened_lines(_OPENING):
        behind = document.text[document.words_span(label).end : line.span.end].lstrip("*_ ")
        if behind.startswith(":") and len(line.words) <= _MOST_WORDS:
            yield line.span
