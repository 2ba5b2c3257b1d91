"""Title mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import WHOLE, Span
from scorer.stopwords import STOP_WORDS

# Similarity of title and text below which they seem foreign, and how clearly the title must say what it is about.
_FOREIGN, _CLEAR = 0.05, 120.0
_SURELY_FOREIGN, _VERY_CLEAR = 0.01, 180.0
_ENGLISH = 0.25  # share of stop words in an English text, at least; running text has 0.4 to 0.5
_MESSAGES = {
    True: "The text has nothing to do with its title.",
    False: "The text has hardly a word in common with its title; worth a look.",
}


@dataclass(frozen=True)
class TitleMismatch(Signal):
    """A title that has nothing to do with its text.

    **Why it counts.** The page shows another article than it promises: the wrong text was taken from it, or a title
    was made to draw readers whatever stands below.

    **Flagged.** "Council Approves Budget for New Hospital Wing" over a report on a sailing race.

    **Fine.** A title in other words than the text's, on the same matter; a title of a few words, a pun or a quotation
    that the text explains.

    **Limits.** Titles of fewer than three telling words or of figures of speech, texts of a few lines and texts that
    aren't English aren't judged. Where some of a text is missing its title may name what is no longer there; so only
    a title that clearly says what it is about, over a text that has none of it, counts, and the rest is worth
    a look. A title on the right topic that says the opposite isn't found.

    **Measured.**

    - FNC-1, development bodies, unrelated against the rest (data 26033e94): AUROC: .994 [.991, .996], n = 14,270;
      pairs that say enough to be judged: .946 [.921, .969], n = 15,084; recall: .651 [.619, .675], n = 10,795;
      recall of faults: .252 [.231, .271], n = 10,795; false alarms per 1,000: .000 [.000, .699], n = 4,289
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .565 [.128,
      1.04], n = 7,085; articles with a soft one, of 1,000: 1.69 [.353, 3.41], n = 7,085
    - clean news: outlets that experts rate .85 or more, under one another's titles (data 7a38fec6): AUROC: .994
      [.990, .998], n = 13,756; recall: .694 [.647, .726], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 23.1 [1.19, 37.2], n =
      2,037; articles with a soft one, of 1,000: 25 [.000, 41.1], n = 2,037
    - clean news, hard: 6 of 6 flags read are right
    - clean news, hard and soft: 12 of 30 flags read are right
    - content farms and hoaxes, hard: 12 of 12 flags read are right

    **Source.** The task of telling unrelated headlines in the Fake News Challenge, FNC-1 (2017); latent
    semantic analysis: Deerwester and others, "Indexing by Latent Semantic Analysis" (1990).
    """

    id: ClassVar = "title-mismatch"
    group: ClassVar = "headline"
    reads: ClassVar = (STOP_WORDS,)

    def suspects(self, batch: Batch) -> Bools:
        if not len(batch.titles.words):
            return np.zeros(len(batch), dtype=np.bool_)
        told = batch.title_similarity
        return np.asarray((told.similarity < _FOREIGN) & (told.clarity >= _CLEAR))

    def find(self, document: Document) -> Iterator[Finding]:
        similarity, clarity = document.title_similarity, document.title_clarity
        if similarity < _FOREIGN and clarity >= _CLEAR and _is_english(document):
            sure = similarity < _SURELY_FOREIGN and clarity >= _VERY_CLEAR
            yield self.at(_place(document), _MESSAGES[sure], soft=not sure)


def _is_english(document: Document) -> bool:
    known = document.article.language
    if known is not None and not known.lower().startswith("en"):
        return False
    return int(document.marked(STOP_WORDS).sum()) >= _ENGLISH * len(document)


def _place(document: Document) -> Span:
    """Where the title stands above the text; the whole article if it doesn't."""
    first = document.lines[0]
    above = document.keys[first.words.start : first.words.stop].tobytes() == document.title_keys.tobytes()
    return first.span if above else WHOLE
