"""Tokens: what classifiers see of a passage, as 64-bit numbers for its words and for its shape.

Word tokens are one number a word (the word, the word with its neighbour, the word with the mark
behind it); unit tokens are one number a passage (how long it is, how it ends). No token holds more than that
number, so what a classifier has learnt can't be read back as text.
"""

from collections.abc import Callable
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from scorer.characters import DIGIT, LETTER, STOP, UPPER, has
from scorer.keys import Ints, Keys, as_indices
from scorer.reading import Bools, Ranges, Reading, word_keys

_PAIR = np.uint64(0xBF58476D1CE4E5B9)
_TRIO = np.uint64(0x94D049BB133111EB)
_MARK = np.uint64(0xC4CEB9FE1A85EC53)
_NAME = np.uint64(1)
_NUMBER = np.uint64(2)
_NOTHING = np.uint64(3)
_LENGTHS = np.array([1, 2, 3, 4, 6, 9, 13, 21, 36, 80])
_SHARES = np.array([0.001, 0.15, 0.35, 0.6, 0.9])
_MOST_COUNTED = 25  # words

# Small words, which hold a sentence together whatever it is about.
_SMALL_WORDS = """
    a about above across after again against all almost along already also although always am among an and another any
    are around as at away back be became because become been before behind being below best better between beyond both
    but by can cannot come could despite did do does done down due during each either else enough even ever every far
    few first for former from further get give given go had has have having he her here hers herself him himself his
    how however i if in including indeed instead into is it its itself just last later least less like made make many
    may me might mine more moreover most much must my myself near neither never next no nor not nothing now of off
    often on once one only onto or other others our ours out over own part per perhaps rather said same say says
    seem seen several shall she should since so some something still such take than that the their theirs them
    themselves then there therefore these they this those though through throughout thus to today together told too
    toward towards two under until up upon us very was we well were what when where whether which while who whom whose
    why will with within without would yet you your yours yourself
    can't couldn't didn't doesn't don't hadn't hasn't haven't he's i'd i'll i'm i've isn't it's let's she's shouldn't
    that's there's they're wasn't we're we've weren't what's who's won't wouldn't you're you've
"""
_SMALL_BITS = np.uint64(16)
_LAYOUT = np.array([ord(space) for space in " \n\t"], dtype=np.uint32)
_BEFORE_SENTENCE = np.array([ord(mark) for mark in '.!?:"“”\n…'], dtype=np.uint32)
_QUOTES = np.array([ord(quote) for quote in "“”„«»"], dtype=np.uint32)


