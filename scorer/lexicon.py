"""Lexicons: phrases and words that signals and measures declare, all looked up in one pass.

A :class:`Lexicon` holds phrases whose places are wanted; a :class:`WordList` holds single words
that are only counted. A :class:`Phrasebook` gathers every lexicon and word list in use and finds
them in a whole batch at once: words become numbers, the first three numbers of each phrase are
looked up in one table, and only where they are found is the rest of the phrase compared.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from scorer.characters import NEWLINE, SPACE, has
from scorer.keys import Ints, Keys, KeyTable
from scorer.reading import Bools, Floats, Reading, word_keys

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WIDEST_GAP = 4  # characters between two words of one phrase
_HEAD = 3  # words by which phrases are looked up
_HYPHEN = ord("-")


class Lexicon:
    """Phrases to look for, whatever their case, spacing or accents.

    White space, one line break or a hyphen may part the words of a phrase; punctuation may not.
    In a phrase, ``a|b`` stands for either word, and a word ending in ``?`` may be absent:
    ``"some? experts|analysts have? said"`` is eight phrases. ``_`` joins words within an
    alternative: ``"it_is|it's believed"``. A finding is the longest phrase at a place.
    """

    def __init__(self, *groups: Iterable[str]) -> None:
        self.phrases = tuple(sorted({words for group in groups for entry in group for words in _expand(entry)}))


class WordList:
    """Single words to be counted, not placed."""

    def __init__(self, words: str) -> None:
        self.words = tuple(sorted({word.lower() for word in words.split()}))


@dataclass(frozen=True, slots=True)
class Hits:
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
        self._words, self._unknown = KeyTable(keys), len(keys)
        number = dict(zip(vocabulary, numbers.tolist(), strict=True))
        self._listed = self._list_bits(number)
        self._compile(number, entries)

    def _list_bits(self, number: Mapping[str, int]) -> npt.NDArray[np.bool_]:
        """Which word lists hold each word; a last row of none stands for unknown words."""
        listed = np.zeros((len(self.word_lists), self._unknown + 1), dtype=np.bool_)
        for row, word_list in enumerate(self.word_lists):
            listed[row, [number[word] for word in word_list.words]] = True
        return listed

    def _compile(self, number: Mapping[str, int], entries: list[tuple[tuple[str, ...], int]]) -> None:
        """Lay phrases out as rows of word numbers, sorted by their heads; a number past the last fills them up."""
        length = np.array([len(words) for words, _ in entries], dtype=np.intp)
        phrase = np.full((len(entries), max(_HEAD, length.max(initial=0))), self._unknown)
        for row, (words, _) in enumerate(entries):
            phrase[row, : len(words)] = [number[word] for word in words]
        heads = self._head_keys(phrase)
        order = np.argsort(heads, kind="stable")
        self._phrase, self._length = phrase[order], length[order]
        self._owner = np.array([owner for _, owner in entries], dtype=np.intp)[order]
        distinct, self._head_start = np.unique(heads[order], return_index=True)
        self._head_end = np.append(self._head_start[1:], len(entries))
        self._heads = KeyTable(distinct)
        self._begins_phrase = np.zeros(self._unknown + 1, dtype=np.bool_)
        self._begins_phrase[phrase[:, 0]] = True

    def _head_keys(self, words: Ints) -> Keys:
        """One number for the first words of each row."""
        keys = np.zeros(len(words), dtype=np.uint64)
        for place in range(_HEAD):
            keys = keys * np.uint64(self._unknown + 1) + words[:, place].astype(np.uint64)
        return keys

    def search(self, reading: Reading) -> "Matches":
        """Find everything in ``reading``."""
        numbers = self._words.find(reading.keys)
        numbers = np.where(numbers < 0, self._unknown, numbers)
        hits = self._find_phrases(reading, numbers)
        return Matches(self, reading, numbers, self._listed, hits)

    def _find_phrases(self, reading: Reading, numbers: Ints) -> list[Hits]:
        first, row = self._candidates(*self._find_heads(numbers))
        first, row = self._whole(reading, numbers, first, row)
        return self._by_lexicon(reading, first, row)

    def _find_heads(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Where the heads of phrases stand, of all lengths: the first word of each and the number of the head."""
        known = np.flatnonzero(self._begins_phrase[numbers])
        ahead = np.append(numbers, [self._unknown] * _HEAD)
        words = np.column_stack([ahead[known + place] for place in range(_HEAD)])
        found, asked = [], np.zeros(len(known), dtype=np.bool_)
        for last in range(_HEAD - 1, -1, -1):
            found.append(np.where(asked, -1, self._heads.find(self._head_keys(words))))
            asked = words[:, last] == self._unknown  # the head without its last word is the one just looked up
            words[:, last] = self._unknown
        first, heads = np.tile(known, _HEAD), np.concatenate(found)
        return first[heads >= 0], heads[heads >= 0]

    def _candidates(self, first: Ints, head: Ints) -> tuple[Ints, Ints]:
        """Every phrase (a row) that begins as found at each place."""
        count = self._head_end[head] - self._head_start[head]
        ramp = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(first, count), np.repeat(self._head_start[head], count) + ramp

    def _whole(self, reading: Reading, numbers: Ints, first: Ints, row: Ints) -> tuple[Ints, Ints]:
        """Those candidates whose every word is there, with nothing but space between."""
        fits = first + self._length[row] <= len(numbers)
        first, row = first[fits], row[fits]
        for place in range(1, self._phrase.shape[1]):
            longer = np.flatnonzero(self._length[row] > place)
            if not len(longer):
                break
            at = first[longer] + place
            same = numbers[at] == self._phrase[row[longer], place]
            same[same] = self._adjoins(reading, at[same])
            keep = np.ones(len(first), dtype=np.bool_)
            keep[longer] = same
            first, row = first[keep], row[keep]
        return first, row

    @staticmethod
    def _adjoins(reading: Reading, at: Ints) -> Bools:
        """Whether only a little white space or a hyphen parts each word from the one before."""
        start, end = reading.words.end[at - 1], reading.words.start[at]
        good: Bools = end - start <= _WIDEST_GAP
        breaks = np.zeros(len(at), dtype=np.int8)
        for step in range(_WIDEST_GAP):
            within = start + step < end
            place = np.minimum(start + step, end)
            kind = reading.kind[place]
            good &= ~within | has(kind, SPACE) | (reading.folded[place] == _HYPHEN)
            breaks += within & has(kind, NEWLINE)
        same_text = np.searchsorted(reading.words.bounds, at, "right") == np.searchsorted(
            reading.words.bounds, at - 1, "right"
        )
        good &= (breaks < 2) & same_text
        return good

    def _by_lexicon(self, reading: Reading, first: Ints, row: Ints) -> list[Hits]:
        owner, length = self._owner[row], self._length[row]
        order = np.lexsort((-length, first, owner))
        owner, first, length = owner[order], first[order], length[order]
        cuts = np.searchsorted(owner, np.arange(len(self.lexicons) + 1))
        return [_leftmost_longest(reading, first[a:b], first[a:b] + length[a:b] - 1) for a, b in pairwise(cuts)]


