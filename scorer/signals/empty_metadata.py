"""Empty metadata."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.signal import Alone, Signal

_ON = "published|posted|updated|modified|last_updated|last_modified|publication_date|publish_date|date|created"
_LABELS = [
    [f"{_ON} on|at|by|in?", "author|authors|by|written_by|reviewed_by|edited_by|reporter|editor|byline|contributor"],
    ["tags|tag|category|categories|filed_under|topics|keywords|location|posted_in|views|section"],
]
# What a template prints where it has nothing to print.
_NOTHING = ["null|undefined|nan|none|tbd|tba", "n a", "invalid date", "unknown author|date?", "not available|specified"]
_METADATA = Lexicon(*_LABELS, _NOTHING)
# What remains of "Posted on 3 March by Ann Holt" where a template knew neither; it needs no colon.
_BLANKS = Lexicon(["posted|published|written on|by by|on|in", "last? updated|modified on by"])
_PLACEHOLDER = Lexicon(_NOTHING)
_LONGEST_VALUE = 8  # words; a value may stand on the line after its label


@dataclass(frozen=True)
class EmptyMetadata(Signal):
    """Labels such as "Published:" with nothing behind.

    **Why it counts.** A date or a byline was promised and isn't there: either the publisher has
    none, or it was lost on the way and nobody looked.

    **Flagged.** "Published:  | Updated:"; "Author: null"; "Posted on by".

    **Fine.** "Published: 3 March 2024"; a label whose value stands on the next line.

    **Limits.** A lone label before a short line is taken to belong to it.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 3

    **Tried.** 1 in 791 articles of WCXB, true. No larger labelled set was found.

    **Source.** A seed article.
    """

    id: ClassVar = "empty-metadata"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_METADATA), Alone(_BLANKS))
    reads: ClassVar = (_PLACEHOLDER,)

    def find(self, document: Document) -> Iterator[Finding]:
        yield from sorted([*self._labels(document), *self._blanks(document)], key=lambda finding: finding.span)

    def _blanks(self, document: Document) -> Iterator[Finding]:
        for line in document.whole_lines(_BLANKS):
            if (
                ":" not in line.span.of(document.text)
                and not document.numeric[line.words.start : line.words.stop].any()
            ):
                yield self.at(line.span, "A date and a byline are left out.")

    def _labels(self, document: Document) -> Iterator[Finding]:
        placeholders = {words.start for words in document.find_words(_PLACEHOLDER)}
        for line in document.whole_lines(_METADATA):
            colons = line.span.of(document.text).count(":")
            if colons and not document.numeric[line.words.start : line.words.stop].any():
                ends_bare = document.text[line.span.end - 1] in ":|"
                if not placeholders.isdisjoint(line.words) or (
                    ends_bare and (colons > 1 or _stands_alone(document, line))
                ):
                    yield self.at(line.span, "A label with nothing behind it.")


def _stands_alone(document: Document, label: Passage) -> bool:
    """Whether the line after a label is too long, or too much a label itself, to be its value."""
    after = bisect_right(document.lines, label.span.start, key=lambda line: line.span.start)
    if after == len(document.lines):
        return True
    following = document.lines[after]
    return len(following.words) > _LONGEST_VALUE or document.text[following.span.end - 1] == ":"
