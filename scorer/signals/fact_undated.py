"""Fact: undated."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from scorer.document import Batch, Document
from scorer.facts import Facts, default
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Clue, Signal


@dataclass(frozen=True)
class FactUndated(Signal):
    """Office-holders who could be looked up if the day of publication were known.

    **Why it counts.** It counts for nothing by itself. Who holds an office changes, so without a date nothing can be
    said; with one (``--date YYYY-MM-DD``) these statements are held against the table of facts.

    **Flagged.** "Nikolai Patrushev, the Secretary of the Security Council of Russia" in an article that no record, no
    address and no line of its own dates; each person once for each office.

    **Fine.** The same in an article with a date; titles and people that the table doesn't know.

    **Limits.** It is shown and moves no score.

    **Measured.** Of 5,076 undated news articles by language models 357 have one.

    **Source.** A seed article.
    """

    facts: Facts = field(default_factory=default)

    id: ClassVar = "fact-undated"
    group: ClassVar = "consistency"
    fault: ClassVar = False
    weighed: ClassVar = False

    def lookups(self) -> tuple[Clue, ...]:
        return self.facts.lists

    def suspects(self, batch: Batch) -> Bools:
        return self.facts.say(batch, "undated")

    def find(self, document: Document) -> Iterator[Finding]:
        for said in self.facts.of(document, "undated"):
            message = f"That {said.subject} is {said.office} could be looked up if the day of publication were given."
            yield self.at(document.words_span(said.words), message)