class Units:
    """Passages of a reading, in order: lines, sentences, or its whole texts.

    ``ranges`` are their characters; ``cuts``, shape ``(units + 1,)``, the index of the first word of
    each and the count of words. ``known`` keeps, by name, what a classifier said of them for another to see,
    ``slots`` the places of their tokens in the weights, ``worths`` what a classifier found their words to weigh.
    """

    def __init__(self, reading: Reading, ranges: Ranges, cuts: Ints) -> None:
        self.reading, self.ranges, self.cuts = reading, ranges, cuts
        self.known: dict[str, object] = {}
        self.slots: dict[object, Ints] = {}
        self.worths: dict[object, npt.NDArray[np.int16]] = {}

    @classmethod
    def texts(cls, reading: Reading) -> "Units":
        """Each text of a reading as one unit."""
        count = len(reading)
        ranges = Ranges(reading.text_start[:-1], reading.text_start[1:] - 1, np.arange(count + 1))
        return cls(reading, ranges, reading.words.bounds)

    def __len__(self) -> int:
        return len(self.cuts) - 1

    @cached_property
    def counts(self) -> Ints:
        """Words of each unit."""
        return np.diff(self.cuts)

    @cached_property
    def of_word(self) -> Ints:
        """Which unit each word belongs to."""
        return np.repeat(np.arange(len(self)), self.counts)

    @cached_property
    def first(self) -> Bools:
        """Whether each word is the first of its unit."""
        return self._at(self.cuts[:-1][self.counts > 0])

    @cached_property
    def last(self) -> Bools:
        """Whether each word is the last of its unit."""
        return self._at(self.cuts[1:][self.counts > 0] - 1)

    @cached_property
    def plain(self) -> Keys:
        """The key of each word, with one key for all numbers and one for names: capitals inside a unit."""
        keys = np.where(self._inside, _NAME, self.reading.keys)
        return np.where(self.reading.numeric, _NUMBER, keys)

    @cached_property
    def numbered(self) -> Keys:
        """The key of each word, with one key for all numbers; capitals don't matter."""
        return np.where(self.reading.numeric, _NUMBER, self.reading.keys)

    @cached_property
    def running(self) -> Keys:
        """As :attr:`plain`, for units of several sentences: a capital that begins one of them makes no name."""
        names = np.flatnonzero(self._inside)
        names = names[~np.isin(self.behind[names - 1], _BEFORE_SENTENCE)]
        keys = self.numbered.copy()
        keys[names] = _NAME
        return keys

    @cached_property
    def _inside(self) -> Bools:
        """Whether each word has a capital and isn't the first of its unit."""
        return self.reading.capitalised & ~self.first

    @cached_property
    def frame(self) -> Keys:
        """The key of each word that is small; of any other its last three letters, or that it is a name or number."""
        keys = np.where((self.running == _NAME) | (self.running == _NUMBER), self.running, self.reading.endings * _TRIO)
        return np.where(_is_small(self.reading.keys), self.reading.keys, keys)

    @cached_property
    def mark_behind(self) -> npt.NDArray[np.uint32]:
        """The mark behind each word: as :attr:`behind`, but a space for any layout, and one sort of quotation mark."""
        marks = self.behind.copy()
        others = np.flatnonzero(marks != ord(" "))
        mark = marks[others]
        mark[np.isin(mark, _LAYOUT)] = ord(" ")
        mark[np.isin(mark, _QUOTES)] = ord('"')
        marks[others] = mark
        return marks

    @cached_property
    def behind(self) -> npt.NDArray[np.uint32]:
        """The character behind each word, folded."""
        return self._codes(self.reading.words.end)

    @cached_property
    def before(self) -> npt.NDArray[np.uint32]:
        """The character before each word, folded."""
        return self._codes(self.reading.words.start - 1)

    def sums(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
        """Sum integers, one a word, by unit."""
        total = np.zeros(len(values) + 1, dtype=np.int64)
        np.cumsum(values, out=total[1:])
        return total[self.cuts[1:]] - total[self.cuts[:-1]]

    def _at(self, words: Ints) -> Bools:
        marks = np.zeros(len(self.reading.words), dtype=np.bool_)
        marks[words] = True
        return marks

    def _codes(self, places: Ints) -> npt.NDArray[np.uint32]:
        return self.reading.folded[places]  # place -1 is the line break that ends the last text, as before any other


WordTokens = Callable[[Units], tuple[Keys, Bools | None]]
"""Gives a number for each word, and which words count (``None``: all)."""
UnitTokens = Callable[..., Keys]
"""Gives a number for each unit, of whichever sort of :class:`Units` its classifier judges."""


def words(units: Units) -> tuple[Keys, None]:
    """Each word itself."""
    return units.reading.keys, None


def plain_words(units: Units) -> tuple[Keys, None]:
    """Each word, names and numbers without their own letters."""
    return units.plain, None


def pairs(units: Units) -> tuple[Keys, Bools]:
    """Each word with the next."""
    return _with_next(units.reading.keys), ~units.last


def plain_pairs(units: Units) -> tuple[Keys, Bools]:
    """The same of plain words."""
    return _with_next(units.plain), ~units.last


def marks_behind(units: Units) -> tuple[Keys, Bools]:
    """Each plain word with the mark behind it, where that isn't a space."""
    return units.plain * _MARK + units.behind.astype(np.uint64), units.behind != ord(" ")


def numbered_words(units: Units) -> tuple[Keys, None]:
    """Each word, numbers without their digits; blind to capitals."""
    return units.numbered, None


def numbered_pairs(units: Units) -> tuple[Keys, Bools]:
    """Each of these with the next."""
    return _with_next(units.numbered), ~units.last


def numbered_marks(units: Units) -> tuple[Keys, Bools]:
    """Each of these with the mark behind it, where that isn't a space."""
    return units.numbered * _MARK + units.behind.astype(np.uint64), units.behind != ord(" ")


def marks(units: Units) -> tuple[Keys, Bools]:
    """The mark behind each word, where that isn't a space."""
    return units.behind.astype(np.uint64), units.behind != ord(" ")


def running_words(units: Units) -> tuple[Keys, None]:
    """Each word of running text, names and numbers without their own letters."""
    return units.running, None


def running_marks(units: Units) -> tuple[Keys, Bools]:
    """Each of these with the mark behind it, blind to layout and to the shape of quotation marks."""
    return units.running * _MARK + units.mark_behind.astype(np.uint64), units.mark_behind != ord(" ")


def frames(units: Units) -> tuple[Keys, None]:
    """Each small word, and the ending of any other."""
    return units.frame, None


def frame_pairs(units: Units) -> tuple[Keys, Bools]:
    """Each of these with the next."""
    return _with_next(units.frame), ~units.last


def openings(units: Units) -> tuple[Keys, Bools]:
    """The first word of each unit."""
    return units.reading.keys, units.first


def endings(units: Units) -> tuple[Keys, Bools]:
    """The last word of each unit."""
    return units.reading.keys, units.last


def length(units: Units) -> Keys:
    """How many words, in steps."""
    return np.searchsorted(_LENGTHS, units.counts, "right").astype(np.uint64)


def count(units: Units) -> Keys:
    """How many words, one by one."""
    return np.minimum(units.counts, _MOST_COUNTED).astype(np.uint64)


def opening_number(units: Units) -> Keys:
    """Whether it begins with a number."""
    return (units.sums(units.first & units.reading.numeric)).astype(np.uint64)


def bounds(units: Units) -> Keys:
    """The first and the last character, letters and digits by kind."""
    reading, start = units.reading, units.ranges.start
    end = np.maximum(units.ranges.end - 1, start)
    return _sort(reading, start) * _PAIR + _sort(reading, end)


def capitals(units: Units) -> Keys:
    """The share of words with a capital, in steps, with the length."""
    return _share(units, units.reading.capitalised)


def numbers(units: Units) -> Keys:
    """The share of numbers, in steps, with the length."""
    return _share(units, units.reading.numeric)


def same_words(units: Units) -> Keys:
    """All its words at once, in any order."""
    total = np.zeros(len(units.reading.keys) + 1, dtype=np.uint64)
    np.cumsum(units.reading.keys, out=total[1:])
    return total[units.cuts[1:]] - total[units.cuts[:-1]]


def _is_small(keys: Keys) -> Bools:
    """Whether each word is a small one; a stray one in a few hundred others is taken for one, always the same."""
    return np.asarray(_small_table()[_small_slots(keys)])


@cache
def _small_table() -> Bools:
    table = np.zeros(1 << int(_SMALL_BITS), dtype=np.bool_)
    table[_small_slots(word_keys(_SMALL_WORDS.split()))] = True
    return table


def _small_slots(keys: Keys) -> Ints:
    return as_indices((keys * _PAIR) >> (np.uint64(64) - _SMALL_BITS))


def _share(units: Units, words: Bools) -> Keys:
    share = units.sums(words) / np.maximum(units.counts, 1)
    return np.searchsorted(_SHARES, share, "right").astype(np.uint64) * _PAIR + length(units)


def _sort(reading: Reading, places: Ints) -> Keys:
    """A number for the kind of a letter or digit, or for the very character of any other."""
    kind = reading.kind[np.clip(places, 0, len(reading.kind) - 1)]
    codes = reading.folded[np.clip(places, 0, len(reading.kind) - 1)].astype(np.uint64)
    plain = has(kind, LETTER | DIGIT)
    return np.where(plain, (kind & (LETTER | DIGIT | UPPER | STOP)).astype(np.uint64), codes << np.uint64(8))


def _with_next(keys: Keys) -> Keys:
    """Each number joined with that of the next word; the last one with nothing."""
    return keys * _PAIR + np.append(keys, _NOTHING)[1:]
