"""Even sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import WHOLE

_FEWEST_WORDS = 3  # of a sentence that is measured; shorter ones are labels and exclamations
_SHORTEST = 120  # characters of a paragraph that is measured; shorter ones are headings, labels and quips

_MARGIN = 1.001  # for what rounding may take from a spread


@dataclass(frozen=True)
class EvenSentences(Signal):
    """Paragraphs, and the sentences in them, that are all of nearly the same length.

    **Why it counts.** People write long and short; a language model left to itself keeps a steady pace.

    **Flagged.** An article of eight paragraphs each of which has between 300 and 350 characters.

    **Fine.** Anything livelier; texts too short to tell; even sentences in a text whose line breaks are lost, for
    some newsrooms write so.

    **Limits.** The evidence is the whole article: no single sentence shows it. Minutes and results are even too,
    and a few good articles: a finding is worth a look. A model asked to vary its sentences does.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 2.4 [.467,
      5.51], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 10.8 [1.42, 40.6], n =
      2,037

    **Tried.** 103 in 1,000 of 3,951 news texts by language models. Of six paragraphs or more, a pair of one by
    people and one by a language model is told apart by their evenness in 93 of 100 cases; the human texts set
    beside the machine's have lost their line breaks, so the people's are those of the outlets.

    **Source.** That people's sentences vary more in length is found again and again: Muñoz-Ortiz and others,
    "Contrasting Linguistic Patterns in Human and LLM-Generated News Text" (2024). The limits are low percentiles of
    highly rated outlets.
    """

    paragraphs: int = 6
    """Paragraphs that are needed to tell."""

    very_even: float = 0.12
    """Standard deviation of the paragraphs' characters over their mean, at most; in highly rated outlets the 0.3rd
    percentile."""

    even: float = 0.22
    """The same where the sentences are even too; the 5th percentile there."""

    sentences: int = 15
    """Sentences that are needed to tell."""

    sentence_spread: float = 0.32
    """Standard deviation of the sentences' words over their mean, at most; the 0.5th percentile there."""

    id: ClassVar = "even-sentences"
    group: ClassVar = "machine-written"
    soft: ClassVar = True

    def suspects(self, batch: Batch) -> Bools:
        lines, lengths = batch.reading.lines, batch.line_lengths
        paragraphs = lengths >= _SHORTEST
        count, total = lines.sums(paragraphs), lines.sums(lengths * paragraphs)
        variance = count * lines.sums(lengths**2 * paragraphs) - total**2  # times the square of the count
        limit = _MARGIN * max(self.very_even, self.even) * total
        return (count >= self.paragraphs) & (variance < limit**2)

    def find(self, document: Document) -> Iterator[Finding]:
        lengths = np.subtract(document.lines.ends, document.lines.starts)
        paragraphs = _spread(lengths[lengths >= _SHORTEST], self.paragraphs)
        if paragraphs < self.very_even:
            yield self.at(WHOLE, "The paragraphs are nearly all of one length: this may be a machine's steady pace.")
        elif paragraphs < self.even:
            lengths = np.diff(document.sentence_cuts)
            if _spread(lengths[lengths >= _FEWEST_WORDS], self.sentences) < self.sentence_spread:
                yield self.at(
                    WHOLE, "Sentences and paragraphs are unusually even: this may be a machine's steady pace."
                )


def _spread(lengths: npt.NDArray[np.intp], fewest: int) -> float:
    """Standard deviation over mean; infinite where there are fewer than ``fewest`` lengths."""
    return float(lengths.std() / lengths.mean()) if len(lengths) >= fewest else float("inf")
