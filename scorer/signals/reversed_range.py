"""Reversed ranges of years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.signal import Signal

_FROM, _TO, _BETWEEN, _AND = WordList("from"), WordList("to until till through"), WordList("between"), WordList("and")
_ERAS = WordList("b bc bce")
_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_LONGEST = 120  # years; more is likely no range of years


@dataclass(frozen=True)
class ReversedRange(Signal):
    """A range of years that ends before it begins.

    **Why it counts.** One of the two years is wrong, or they stand in the wrong order.

    **Flagged.** "from 2015 to 2012"; "between 2015 and 2012"; "(1995-1989)".

    **Fine.** "from 2012 to 2015"; "from 2,015 to 2,012 votes"; "between 480 and 430 BC".

    **Limits.** Only years of four digits from 1500 to 2099 are read, no more than 120 apart.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; recall of slips: first and last year swapped: .989 [.974, .996], n = 274
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** The calendar.
    """

    id: ClassVar = "reversed-range"
    group: ClassVar = "consistency"
    reads: ClassVar = (_FROM, _TO, _BETWEEN, _AND, _ERAS)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_reversed)

    def find(self, document: Document) -> Iterator[Finding]:
        for words in document.runs(_reversed):
            first, last = document.words_span(words[:1]), document.words_span(words[-1:])
            message = f"{last.of(document.text)} comes before {first.of(document.text)}."
            yield self.at(document.words_span(words), message, first, last)


def _reversed(batch: Batch) -> Runs:
    """From the first year to the last: "2015 to 2012"."""
    numbers, listed = batch.numbers, batch.matches.listed
    falls = (numbers.value[:-1] > numbers.value[1:]) & (numbers.value[:-1] <= numbers.value[1:] + _LONGEST)
    row = np.flatnonzero(falls & (numbers.last[1:] - numbers.last[:-1] <= 2))
    row = row[_are_years(batch, row) & _are_years(batch, row + 1)]
    first, last = numbers.first[row], numbers.first[row + 1]
    before, between = np.maximum(first - 1, 0), first + 1
    spoken = (listed(_FROM, before) & listed(_TO, between)) | (listed(_BETWEEN, before) & listed(_AND, between))
    spaced = one_of(" ", batch.behind[before]) & one_of(" ", batch.behind[first]) & one_of(" ", batch.behind[between])
    dashed = one_of("-–", numbers.behind[row]) & (numbers.start[row + 1] == numbers.end[row] + 1)
    dashed &= one_of(" (", numbers.before[row])
    spoken &= spaced & (last == first + 2)
    era = listed(_ERAS, np.minimum(last + 1, len(batch.reading.words) - 1))
    return Runs(first, last).where((spoken | (dashed & (last == first + 1))) & ~era)


def _are_years(batch: Batch, row: Ints) -> Bools:
    """Whether each number may be a year and nothing else."""
    numbers, words = batch.numbers, batch.reading.words
    fits = (numbers.value[row] >= _FIRST_YEAR) & (numbers.value[row] <= _LAST_YEAR) & (numbers.places[row] == 0)
    fits &= (numbers.first[row] == numbers.last[row]) & (words.end[numbers.last[row]] == numbers.end[row])
    return np.asarray(fits & (numbers.digits[row] == 4) & ~one_of("%", numbers.behind[row]))
