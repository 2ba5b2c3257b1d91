"""Fact: never held."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.facts.words import holders
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactNeverHeld(Signal):
    """Somebody with an office that they never held.

    **Why it counts.** Who holds which office is quickly looked up. A writer who gets it wrong hasn't.

    **Flagged.** "Israeli President Benjamin Netanyahu": he has been prime minister, never president. The table of
    facts must know the person, list all holders of the office for as long as the person is known in public life, and
    cover the day of publication.

    **Fine.** A title without its country or body, which may be another one's; "former", "acting", "deputy" and the
    like before it; a sentence that tells of the past; an article without a date.

    **Limits.** It knows only the people of the table, and offices whose holders are listed without a gap. That nothing
    is flagged doesn't make what is said right.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - AllSides, hard: 2 of 2 flags read are right
    - Spotlight PA, hard: 1 of 1 flags read are right

    **Source.** The table's own: scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-never-held"
    group: ClassVar = "consistency"

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        return self.facts.say(batch, "never")

    def find(self, document: Document) -> Iterator[Finding]:
        for said in self.facts.of(document, "never"):
            holder = f"; {holders(said)}" if holders(said) else ""
            message = f"By the table of facts {said.subject} has never been {said.office}{holder}."
            yield self.at(document.words_span(said.words), message)
