"""Reading: a batch of texts read once into arrays of words, lines and sentences.

All texts are laid end to end as code points and every question is asked of the whole batch at
once, which is what makes reading fast without a compiled core. Positions inside a
:class:`Reading` count folded code points of the whole batch (invisible characters are left out);
:meth:`Reading.original` turns them into positions in one text as given.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from scorer.characters import (
    APOSTROPHE,
    DIGIT,
    INVISIBLE,
    LETTER,
    LOOKALIKES,
    NEWLINE,
    SPACE,
    STOP,
    UPPER,
    classify,
    has,
)
from scorer.keys import Ints, Keys, KeyTable

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]
Number = TypeVar("Number", bound=np.generic)

# A word's key is a polynomial in a fixed odd base, of scrambled letters, modulo 2**64.
_BASE = 0x9E3779B97F4A7C15
_BASE_INVERSE = pow(_BASE, -1, 1 << 64)
_SCRAMBLE = np.uint64(0xD6E8FEB86659FD93)
_FOLD_SHIFT = np.uint64(32)
_HASHED_AT_ONCE = 1 << 13  # words

_ENDING = 3  # letters
_LETTER_BITS = np.uint64(21)

_S, _APOSTROPHE = ord("s"), ord("'")
_QUOTES = np.array([ord(c) for c in '"“”'], dtype=np.uint32)
_CLOSERS = np.array([ord(c) for c in "\"'”’»)]}*_"], dtype=np.uint32)
_NO_CLOSER = LETTER | DIGIT | SPACE | STOP
_MOST_CLOSERS = 3
_TRIM_STEPS = 40  # lines and sentences rarely start with more spaces

# After these a full stop doesn't end a sentence, when a name or number follows.
_ABBREVIATIONS = """
    mr mrs ms messrs dr prof profs rev hon st sr jr gen gens col lt capt sgt maj cmdr adm gov govs sen sens rep reps
    pres supt
    jan feb mar apr aug sept sep oct nov dec mon tue wed thu fri
    vs etc inc ltd co corp no nos vol fig approx dept est al ca cf eg ie viz
    ave blvd rd mt ft
"""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Half-open ranges in the batch, in order, none overlapping; ``bounds`` cuts them by text.

    Those of text ``d`` are ``start[bounds[d]:bounds[d + 1]]`` and the same of ``end``.
    """

    start: Ints
    end: Ints
    bounds: Ints

    def __len__(self) -> int:
        return len(self.start)

    @property
    def counts(self) -> Ints:
        """How many ranges each text has; shape ``(texts,)``."""
        return np.diff(self.bounds)

    @property
    def text(self) -> Ints:
        """Which text each range belongs to; shape ``(ranges,)``."""
        return np.repeat(np.arange(len(self.bounds) - 1), self.counts)

    def tally(self, places: Ints) -> Ints:
        """How many of the ranges at ``places``, in any order, each text has; shape ``(texts,)``."""
        return np.bincount(np.searchsorted(self.bounds, places, "right") - 1, minlength=len(self.bounds) - 1)

    def sums(self, values: npt.NDArray[np.generic]) -> Floats:
        """Sum ``values`` (one a range) by text; shape ``(texts,)``."""
        start = self.bounds[:-1]
        full = self.bounds[1:] > start
        total = np.zeros(len(start))
        if len(values):
            exact = np.promote_types(values.dtype, np.intp)  # whole numbers are summed as such, which is faster
            total[full] = np.add.reduceat(values, start[full], dtype=exact)
        return total


