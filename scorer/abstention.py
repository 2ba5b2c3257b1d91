"""Abstention: which documents can't be judged, and why.

A document is judged if enough of it is English running text, told by its sentences and lines. Most show
that in what is measured of them anyway; only those that leave a doubt are looked at more closely.
"""

from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np

from scorer.article import Article
from scorer.characters import LETTER, UPPER, has
from scorer.document import Batch
from scorer.features import FeatureSet
from scorer.keys import Ints, KeyTable
from scorer.lexicon import Phrasebook
from scorer.marks import one_of
from scorer.measures import ENGLISH
from scorer.readability import unfamiliar
from scorer.reading import Bools, Floats, Ranges, Reading, word_keys

FEWEST_WORDS = 80

# Beyond one of these a document is looked at closely: 1 to 4 of 100 articles of highly rated outlets, and every
# one that a close look would stop of 19,000 articles and 6,000 pages, poems, source files and translations.
_PLAINLY_ENGLISH = 0.3  # of all words, common English function words
_PLAINLY_FAMILIAR = 0.65  # of all words, outside the list of familiar ones, at most
_PLAINLY_ENDED = 0.8  # of all words, in sentences with a stop
_PLAINLY_SENTENCES = 8.0  # words a sentence
_PLAINLY_WORDED = 15.0  # numbers in 100 words, at most

# A sentence. Of English ones, 1 in 100 has .68 (highly rated outlets) to .77 (a content farm) or more of its words
# outside the Dale-Chall list of familiar words; of 500 other languages (the Universal Declaration of Human
# Rights), 99 in 100 have .73 or more.
_FEWEST_IN_SENTENCE = 4
_UNENDED_SENTENCE = 25  # words from which on text is running even if nobody set its stops
_UNENDED_FOREIGN = 8  # the same of foreign text
_FAMILIAR = 0.75  # of the words, unfamiliar, below which a sentence may be English
_FAMILIAR_UNENDED = 0.6
_MOST_NUMERIC = 0.3  # of the words, numbers, below which it may be English
_MOST_NUMERIC_FOREIGN = 0.15  # in a foreign one; above, it may be a table
_MOST_SIGNS = 0.05  # of the characters, signs of code
_FEWEST_SMALL = 0.25  # of the words, without a capital: a row of names is of no language
# How foreign a sentence is: the share of unfamiliar words (among those without a capital), less that of English
# function words ("in", "is", "me"), and twice that of short unfamiliar words, which are the small words of other
# languages. .002 (web) to .005 (a content farm) of English words stand in sentences so foreign, .96 of German ones.
_UNENGLISH = 0.9
_STRANGE_WEIGHT = 2
_SHORT_WORD = (2, 4)  # letters

# A document, in shares of its words. 99 in 100 articles of highly rated outlets have .79 or more in English
# sentences (hoaxes .73, a content farm .69, all kinds of web articles .38) and .05 or less in foreign ones;
# tables and code mostly have under .3, poems a median of .36.
_FOREIGN = (0.2, 0.35)  # in foreign sentences: the least, if they outweigh the English, and what always is too much
_SHORT_LINE = (12, 65)  # words and characters, at most; verse, lists and menus have them
_SHORT_LINES = (0.6, 0.95)  # in short lines ...
_RUNNING = (0.3, 0.8)  # ... and the least in English sentences that goes with it
_WRAPPED = 45  # characters of a line that may have been broken to fit; verse has shorter ones ...
_WRAPPED_ENDED = 0.1  # ... and in sentences with a stop of their own, where lines were
_CODE_LINE = 0.04  # of a line's characters, signs of code
_CODE = 0.2  # in lines of code
_CODE_RUNNING = (0.1, 1.2, 0.6)  # the least in English sentences then: base, for each share of code, at most
_NEAR_ENGLISH = 0.05  # small words of Scots and pidgins, which have .09 and more; no English article has over .02
_SCRIPT = 0.5  # of the characters of words, of other scripts than Latin

_CODE_SIGNS = np.zeros(0x80, dtype=np.bool_)
_CODE_SIGNS[[ord(sign) for sign in "{}[]<>=;_\\|*+&^~`#"]] = True
_SCRIPTS_FROM = 0x370  # Greek, the first script after Latin
_MORE_LATIN = (0x1E00, 0x2E80)  # with punctuation and symbols behind it
_IN_ADDRESS = "./@"  # before a word, without a space

_READ_TOGETHER = 96  # texts

# Their other words are too like English ones to tell.
_SMALL_WORDS = """
    ae ain aw bairns fae fowk frae guid hae ilka ither mair maist mak nae ony ower richt sic tae thae thair
    whaur wha wir wis
    dat dem dey dis na sey wetin wey
"""


