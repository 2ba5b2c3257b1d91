"""Fact: membership."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactMembership(Signal):
    """A country that is called a member of a body and wasn't, when the article was published.

    **Why it counts.** The members of NATO or of the European Union are quickly looked up. A writer who gets them wrong
    hasn't.

    **Flagged.** "NATO member Ukraine"; "Norway, a member of the European Union". The table of facts must list all
    members of the body on the day of publication.

    **Fine.** "Aspiring NATO member", and sentences that speak of joining; the 30 days around an accession; an article
    without a date.

    **Limits.** Only these two turns of phrase are read. That nothing is flagged doesn't make what is said right.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** The table's own: scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-membership"
    group: ClassVar = "consistency"
    soft: ClassVar = True

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        claimed = batch.once(self.facts.memberships_claimed)
        return np.fromiter(map(bool, claimed), np.bool_, len(claimed))

    def find(self, document: Document) -> Iterator[Finding]:
        for words, country, body in document.own(self.facts.memberships_claimed):
            message = f"By the table of facts {country} was no member of {body} when this was published."
            yield self.at(document.words_span(words), message)
