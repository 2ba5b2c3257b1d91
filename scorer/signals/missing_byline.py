"""Missing byline."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.imprint import AGENCIES, BY, CREDITS, LABELS, OTHER_WORK, bylines, names_nobody, shows_author
from scorer.signal import Signal
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

    **Measured.** Whole pages of WCXB given without their authors: of 141 flagged 79 % show no surname that the page's
    markup names; 39 % of the pages that show none are found. In 11,304 articles of highly rated outlets, given with
    their records, 47 bylines name nobody ("NPR Staff"), all right; where the record gives no author, which is a
    scrape's fault as a rule, 47 of 50 flags are right by eye.

    **Source.** The Trust Project's indicators and NewsGuard's criteria both ask who wrote an article.
    """

    id: ClassVar = "missing-byline"
    group: ClassVar = "transparency"
    reads: ClassVar = (LABELS, BY, OTHER_WORK, CREDITS, AGENCIES)

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
