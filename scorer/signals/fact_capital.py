"""Fact: capital."""

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
class FactCapital(Signal):
    """A city that is called the capital of a country and isn't.

    **Why it counts.** It takes a moment to look up. A writer who gets it wrong hasn't.

    **Flagged.** "Sydney, the capital of Australia"; "the Turkish capital, Athens".

    **Fine.** Capitals as the table of facts has them, where a country has several or it changed, any of them; the
    capital of a state or a region; what was a capital once; "Essen, the cultural capital of Europe".

    **Limits.** Real news has hardly shown one, so this is worth a look only. Only these turns of phrase are read; in
    the second the city must be a capital of some country. That nothing is flagged doesn't make what is said right.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** The table's own: scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-capital"
    group: ClassVar = "consistency"
    soft: ClassVar = True

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        calls = batch.once(self.facts.capitals_called)
        return np.fromiter(map(bool, calls), np.bool_, len(calls))

    def find(self, document: Document) -> Iterator[Finding]:
        for words, country, cities in document.own(self.facts.capitals_called):
            message = f"By the table of facts the capital of {country} is {cities}."
            yield self.at(document.words_span(words), message)
