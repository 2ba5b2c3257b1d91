"""Measures: one number about a document, with no evidence in the text.

Each measure is a function of a batch that gives one number a document, ``nan`` where the document
can't show it (no words, no title). They are blind to topic and outlet: shape, register, sourcing,
specificity and repetition, not what an article is about. What is measured is the sentences that hold no
fault (:mod:`scorer.remainder`); only the count of words, variety and punctuation are of the whole text.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.characters import APOSTROPHE, UPPER, has
from scorer.classifier import Classifier
from scorer.document import Batch
from scorer.keys import Ints, first_ones
from scorer.learnt import ATTRIBUTED, CLICKBAIT, HEDGED, MACHINE_WRITTEN, NAMED, STYLE, VAGUE
from scorer.lexicon import WordList
from scorer.readability import WordCounts, dale_chall, flesch_reading_ease
from scorer.reading import Bools, Floats, Reading

ENGLISH = WordList("""
    a about after all also an and any are as at be been before being between both but by can could did do does
    each for from had has have he her here him his how i if in into is it its just like more most my no not now
    of on one only or other our out over she should so some than that the their them then there these they this
    those through to too under until up us was we were what when where which while who why will with would you
    your
""")

# What each rate counts, per 100 words.
RATES = {
    "articles": "a an the",
    "i-we": "i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'll we'd",
    "you": "you your yours yourself you're you've you'll you'd",
    "he-she": "he him his she her hers he's she's he'd she'd",
    "they": "they them their theirs themselves they're they've",
    "it-this": "it its it's this these",
    "prepositions": "of in on at by from with for into through between among toward towards within",
    "modals": "may might could would should must can will shall",
    "negations": "no not never none nothing nobody neither nor cannot don't doesn't didn't isn't wasn't won't can't",
    "past-verbs": "was were had did been said told asked",
    "present-verbs": "is are has have do does",
    "speech-verbs": """
        said says told added asked wrote announced reported testified replied explained recalled acknowledged
        confirmed denied declined
    """,
    "connectives": "moreover furthermore additionally consequently therefore thus hence overall ultimately",
    "contrasts": "but although though however despite yet while whereas",
    "intensifiers": """
        very really extremely incredibly absolutely totally completely utterly truly literally highly always
        ever every everything everyone
    """,
    "charged-words": """
        shocking outrageous disgusting insane evil corrupt liar liars lies hoax traitor traitors idiot idiots
        radical destroy destroyed exposed bombshell slam slammed furious agenda propaganda elite elites sheeple
    """,
    "grand-adjectives": """
        crucial pivotal significant vital essential key profound robust seamless dynamic comprehensive
        innovative transformative unprecedented complex growing critical notable multifaceted vibrant unique
    """,
    "abstract-nouns": """
        implications dynamics landscape landscapes framework challenges opportunities strategies significance
        importance potential context perspective perspectives developments relationship relations partnership
        cooperation interconnectedness narrative narratives realm journey insights aspects
    """,
    "times": """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december yesterday am pm
    """,
    "questions": "who what why how when where which whom whose",
    "comparatives": "more most less least better best worse worst bigger biggest greatest",
}  # fmt: skip
RATE_LISTS = {name: WordList(words) for name, words in RATES.items()}
WORD_LISTS = (ENGLISH, *RATE_LISTS.values())

# Punctuation marks, per 100 words; each is a set of equal signs.
MARKS = {
    "commas": ",",
    "semicolons": ";",
    "colons": ":",
    "dashes": "–—",
    "question-marks": "?",
    "exclamation-marks": "!",
    "double-quotes": '"“”„«»',
    "parentheses": "(",
    "ellipses": "…",
    "currency-percent": "$€£%",
}  # fmt: skip

_MARK_SORTS = np.zeros(0x10000, dtype=np.intp)  # from 1 in the order of MARKS; 0 for any other character
for _sort, _signs in enumerate(MARKS.values(), 1):
    _MARK_SORTS[[ord(sign) for sign in _signs]] = _sort

_LONG_WORD = 7
_POLYSYLLABLE = 3
_SHORT_SENTENCE, _LONG_SENTENCE = 8, 35
_VARIETY_WORDS = 80  # distinct words are counted in as many first words, so that length doesn't matter
_GRAM = 4
_GRAM_BASES = tuple(np.uint64(base) for base in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 1))
_TEXT_BASE = np.uint64(0x9E3779B97F4A7C15)
_SHOUTED = 4  # letters, at least
_FEWEST_JUDGED = 80  # words in which a style shows
_FEWEST_SOURCED = 1.0  # sentences from which on a share of them says something
_YEARS = (4, ord("1"), ord("2"))


class Measure(NamedTuple):
    """One measure: its name, what it says in words, and how it is taken from a batch."""

    name: str
    meaning: str
    take: Callable[["Measured"], Floats]


class Measured:
    """A batch with the counts that several measures share, each worked out once."""

    def __init__(self, batch: Batch, kept: Bools) -> None:
        self.batch = batch
        self.reading = batch.reading
        self.kept = kept
        self._cued: dict[Classifier, Floats] = {}

    @cached_property
    def words(self) -> Floats:
        """Words of each document that are measured."""
        return _positive(self.reading.words.sums(self.kept))

    @cached_property
    def sentences(self) -> Floats:
        """Sentences of each document that are measured."""
        return _positive(self.reading.sentences.sums(self.kept_sentences))

    @cached_property
    def kept_sentences(self) -> Bools:
        """Whether each sentence is measured; one without words never is."""
        first = self.batch.sentence_words[:-1]
        return np.append(self.kept, False)[first] & (self.sentence_lengths > 0)

    @cached_property
    def word_lengths(self) -> Ints:
        """Characters of each word."""
        return self.reading.words.end - self.reading.words.start

    @cached_property
    def word_counts(self) -> WordCounts:
        """Syllables and difficulty of each word."""
        return WordCounts(self.reading)

    @cached_property
    def sentence_lengths(self) -> Ints:
        """Words of each sentence."""
        return np.diff(self.batch.sentence_words)

    @cached_property
    def sentence_starts(self) -> Bools:
        """Whether each word begins a sentence."""
        starts = np.zeros(len(self.reading.words), dtype=np.bool_)
        first = self.batch.sentence_words[:-1]
        starts[first[first < len(starts)]] = True
        return starts

    @cached_property
    def marks(self) -> dict[str, Floats]:
        """Counts of each kind of punctuation mark."""
        places = self.reading.signs()
        sorts = _MARK_SORTS.take(self.reading.folded[places], mode="clip")
        cuts = np.searchsorted(places, self.reading.text_start)
        text = np.repeat(np.arange(len(self.batch)), np.diff(cuts))
        counts = _tally(text, sorts, (len(self.batch), len(MARKS) + 1))
        return dict(zip(MARKS, counts[:, 1:].T, strict=True))

    @cached_property
    def listed(self) -> dict[WordList, Floats]:
        """Counts of the measured words that are in each word list."""
        return self.batch.matches.listed_sums(self.kept)

    def cued(self, classifier: Classifier) -> Floats:
        """How many sentences of each document have a cue of a kind, each counted by its chance."""
        if classifier not in self._cued:
            highest = self.batch.cues.highest(self.batch.chances(classifier))
            self._cued[classifier] = self.reading.sentences.sums(highest * self.kept_sentences)
        return self._cued[classifier]

    def rate(self, words: Ints) -> Floats:
        """How many of some measured words, given by their places, there are in 100, by document."""
        return 100 * (self.reading.words.tally(words) / self.words)

    def per_word(self, values: npt.NDArray[np.generic]) -> Floats:
        """Mean of one value a word, by document."""
        return self.reading.words.sums(values * self.kept) / self.words

    def per_sentence(self, values: npt.NDArray[np.generic]) -> Floats:
        """Mean of one value a sentence, by document."""
        return self.reading.sentences.sums(values * self.kept_sentences) / self.sentences


def words(m: Measured) -> Floats:
    """Words in the article."""
    return m.reading.words.counts.astype(np.float64)


def english_share(m: Measured) -> Floats:
    """Share of words that are common English function words."""
    return m.listed[ENGLISH] / m.words


def words_per_sentence(m: Measured) -> Floats:
    """Mean length of a sentence, in words."""
    return m.per_sentence(m.sentence_lengths)


def sentence_variation(m: Measured) -> Floats:
    """How much sentence lengths vary: standard deviation over mean."""
    mean = words_per_sentence(m)
    square = m.per_sentence(m.sentence_lengths**2)
    return np.sqrt(np.maximum(square - mean**2, 0)) / np.where(mean > 0, mean, np.nan)


def short_sentences(m: Measured) -> Floats:
    """Share of sentences under 8 words."""
    return m.per_sentence(m.sentence_lengths < _SHORT_SENTENCE)


def long_sentences(m: Measured) -> Floats:
    """Share of sentences of 35 words or more."""
    return m.per_sentence(m.sentence_lengths >= _LONG_SENTENCE)


def letters_per_word(m: Measured) -> Floats:
    """Mean length of a word, in characters."""
    return m.per_word(m.word_lengths)


def long_words(m: Measured) -> Floats:
    """Share of words of 7 characters or more."""
    return m.per_word(m.word_lengths >= _LONG_WORD)


def syllables_per_word(m: Measured) -> Floats:
    """Mean number of syllables of a word."""
    return m.per_word(m.word_counts.syllables)


def polysyllables(m: Measured) -> Floats:
    """Share of words of 3 syllables or more."""
    return m.per_word(m.word_counts.syllables >= _POLYSYLLABLE)


def hard_words(m: Measured) -> Floats:
    """Share of words outside the Dale-Chall list of familiar words."""
    return m.per_word(m.word_counts.hard)


def reading_ease(m: Measured) -> Floats:
    """Flesch reading ease; about 0 (hard) to 100 (easy)."""
    return flesch_reading_ease(m.words, m.sentences, m.words * syllables_per_word(m))


def reading_grade(m: Measured) -> Floats:
    """Dale-Chall grade; about 4 (easy) to 12 (hard)."""
    return dale_chall(m.words, m.sentences, m.words * hard_words(m))


def variety(m: Measured) -> Floats:
    """Share of different words among the first 80; unknown in shorter texts."""
    known = m.reading.words.counts >= _VARIETY_WORDS
    first = m.reading.keys[m.reading.words.bounds[:-1][known, None] + np.arange(_VARIETY_WORDS)]
    first.sort(axis=1)
    shares = np.full(len(m.batch), np.nan)
    shares[known] = (1 + (first[:, 1:] != first[:, :-1]).sum(axis=1)) / _VARIETY_WORDS
    return shares


def repeated_phrases(m: Measured) -> Floats:
    """Share of four-word sequences that occurred before in the article."""
    count = len(m.reading.words) - _GRAM + 1
    if count < 1:
        return np.full(len(m.batch), np.nan)
    grams = np.zeros(count, dtype=np.uint64)
    for place, base in enumerate(_GRAM_BASES):
        grams += m.reading.keys[place : place + count] * base
    bounds = m.reading.words.bounds
    within = m.kept[:count] & m.kept[_GRAM - 1 :]
    across = bounds[1:-1, None] - np.arange(1, _GRAM)  # these reach into another text
    within[across[(across >= 0) & (across < count)]] = False
    places = np.flatnonzero(within)
    total = np.diff(np.searchsorted(places, bounds))
    text_keys = np.arange(len(m.batch), dtype=np.uint64) * _TEXT_BASE
    again = np.flatnonzero(~first_ones(grams[places] + np.repeat(text_keys, total)))
    return 1 - (total - m.reading.words.tally(places[again])) / _positive(total)


def names(m: Measured) -> Floats:
    """Capitalised words inside sentences, per 100 words."""
    return 100 * m.per_word(m.reading.capitalised & ~m.sentence_starts)


def numbers(m: Measured) -> Floats:
    """Numbers, per 100 words."""
    return 100 * m.per_word(m.reading.numeric)


def years(m: Measured) -> Floats:
    """Years from 1000 to 2999, per 100 words."""
    length, one, two = _YEARS
    numbers = np.flatnonzero(m.reading.numeric & (m.word_lengths == length) & m.kept)
    first = m.reading.folded[m.reading.words.start[numbers]]
    return m.rate(numbers[(first == one) | (first == two)])


def shouted_words(m: Measured) -> Floats:
    """Words all in capitals, of 4 letters or more, per 100 words."""
    words = np.flatnonzero(m.reading.capitalised & (m.word_lengths >= _SHOUTED) & m.kept)
    for place in range(1, _SHOUTED):  # few words are left after the second letter
        words = words[has(m.reading.kind[m.reading.words.start[words] + place], UPPER)]
    return m.rate(words[_are_upper(m.reading, words)])


def contractions(m: Measured) -> Floats:
    """Words with an apostrophe inside, per 100 words."""
    marks = m.reading.having(APOSTROPHE)
    begun = np.searchsorted(m.reading.words.start, marks, "right")
    marks, words = marks[begun > 0], begun[begun > 0] - 1
    words = words[marks < m.reading.words.end[words]]
    words = words[np.diff(words, prepend=-1) > 0]
    return m.rate(words[m.kept[words]])


def ended_sentences(m: Measured) -> Floats:
    """Share of words in sentences that end with a full stop, question or exclamation mark."""
    ended = m.reading.ended(m.reading.sentences)
    return m.per_sentence(np.where(ended, m.sentence_lengths, 0)) * m.sentences / m.words


def attributed_share(m: Measured) -> Floats:
    """Share of sentences that say whose statement or belief they give."""
    return m.cued(ATTRIBUTED) / m.sentences


def named_share(m: Measured) -> Floats:
    """Share of sentences that credit what they say to somebody named."""
    return m.cued(NAMED) / m.sentences


def vague_share(m: Measured) -> Floats:
    """Share of sentences that credit what they say to nobody in particular."""
    return m.cued(VAGUE) / m.sentences


def hedged_share(m: Measured) -> Floats:
    """Share of sentences that leave open whether what they say is so."""
    return m.cued(HEDGED) / m.sentences


def nameable_sources(m: Measured) -> Floats:
    """Of sentences with a named or a vague source, the share of named ones; unknown where both are rare."""
    named, vague = m.cued(NAMED), m.cued(VAGUE)
    return np.where(named + vague >= _FEWEST_SOURCED, named / np.maximum(named + vague, _FEWEST_SOURCED), np.nan)


def style(m: Measured) -> Floats:
    """How highly experts rate sources of such wording, about 0 to 1; unknown under 80 words."""
    rated = STYLE.log_odds_among(m.batch.units(STYLE.kind), m.kept)
    return np.where(m.reading.words.counts >= _FEWEST_JUDGED, rated, np.nan)


def title_similarity(m: Measured) -> Floats:
    """How near the title is to the text in topic, 0 to 1; unknown where either says too little."""
    return m.batch.title_similarity.similarity


def machine_style(m: Measured) -> Floats:
    """How much the wording is like that of language models, 0 to 1; unknown under 80 words."""
    like = MACHINE_WRITTEN.chances_among(m.batch.units(MACHINE_WRITTEN.kind), m.kept)
    return np.where(m.reading.words.counts >= _FEWEST_JUDGED, like, np.nan)


def clickbait(m: Measured) -> Floats:
    """How likely it is that the title is made to be clicked; unknown without one."""
    return np.where(m.batch.titles.words.counts > 0, m.batch.chances(CLICKBAIT), np.nan)


def title_words(m: Measured) -> Floats:
    """Words in the title; unknown without one."""
    return _positive(m.batch.titles.words.counts)


def title_capitals(m: Measured) -> Floats:
    """Share of the title's words that begin with a capital; unknown without a title."""
    titles = m.batch.titles
    return titles.words.sums(titles.capitalised) / _positive(titles.words.counts)


