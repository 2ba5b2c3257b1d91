"""Lexicons: phrases and words that signals and measures declare, all looked up in one pass.

A :class:`Lexicon` holds phrases whose places are wanted; a :class:`WordList` holds single words
that are only counted. A :class:`Phrasebook` gathers every lexicon and word list in use and finds
them in a whole batch at once: words become numbers, the first three numbers of each phrase are
looked up in one table, and only where they are found is the rest of the phrase compared.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.characters import NEWLINE, SPACE, has
from scorer.keys import Ints, Keys, KeyTable
from scorer.reading import Bools, Floats, Reading, word_keys

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WIDEST_GAP = 4  # characters between two words of one phrase
_HEAD = 3  # words by which phrases are looked up
_PAIRS = 1 << 18  # places in the table of the first two words of each phrase
_ALONE, _BEGINS = 1, 2  # what a word may be: a phrase of its own; the first word of a longer one
_SPACE, _HYPHEN = ord(" "), ord("-")


class Lexicon:
    """Phrases to look for, whatever their case, spacing or accents.

    White space, one line break or a hyphen may part the words of a phrase; punctuation may not.
    In a phrase, ``a|b`` stands for either word, and a word ending in ``?`` may be absent:
    ``"some? experts|analysts have? said"`` is eight phrases. ``_`` joins words within an
    alternative: ``"it_is|it's believed"``. A finding is the longest phrase at a place.
    """

    def __init__(self, *groups: Iterable[str]) -> None:
        self.phrases = tuple(sorted({words for group in groups for entry in group for words in _expand(entry)}))

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, ...]]) -> "Lexicon":
        """A lexicon of phrases that are given as their words, in which no character has a meaning of its own."""
        lexicon = cls()
        lexicon.phrases = tuple(sorted(set(phrases)))
        return lexicon


class WordList:
    """Single words to be counted, not placed."""

    def __init__(self, words: str) -> None:
        self.words = tuple(sorted({word.lower() for word in words.split()}))


class Hits(NamedTuple):
    """Where phrases of one lexicon stand: indices of their first and last words, by text."""

    first: Ints
    last: Ints
    bounds: Ints


class Phrasebook:
    """Every lexicon and word list in use, compiled."""

    def __init__(self, lexicons: Iterable[Lexicon], word_lists: Iterable[WordList] = ()) -> None:
        self.lexicons = tuple(dict.fromkeys(lexicons))
        self.word_lists = tuple(dict.fromkeys(word_lists))
        entries = [(words, index) for index, lexicon in enumerate(self.lexicons) for words in lexicon.phrases]
        vocabulary = sorted(
            {word for words, _ in entries for word in words}.union(*(words.words for words in self.word_lists))
        )
        keys, numbers = np.unique(word_keys(vocabulary), return_inverse=True)  # "ou" and "où" are one word here
        self._words, self._size = KeyTable(keys), len(keys) + 1
        number = dict(zip(vocabulary, (numbers + 1).tolist(), strict=True))
        self._listed = self._list_bits(number)
        self._compile(number, entries)

    def _list_bits(self, number: Mapping[str, int]) -> npt.NDArray[np.bool_]:
        """Which word lists hold each word; none holds unknown words, which have the number 0."""
        listed = np.zeros((len(self.word_lists), self._size), dtype=np.bool_)
        for row, word_list in enumerate(self.word_lists):
            listed[row, [number[word] for word in word_list.words]] = True
        return listed

    @cached_property
    def sorts(self) -> "Sorts":
        """The sorts of words: those of one sort are in the same lists."""
        inside = np.flatnonzero(self._listed.any(axis=0))
        listed, sorts = np.unique(self._listed[:, inside], axis=1, return_inverse=True)
        of_word = np.zeros(self._listed.shape[1], dtype=np.intp)
        of_word[inside] = sorts.ravel() + 1
        lists, listed_sorts = np.nonzero(listed)
        cuts = np.searchsorted(lists, np.arange(len(listed) + 1))
        return Sorts(of_word, listed_sorts + 1, cuts, listed.shape[1] + 1)

    def _compile(self, number: Mapping[str, int], entries: list[tuple[tuple[str, ...], int]]) -> None:
        """Lay phrases out as rows of word numbers, sorted by their heads; 0 fills them up."""
        length = np.array([len(words) for words, _ in entries], dtype=np.intp)
        phrase = np.zeros((len(entries), max(_HEAD, length.max(initial=0))), dtype=np.intp)
        for row, (words, _) in enumerate(entries):
            phrase[row, : len(words)] = [number[word] for word in words]
        heads = _head_keys(self._size, *phrase[:, :_HEAD].T)
        order = np.argsort(heads, kind="stable")
        distinct, start = np.unique(heads[order], return_index=True)
        table = KeyTable(distinct)
        of_one = np.full(self._size, -1)
        of_one[phrase[length == 1, 0]] = table.find(heads[length == 1])
        part = (of_one >= 0).astype(np.uint8) * np.uint8(_ALONE)
        part[phrase[length > 1, 0]] |= _BEGINS
        paired = np.zeros(_PAIRS, dtype=np.bool_)
        paired[_pair(self._size, *phrase[length > 1, :2].T)] = True
        owner = np.array([owner for _, owner in entries], dtype=np.intp)[order]
        self._heads = Heads(table, np.append(start, len(entries)), part, of_one, paired)
        self._phrases = Phrases(phrase[order], length[order], owner, len(self.lexicons))

    def search(self, reading: Reading) -> "Matches":
        """Find everything in ``reading``."""
        numbers = self._words.find(reading.keys)
        numbers += 1
        return Matches(self, reading, numbers, self._listed, _found(numbers, reading, self._heads, self._phrases))


class Heads(NamedTuple):
    """The first words of phrases, by the numbers of the words.

    ``table`` has one key for each three of them, see :func:`_head_keys`; the phrases of the third are
    ``start[2]:start[3]``. ``part`` tells what each word may be, ``of_one`` the head that it makes alone, -1 for none;
    ``paired`` which two may follow one another, see :func:`_pair`.
    """

    table: KeyTable
    start: Ints
    part: npt.NDArray[np.uint8]
    of_one: Ints
    paired: Bools


class Phrases(NamedTuple):
    """Phrases as rows of word numbers, ordered by their heads: how many words each has, and whose it is."""

    words: Ints
    length: Ints
    owner: Ints
    owners: int


class Sorts(NamedTuple):
    """The sort of each word, 0 for those in no list; the sorts in each list, one list's after another's, and its cuts.

    ``number`` is how many sorts there are.
    """

    of_word: Ints
    listed: Ints
    cuts: Ints
    number: int


class Places(NamedTuple):
    """Where phrases stand: indices of their first and last words, by lexicon and text; how many each has of each."""

    first: Ints
    last: Ints
    counts: Ints


def _found(numbers: Ints, reading: Reading, heads: Heads, phrases: Phrases) -> Places:
    """The places of all phrases; ``numbers`` are those of the words."""
    part = heads.part[numbers]
    single, pairs = np.flatnonzero(part & _ALONE), np.flatnonzero(part[:-1] & _BEGINS)
    pairs = pairs[heads.paired[_pair(len(heads.of_one), numbers[pairs], numbers[pairs + 1])]]
    pairs = pairs[_adjoins(reading, pairs + 1)]
    trios = pairs[(numbers.take(pairs + 2, mode="clip") > 0) & (pairs + 2 < len(numbers))]
    trios = trios[_adjoins(reading, trios + 2)]
    parts = (
        _candidates(heads, single, heads.of_one[numbers[single]]),
        _candidates(heads, *_headed(heads, numbers, pairs, _HEAD - 1)),
        _whole(numbers, reading, phrases, _candidates(heads, *_headed(heads, numbers, trios, _HEAD))),
    )
    first, row = (np.concatenate(part) for part in zip(*parts, strict=True))
    return _by_owner(first, row, reading.words.bounds, phrases)


def _head_keys(size: int, *words: Ints) -> Keys:
    """One number for the first words of each phrase; each of ``words``, below ``size``, has one of them for each."""
    first, *others = words
    keys = first.astype(np.uint64)
    for word in others:
        keys = keys * np.uint64(size) + word.astype(np.uint64)
    return keys


def _pair(size: int, first: Ints, second: Ints) -> Ints:
    """Where two words stand in the table of the first two of each phrase, some with others' words."""
    return (first * size + second) & (_PAIRS - 1)


