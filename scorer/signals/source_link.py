"""Source links."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.signal import Alone, Signal

_BARE = Lexicon(
    ["source|sources link|links|url|article", "source", "original full? article|post|story|source link|url?"],
    ["article|news|content source", "link to the? source|original|original_article|article", "via source"],
    ["read|view|see the? original|source article|post|story here?", "source|original article? here"],
    ["click here for|to_view|to_read the? source|original|original_article"],
)
_LAST_LINES = 6


@dataclass(frozen=True)
class SourceLink(Signal):
    """A link to the source with nobody named, at the end.

    **Why it counts.** The text is another's, and the one thing that said whose is a link that is
    gone. A reader can't go back to the source.

    **Flagged.** "Source link" as the last line; "Source:" with nothing behind.

    **Fine.** "Source: Bureau of Labor Statistics"; "The source said nothing more."

    **Limits.** Only the last lines are looked at; a source given as a bare address counts as named.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 3.82], n =
      2,037

    **Tried.** All 5 in 3,738 articles of poor outlets are true.

    **Source.** The last line of a seed article; sites that copy feeds leave it.
    """

    id: ClassVar = "source-link"
    group: ClassVar = "links"
    trigger: ClassVar = (Alone(_BARE),)

    def find(self, document: Document) -> Iterator[Finding]:
        last = document.lines[-_LAST_LINES:]
        for line in document.whole_lines(_BARE):
            if line in last:
                yield self.at(line.span, "The text points to its source by a link that is gone, and names nobody.")