def title_shouting(m: Measured) -> Floats:
    """Question and exclamation marks in the title; unknown without one."""
    counts = [float(title.count("!") + title.count("?")) for title in m.batch.titles.texts]
    return np.where(m.batch.titles.words.counts > 0, counts, np.nan)


def _rate(name: str, word_list: WordList) -> Measure:
    def take(m: Measured) -> Floats:
        return 100 * (m.listed[word_list] / m.words)

    example = ", ".join(word_list.words[:4])
    return Measure(name, f"Words such as {example}, per 100 words.", take)


def _mark(name: str) -> Measure:
    def take(m: Measured) -> Floats:
        return 100 * m.marks[name] / _positive(m.reading.words.counts)

    return Measure(name, f"Punctuation ({name.replace('-', ' ')}), per 100 words.", take)


def _plain(take: Callable[[Measured], Floats]) -> Measure:
    name: str = take.__name__.replace("_", "-")
    return Measure(name, take.__doc__ or "", take)


MEASURES: tuple[Measure, ...] = (
    *map(_plain, (words, english_share, ended_sentences)),
    *map(_plain, (words_per_sentence, sentence_variation, short_sentences, long_sentences)),
    *map(_plain, (letters_per_word, long_words, syllables_per_word, polysyllables, hard_words)),
    *map(_plain, (reading_ease, reading_grade, variety, repeated_phrases)),
    *map(_plain, (names, numbers, years, shouted_words, contractions)),
    *(_rate(name, word_list) for name, word_list in RATE_LISTS.items()),
    *map(_mark, MARKS),
    *map(_plain, (title_words, title_capitals, title_shouting)),
    *map(_plain, (style, machine_style, clickbait, title_similarity)),
    *map(_plain, (attributed_share, named_share, vague_share, hedged_share, nameable_sources)),
)