def abstention(features: FeatureSet, rows: Floats, batch: Batch) -> list[str | None]:
    """Why each document of a batch can't be judged, or ``None``: too short, not English, or no running text.

    ``rows`` are the features of the documents, shape ``(documents, features)``.
    """
    short = ~(rows[:, features.column("words")] >= FEWEST_WORDS)
    reasons = np.where(short, "too-short", "").astype(object)
    doubt = _doubtful(features, rows, batch)
    doubt[short] = [not batch.reading.texts[text].isascii() for text in np.flatnonzero(short).tolist()]
    doubtful = np.flatnonzero(doubt)
    if len(doubtful):
        closely = _Look(batch.reading.part(doubtful))
        tests = [closely.foreign_script, short[doubtful], closely.code, closely.foreign, closely.broken]
        answers = ["not-english", "too-short", "not-an-article", "not-english", "not-an-article"]
        reasons[doubtful] = np.select(tests, answers, default="")
    return [str(reason) or None for reason in reasons]


def abstentions(features: FeatureSet, rows: Floats, texts: Sequence[str]) -> list[str | None]:
    """The same of any number of texts, read a few at a time."""
    reasons: list[str | None] = []
    for start in range(0, len(texts), _READ_TOGETHER):
        some = slice(start, start + _READ_TOGETHER)
        reasons += abstention(features, rows[some], Batch([Article(text) for text in texts[some]], _book()))
    return reasons


def _doubtful(features: FeatureSet, rows: Floats, batch: Batch) -> Bools:
    """Which documents don't plainly show that they are English running text; unknown measures are a doubt, too."""
    hard, ended, sentence, numbers = (
        rows[:, features.column(name)] for name in ("hard-words", "ended-sentences", "words-per-sentence", "numbers")
    )
    # Of the whole text, for the measures leave sentences in other languages aside.
    english = batch.matches.listed_counts(ENGLISH) / np.maximum(batch.reading.words.counts, 1)
    plain = (english >= _PLAINLY_ENGLISH) & (hard <= _PLAINLY_FAMILIAR) & (ended >= _PLAINLY_ENDED)
    return np.asarray(~(plain & (sentence >= _PLAINLY_SENTENCES) & (numbers <= _PLAINLY_WORDED)))


class _Passages:
    """The lines or sentences of some texts, with what is counted in each; every array has shape ``(passages,)``."""

    def __init__(self, reading: Reading, ranges: Ranges, signs: Ints) -> None:
        self._reading, self.ranges, self._places = reading, ranges, signs
        words = reading.words.start
        self._cuts = np.append(np.searchsorted(words, ranges.start), len(words))
        self.words = np.diff(self._cuts)
        self.characters = ranges.end - ranges.start

    @cached_property
    def signs(self) -> Floats:
        """Share of the characters that are signs of code."""
        before = np.searchsorted(self._places, self.ranges.start)
        return np.asarray((np.searchsorted(self._places, self.ranges.end) - before) / self.characters)

    @cached_property
    def ended(self) -> Bools:
        """Whether a stop ends it."""
        return self._reading.ended(self.ranges)

    def share(self, marked: Bools, among: Bools | None = None) -> Floats:
        """Of its words (``among`` those), the share that are ``marked``; 0 where there are none."""
        count = self._count(marked if among is None else marked & among)
        return count / np.maximum(self.words if among is None else self._count(among), 1)

    def covered(self, which: Bools) -> Floats:
        """Of each text's words, the share in passages of a kind; shape ``(texts,)``."""
        return self.ranges.sums(self.words * which) / np.maximum(self._reading.words.counts, 1)

    def _count(self, marked: Bools) -> Ints:
        return np.asarray(np.diff(_running_total(marked)[self._cuts]))


