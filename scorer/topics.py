"""Topics: how near two pieces of text are in what they are about.

Two views are put together. Words that both hold count by how rare they are; and each word has a row of
small whole numbers, alike for words that keep the same company (latent semantic analysis), so that a
text is the sum of its words' rows and two texts are near where the sums point the same way. All sums are
of whole numbers: the same result on every machine, in whatever order.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from scorer import shipped
from scorer.errors import ModelError
from scorer.keys import Ints, Keys, KeyTable
from scorer.reading import Bools, Floats, Reading

FILE = "topics.npz"
_COSINE, _COVERAGE = 0.4, 0.6  # how much each view counts
_MOST = 600  # words of an article that are compared with its title
_LEAD = 60  # terms that an article begins with, to which its title should be nearest
_FEWEST_IN_TITLE, _FEWEST_IN_TEXT = 3, 8  # terms without which nothing is said
_LEAD_SHARE = 0.4  # of a title's similarity
_COPY_OF_SENTENCE, _COPY_OF_TITLE = 0.75, 0.6  # shares of its terms in the other that make a sentence a copy
_BUCKET_SHIFT = np.uint64(48)
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_TEXT_MIXER = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of some texts that tell what they are about: neither small words nor numbers.

    ``place`` is the index of each among all words of its reading, ``id`` is equal for forms of the same
    word, ``weight`` is how much it tells, ``row`` where its numbers stand. Those of text ``d`` are
    ``bounds[d]:bounds[d + 1]``.
    """

    place: Ints
    id: Keys
    weight: Ints
    row: Ints
    bounds: Ints

    @property
    def text(self) -> Ints:
        """Which text each belongs to; shape ``(terms,)``."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def where(self, wanted: Bools) -> "Terms":
        """Only the terms that are wanted; ``wanted`` has the shape ``(terms,)``."""
        kept = np.flatnonzero(wanted)
        bounds = np.searchsorted(kept, self.bounds)
        return Terms(self.place[kept], self.id[kept], self.weight[kept], self.row[kept], bounds)

    def are_first(self, terms: Ints, most: int) -> Bools:
        """Whether each of some terms is among the first so many of its text; shape as ``terms``."""
        return np.asarray(terms - self.bounds[np.searchsorted(self.bounds, terms, "right") - 1] < most)


class TitleSimilarity(NamedTuple):
    """How near each title is to its text, 0 foreign to 1 the same, and how clearly it says what it is about."""

    similarity: Floats
    clarity: Floats


class Topics:
    """The table of words: which are forms of one another, how much each tells, and its row of numbers."""

    def __init__(self, keys: Keys, stems: Ints, idf: Ints, rows: npt.NDArray[np.int8]) -> None:
        """``keys`` and ``stems`` are of word forms, ``idf`` of stems, ``rows`` of the commonest stems.

        Raises:
            ModelError: if the parts don't fit together.
        """
        if len(keys) != len(stems) or rows.ndim != 2 or not len(rows) <= len(idf) or stems.max(initial=-1) >= len(idf):
            raise ModelError(
                f"the parts of a table of topics don't fit together: {keys.shape} {idf.shape} {rows.shape}"
            )
        self._forms = KeyTable(keys)
        self._rows = np.concatenate((rows, np.zeros((1, rows.shape[1]), dtype=np.int8)))
        # Last in each comes what is said of an unknown word; both are narrow, as they are looked up at random.
        self._stem = np.append(stems, len(idf)).astype(np.int32)
        self._weight = np.append(idf[stems], idf.max(initial=1)).astype(np.int32)

    @classmethod
    def parse(cls, data: bytes) -> "Topics":
        """The table in the bytes of its file.

        Raises:
            ModelError: if they hold none.
        """
        try:
            with np.load(BytesIO(data), allow_pickle=False) as parts:
                stems, idf = parts["stems"].astype(np.intp), parts["idf"].astype(np.intp)
                return cls(parts["keys"], stems, idf, np.ascontiguousarray(parts["rows"].T))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise ModelError(f"{FILE} holds no table of topics: {error}; reinstall scorer") from error

    def know(self, keys: Keys) -> npt.NDArray[np.bool_]:
        """Whether each word, by its key, is in the table; shape as ``keys``."""
        return self._forms.find(keys) >= 0

    def terms(self, reading: Reading, most: int | None = None) -> Terms:
        """What the texts of a reading are about; with ``most``, the first so many words of each."""
        bounds = reading.words.bounds
        if most is None:
            return self.terms_among(np.flatnonzero(~reading.numeric), reading.keys, bounds)
        counts = np.minimum(np.diff(bounds), most)
        words = np.arange(counts.sum()) + np.repeat(bounds[:-1] - np.cumsum(counts) + counts, counts)
        return self.terms_among(words[~reading.numeric[words]], reading.keys, bounds)

    def terms_among(self, words: Ints, keys: Keys, bounds: Ints) -> Terms:
        """The terms among some words, given by their indices in ``keys``; ``bounds`` cuts the keys by text."""
        form = self._forms.find(keys[words])
        weight = self._weight[form]
        telling = np.flatnonzero(weight)
        place, form = words[telling], form[telling]
        stem = self._stem[form]
        ids = np.where(form < 0, keys[place], stem.astype(np.uint64))
        row = np.minimum(stem, len(self._rows) - 1).astype(np.intp)
        return Terms(place, ids, weight[telling].astype(np.intp), row, np.searchsorted(place, bounds))

    def similarity(self, asked: Terms, given: Terms) -> Floats:
        """How near each text of ``asked`` is to the same text of ``given``: 0 foreign to 1 the same.

        ``nan`` where either has no terms. Shape ``(texts,)``.
        """
        return _joined(_cosine(self.sums(asked), self.sums(given)), coverage(asked, given))

    def rows(self, terms: Terms) -> npt.NDArray[np.int8]:
        """The row of each term; shape ``(terms, dimensions)``."""
        return self._rows.take(terms.row, axis=0)

    def sums(self, terms: Terms) -> npt.NDArray[np.int64]:
        """The sum of the rows of each text; shape ``(texts, dimensions)``."""
        sums = np.zeros((len(terms.bounds) - 1, self._rows.shape[1]), dtype=np.int64)
        rows = self.rows(terms)
        for text, (start, end) in enumerate(pairwise(terms.bounds.tolist())):
            sums[text] = rows[start:end].sum(axis=0, dtype=np.int32)  # twice as fast as reduceat for all at once
        return sums


class Parted:
    """What one text is about, to compare parts of it with the rest of it."""

    def __init__(self, table: Topics, terms: Terms) -> None:
        self._table, self._terms = table, terms

    def similarity(self, words: range, besides: Iterable[range], enough: float) -> float:
        """As :meth:`Topics.similarity`: how near some words are to the text without them and ``besides``.

        What is at least ``enough`` may be told lower, but not below that.
        """
        part, left_out = self._among(words), np.zeros(len(self._terms.id), dtype=np.bool_)
        for other in (words, *besides):
            left_out[self._among(other)] = True
        covered = self._coverage(part, self._terms.id[~left_out])
        if covered * _COVERAGE >= enough:  # as of most, and sums of rows are costly
            return covered * _COVERAGE
        one = self._rows[part].sum(axis=0, dtype=np.int64)
        cosine = _cosine(one, self._sum - self._rows[left_out].sum(axis=0, dtype=np.int64))
        return float(_joined(cosine, covered))

    @cached_property
    def _rows(self) -> npt.NDArray[np.int8]:
        return self._table.rows(self._terms)

    @cached_property
    def _sum(self) -> npt.NDArray[np.int64]:
        return np.asarray(self._rows.sum(axis=0, dtype=np.int32), dtype=np.int64)

    def _among(self, words: range) -> slice:
        return slice(*np.searchsorted(self._terms.place, (words.start, words.stop)).tolist())

    def _coverage(self, part: slice, given: Keys) -> float:
        """As :func:`coverage`."""
        ids = self._terms.id[part].tolist()
        first = sorted(dict(zip(reversed(ids), reversed(range(len(ids))), strict=True)).values())  # of each
        if not first or not len(given):
            return math.nan
        asked, weight = self._terms.id[part][first], self._terms.weight[part][first]
        found = (given == asked[:, None]).sum(axis=1)
        covered: float = np.cumsum(weight * (found / (found + 1))).item(-1)  # one by one, as bincount adds
        return covered / float(weight.sum())


@cache
def topics() -> Topics:
    """The shipped table, read when it is first asked for.

    Raises:
        ModelError: if it is missing, damaged or not the one that this version ships.
    """
    return Topics.parse(shipped.read(FILE))


def title_similarity(titles: Reading, texts: Reading, sentence_words: Ints) -> TitleSimilarity:
    """Compare each title with its text; ``nan`` where either is missing or tells too little.

    ``sentence_words`` has the index of the first word of each sentence, and the count of words. Sentences that
    are copies of the title don't count.
    """
    if not len(titles.words):
        unknown = np.full(len(texts), np.nan)
        return TitleSimilarity(unknown, unknown)
    table = topics()
    asked, given = distinct(table.terms(titles)), table.terms(texts, _MOST)
    shared = matches(asked, given)
    copied = _copied(asked, given, shared.given, sentence_words)
    if copied.any():
        given = given.where(~copied)
        shared = matches(asked, given)
    sums = table.sums(asked)
    near = _joined(_cosine(sums, table.sums(given)), _covered(asked, given, shared.asked))
    lead = shared.asked[given.are_first(shared.given, _LEAD)]
    near = (1 - _LEAD_SHARE) * near + _LEAD_SHARE * _covered(asked, given, lead)
    telling = (np.diff(asked.bounds) >= _FEWEST_IN_TITLE) & (np.diff(given.bounds) >= _FEWEST_IN_TEXT)
    return TitleSimilarity(np.where(telling, near, np.nan), np.where(telling, clarity(sums), np.nan))


def _cosine(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> Floats:
    norms = np.sqrt((one * one).sum(axis=-1)) * np.sqrt((other * other).sum(axis=-1))
    return np.asarray((one * other).sum(axis=-1) / np.where(norms > 0, norms, np.nan))


def _joined(cosine: Floats, covered: Floats | float) -> Floats:
    return _COSINE * np.where(np.isnan(cosine), covered, np.maximum(cosine, 0)) + _COVERAGE * covered


def clarity(sums: npt.NDArray[np.int64]) -> Floats:
    """How clearly texts say what they are about: the length of the sum of the rows of each; shape ``(texts,)``."""
    return np.asarray(np.sqrt((sums**2).sum(axis=1)))


def _copied(asked: Terms, given: Terms, shared: Ints, sentence_words: Ints) -> Bools:
    """Which terms of ``given`` stand in a sentence of little else than ``asked``, distinct; shape ``(terms,)``.

    ``shared`` are the terms of ``given`` that the same text asks for.
    """
    sentence = np.searchsorted(sentence_words, given.place[shared], side="right") - 1
    first = np.flatnonzero(np.diff(sentence, prepend=-1))
    counts = np.diff(first, append=len(sentence))
    start, end = (np.searchsorted(given.place, sentence_words[sentence[first] + step]) for step in (0, 1))
    title = np.diff(asked.bounds)[np.searchsorted(given.bounds, shared[first], "right") - 1]
    alike = (counts >= _COPY_OF_SENTENCE * (end - start)) & (counts >= _COPY_OF_TITLE * title)
    copied = np.zeros(len(given.id), dtype=np.bool_)
    for here in map(slice, start[alike].tolist(), end[alike].tolist()):
        copied[here] = True
    return copied


def coverage(asked: Terms, given: Terms) -> Floats:
    """Share of what the words of ``asked`` weigh that the same text of ``given`` holds too.

    A word that stands there once counts half, twice two thirds, and so on. ``nan`` where a text has no
    terms. Shape ``(texts,)``.
    """
    asked = distinct(asked)
    return _covered(asked, given, matches(asked, given).asked)


def _covered(asked: Terms, given: Terms, shared: Ints) -> Floats:
    """As :func:`coverage`; ``shared`` are the terms of ``asked``, distinct ones, as often as ``given`` has them."""
    found = np.bincount(shared, minlength=len(asked.id))
    whole = _sums_of(asked, np.ones(len(found)))
    silent = (whole == 0) | (np.diff(given.bounds) == 0)
    return _sums_of(asked, found / (found + 1)) / np.where(silent, np.nan, whole)


def distinct(terms: Terms) -> Terms:
    """Each term of a text once."""
    first = np.zeros(len(terms.id), dtype=np.bool_)
    first[np.unique(_tags(terms.id, terms.text), return_index=True)[1]] = True
    return terms.where(first)


class Shared(NamedTuple):
    """Terms that two texts have in common: the places of each in ``given``, in order, and in ``asked``."""

    given: Ints
    asked: Ints


def matches(asked: Terms, given: Terms) -> Shared:
    """Which terms of ``given`` the same text asks for, and which term of ``asked``, distinct ones, each is."""
    marked = np.zeros(1 << 16, dtype=np.bool_)
    marked[_buckets(asked.id)] = True
    likely = np.flatnonzero(marked[_buckets(given.id)])
    tags = _tags(given.id[likely], given.text[likely])
    term = KeyTable(_tags(asked.id, asked.text)).find(tags)
    return Shared(likely[term >= 0], term[term >= 0])


def _sums_of(terms: Terms, shares: Floats) -> Floats:
    """Sum of the weights of the terms of each text, each times its share; shape ``(texts,)``."""
    sums = np.bincount(terms.text, terms.weight * shares, minlength=len(terms.bounds) - 1)
    return sums.astype(np.float64)


def _tags(ids: Keys, text: Ints) -> Keys:
    """One number for a term of a text."""
    return ids * _MIXER + text.astype(np.uint64) * _TEXT_MIXER


def _buckets(ids: Keys) -> Ints:
    return ((ids * _MIXER) >> _BUCKET_SHIFT).astype(np.intp)
