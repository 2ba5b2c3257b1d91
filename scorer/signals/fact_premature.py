"""Fact: premature."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.facts.words import day_in_words, terms
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactPremature(Signal):
    """Somebody with an office that they didn't hold yet when the article was published.

    **Why it counts.** An article can't know who will hold an office: either the title is wrong or the date is, or the
    text was changed later.

    **Flagged.** "Secretary of State Mike Pompeo" in an article of 2012.

    **Fine.** What might come, near the day when it came: "if President Trump wins"; "a President Biden"; the 90 days
    before a term, when a title may be given to who was elected or named; an article without a date.

    **Limits.** Often it is the record that has a wrong date. States and parties have attorneys general and spokesmen,
    too, whom the table may not know. That nothing is flagged doesn't make what is said right.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .141 [.000,
      .605], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - AllSides, soft: 5 of 9 flags read are right
    - hoaxes, fabricated and generated news, soft: 10 of 10 flags read are right

    **Source.** The table's own: scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-premature"
    group: ClassVar = "consistency"
    soft: ClassVar = True

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        return self.facts.say(batch, "premature")

    def find(self, document: Document) -> Iterator[Finding]:
        for said in self.facts.of(document, "premature"):
            message = (
                f"By the table of facts {said.subject} was {said.office} {terms(said)}, and this is of "
                f"{day_in_words(said)}: the title or the date may be wrong."
            )
            yield self.at(document.words_span(said.words), message)
