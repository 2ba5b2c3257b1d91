"""Missing byline."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.imprint import AGENCIES, BY, CREDITS, LABELS, OTHER_WORK, bylines, names_nobody, shows_author
from scorer.reading import Bools
from scorer.signal import Opening, Signal
from scorer.span import WHOLE


@dataclass(frozen=True)
class MissingByline(Signal):
    """An article that no person and no agency answers for.

    **Why it counts.** A name lets a reader ask, and look up what else the writer has published; who hides behind
    "Admin" need not answer for an error.

    **Flagged.** "Posted by admin", "Updated by: Example Editorial Network"; a record whose field for the authors says
    "Staff" or the name of the site. Where that field is empty and the text has no byline either, the whole article,
    as worth a look only: the record may have lost the name.

    **Fine.** A byline anywhere on the page, a signature, a sentence about the writer, a wire agency in the dateline;
    an editorial board. Plain text that has no byline: its format has no place for one.

    **Limits.** Whatever looks like a byline is taken for one, that of another article on the same page as well.
    Whether the person exists isn't asked.

    **Measured.**

    - WCXB, whole pages without their author and date (data 7538a227): precision: .787 [.720, .851], n = 141;
      recall: .391 [.341, .438], n = 284; F1: .522 [.474, .575], n = 791
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - clean news: outlets that experts rate .85 or more, with the author and date of their records (data 7a38fec6):
      articles with one, of 1,000: 170 [47.3, 400], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 2
    - clean news with its records: 47 of 50 flags read are right

    **Tried.** In the records of highly rated outlets 47 bylines name nobody ("NPR Staff"), and all 47 flags are
    right; where a record gives no author, that is a scrape's fault as a rule.

    **Source.** The Trust Project's indicators and NewsGuard's criteria both ask who wrote an article.
    """

    id: ClassVar = "missing-byline"
    group: ClassVar = "transparency"
    trigger: ClassVar = (Opening(LABELS),)
    reads: ClassVar = (BY, OTHER_WORK, CREDITS, AGENCIES)

    def suspects(self, batch: Batch) -> Bools:
        told = (bool(article.authors) or "authors" in article.carries for article in batch.articles)
        return np.fromiter(told, np.bool_, len(batch)) | super().suspects(batch)

    def find(self, document: Document) -> Iterator[Finding]:
        article = document.article
        if any(not names_nobody(name, article) for name in article.authors):
            return
        labels = [line.span for line in bylines(document) if names_nobody(line.name, article)]
        if not (labels or article.authors or "authors" in article.carries) or shows_author(document):
            return
        if labels or article.authors:
            yield self.at(labels[0] if labels else WHOLE, "The byline names a role or a site, not a person.")
        else:
            yield self.at(WHOLE, "Neither a byline nor the record says who wrote this; worth a look.", soft=True)
