"""Acronym conflicts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.characters import UPPER, fold, has
from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal

_LEFT_OUT = "a an the of for and in on to at by with from de la du des et y"  # words that an acronym may leave out
_SMALL = frozenset(_LEFT_OUT.split())
_FEWEST_LETTERS, _MOST_LETTERS = 2, 8
_MOST_SKIPPED = 1  # other words without a letter
_ALIKE = 3  # letters that words have in common which are forms or spellings of one: "Center" and "Centers"
_SHADE = np.uint64(0x9E3779B97F4A7C15)
_MESSAGE = "“{}” stands for “{}” here, for “{}” earlier in the text."


@dataclass(frozen=True)
class AcronymConflict(Signal):
    """An acronym that is explained twice, and not alike.

    **Why it counts.** A text that gives one set of letters two meanings was put together from parts, or was made
    up: a writer who introduces a body knows what its letters stand for.

    **Flagged.** "the World Health Organization (WHO) … the World Heritage Office (WHO)". Of two explanations the
    later one is shown.

    **Fine.** The same words in another form or spelling: "Centers for Disease Control (CDC)" and "Center for Disease
    Control (CDC)"; letters in brackets whose words aren't in front of them.

    **Limits.** Only explanations of the shape "World Health Organization (WHO)" are read, where each letter begins a
    word and at most one word has no letter. Two bodies may share their letters by right, and an article that is about
    both says so.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** The handbooks of Reuters and the Associated Press ask that an acronym be explained once, at its first
    mention.
    """

    id: ClassVar = "acronym-conflict"
    group: ClassVar = "consistency"

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_repeated)

    def find(self, document: Document) -> Iterator[Finding]:
        explained: dict[int, range] = {}
        for word in document.runs(_repeated):
            words = _explanation(document, word.start)
            if words is None:
                continue
            first = explained.setdefault(document.keys[word.start].item(), words)
            if _differ(_told(document, first), _told(document, words)):
                here, there = document.words_span(words), document.words_span(first)
                names = (document.word(word.start), here.of(document.text), there.of(document.text))
                yield self.at(here, _MESSAGE.format(*names), there)


def _repeated(batch: Batch) -> Runs:
    """Acronyms in brackets that stand so more than once in their text."""
    reading = batch.reading
    at = np.flatnonzero(reading.capitalised & (batch.behind == ord(")")))
    start, end = reading.words.start[at], reading.words.end[at]
    fit = (reading.folded[start - 1] == ord("(")) & has(reading.kind[end - 1], UPPER)
    fit &= (end - start >= _FEWEST_LETTERS) & (end - start <= _MOST_LETTERS)
    at = at[fit]
    text = np.searchsorted(reading.words.bounds, at, "right") - 1
    _, number, count = np.unique(
        reading.keys[at] + text.astype(np.uint64) * _SHADE, return_inverse=True, return_counts=True
    )
    at = at[count[number] > 1]
    return Runs(at, at)


def _explanation(document: Document, acronym: int) -> range | None:
    """The words before an acronym that its letters begin; ``None`` where they don't."""
    letters = [fold(letter) for letter in document.word(acronym)]
    first, skipped = max(document.sentence_words(acronym).start, acronym - 2 * len(letters)), 0
    for word in range(acronym - 1, first - 1, -1):
        written = document.word(word)
        if fold(written[0]) == letters[-1]:
            letters.pop()
            if not letters:
                return range(word, acronym)
        elif written.lower() not in _SMALL:
            skipped += 1
            if skipped > _MOST_SKIPPED:
                return None
    return None


def _told(document: Document, words: range) -> frozenset[str]:
    """How the words begin that tell what an acronym stands for."""
    written = [document.word(word).lower() for word in words]
    return frozenset("".join(map(fold, word[:_ALIKE])) for word in written if word not in _SMALL)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other) and bool(other - one)