class Reading:
    """A batch of texts, read. Nothing here changes once it is made."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        kind, folded, self.odd = classify(self.codes)
        self._others = self.odd
        lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
        starts = np.concatenate(([0], np.cumsum(lengths + 1)))  # a line break after each text
        hidden = has(kind[self.odd], INVISIBLE)
        if not hidden.any():
            self.origin: Ints | None = None
            self.text_start = starts
        else:
            self._hidden, seen = self.odd[hidden], self.odd[~hidden]
            self.origin = _without(np.arange(len(kind)), self._hidden)
            kind, folded = _without(kind, self._hidden), _without(folded, self._hidden)
            self.text_start = starts - np.searchsorted(self._hidden, starts)
            self._others = seen - np.searchsorted(self._hidden, seen)
        self.original_start = starts
        self.kind, self.folded = kind, folded
        self.words = self._find_words()
        self._unmask_lookalikes()
        self.keys = self._hash_words()

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def codes(self) -> Codes:
        """The code points of all texts as given, a line break behind each."""
        joined = "".join(f"{text}\n" for text in self.texts) or "\n"
        return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)

    def only(self, kept: Bools) -> "Reading":
        """The same texts as if they held only some of the words; ``kept`` has the shape ``(words,)``."""
        other, words = copy(self), np.flatnonzero(kept)
        start = self.words.start[words]
        other.words = Ranges(start, self.words.end[words], np.searchsorted(words, self.words.bounds))
        for name in ("keys", "capitalised", "numeric", "endings"):
            setattr(other, name, getattr(self, name)[words])
        return other

    def original(self, text: int, position: int) -> int:
        """The place in ``texts[text]`` of a position in the batch."""
        if self.origin is not None:
            position = self.origin.item(position)
        start: int = self.original_start.item(text)
        return position - start

    def laid(self, positions: Ints) -> Ints:
        """The places in ``codes``, invisible characters counted, of positions in the batch."""
        return positions if self.origin is None else self.origin[positions]

    def given(self, ranges: Ranges) -> tuple[Ints, Ints]:
        """Where ranges start and end in their texts as given; each of the shape ``(ranges,)``."""
        text_start = np.repeat(self.original_start[:-1], ranges.counts)
        return self.laid(ranges.start) - text_start, self.laid(ranges.end - 1) + 1 - text_start

    def places(self, text: Ints, originals: Ints) -> Ints:
        """The positions in the batch of places in its texts; for an invisible character, the next visible one's."""
        positions = originals + self.original_start[text]
        return positions if self.origin is None else positions - np.searchsorted(self._hidden, positions)

    def part(self, texts: Ints) -> "Reading":
        """Some of the texts, by their indices and in that order, without reading them again."""
        part = Reading.__new__(Reading)
        part.texts = [self.texts[text] for text in texts.tolist()]
        part.text_start = _laid_anew(self.text_start, texts)
        part.original_start = _laid_anew(self.original_start, texts)
        part.origin = None
        if self.origin is not None:
            shift = np.repeat(part.original_start[:-1] - self.original_start[texts], np.diff(part.text_start))
            part.origin = _between(self.origin, self.text_start, texts) + shift
        part.kind = _between(self.kind, self.text_start, texts)
        part.folded = _between(self.folded, self.text_start, texts)
        part.words = self._part_of(self.words, texts, part.text_start)
        for name in {"lines", "sentences"}.intersection(self.__dict__):
            setattr(part, name, self._part_of(getattr(self, name), texts, part.text_start))
        part.keys = _between(self.keys, self.words.bounds, texts)
        return part

    def _part_of(self, ranges: Ranges, texts: Ints, text_start: Ints) -> Ranges:
        """The ranges of some texts, where these are laid to start elsewhere."""
        bounds = _laid_anew(ranges.bounds, texts)
        shift = np.repeat(text_start[:-1] - self.text_start[texts], np.diff(bounds))
        start, end = (_between(edges, ranges.bounds, texts) for edges in (ranges.start, ranges.end))
        return Ranges(start + shift, end + shift, bounds)

    def folded_word(self, index: int) -> str:
        """One word of the batch as it is compared: small plain letters."""
        codes = self.folded[self.words.start[index] : self.words.end[index]]
        return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")

    @cached_property
    def odd(self) -> Ints:
        """Where in ``codes`` all but plain letters and spaces are: few, so that others can be looked for among them."""
        return classify(self.codes)[-1]

    @cached_property
    def _hidden(self) -> Ints:
        """Where in ``codes`` invisible characters are: few."""
        return np.flatnonzero(has(classify(self.codes)[0], INVISIBLE))

    @cached_property
    def _others(self) -> Ints:
        """The same as positions in the batch; more where part of another is read."""
        return np.flatnonzero(self.kind != LETTER)

    @cached_property
    def _other_kinds(self) -> npt.NDArray[np.uint8]:
        return self.kind[self._others]

    def having(self, flags: int) -> Ints:
        """Where characters are that have one of some flags, none of them a letter's or a space's."""
        return self._others[has(self._other_kinds, flags)]

    def signs(self) -> Ints:
        """Where characters are that are no letters, digits, spaces or apostrophes: punctuation above all."""
        return self._others[~has(self._other_kinds, ~STOP & 0xFF)]

    def _bounds(self, starts: Ints) -> Ints:
        return np.searchsorted(starts, self.text_start)

    def _find_words(self) -> Ranges:
        """Runs of letters and digits; an apostrophe between letters belongs to its word."""
        inside = has(self.kind, LETTER | DIGIT)
        joints = self.having(APOSTROPHE)
        if len(joints):
            joints = joints[(joints > 0) & (joints < len(inside) - 1)]
            inside[joints[inside[joints - 1] & has(self.kind[joints + 1], LETTER)]] = True
        edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
        return Ranges(edges[::2], edges[1::2], self._bounds(edges[::2]))

    def _unmask_lookalikes(self) -> None:
        """Read look-alike letters as Latin ones in words that mix the two."""
        beyond = np.flatnonzero(self.folded >= _LOOKALIKE_CODES[0])
        foreign = beyond[np.isin(self.folded[beyond], _LOOKALIKE_CODES)]
        if not len(foreign):
            return
        word = np.minimum(np.searchsorted(self.words.end, foreign, "right"), len(self.words) - 1)
        foreign, word = foreign[self.words.start[word] <= foreign], word[self.words.start[word] <= foreign]
        masked = foreign[self._holds_latin(word)]
        self.folded[masked] = _LATIN_CODES[np.searchsorted(_LOOKALIKE_CODES, self.folded[masked])]

    def _holds_latin(self, words: Ints) -> Bools:
        """Whether each of some words, in order, has a letter of a to z."""
        distinct, which = np.unique(words, return_inverse=True)
        start, length = self.words.start[distinct], self.words.end[distinct] - self.words.start[distinct]
        first = np.cumsum(length) - length
        letters = self.folded[np.arange(length.sum()) + np.repeat(start - first, length)]
        latin = (letters >= ord("a")) & (letters <= ord("z"))
        return np.logical_or.reduceat(latin, first)[which] if len(first) else np.zeros(0, dtype=np.bool_)

    def _hash_words(self) -> Keys:
        """The key of each word, some thousand words at a time: so many letters stay in the processor's cache."""
        count = len(self.words)
        keys = np.empty(count, dtype=np.uint64)
        for first in range(0, count, _HASHED_AT_ONCE):
            keys[first : first + _HASHED_AT_ONCE] = self._hashed(slice(first, min(first + _HASHED_AT_ONCE, count)))
        return keys

    def _hashed(self, words: slice) -> Keys:
        """Sums of the letters of some neighbouring words, as differences of running sums."""
        start, end = self.words.start[words], self.words.end[words]
        folded = self.folded[start[0] : end[-1]]
        power, inverse = _powers(len(folded).bit_length())
        total = np.zeros(len(folded) + 1, dtype=np.uint64)
        letters = total[1:]  # all in place, for the same reason
        np.add(folded, np.uint64(1), out=letters, dtype=np.uint64)
        letters *= _SCRAMBLE
        letters ^= letters >> _FOLD_SHIFT
        letters *= power[: len(letters)]
        np.cumsum(letters, out=letters)
        start, end = start - start[0], end - start[0]
        return np.asarray((total[end] - total[start]) * inverse[start])

    def possessive(self, words: Ints) -> Bools:
        """Whether each of some words ends in 's; shape as ``words``."""
        start, end = self.words.start[words], self.words.end[words]
        return np.asarray((self.folded[end - 1] == _S) & (self.folded[end - 2] == _APOSTROPHE) & (end - start > 2))

    def stems(self, words: Ints) -> Keys:
        """The keys of some words as they are without such an 's; shape as ``words``."""
        keys, cut = self.keys[words], np.flatnonzero(self.possessive(words))
        length = self.words.end[words[cut]] - self.words.start[words[cut]]
        power, _ = _powers(int(length.max(initial=1)).bit_length())
        keys[cut] -= _scrambled(_APOSTROPHE) * power[length - 2] + _scrambled(_S) * power[length - 1]
        return keys

    @cached_property
    def capitalised(self) -> Bools:
        """Whether each word begins with a capital; shape ``(words,)``."""
        return has(self.kind[self.words.start], UPPER)

    @cached_property
    def numeric(self) -> Bools:
        """Whether each word begins with a digit; shape ``(words,)``."""
        return has(self.kind[self.words.start], DIGIT)

    @cached_property
    def endings(self) -> Keys:
        """The last letters of each word, up to three, as one number; shape ``(words,)``."""
        end, length = self.words.end, self.words.end - self.words.start
        letters = self.folded[end - 1].astype(np.uint64)
        for place in range(2, _ENDING + 1):
            letters <<= _LETTER_BITS
            letters |= self.folded[end - place] * (length >= place)
        return letters

    def ended(self, ranges: Ranges) -> Bools:
        """Whether a full stop, question or exclamation mark ends each range, or stands just before its end."""
        behind = np.maximum(ranges.end[:, None] - np.arange(1, _MOST_CLOSERS + 1), ranges.start[:, None])
        return np.asarray(has(self.kind[behind], STOP).any(axis=1))

    @cached_property
    def quotes(self) -> Ints:
        """Where double quotation marks stand; shape ``(marks,)``."""
        others = self._others[self._other_kinds == 0]  # neither letter nor digit, space or stop
        quotes: Ints = others[np.isin(self.folded[others], _QUOTES)]
        return quotes

    @cached_property
    def lines(self) -> Ranges:
        """Lines that hold more than white space, trimmed. Any line break counts, as does U+2028."""
        breaks = self.having(NEWLINE)
        start = np.concatenate(([0], breaks + 1))
        end = np.concatenate((breaks, [len(self.kind)]))
        filled = start < end
        return self._trimmed(start[filled], end[filled])

    @cached_property
    def sentences(self) -> Ranges:
        """Sentences, trimmed; a line's end also ends a sentence."""
        stop, follows = self._sentence_ends()
        end = _merged(self.lines.end, stop)
        start = np.minimum(_merged(self.lines.start, follows), end)
        full = start < end
        return Ranges(start[full], end[full], self._bounds(start[full]))

    def _sentence_ends(self) -> tuple[Ints, Ints]:
        """Positions after a stop, and the quotes behind it, that a new sentence follows; and where that begins."""
        stops = self.having(STOP)
        after = stops + 1
        last = ~has(self._kinds(after), STOP)
        stops, after = stops[last], self._skip_closers(after[last])
        ends = has(self._kinds(after), SPACE)
        stops, after = stops[ends], after[ends]
        follows = self._skip_spaces(after)
        head = self._kinds(follows)
        starts_anew = has(head, UPPER) | ~has(head, LETTER)  # anything but a small letter
        ends = starts_anew & ~self._abbreviated(stops)
        return after[ends], follows[ends]

    def _skip_closers(self, at: Ints) -> Ints:
        """The positions after what may stand between a stop and the next sentence, quotation marks above all."""
        at, moving = at.copy(), np.flatnonzero(~has(self._kinds(at), _NO_CLOSER))
        for _ in range(_MOST_CLOSERS):
            moving = moving[np.isin(self.folded.take(at[moving], mode="clip"), _CLOSERS)]
            at[moving] += 1
        return at

    def _abbreviated(self, stops: Ints) -> Bools:
        """Whether a full stop closes an abbreviation or an initial."""
        if not len(self.words):
            return np.zeros(len(stops), dtype=np.bool_)
        word = np.searchsorted(self.words.end, stops)
        word = np.minimum(word, len(self.words) - 1)
        touches = (self.words.end[word] == stops) & (self.folded[stops] == ord("."))
        initial = (self.words.end[word] - self.words.start[word] == 1) & has(self.kind[self.words.start[word]], UPPER)
        short: Bools = touches & (initial | (_abbreviations().find(self.keys[word]) >= 0))
        return short

    def _kinds(self, at: Ints) -> npt.NDArray[np.uint8]:
        """The kinds of the characters at some positions; what lies behind the last is a line break like it."""
        return self.kind.take(at, mode="clip")

    def _skip_spaces(self, at: Ints) -> Ints:
        """The first position at or after each of ``at`` that isn't white space."""
        at, moving = at.copy(), np.arange(len(at))
        for _ in range(_TRIM_STEPS):
            moving = moving[has(self._kinds(at[moving]), SPACE) & (at[moving] < len(self.kind))]
            if not len(moving):
                return at
            at[moving] += 1
        solid = np.append(np.flatnonzero(~has(self.kind, SPACE)), len(self.kind))
        at[moving] = solid[np.searchsorted(solid, at[moving])]
        return at

    def _trimmed(self, start: Ints, end: Ints) -> Ranges:
        """Ranges without the white space at their ends; those of nothing else are dropped."""
        start = np.minimum(self._skip_spaces(start), end)
        full = start < end
        start, end = start[full], end[full]
        moving = np.arange(len(end))
        for _ in range(_TRIM_STEPS):
            moving = moving[has(self.kind[end[moving] - 1], SPACE)]
            if not len(moving):
                break
            end[moving] -= 1
        else:
            solid = np.flatnonzero(~has(self.kind, SPACE))
            end[moving] = solid[np.searchsorted(solid, end[moving]) - 1] + 1
        return Ranges(start, end, self._bounds(start))


