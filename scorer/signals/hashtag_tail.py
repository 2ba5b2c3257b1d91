"""Hashtag tails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.shape import TAG_MARKS, hashtag_runs
from scorer.signal import Signal
from scorer.span import Span

_CLOSING = ' \t\xa0.,;!)]*_"”'


@dataclass(frozen=True)
class HashtagTail(Signal):
    """A row of hashtags at the end of a line or of the article.

    **Why it counts.** Hashtags are handles for a social network's search. In an article they
    show text made to be found, or a post passed off as one.

    **Flagged.** "… and economic pressures. #KimJongUn #NorthKorea #Russia"

    **Fine.** "Protesters used #OneTag and #OtherTag to find one another."

    **Limits.** A tail of two hashtags is let be. A quoted post with a tail of its own is flagged.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 4.49], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 1

    **Tried.** The one in 11,304 articles of clean news is a quoted post. No larger labelled set was found.

    **Source.** A seed article ends so.
    """

    fewest: int = 3
    """Hashtags in a row; two are common in quoted posts."""

    id: ClassVar = "hashtag-tail"
    group: ClassVar = "search-engine writing"

    def suspects(self, batch: Batch) -> Bools:
        return batch.marks.count(*TAG_MARKS) >= self.fewest

    def find(self, document: Document) -> Iterator[Finding]:
        for run in hashtag_runs(document.text):
            if len(run) >= self.fewest and _ends_line(document.text, run[-1].end):
                yield self.at(Span(run[0].start, run[-1].end), f"{len(run)} hashtags in a row at the end of the text.")


def _ends_line(text: str, position: int) -> bool:
    rest = (text[position : position + 200].splitlines() or [""])[0]
    return not rest.strip(_CLOSING)