def _headed(heads: Heads, numbers: Ints, first: Ints, words: int) -> tuple[Ints, Ints]:
    """Where some words are the head of a phrase: the first word of each and the number of the head."""
    filling = [np.zeros_like(first)] * (_HEAD - words)
    keys = _head_keys(len(heads.of_one), *(numbers[first + place] for place in range(words)), *filling)
    head = heads.table.find(keys)
    return first[head >= 0], head[head >= 0]


def _candidates(heads: Heads, first: Ints, head: Ints) -> tuple[Ints, Ints]:
    """Every phrase (a row) that begins as found at each place."""
    start = heads.start[head]
    count = heads.start[head + 1] - start
    ramp = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count), np.repeat(start, count) + ramp


def _whole(numbers: Ints, reading: Reading, phrases: Phrases, begun: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Those candidates whose every word is there, with nothing but space between; their heads are."""
    first, row = begun
    fits = first + phrases.length[row] <= len(numbers)
    first, row = first[fits], row[fits]
    for place in range(_HEAD, phrases.words.shape[1]):
        longer = np.flatnonzero(phrases.length[row] > place)
        if not len(longer):
            break
        at = first[longer] + place
        same = numbers[at] == phrases.words[row[longer], place]
        same[same] = _adjoins(reading, at[same])
        keep = np.ones(len(first), dtype=np.bool_)
        keep[longer] = same
        first, row = first[keep], row[keep]
    return first, row


def _by_owner(first: Ints, row: Ints, bounds: Ints, phrases: Phrases) -> Places:
    """The phrases found, by lexicon and in order, without those that overlap an earlier or longer one of theirs."""
    longest, size, texts = phrases.words.shape[1], int(bounds[-1]), len(bounds) - 1
    keys = np.sort((phrases.owner[row] * size + first) * longest + (longest - phrases.length[row]))
    place, length = keys // longest, longest - keys % longest  # place: among the words of all lexicons
    last = place + length - 1
    kept = _leftmost_longest(place, last)
    place, last = place[kept], last[kept]
    owner = place // max(size, 1)
    first, last = place - owner * size, last - owner * size
    text = np.searchsorted(bounds, first, "right") - 1
    counts = np.bincount(owner * texts + text, minlength=phrases.owners * texts)
    return Places(first, last, counts.reshape(phrases.owners, texts))


def _adjoins(reading: Reading, at: Ints) -> Bools:
    """Whether only a little white space or a hyphen parts each word from the one before."""
    end, start = reading.words.end[at - 1], reading.words.start[at]
    good: Bools = (start - end == 1) & (reading.folded[end] == _SPACE)
    others = np.flatnonzero(~good)
    if len(others):
        good[others] = _adjoins_otherwise(reading, at[others], end[others], start[others])
    return good


def _adjoins_otherwise(reading: Reading, at: Ints, end: Ints, start: Ints) -> Bools:
    """The same of what lies between ``end`` and ``start``, whatever it is."""
    good: Bools = start - end <= _WIDEST_GAP
    breaks = np.zeros(len(at), dtype=np.int8)
    for step in range(_WIDEST_GAP):
        within = end + step < start
        place = np.minimum(end + step, start)
        kind = reading.kind[place]
        good &= ~within | has(kind, SPACE) | (reading.folded[place] == _HYPHEN)
        breaks += within & has(kind, NEWLINE)
    bounds = reading.words.bounds
    same_text = np.searchsorted(bounds, at, "right") == np.searchsorted(bounds, at - 1, "right")
    good &= (breaks < 2) & same_text
    return good


def _leftmost_longest(first: Ints, last: Ints) -> Bools:
    """Which runs, sorted by their first, the longest first, overlap none that is kept before them."""
    kept = np.ones(len(first), dtype=np.bool_)
    kept[1:] = first[1:] > np.maximum.accumulate(last)[:-1]  # these overlap none at all before them
    clear = np.flatnonzero(kept)
    ends = np.append(clear[1:], len(first))
    crowded = ends - clear > 1
    for start, end in zip(clear[crowded].tolist(), ends[crowded].tolist(), strict=True):
        reach = last.item(start)
        for run in range(start + 1, end):
            if first.item(run) > reach:
                kept[run], reach = True, last.item(run)
    return kept


class Matches:
    """What a phrasebook found in a reading."""

    def __init__(
        self, book: Phrasebook, reading: Reading, numbers: Ints, listed: npt.NDArray[np.bool_], places: Places
    ) -> None:
        self._book, self._reading, self._numbers, self._places = book, reading, numbers, places
        self._rows = {lexicon: row for row, lexicon in enumerate(book.lexicons)}
        self._hits: dict[Lexicon, Hits] = {}
        self._listed = dict(zip(book.word_lists, listed, strict=True))
        self._marked: dict[WordList, Bools] = {}
        self._bounds = np.concatenate(([0], np.cumsum(places.counts)))
        self._starts = [0, *np.cumsum(places.counts.sum(axis=1)).tolist()]  # of each lexicon's

    def hits(self, lexicon: Lexicon) -> Hits:
        """Where the phrases of ``lexicon`` stand."""
        if lexicon not in self._hits:
            row, texts = self._rows[lexicon], len(self._reading)
            start, end = self._starts[row : row + 2]
            bounds = self._bounds[row * texts : (row + 1) * texts + 1] - start
            self._hits[lexicon] = Hits(self._places.first[start:end], self._places.last[start:end], bounds)
        return self._hits[lexicon]

    def counts(self, lexicon: Lexicon) -> Ints:
        """How many phrases of ``lexicon`` each text holds; shape ``(texts,)``."""
        counts: Ints = self._places.counts[self._rows[lexicon]]
        return counts

    def marked(self, words: WordList) -> Bools:
        """Whether each word of the batch is in the list; shape ``(words,)``."""
        if words not in self._marked:
            self._marked[words] = self._listed[words][self._numbers]
        return self._marked[words]

    def listed(self, words: WordList, at: Ints | slice) -> Bools:
        """The same of some words only, given by their indices."""
        return np.asarray(self._listed[words][self._numbers[at]])

    def is_listed(self, words: WordList, at: int) -> bool:
        """The same of one word."""
        listed: bool = self._listed[words].item(self._numbers.item(at))
        return listed

    def listed_counts(self, words: WordList) -> Floats:
        """How many words of each text are in the list; shape ``(texts,)``."""
        return self._reading.words.sums(self.marked(words))

    def listed_sums(self, kept: Bools) -> dict[WordList, Floats]:
        """How many of the ``kept`` words of each text are in each of all lists; each of the shape ``(texts,)``."""
        sums = _sums_listed(self._numbers, kept, self._reading.words.bounds, self._book.sorts)
        return dict(zip(self._book.word_lists, sums, strict=True))


def _sums_listed(numbers: Ints, kept: Bools, bounds: Ints, sorts: Sorts) -> Floats:
    """How many of the words ``kept`` of each text, between its ``bounds``, each list has; shape ``(lists, texts)``."""
    sort = sorts.of_word[numbers]
    places = np.flatnonzero(kept & (sort > 0))
    texts = len(bounds) - 1
    text = np.repeat(np.arange(texts), np.diff(np.searchsorted(places, bounds)))
    counts = np.bincount(sort[places] * texts + text, minlength=sorts.number * texts).reshape(sorts.number, texts)
    sums = np.zeros((len(sorts.cuts) - 1, texts))
    filled = np.diff(sorts.cuts) > 0
    # A product of matrices would do, but is shared out among threads, which takes longer than to work it out.
    sums[filled] = np.add.reduceat(counts[sorts.listed], sorts.cuts[:-1][filled], axis=0)
    return sums


def _expand(entry: str) -> Iterator[tuple[str, ...]]:
    """The phrases that one entry stands for, each as its words.

    Raises:
        ValueError: if a phrase has no words, or more than its author wrote.
    """
    choices = []
    for part in entry.lower().replace("’", "'").split():
        optional = part.endswith("?")
        words = [tuple(_WORD.findall(choice.replace("_", " "))) for choice in part.rstrip("?").split("|")]
        if not all(words):
            raise ValueError(f"no word in {part!r} of lexicon entry {entry!r}")
        choices.append([*words, ()] if optional else words)
    for parts in product(*choices):
        phrase = tuple(word for part in parts for word in part)
        if not phrase:
            raise ValueError(f"lexicon entry {entry!r} may be empty")
        yield phrase