def _leftmost_longest(reading: Reading, first: Ints, last: Ints) -> Hits:
    """Drop hits that overlap one before them; input is sorted by first word, longest first."""
    if len(first) > 1 and (first[1:] <= last[:-1]).any():
        keep, reach = [], -1
        for i, (a, b) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
            if a > reach:
                keep.append(i)
                reach = b
        first, last = first[keep], last[keep]
    return Hits(first, last, np.searchsorted(first, reading.words.bounds))


class Matches:
    """What a phrasebook found in a reading."""

    def __init__(
        self, book: Phrasebook, reading: Reading, numbers: Ints, listed: npt.NDArray[np.bool_], hits: list[Hits]
    ) -> None:
        self._reading, self._numbers = reading, numbers
        self._hits = dict(zip(book.lexicons, hits, strict=True))
        self._listed = dict(zip(book.word_lists, listed, strict=True))
        self._marked: dict[WordList, Bools] = {}

    def hits(self, lexicon: Lexicon) -> Hits:
        """Where the phrases of ``lexicon`` stand."""
        return self._hits[lexicon]

    def counts(self, lexicon: Lexicon) -> Ints:
        """How many phrases of ``lexicon`` each text holds; shape ``(texts,)``."""
        return np.diff(self.hits(lexicon).bounds)

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
