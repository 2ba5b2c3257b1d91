"""Reading times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span

_CLUE = Lexicon(
    ["min|mins|minute|minutes read|reading", "reading|read time", "time to read", "min|mins|minute|minutes to read"]
)
_READ = Lexicon(["read|reading"])
_TIME = re.compile(
    r"\b\d{1,3}(?:\s?[-–]\s?\d{1,3})?[\s-]?min(?:ute)?s?\.?[\s-]{1,2}(?:read|reading|to read|reading time)\b"
    r"|\b(?:est(?:imated|\.)\s)?(?:reading|read)\s?time\s?[:–-]?\s{0,2}(?:about\s|approx\.?\s|~)?\d{1,3}\s?min(?:ute)?s?\b"
    r"|\btime to read\s?[:–-]\s{0,2}\d{1,3}\s?min(?:ute)?s?\b",
    re.IGNORECASE,
)
_MOST_WORDS = 14  # of a line of such details


@dataclass(frozen=True)
class ReadingTime(Signal):
    """The time that reading is said to take.

    **Why it counts.** It is a detail of the page, not of the article, and shows a text copied with
    its surroundings.

    **Flagged.** "5 min read"; "March 3 · 4 minute read".

    **Fine.** "The memo is a five-minute read that nobody finished."

    **Limits.** Only in a short line of details.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 491 [.000, 824], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 2

    **Tried.** On the development pages of WCXB it finds all of 106 such lines, and 98.6 % of 209 flagged lines
    are boilerplate.

    **Source.** A seed article; blog engines work the figure out by themselves.
    """

    id: ClassVar = "reading-time"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (_CLUE,)
    reads: ClassVar = (_READ,)

    def suspects(self, batch: Batch) -> Bools:
        told = super().suspects(batch)
        for text in np.flatnonzero(batch.matches.counts(_READ)).tolist():  # "5min read", where the number is no word
            told[text] |= "min read" in batch.articles[text].text
        return told

    def find(self, document: Document) -> Iterator[Finding]:
        for match in _TIME.finditer(document.text):
            line = document.line_at(match.start())
            last = document.text[line.span.end - 1]
            if len(line.words) <= _MOST_WORDS and last not in ".!?":
                yield self.at(Span(*match.span()), "A reading time, left over from the page.")
