"""Near-duplicate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal


@dataclass(frozen=True)
class NearDuplicate(Signal):
    """An article that is the same text as another of the corpus, word for word, edited or reworded.

    **Why it counts.** A copy adds nothing to a corpus, and ten copies of an error look like ten witnesses of it. Text
    that is taken from others and reworded is the trade of content farms.

    **Flagged.** Nothing unless the articles are looked at together (``scorer score --across``, ``scorer compare``).
    Then each copy but the original: the one that was published first, or the one that others say to have it from. Where
    nobody can tell which came first, the first in the corpus is taken for it, and the flag is soft, as is that of what
    may be another text reworded.

    **Fine.** Articles on the same event that share names, figures and quotations and tell of it in their own words;
    a passage in common, such as a statement that both quote; the furniture of one site around different articles.

    **Limits.** An agency's text that a paper prints by right is a copy, too. Which came first is known by dates and
    credits only, and both may be wrong. A text that was reworded thoroughly is missed as often as not.

    **Measured.**

    - copies made from news, among all articles (data e472f078): precision: .996 [.990, 1], n = 502; recall: 1 [1,
      1], n = 500
    - different articles on one event, or of one template (data e472f078): pairs of articles on one event said to be
      one text, of 1,000: .613 [.000, 1.85], n = 1,631; pairs of pages of one template said to be one text, of
      1,000: .000 [.000, 1.99], n = 1,507
    - light edits made from news, among all articles (data e472f078): precision: .996 [.990, 1], n = 502; recall: 1
      [1, 1], n = 500
    - machine translations against those mended by people, among all articles (data e472f078): precision: .995
      [.988, 1], n = 416; recall: .828 [.796, .859], n = 500
    - synonym spins made from news, among all articles (data e472f078): precision: .996 [.990, 1], n = 500; recall:
      .996 [.992, 1], n = 500
    - AllSides, hard: 39 of 40 flags read are right
    - Spotlight PA, hard: 13 of 13 flags read are right
    - AllSides, soft: 16 of 20 flags read are right
    - Spotlight PA, soft: 7 of 7 flags read are right

    **Source.** Broder, "On the resemblance and containment of documents" (1997); the deduplication of web corpora, as
    in Lee and others, "Deduplicating Training Data Makes Language Models Better" (2022).
    """

    id: ClassVar = "near-duplicate"
    group: ClassVar = "duplication"
    weighed: ClassVar = False  # it says as much of the corpus as of the article

    def suspects(self, batch: Batch) -> Bools:
        return np.fromiter((bool(article.across) for article in batch.articles), np.bool_, len(batch))

    def find(self, document: Document) -> Iterator[Finding]:
        return (finding for finding in document.article.across if finding.signal == self.id)
