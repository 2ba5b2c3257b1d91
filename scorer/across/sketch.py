"""Sketches: the little that is kept of each article to compare it with a hundred thousand others.

A sketch holds numbers only, about seventeen hundred bytes of them, and nothing that can be read back as text. Runs
of three words, and the words and numbers that tell what a text is about, are sampled by their own hashes, the
smallest of each text (Broder 1997): what two texts share is sampled in both or in neither, so that a share of
the samples is a share of the texts.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.document import Batch
from scorer.errors import InputError
from scorer.keys import Ints, Keys, KeyTable
from scorer.reading import Bools, Reading, word_keys
from scorer.span import Span
from scorer.topics import topics

Numbers = npt.NDArray[np.uint32]

HOLDS_BITS = 2048
"""Bits that say which terms a text holds, by their number modulo this."""

_VERSION = 1
_WORDS, _CREDIT, _TITLED, _RUN_REACH, _TERM_REACH, _HEAD = (
    1,
    2,
    3,
    4,
    5,
    10,
)  # places in the head, behind which the parts stand
_MIXER, _NEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_FULL = 1 << 32
_LENGTH_BITS, _LONGEST = 8, 255  # characters of a run or term; its start has the other 24 bits

_RUN = 3  # words
_TITLE = 16  # terms of a title, or of the beginning that stands in for it
_GIST = 24  # terms
_LEDE = 60  # terms in which those that tell what happened mostly stand
_NAMED, _HEADED, _LED = 3, 4, 2  # so many more halves a term weighs as a name, in the title, in the lede
_OFTEN = 5  # times, as which more often counts
_NUMBER_WEIGHT, _SHORTEST_NUMBER = 64, 2  # as a word that one text in fifty has; digits

# Two words that say that a text was first published elsewhere.
_CREDITS = """
    originally appeared, originally published, originally posted, originally ran, first appeared, republished from,
    republished with, reprinted from, reprinted with, reposted from, syndicated from, crossposted from
"""


class _Size(NamedTuple):
    """How many of a text's items are sampled: a share of them, but neither less nor more than so many."""

    least: int
    share: float
    most: int

    def of(self, counts: Ints) -> Ints:
        return np.clip((counts * self.share).astype(np.intp), self.least, self.most)


_RUNS = _Size(64, 1 / 12, 256)
_TERMS = _Size(72, 1 / 7, 256)


