"""Machine-written articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.learnt import MACHINE_WRITTEN
from scorer.signal import Likely, Signal
from scorer.span import WHOLE

LIKELY = 0.9
"""The chance from which an article is worth a look."""
_FEWEST_WORDS = 80


@dataclass(frozen=True)
class MachineWritten(Signal):
    """An article whose wording is that of a language model.

    **Why it counts.** A language model writes what is likely, not what somebody saw or checked; published without a
    word about it, such a text has no author who answers for it.

    **Flagged.** Even, general sentences with few names and much importance: "The summit underscores the importance of
    dialogue, highlighting the complex dynamics that shape the region."

    **Fine.** News reports, which quote and count; opinion, however grand.

    **Limits.** Style is no proof: the finding is always only worth a look, and what the model weighs is the measure
    `machine-style`, not the finding. Advertising and advice have used this style before there were language models.
    Text that a model was made to write plainly, or that only continues a human one, isn't seen.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; articles with a soft one, of 1,000: .141 [.000, .397], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037; articles with a soft one, of 1,000: 565 [1.36, 772], n = 2,037
    - health stories of 2009 to 2018; shipped weights (data b260d1cc): articles flagged, of 1,000: .000 [.000,
      2.21], n = 1,359
    - misinformation; weights from other corpora (data 1b32bd4b): AUROC: .822 [.810, .834], n = 6,368; recall at
      1.0% false alarms: .246 [.220, .280], n = 6,368
    - news by chat models and the BBC; weights from other corpora (data 1b32bd4b): AUROC: .990 [.982, .997], n =
      427; recall at 1.0% false alarms: .926 [.886, .966], n = 427
    - news continued by davinci; weights from other corpora (data 1b32bd4b): AUROC: .618 [.533, .686], n = 337;
      recall at 1.0% false alarms: .151 [.081, .253], n = 337
    - outlets rated 0.6 or more, weights from the other half of outlets (data 1b32bd4b): articles flagged, of 1,000:
      .292 [.000, 1.08], n = 3,425
    - reports on Syria, 2011 to 2018; shipped weights (data 9b58bd1f): articles flagged, of 1,000: 1.28 [.000,
      5.02], n = 784
    - stories by chat models and people; weights from other corpora (data 1b32bd4b): AUROC: .846 [.807, .887], n =
      409; recall at 1.0% false alarms: .161 [.024, .387], n = 409

    **Tried.** With weights from half the sources, at the chance of 0.9 that is flagged: none of 908 articles of
    PolNeAR, one of 1,500 of Spotlight PA. Of pages from the web dated before 2023, 2 of 128; of later ones a
    quarter, and the 25 read were nearly all marketing.

    **Source.** That linear models over small words and endings tell generators apart: the stylometry of Mosteller and
    Wallace, "Inference and Disputed Authorship" (1964). Labelled texts: Bao and others, "Fast-DetectGPT" (2024), and
    Chen and Shu, "Can LLM-Generated Misinformation Be Detected?" (2024).
    """

    id: ClassVar = "machine-written"
    group: ClassVar = "machine-written"
    trigger: ClassVar = (Likely(MACHINE_WRITTEN, LIKELY),)

    def find(self, document: Document) -> Iterator[Finding]:
        if len(document) >= _FEWEST_WORDS and document.chances(MACHINE_WRITTEN)[0] >= LIKELY:
            yield self.at(WHOLE, "This reads as if a language model wrote it; style is no proof.", soft=True)
