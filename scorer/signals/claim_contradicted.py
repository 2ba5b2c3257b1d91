"""Claim contradicted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import ClassVar

import numpy as np

from scorer.checker import LEAST, Checker, Pair, contradicted, in_words
from scorer.comparable import sentence_pairs, title_passages
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span
from scorer.stopwords import STOP_WORDS

_PAIRS = 24  # of sentences of one article; a small model takes a second or two for so many
_PASSAGES = 3  # of one article that its title is held against
_UNSURE = 0.5
_IN_ITS_OPINION = "In the opinion of “{name}”, a claim checker that the user supplied, "
_CHANCE = " (chance: {chance}); it may be wrong."
_AT_ODDS = f"{_IN_ITS_OPINION}this contradicts the other place{_CHANCE}"
_TITLE_AT_ODDS = f"{_IN_ITS_OPINION}title and text contradict each other here{_CHANCE}"
_TITLE_UNBORNE = f"{_IN_ITS_OPINION}the sentences nearest to the title don't bear it out{_CHANCE}"


@dataclass(frozen=True)
class ClaimContradicted(Signal):
    """Places that contradict each other in the opinion of a claim checker that the user supplies.

    **Why it counts.** An article that says one thing here and its contrary there is wrong in one of the two. Rules find
    that for dates, units and names; in plain sentences only a model of language can.

    **Flagged.** Nothing unless a checker is given (``scorer score --checker``, ``Scorer.load(checker=…)``). Then,
    softly and under the checker's name: "The bridge on Mill Street was closed in 2019" and, further down, "The bridge
    on Mill Street stayed open all through 2019"; a title that says the opposite of its text.

    **Fine.** What one speaker says against another's word; the same thing told in other words or more closely. What
    the checker leaves unflagged isn't confirmed by that.

    **Limits.** The checker is somebody else's model, and as good as that is: all that it flags is worth a look
    and no more, and moves no score. Up to 24 pairs of sentences are held together in an article, those that share a
    full name or a number and most of their words; questions, and sentences with quotations, not at all. Something that
    changed between two sentences ("was closed", "was opened again") may be taken for a contradiction. A checker that
    tells support but not contradiction is only asked about the title.

    **Measured.** Nothing can be said of checkers in general: no model ships with scorer. Try yours on articles of your
    own before you trust it.

    **Source.** Models of natural language inference, and their use on sentences of one document: Laban and others,
    "SummaC: Re-Visiting NLI-based Models for Inconsistency Detection in Summarization" (2022); models that hold a claim
    against a document: Tang and others, "MiniCheck: Efficient Fact-Checking of LLMs on Grounding Documents" (2024).
    """

    checker: Checker | None = None
    pairs: int = _PAIRS
    least: float = LEAST

    id: ClassVar = "claim-contradicted"
    group: ClassVar = "consistency"
    soft: ClassVar = True
    weighed: ClassVar = False
    reads: ClassVar = (STOP_WORDS,)

    @property
    def depends_on(self) -> Mapping[str, str]:
        return {"checker": self.checker.identity} if self.checker else {}

    def suspects(self, batch: Batch) -> Bools:
        return np.full(len(batch), self.checker is not None)

    def find(self, document: Document) -> Iterator[Finding]:
        if self.checker:
            title = self._of_title(self.checker, document)
            sentences = self._of_sentences(self.checker, document)
            yield from sorted((*title, *sentences), key=itemgetter(1))

    def _of_sentences(self, checker: Checker, document: Document) -> Iterator[Finding]:
        """One finding for each sentence at odds with an earlier one, that with the greatest chance."""
        if not checker.contradicts:
            return
        places = sentence_pairs(document, self.pairs)
        found = contradicted(checker, [_pair(document, *place) for place in places], self.least)
        told: set[Span] = set()
        for index, chance in sorted(found, key=lambda one: -one[1]):
            earlier, later = places[index]
            if later not in told:
                told.add(later)
                yield self._tell(_AT_ODDS, checker, chance, later, earlier)

    def _of_title(self, checker: Checker, document: Document) -> Iterator[Finding]:
        passages = title_passages(document, _PASSAGES)
        if passages:
            judged = self._at_odds if checker.contradicts else self._unborne
            yield from judged(checker, document, passages)

    def _at_odds(self, checker: Checker, document: Document, passages: list[Span]) -> Iterator[Finding]:
        """The passage that contradicts the title most, if no other bears the title out."""
        title = document.article.title or ""
        pairs = [Pair(passage.of(document.text), title) for passage in passages]
        found = contradicted(checker, pairs, self.least)
        if found and max(verdict.supported for verdict in checker.verdicts(pairs)) < _UNSURE:
            index, chance = max(found, key=lambda one: one[1])
            yield self._tell(_TITLE_AT_ODDS, checker, chance, *_with_title(document, passages[index]))

    def _unborne(self, checker: Checker, document: Document, passages: list[Span]) -> Iterator[Finding]:
        """The passages nearest to the title, if all of them together don't support it."""
        known = " ".join(passage.of(document.text) for passage in passages)
        (verdict,) = checker.verdicts([Pair(known, document.article.title or "")])
        if 1 - verdict.supported >= self.least:
            places = _with_title(document, *passages)
            yield self._tell(_TITLE_UNBORNE, checker, 1 - verdict.supported, *places)

    def _tell(self, message: str, checker: Checker, chance: float, span: Span, *related: Span) -> Finding:
        return self.at(span, message.format(name=checker.name, chance=in_words(chance)), *related)


def _pair(document: Document, earlier: Span, later: Span) -> Pair:
    return Pair(earlier.of(document.text), later.of(document.text))


def _with_title(document: Document, *passages: Span) -> tuple[Span, ...]:
    """The places with that of the title first, if it stands above the text."""
    first = document.lines[0]
    above = document.keys[first.words.start : first.words.stop].tobytes() == document.title_keys.tobytes()
    return (first.span, *passages) if above else passages