class _Look:
    """A close look at some texts."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._hard = unfamiliar(reading)
        marks = np.flatnonzero(reading.kind == 0)
        signs = marks[_CODE_SIGNS.take(reading.folded[marks], mode="clip")]
        self._sentences = _Passages(reading, reading.sentences, signs)
        self._lines = _Passages(reading, reading.lines, signs)

    @cached_property
    def foreign_script(self) -> Bools:
        """Whether most of each text's words are of another script than Latin; shape ``(texts,)``."""
        kind, folded, starts = self._reading.kind, self._reading.folded, self._reading.text_start
        beyond = np.flatnonzero(folded >= _SCRIPTS_FROM)
        beyond = beyond[
            has(kind[beyond], LETTER) & ((folded[beyond] < _MORE_LATIN[0]) | (folded[beyond] >= _MORE_LATIN[1]))
        ]
        other = np.diff(np.searchsorted(beyond, starts))
        every = self._reading.words.sums(self._reading.words.end - self._reading.words.start)
        return np.asarray((other >= _SCRIPT * every) & (other > 0))

    @cached_property
    def foreign(self) -> Bools:
        """Whether too much of each text is in another language; shape ``(texts,)``."""
        near = self._reading.words.sums(_is_known(_near_english(), self._reading))
        near_share = near / np.maximum(self._reading.words.counts, 1)
        foreign = self._sentences.covered(self._in_foreign)
        return (foreign >= np.clip(self._running, *_FOREIGN)) | (near_share >= _NEAR_ENGLISH)

    @cached_property
    def code(self) -> Bools:
        """Whether each text is code rather than an article with code in it; shape ``(texts,)``."""
        code = self._lines.covered(self._lines.signs >= _CODE_LINE)
        base, slope, most = _CODE_RUNNING
        return np.asarray((code >= _CODE) & (self._running < np.minimum(base + slope * code, most)))

    @cached_property
    def broken(self) -> Bools:
        """Whether too little of each text runs, for its lines: a list, a table or verse; shape ``(texts,)``."""
        lines = self._lines
        short = (lines.words <= _SHORT_LINE[0]) & (lines.characters <= _SHORT_LINE[1]) & ~self._wrapped
        return np.asarray(self._running < np.interp(lines.covered(short), _SHORT_LINES, _RUNNING))

    @cached_property
    def _running(self) -> Floats:
        """Of each text's words, the share in English sentences; shape ``(texts,)``."""
        return self._sentences.covered(self._in_english)

    @cached_property
    def _in_english(self) -> Bools:
        """Whether each sentence is an English one: no item of a list, no row of a table, no code."""
        sentences = self._sentences
        hard = sentences.share(self._hard)
        whole = (sentences.words >= _FEWEST_IN_SENTENCE) & self._complete & (hard < _FAMILIAR)
        unended = (sentences.words >= _UNENDED_SENTENCE) & (hard < _FAMILIAR_UNENDED)
        return (whole | unended) & ~self._in_foreign & self._worded(_MOST_NUMERIC)

    @cached_property
    def _in_foreign(self) -> Bools:
        """Whether each sentence is one of another language."""
        sentences, small = self._sentences, self._small
        long_enough = sentences.words >= np.where(self._complete, _FEWEST_IN_SENTENCE, _UNENDED_FOREIGN)
        unfamiliar = sentences.share(self._hard, among=small) - sentences.share(_is_known(_english(), self._reading))
        lengths = self._reading.words.end - self._reading.words.start
        strange = small & self._hard & (lengths >= _SHORT_WORD[0]) & (lengths <= _SHORT_WORD[1])
        foreign = unfamiliar + _STRANGE_WEIGHT * sentences.share(strange) >= _UNENGLISH
        return foreign & long_enough & (sentences.share(small) >= _FEWEST_SMALL) & self._worded(_MOST_NUMERIC_FOREIGN)

    @cached_property
    def _small(self) -> Bools:
        """Whether each word is neither a name nor a number nor part of an address; shape ``(words,)``."""
        before = self._reading.folded[np.maximum(self._reading.words.start - 1, 0)]
        return ~self._reading.capitalised & ~self._reading.numeric & ~one_of(_IN_ADDRESS, before)

    def _worded(self, most_numeric: float) -> Bools:
        """Whether each sentence is made of words rather than of numbers or signs."""
        sentences = self._sentences
        return (sentences.share(self._reading.numeric) < most_numeric) & (sentences.signs < _MOST_SIGNS)

    @cached_property
    def _complete(self) -> Bools:
        """Whether each sentence ends with a stop, or with a line that was broken to fit and goes on in the next."""
        lines, sentences = self._lines.ranges, self._sentences.ranges
        line = np.searchsorted(lines.start, sentences.start, side="right") - 1
        stops = self._sentences.covered(self._sentences.ended) >= _WRAPPED_ENDED
        wrapped = self._wrapped[line] & (sentences.end == lines.end[line]) & stops[sentences.text]
        return np.asarray(self._sentences.ended | wrapped)

    @cached_property
    def _wrapped(self) -> Bools:
        """Whether each line may have been broken to fit: it is long enough, and the next begins with a small letter."""
        lines = self._lines.ranges
        kind, text = self._reading.kind[lines.start], lines.text
        goes_on = has(kind, LETTER) & ~has(kind, UPPER) & np.append(False, text[1:] == text[:-1])
        return np.append(goes_on[1:], False) & (self._lines.characters >= _WRAPPED)


def _running_total(marked: Bools) -> Ints:
    """How many are marked before each place, and in all; shape ``(places + 1,)``."""
    return np.concatenate(([0], np.cumsum(marked, dtype=np.intp)))


def _is_known(table: KeyTable, reading: Reading) -> Bools:
    return np.asarray(table.find(reading.keys) >= 0)


@cache
def _english() -> KeyTable:
    return KeyTable(np.unique(word_keys(ENGLISH.words)))


@cache
def _book() -> Phrasebook:
    return Phrasebook((), (ENGLISH,))


@cache
def _near_english() -> KeyTable:
    return KeyTable(np.unique(word_keys(_SMALL_WORDS.split())))
