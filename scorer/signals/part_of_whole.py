"""Parts that are more than the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.reading import Bools
from scorer.signal import Signal

_OF, _OUT = WordList("of"), WordList("out")
_ARTICLES = WordList("the its their his her our those these all")
# Behind the second number these make another quantity of it, before the first a name or a measure.
_SCALES = WordList("percent per hundred thousand million billion trillion m bn k point points dozen")
_NAMED = WordList("""
    no number chapter page section article act part verse volume issue season episode book room title clause paragraph
    item figure table phase step stage day week month year jan january feb february mar march apr april may jun june
    jul july aug august sep sept september oct october nov november dec december age aged top corinthians kings samuel
    peter john timothy thessalonians chronicles score total shares copies
""")
_HYPERBOLES = np.array([1, 5, 10, 100, 1000])  # "11 out of 10"
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_MOST_STEPS = 4  # words from one number to the other: "45 out of the 30"
_SPACE = ord(" ")


@dataclass(frozen=True)
class PartOfWhole(Signal):
    """A part that is more than its whole.

    **Why it counts.** One of the two figures is wrong, or they stand in the wrong order.

    **Flagged.** "45 of the 30 members"; "12 out of 9".

    **Fine.** "30 of the 45 members"; "110 out of 100"; "6 of 1 percent"; "16 of 2019"; "Verse 12 of 1 Corinthians".

    **Limits.** Numbers in words aren't read; wholes of 1, 5, 10, 100 or 1,000 aren't judged, as people say "11 out of
    10" for praise.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; recall of slips: part and whole swapped: .734 [.625, .829], n = 64
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - AllSides, 100 findings of any check drawn at random, hard: 1 of 1 flags read are right
    - other outlets of AllSides, hard: 1 of 1 flags read are right

    **Source.** Arithmetic.
    """

    id: ClassVar = "part-of-whole"
    group: ClassVar = "consistency"
    reads: ClassVar = (_OF, _OUT, _ARTICLES, _SCALES, _NAMED)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_parts)

    def find(self, document: Document) -> Iterator[Finding]:
        for words in document.runs(_parts):
            yield self.at(document.words_span(words), "The part is more than the whole.")


def _parts(batch: Batch) -> Runs:
    """From the part to the whole: "45 of the 30"."""
    numbers, listed = batch.numbers, batch.matches.listed
    first, last = numbers.last[:-1], numbers.first[1:]
    step = last - first
    row = np.flatnonzero((step >= 2) & (step <= _MOST_STEPS) & (numbers.value[:-1] > numbers.value[1:]))
    row = row[_stand_alone(batch, row)]
    of = numbers.last[row] + 1
    of += listed(_OUT, of)
    article = listed(_ARTICLES, np.minimum(of + 1, numbers.first[row + 1]))
    told = listed(_OF, of) & (of + 1 + article == numbers.first[row + 1])
    row = row[told & _connected(batch, numbers.last[row], numbers.first[row + 1])]
    return Runs(numbers.first[row], numbers.last[row + 1])


def _stand_alone(batch: Batch, row: Ints) -> Bools:
    """Whether each number and the next one count something, whole and by themselves."""
    numbers, listed, words = batch.numbers, batch.matches.listed, batch.reading.words
    fine = ~np.isin(numbers.value[row + 1], _HYPERBOLES) & (numbers.value[row + 1] > 0)
    fine &= ~listed(_NAMED, np.maximum(numbers.first[row] - 1, 0))
    fine &= ~listed(_SCALES, np.minimum(numbers.last[row + 1] + 1, len(words) - 1))
    fine &= ~listed(_NAMED, np.minimum(numbers.last[row + 1] + 1, len(words) - 1))
    for number in (row, row + 1):
        year = (numbers.value[number] >= _FIRST_YEAR) & (numbers.value[number] <= _LAST_YEAR)
        fine &= (numbers.places[number] == 0) & (numbers.before[number] == _SPACE)
        fine &= (words.end[numbers.last[number]] == numbers.end[number]) & ~(
            year & (numbers.first[number] == numbers.last[number])
        )
    return np.asarray(fine & (numbers.behind[row + 1] != ord("%")))


def _connected(batch: Batch, first: Ints, last: Ints) -> Bools:
    """Whether there is but a space between some words, four at most, and those behind them."""
    fine, words = np.ones(len(first), dtype=np.bool_), batch.reading.words
    for step in range(_MOST_STEPS):
        word = np.minimum(first + step, last - 1)
        fine &= (batch.behind[word] == _SPACE) & (words.start[word + 1] == words.end[word] + 1)
    return fine
