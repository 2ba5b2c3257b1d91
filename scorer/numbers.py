"""Numbers: those written in digits in a batch, read once into a table.

Whoever checks a figure starts from a number of this table and looks at what touches it, so that nobody searches
whole texts for shapes that begin with a digit.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.keys import Ints
from scorer.reading import Bools, Floats, Reading
from scorer.span import Span

_MOST_DIGITS = 15  # in a row; a float holds no more of them exactly
_MOST_PARTS = 5  # between the commas of one number
_GROUP = 3  # digits between two commas
_COMMA, _POINT, _ZERO = ord(","), ord("."), ord("0")

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELLED = {word: value for value, word in enumerate(_ONES.split())}
"""The value of each number that is written as one word, up to ninety, and of those from twenty-one to ninety-nine."""
SPELLED |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)}
SPELLED |= {
    f"{tens}-{ones}": SPELLED[tens] + value
    for tens in _TENS.split()
    for value, ones in enumerate(_ONES.split()[1:10], start=1)
}


class Number(NamedTuple):
    """A number written in digits: its digits with the commas and the point between them, and what they are worth.

    ``places`` counts the digits behind the point, ``nan`` is the value of what looks like several numbers
    ("10.2.1") or is too long to be exact. A sign, a unit or "million" is not part of it.
    """

    span: Span
    value: float
    places: int


class Numbers:
    """The numbers of a reading, in order: one row for each.

    ``first`` and ``last`` are its words in the batch, ``value``, ``places`` as in :class:`Number`, ``digits``
    the digits that its last word begins with, ``bounds`` cuts the rows by text. Shape of each: ``(numbers,)``.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        words, value, digits = self._words = _digit_words(reading)
        pure = digits == reading.words.end[words] - reading.words.start[words]
        comma, point = _joints(reading, words, pure, digits)
        begins = np.flatnonzero(np.append(True, ~(comma | point))[: len(words)])
        ends = np.append(begins[1:], len(words))[: len(begins)] - 1
        decimal = np.append(False, point)[: len(words)]
        self.first, self.last, self.digits = words[begins], words[ends], digits[ends]
        self.places = np.where(decimal[ends], digits[ends], 0)
        self.value = _values(value, digits, decimal, begins, ends)
        self.bounds: Ints = np.searchsorted(self.first, reading.words.bounds)

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def start(self) -> Ints:
        """Where each begins in the batch."""
        return np.asarray(self._reading.words.start[self.first])

    @cached_property
    def end(self) -> Ints:
        """Where its digits end."""
        return np.asarray(self._reading.words.start[self.last] + self.digits)

    @cached_property
    def before(self) -> npt.NDArray[np.uint32]:
        """The character before each, as it is compared; a line break before the first."""
        return np.asarray(np.where(self.start > 0, self._reading.folded[self.start - 1], np.uint32(ord("\n"))))

    @cached_property
    def behind(self) -> npt.NDArray[np.uint32]:
        """The character behind its digits, as it is compared."""
        return np.asarray(self._reading.folded[self.end])

    def leading(self, words: Ints) -> tuple[Ints, Ints]:
        """What the digits that each of some words begins with are worth, and how many they are; shape as ``words``."""
        known, value, digits = self._words
        if not len(known):
            return np.zeros(len(words), dtype=np.intp), np.zeros(len(words), dtype=np.intp)
        place = np.minimum(np.searchsorted(known, words), len(known) - 1)
        there = known[place] == words
        return value[place] * there, digits[place] * there

    def of(self, text: int) -> list[Number]:
        """The numbers of one text, with spans in that text."""
        rows = slice(*self.bounds[text : text + 2].tolist())
        base = self._reading.original_start[text]
        starts = (self._reading.laid(self.start[rows]) - base).tolist()
        ends = (self._reading.laid(self.end[rows] - 1) + 1 - base).tolist()
        spans = map(Span, starts, ends)
        return list(map(Number, spans, self.value[rows].tolist(), self.places[rows].tolist()))


def whole_number(written: str) -> int:
    """What a whole number is worth that is written in digits, with commas or without, or as one of :data:`SPELLED`.

    >>> whole_number("1,030"), whole_number("Twenty-two")
    (1030, 22)

    Raises:
        ValueError: if it is neither.
    """
    word = written.lower()
    return SPELLED[word] if word in SPELLED else int(written.replace(",", ""))


def plain_digits(written: str) -> str:
    """The digits and the point of a number, without commas, letters, and what can't be seen between them.

    >>> plain_digits("1,030.5"), plain_digits("22nd")
    ('1030.5', '22')
    """
    return "".join(character for character in written if character.isdecimal() or character == ".")


def _leading_digits(reading: Reading, words: Ints) -> tuple[Ints, Ints]:
    start, length = reading.words.start[words], reading.words.end[words] - reading.words.start[words]
    value, count = np.zeros(len(words), dtype=np.intp), np.zeros(len(words), dtype=np.intp)
    going = np.arange(len(words))
    for place in range(_MOST_DIGITS + 1):
        going = going[length[going] > place]
        digit = reading.folded[start[going] + place].astype(np.intp) - _ZERO
        going, digit = going[(digit >= 0) & (digit <= 9)], digit[(digit >= 0) & (digit <= 9)]
        if not len(going):
            break
        value[going] = 10 * value[going] + digit
        count[going] += 1
    return value, count


def _digit_words(reading: Reading) -> tuple[Ints, Ints, Ints]:
    """The words that begin with a plain digit, the worth of their digits, how many they are."""
    words = np.flatnonzero(reading.numeric)
    value, count = _leading_digits(reading, words)
    plain = count > 0
    return words[plain], value[plain], count[plain]


def _joints(reading: Reading, words: Ints, pure: Bools, digits: Ints) -> tuple[Bools, Bools]:
    """Whether a comma of thousands or a decimal point joins each word to the next; shape ``(words - 1,)``."""
    end = reading.words.end[words[:-1]]
    touching = pure[:-1] & (reading.words.start[words[1:]] == end + 1)
    mark = reading.folded[end]
    comma = touching & (mark == _COMMA) & (digits[:-1] <= _GROUP) & (digits[1:] == _GROUP)
    return comma, touching & (mark == _POINT)


def _values(value: Ints, digits: Ints, decimal: Bools, begins: Ints, ends: Ints) -> Floats:
    """What each number is worth, from its first to its last part."""
    if not len(begins):
        return np.zeros(0)
    group = np.repeat(np.arange(len(begins)), ends - begins + 1)
    units = ends - decimal[ends]  # the part just before the point
    place = np.clip(units[group] - np.arange(len(value)), 0, _MOST_PARTS)
    worth = np.where(decimal, value / 10.0**digits, value * 1000.0**place)
    total = np.add.reduceat(worth, begins)
    points = np.add.reduceat(decimal.astype(np.intp), begins)
    longest = np.maximum.reduceat(digits, begins)
    clear = (points == decimal[ends]) & (longest <= _MOST_DIGITS) & (units - begins < _MOST_PARTS)
    return np.asarray(np.where(clear, total, np.nan))