class Sketch(NamedTuple):
    """What is kept of one article: ``data`` is plain and the same on every machine, laid out as the properties say."""

    data: bytes

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """The sketch whose ``data`` was written down.

        Raises:
            InputError: if it is none, or one of another version.
        """
        whole = len(data) % 4 == 0 and len(data) >= 4 * _HEAD
        if not whole or cls(data).numbers[0] != _VERSION or cls(data).cuts()[-1] * 4 != len(data):
            raise InputError(f"{len(data)} bytes hold no sketch of version {_VERSION}; sketch the articles anew")
        return cls(data)

    @property
    def numbers(self) -> Numbers:
        """All of it, as 32-bit numbers."""
        return np.frombuffer(self.data, dtype="<u4")

    @property
    def words(self) -> int:
        """How many words the text has."""
        return int(self.numbers[_WORDS])

    @property
    def credits_another(self) -> bool:
        """Whether the text says that it was first published elsewhere."""
        return bool(self.numbers[_CREDIT])

    @property
    def is_titled(self) -> bool:
        """Whether the article has a title that says something."""
        return bool(self.numbers[_TITLED])

    @property
    def run_reach(self) -> int:
        """Every run of the text whose number is at most this is kept."""
        return int(self.numbers[_RUN_REACH])

    @property
    def term_reach(self) -> int:
        """Every term of the text whose number is at most this is kept."""
        return int(self.numbers[_TERM_REACH])

    @property
    def runs(self) -> Numbers:
        """Runs of three words, by number, with the place of the first such; shape ``(runs, 2)``."""
        return self._part(0).reshape(-1, 2)

    @property
    def terms(self) -> Numbers:
        """Words and numbers that tell what it is about, by number, with the first place; ``(terms, 2)``."""
        return self._part(1).reshape(-1, 2)

    @property
    def gist(self) -> Numbers:
        """The weightiest terms, by number, with their weight; shape ``(terms, 2)``."""
        return self._part(2).reshape(-1, 2)

    @property
    def title(self) -> Numbers:
        """Terms of the title, or of the text's beginning where there is none, ascending; shape ``(terms,)``."""
        return self._part(3)

    @property
    def holds(self) -> Numbers:
        """:data:`HOLDS_BITS` bits, those of the text's terms set; shape ``(64,)``."""
        return self._part(4)

    def cuts(self) -> list[int]:
        """Where each of the five parts begins, and where the last ends."""
        runs, terms, gist, title = self.numbers[_HEAD - 4 : _HEAD].tolist()
        ends = [_HEAD]
        for size in (2 * runs, 2 * terms, 2 * gist, title, HOLDS_BITS // 32):
            ends.append(ends[-1] + size)
        return ends

    def _part(self, index: int) -> Numbers:
        cuts = self.cuts()
        return self.numbers[cuts[index] : cuts[index + 1]]


def span_of(place: int) -> Span:
    """The span that a run's or a term's place stands for, in code points of the article's text."""
    start = place >> _LENGTH_BITS
    return Span(start, start + (place & _LONGEST))


def sketch_batch(batch: Batch) -> list[Sketch]:
    """The sketches of the articles of a batch, in order."""
    reading = batch.reading
    telling = _Telling.of(reading)
    headings = _Telling.of(batch.titles)
    titled = np.bincount(headings.text, minlength=len(reading)) > 0
    titles = telling.titles(headings, titled)
    kinds = telling.kinds()
    runs, terms = _runs(reading).sample(_RUNS), telling.sample(_TERMS)
    gist, bits = kinds.gist(titles), kinds.bits()
    credit = _credits(reading)
    return [
        _sketch(
            (words, credit[text], titled[text], runs.reach[text], terms.reach[text]),
            (runs.of(text), terms.of(text), gist.of(text), titles.of(text)),
            bits[text],
        )
        for text, words in enumerate(reading.words.counts.tolist())
    ]


def _sketch(head: tuple[int, ...], parts: tuple[Numbers, ...], holds: Numbers) -> Sketch:
    counts = [len(part) for part in parts]
    numbers = np.concatenate((np.array([_VERSION, *head, *counts], dtype=np.uint32), *map(np.ravel, parts), holds))
    return Sketch(numbers.astype("<u4").tobytes())


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of numbers, those of text ``d`` between ``bounds[d]`` and the next."""

    rows: Numbers
    bounds: Ints

    @property
    def text(self) -> Ints:
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def of(self, text: int) -> Numbers:
        return self.rows[self.bounds[text] : self.bounds[text + 1]]


@dataclass(frozen=True, slots=True)
class _Sample(_Rows):
    """Numbers and places of what is sampled; ``reach`` is the number up to which nothing was left out."""

    reach: Ints


@dataclass(frozen=True, slots=True)
class _Items:
    """Runs of ``length`` words by their ``first``, in order, with the number and the text of each."""

    reading: Reading
    first: Ints
    number: Numbers
    text: Ints
    length: int = 1

    def sample(self, size: _Size) -> _Sample:
        """The smallest numbers of each text, once each, with the place where each comes first."""
        counts = np.bincount(self.text, minlength=len(self.reading))
        wanted = size.of(counts)
        # Twice as many as wanted are sorted: enough, but for texts that say everything several times.
        reach = np.minimum(2 * wanted * _FULL // np.maximum(counts, 1), _FULL) - 1
        order, bounds = self._within(reach)
        if (poor := (np.diff(bounds) < wanted) & (reach < _FULL - 1)).any():
            reach[poor] = _FULL - 1
            order, bounds = self._within(reach)
        full = np.diff(bounds) >= wanted
        reach[full] = self.number[order[bounds[:-1][full] + wanted[full] - 1]]
        kept = order[_turns(self.text[order]) < wanted[self.text[order]]]
        rows = np.column_stack((self.number[kept], self._places(kept)))
        return _Sample(rows, np.searchsorted(self.text[kept], np.arange(len(self.reading) + 1)), reach)

    def _within(self, reach: Ints) -> tuple[Ints, Ints]:
        """The distinct items of each text whose number is at most so much, and where those of each text begin."""
        order = self.distinct(np.flatnonzero(self.number <= reach[self.text]))
        return order, np.searchsorted(self.text[order], np.arange(len(self.reading) + 1))

    def distinct(self, items: Ints) -> Ints:
        """The first of each kind among some items of each text, by text and number."""
        order = items[np.lexsort((self.number[items], self.text[items]))]  # which is stable
        return order[_changes(self.text[order], self.number[order])]

    def _places(self, items: Ints) -> Numbers:
        words, first = self.reading.words, self.first[items]
        start = self.reading.laid(words.start[first])
        size = np.minimum(self.reading.laid(words.end[first + self.length - 1] - 1) + 1 - start, _LONGEST)
        start = np.minimum(start - self.reading.original_start[self.text[items]], (_FULL >> _LENGTH_BITS) - 1)
        return np.asarray((start << _LENGTH_BITS) | size, dtype=np.uint32)


def _runs(reading: Reading) -> _Items:
    keys, text = reading.keys, reading.words.text
    first = np.arange(max(len(keys) - _RUN + 1, 0))
    first = first[text[first] == text[first + _RUN - 1]]
    runs = (keys[first] * _NEXT + keys[first + 1]) * _NEXT + keys[first + 2]
    return _Items(reading, first, _numbers(runs), text[first], _RUN)


def _numbers(keys: Keys) -> Numbers:
    mixed = keys * _MIXER
    mixed ^= mixed >> _HALF
    return ((mixed * _NEXT) >> _HALF).astype(np.uint32)


def _changes(*sorted_keys: npt.NDArray[np.generic]) -> Bools:
    """Whether each of some sorted items differs from the one before it."""
    changed = np.zeros(len(sorted_keys[0]), dtype=np.bool_)
    changed[:1] = True
    for keys in sorted_keys:
        changed[1:] |= keys[1:] != keys[:-1]
    return changed


def _turns(text: Ints) -> Ints:
    """How many items of the same text stand before each; ``text`` is in order."""
    return np.arange(len(text)) - np.searchsorted(text, text)


@dataclass(frozen=True, slots=True)
class _Telling(_Items):
    """The words and numbers that tell what some texts are about, in text order, and how much each does."""

    weight: Ints = field(kw_only=True)

    @classmethod
    def of(cls, reading: Reading) -> "_Telling":
        terms = topics().terms(reading)
        long = reading.words.end - reading.words.start >= _SHORTEST_NUMBER
        figures = np.flatnonzero(reading.numeric & long)
        place = np.concatenate((terms.place, figures))
        order = np.argsort(place, kind="stable")
        number = _numbers(np.concatenate((terms.id, reading.keys[figures])))[order]
        weight = np.concatenate((terms.weight, np.full(len(figures), _NUMBER_WEIGHT)))[order]
        return cls(reading, place[order], number, reading.words.text[place[order]], weight=weight)

    def titles(self, given: "_Telling", titled: Bools) -> _Rows:
        """What the titles say, or the beginning of a text whose title says nothing."""
        lead = ~titled[self.text] & (_turns(self.text) < _TITLE)
        text = np.concatenate((given.text, self.text[lead]))
        number = np.concatenate((given.number, self.number[lead]))
        order = np.lexsort((number, text))
        order = order[_changes(text[order], number[order])]
        order = order[_turns(text[order]) < _TITLE]
        return _Rows(number[order], np.searchsorted(text[order], np.arange(len(self.reading) + 1)))

    def kinds(self) -> "_Kinds":
        order = np.lexsort((self.number, self.text))
        return _Kinds(self, order, np.flatnonzero(_changes(self.text[order], self.number[order])))


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The different terms of each text: ``order`` sorts all by text and number, ``first`` is where each begins."""

    telling: _Telling
    order: Ints
    first: Ints

    def bits(self) -> Numbers:
        one = self.order[self.first]
        bits = np.zeros((len(self.telling.reading), HOLDS_BITS), dtype=np.bool_)
        bits[self.telling.text[one], self.telling.number[one] % HOLDS_BITS] = True
        return np.packbits(bits, axis=1, bitorder="little").view("<u4").astype(np.uint32, copy=False)

    def gist(self, titles: _Rows) -> _Rows:
        """The weightiest terms of each text: by rareness, how often they stand there, as what and where."""
        telling, one = self.telling, self.order[self.first]
        text, number = telling.text[one], telling.number[one]
        count = np.diff(self.first, append=len(self.order))
        named = np.add.reduceat(telling.reading.capitalised[telling.first[self.order]], self.first, dtype=np.intp)
        titled = np.isin(_tags(text, number), _tags(titles.text, titles.rows))
        halves = 2 + _NAMED * (2 * named >= count) + _HEADED * titled + _LED * (_turns(telling.text)[one] < _LEDE)
        weight = telling.weight[one] * halves * np.minimum(1 + count, _OFTEN)
        heaviest = np.lexsort((number, -weight, text))
        kept = np.sort(heaviest[_turns(text[heaviest]) < _GIST])
        rows = np.column_stack((number[kept], weight[kept])).astype(np.uint32)
        return _Rows(rows, np.searchsorted(text[kept], np.arange(len(telling.reading) + 1)))


def _tags(text: Ints, number: Numbers) -> Keys:
    """One number for a term of a text."""
    return (text.astype(np.uint64) << _HALF) | number


def _credits(reading: Reading) -> Bools:
    """Whether each text says that it was first published elsewhere; shape ``(texts,)``."""
    pairs = reading.keys[:-1] * _NEXT + reading.keys[1:]
    found = _credit_table().find(pairs) >= 0
    found &= reading.words.text[:-1] == reading.words.text[1:]
    return reading.words.tally(np.flatnonzero(found)) > 0


@cache
def _credit_table() -> KeyTable:
    words = word_keys(_CREDITS.replace(",", " ").split())
    return KeyTable(words[::2] * _NEXT + words[1::2])