def measure(batch: Batch, kept: Bools | None = None) -> Floats:
    """Every measure of every document; shape ``(documents, len(MEASURES))``, ``nan`` where unknown.

    ``kept``, shape ``(words,)``, says which words are measured (``None``: all).
    """
    measured = Measured(batch, np.ones(len(batch.reading.words), dtype=np.bool_) if kept is None else kept)
    return np.column_stack([measure.take(measured) for measure in MEASURES])


def _tally(text: Ints, sorts: Ints, shape: tuple[int, int]) -> Floats:
    """How many things of each sort each text has; the ``shape`` is ``(texts, sorts)``."""
    return np.bincount(text * shape[1] + sorts, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def _are_upper(reading: Reading, words: Ints) -> Bools:
    """Whether each of some words is all in capitals; shape as ``words``."""
    start, length = reading.words.start[words], reading.words.end[words] - reading.words.start[words]
    first = np.cumsum(length) - length
    letters = np.arange(length.sum()) + np.repeat(start - first, length)
    return np.logical_and.reduceat(has(reading.kind[letters], UPPER), first) if len(first) else np.zeros(0, np.bool_)


def _positive(counts: Ints | Floats) -> Floats:
    return np.where(counts > 0, counts, np.nan).astype(np.float64)


__all__ = ["ENGLISH", "MEASURES", "WORD_LISTS", "Measure", "Measured", "measure"]
