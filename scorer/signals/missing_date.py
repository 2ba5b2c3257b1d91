"""Missing date."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.imprint import shows_date
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.signal import Alone, Signal
from scorer.span import WHOLE, Span

_ON = (
    "published|posted|updated|modified|created|released|uploaded|last_updated|last_modified|date|pubdate|published_date"
)
_LABELS = Lexicon(
    [f"{_ON} on|at|in?", "publication|publish|publishing|posting date", "null|undefined|nan|none|n_a|invalid"]
)
_BARE = (":", "|")


@dataclass(frozen=True)
class MissingDate(Signal):
    """An article that doesn't say when it was written.

    **Why it counts.** What was true when it was written may be false when it is read; without a date, "last month" and
    "recently" can't be resolved, and old news passes for new.

    **Flagged.** "Published:  | Updated:" with nothing behind. A record whose field for the date is empty, where the
    text has no date either: the whole article, as worth a look only, since the record may have lost it.

    **Fine.** A date on a line of its own, in a dateline, in the first or last sentences; "3 days ago". Plain text
    without a date: its format has no place for one.

    **Limits.** Any date on a short line is taken for the article's, that of another article on the same page as well;
    whether it is the true one isn't asked.

    **Measured.**

    - WCXB, whole pages without their author and date (data 7538a227): precision: .964 [.934, .988], n = 167;
      recall: .538 [.477, .605], n = 299; F1: .691 [.636, .747], n = 791
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - clean news: outlets that experts rate .85 or more, with the author and date of their records (data 7a38fec6):
      articles with one, of 1,000: 46.7 [6.62, 160], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 1
    - clean news with its records: 50 of 50 flags read are right

    **Tried.** Of 11,304 articles of highly rated outlets 396 have no date in their records.

    **Source.** A seed article; the Trust Project's indicators.
    """

    id: ClassVar = "missing-date"
    group: ClassVar = "transparency"
    trigger: ClassVar = (Alone(_LABELS),)

    def suspects(self, batch: Batch) -> Bools:
        empty = ("published" in article.carries and not article.published for article in batch.articles)
        return np.fromiter(empty, np.bool_, len(batch)) | super().suspects(batch)

    def find(self, document: Document) -> Iterator[Finding]:
        if document.article.published:
            return
        labels = list(_bare_labels(document))
        if not (labels or "published" in document.article.carries) or shows_date(document):
            return
        if labels:
            yield self.at(labels[0], "No date stands behind this label.")
        else:
            yield self.at(WHOLE, "Neither the text nor the record says when this was written; worth a look.", soft=True)


def _bare_labels(document: Document) -> Iterator[Span]:
    """Lines that are labels for a date with nothing behind."""
    for line in document.whole_lines(_LABELS):
        words = line.span.of(document.text)
        if ":" in words and words.endswith(_BARE):
            yield line.span
