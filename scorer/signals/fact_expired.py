"""Fact: expired."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.facts.words import day_in_words, holders, terms
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactExpired(Signal):
    """Somebody with an office that they no longer held when the article was published.

    **Why it counts.** Text that was written long before, or put together without looking, keeps titles that have
    passed to others.

    **Flagged.** "said Pentagon press secretary John Kirby", in August 2022, three months after he left: where nothing
    in the sentence speaks of the past, whoever held the office then isn't named, and something speaks of the present
    (a weekday, a verb in the present tense, a quotation, a place near the beginning).

    **Fine.** Told history: "FBI Director James Comey was fired"; somebody called "former" anywhere in the article;
    titles that are kept for life, where little speaks of the present; the first 30 days; an article without a date,
    or one later than the table was verified.

    **Limits.** Much that isn't marked as the past is the past all the same, so this is worth a look only. The record of
    an article may have another date than the article. That nothing is flagged doesn't make what is said right.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .565 [.176,
      .988], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .491 [.000, 2.02], n =
      2,037
    - dated news (data 5cf27248): articles with a statement that disagrees, of 1,000: 1.28 [.804, 1.77], n = 22,735;
      the same of Reuters, AP, BBC and New York Times: .684 [.000, 1.71], n = 2,926; articles with a hard one, of
      1,000: .088 [.000, .264], n = 22,735
    - dated news with a holder swapped for the one before or after (data 5cf27248): swapped holders that are caught:
      .526 [.496, .555], n = 2,422
    - AllSides, soft: 3 of 20 flags read are right
    - hoaxes, fabricated and generated news, soft: 4 of 4 flags read are right

    **Source.** A seed article, which has a secretary of Russia's Security Council who had left; the table's own:
    scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-expired"
    group: ClassVar = "consistency"
    soft: ClassVar = True

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        return self.facts.say(batch, "expired")

    def find(self, document: Document) -> Iterator[Finding]:
        for said in self.facts.of(document, "expired"):
            holder = holders(said) or f"this is of {day_in_words(said)}"
            message = f"By the table of facts {said.subject} was {said.office} {terms(said)}; {holder}."
            yield self.at(document.words_span(said.words), message)
