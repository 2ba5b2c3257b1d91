"""Fact: agreed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.facts.words import day_in_words
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactAgreed(Signal):
    """Office-holders who are named as the table of facts has them on the day of publication.

    **Why it counts.** It counts for nothing by itself. It says how much could be looked up at all: one statement that
    disagrees with the table means more among two than among twelve.

    **Flagged.** "Russian President Vladimir Putin" in an article of 2019; each person once for each office.

    **Fine.** Titles that the table doesn't know; statements that disagree with it; articles without a date.

    **Limits.** That such a statement agrees says nothing of the others. It is shown and moves no score.

    **Measured.** Of 2,886 dated articles of Spotlight PA 462 have one, of 22,735 dated articles of AllSides 11,328.

    **Source.** The table's own: scorer/facts/README.md.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-agreed"
    group: ClassVar = "consistency"
    fault: ClassVar = False
    weighed: ClassVar = False

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        return self.facts.say(batch, "agreed")

    def find(self, document: Document) -> Iterator[Finding]:
        for said in self.facts.of(document, "agreed"):
            message = f"The table of facts has {said.subject} as {said.office} on {day_in_words(said)}."
            yield self.at(document.words_span(said.words), message)
