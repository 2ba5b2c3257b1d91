"""Corpus conflict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal


@dataclass(frozen=True)
class CorpusConflict(Signal):
    """A statement about a person that other articles on the same event have otherwise, where not all can be right.

    **Why it counts.** Nobody is 27 and 29 years old on the same day, nor president and prime minister at a time. An
    article that stands alone against several that don't depend on one another is the likelier one to be wrong.

    **Flagged.** Nothing unless the articles are looked at together (``scorer score --across``, ``scorer compare``).
    Then, against two or more independent articles: another age of the same full name; a title that excludes theirs,
    such as "Rep." for "Sen."; against three or more, a name that is spelt with a slip. Softly, as worth a look: one
    article against one, ages a year apart, and names that sound the same either way ("Qassam", "Qassem").

    **Fine.** "Former" and "then" before a title; a father and a son of one name; ages that nobody else tells. Counts of
    dead and injured are never flagged, as they change by the hour: ``scorer compare`` shows where they differ.

    **Limits.** Most articles have a thing wrong where the first one had, and an article may be the only one to have it
    right: the finding quotes both sides, and says no more than that they differ. What no other article speaks of isn't
    checked by this at all.

    **Measured.**

    - FNC-1, development bodies, brought together by event (data 26033e94): B-cubed precision: .925 [.886, .956], n
      = 543; B-cubed recall: .902 [.865, .941], n = 543
    - AllSides, hard: 11 of 11 flags read are right
    - AllSides, soft: 22 of 26 flags read are right

    **Source.** Truth discovery from conflicting sources, as in Yin, Han and Yu (2007), with copies counted as one voice
    after Dong, Berti-Équille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence" (2009).
    """

    id: ClassVar = "corpus-conflict"
    group: ClassVar = "consistency"
    weighed: ClassVar = False  # it depends on which other articles are at hand

    def suspects(self, batch: Batch) -> Bools:
        return np.fromiter((bool(article.across) for article in batch.articles), np.bool_, len(batch))

    def find(self, document: Document) -> Iterator[Finding]:
        return (finding for finding in document.article.across if finding.signal == self.id)