def _merged(one: Ints, other: Ints) -> Ints:
    """Two ascending rows as one."""
    return np.sort(np.concatenate((one, other)), kind="stable")  # which merges what is in order already


def _without(values: npt.NDArray[Number], places: Ints) -> npt.NDArray[Number]:
    """Values without those at a few places, which are in order."""
    edges = pairwise((-1, *places.tolist(), len(values)))
    return np.concatenate([values[before + 1 : place] for before, place in edges])


def _laid_anew(bounds: Ints, texts: Ints) -> Ints:
    """The bounds of some texts that are laid end to end."""
    return np.concatenate(([0], np.cumsum(np.diff(bounds)[texts])))


def _between(values: npt.NDArray[Number], bounds: Ints, texts: Ints) -> npt.NDArray[Number]:
    """What lies between the bounds of some texts, end to end."""
    ends = zip(bounds[texts].tolist(), bounds[texts + 1].tolist(), strict=True)
    return np.concatenate([values[:0], *(values[start:end] for start, end in ends)])


def word_keys(words: Iterable[str]) -> Keys:
    """The keys of single words, in order; shape ``(words,)``.

    Raises:
        ValueError: if an entry isn't exactly one word to a :class:`Reading`.
    """
    entries = list(words)
    reading = Reading(entries)
    wrong = [entry for entry, count in zip(entries, reading.words.counts, strict=True) if count != 1]
    if wrong:
        raise ValueError(f"not single words: {wrong[:5]}")
    return reading.keys


_LOOKALIKE_CODES = np.array(sorted(map(ord, LOOKALIKES)), dtype=np.uint32)
_LATIN_CODES = np.array([ord(LOOKALIKES[chr(code)]) for code in _LOOKALIKE_CODES], dtype=np.uint32)


def _scrambled(letter: int) -> np.uint64:
    """What one letter counts for in a key, see :meth:`Reading._hashed`."""
    product = (letter + 1) * int(_SCRAMBLE) % (1 << 64)
    return np.uint64(product ^ product >> int(_FOLD_SHIFT))


@cache
def _powers(bits: int) -> tuple[Keys, Keys]:
    """Powers of the hash base and of its inverse, ``2**bits`` of each, kept for the next batch."""
    return _geometric(_BASE, 1 << bits), _geometric(_BASE_INVERSE, 1 << bits)


def _geometric(base: int, size: int) -> Keys:
    steps = np.full(size, base, dtype=np.uint64)
    steps[0] = 1
    return np.cumprod(steps)


@cache
def _abbreviations() -> KeyTable:
    return KeyTable(word_keys(_ABBREVIATIONS.split()))
