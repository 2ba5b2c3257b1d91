"""Malformed ordinals."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.numbers import plain_digits
from scorer.reading import Bools
from scorer.signal import Signal

_ENDINGS = ["th", "st", "nd", "rd"]
_ENDING_CODES = np.array([[ord(letter) for letter in ending] for ending in _ENDINGS])
_TEENS = 11, 12, 13
_STONE = _ENDINGS.index("st")  # a weight, too: "12st"
_HEAVIEST = 45  # stone
# What is counted by ordinals, behind "12st" a sign that no weight is meant.
_COUNTED = WordList("""
    century anniversary birthday floor grade street avenue district congress amendment president annual edition season
    minute day week month year place round time century's army division infantry regiment parallel precinct
""")


@dataclass(frozen=True)
class MalformedOrdinal(Signal):
    """A number with the ending of another.

    **Why it counts.** Nobody who read it again would leave "3nd" or "45rd"; often the figure was changed and its
    ending wasn't, so that it may be wrong as well.

    **Flagged.** "the 3nd quarter"; "her 21th birthday"; "the 112nd Congress".

    **Fine.** "the 112th Congress"; "17st 1lb", which is a weight; "42ST", a street.

    **Limits.** "12st" counts only before what is counted, as "12st century". Endings in capitals aren't looked at.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .282 [.000,
      .615], n = 7,085; recall of slips: another ending: .703 [.669, .734], n = 734
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - other outlets of AllSides, hard: 2 of 2 flags read are right

    **Source.** English grammar.
    """

    id: ClassVar = "malformed-ordinal"
    group: ClassVar = "consistency"
    reads: ClassVar = (_COUNTED,)

    def suspects(self, batch: Batch) -> Bools:
        return batch.has(_malformed)

    def find(self, document: Document) -> Iterator[Finding]:
        for words in document.runs(_malformed):
            span = document.words_span(words)
            digits = plain_digits(span.of(document.text))
            right = _ENDINGS[int(_right(np.array([int(digits[-2:])]))[0])]
            yield self.at(span, f"The ending doesn't belong to this number: it is {digits}{right}.")


def _malformed(batch: Batch) -> Runs:
    numbers, words = batch.numbers, batch.reading.words
    row = np.flatnonzero((words.end[numbers.last] == numbers.end + 2) & (numbers.places == 0))
    ends = batch.reading.codes[batch.reading.laid(numbers.end[row])[:, None] + np.arange(2)]
    ending = (ends[:, None, :] == _ENDING_CODES).all(axis=2)
    row, given = row[ending.any(axis=1)], ending.argmax(axis=1)[ending.any(axis=1)]
    wrong = given != _right((numbers.value[row] % 100).astype(np.intp))
    row, given = row[wrong], given[wrong]
    follows = np.minimum(numbers.last[row] + 1, len(words) - 1)
    weight = (given == _STONE) & (numbers.value[row] <= _HEAVIEST) & ~batch.matches.listed(_COUNTED, follows)
    return Runs(numbers.first[row], numbers.last[row]).where(~weight)


def _right(value: Ints) -> Ints:
    """The ending of each number, by its last two digits."""
    last = value % 10
    return np.where(np.isin(value, _TEENS) | (last > 3), 0, last)
