"""Keyword stuffing."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, by_text
from scorer.finding import Finding
from scorer.keys import Ints, Keys
from scorer.marks import one_of
from scorer.reading import Bools
from scorer.shape import TAG_MARKS, hashtag_runs, outermost
from scorer.signal import Signal
from scorer.span import Span
from scorer.stopwords import STOP_WORDS

_PHRASE_LENGTHS = (2, 3, 4, 5)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_SLOT_BITS = 16  # slots for the words of a batch that tell a topic, of which there are some 40,000
_SLOT_SHIFT = np.uint64(64 - _SLOT_BITS)

_COMMON = frozenset(STOP_WORDS.words)

_TAG_WORDS = re.compile(r"[^\W\d_][^\WA-Z_]{0,60}")
_WORD = re.compile(r"[^\W\d_]{2,60}")
_FEWEST_TAGS = 5
_OWN_TAGS = 0.5  # of the tags, made of the text's own words

_COMMA = re.compile(r"[,;]")
_NOT_A_PHRASE = re.compile(r"[\d()=_{}<>|/\"“”]")
_ENDS_SENTENCE = '.!?"”'
_FEWEST_VARIANTS = 5
_VARIANT_WORDS = 6  # at most, in each
_SHARED_WORDS = 2  # words that come back in at least
_SHARING = 0.5  # of the variants


@dataclass(frozen=True)
class KeywordStuffing(Signal):
    """A phrase repeated for search engines, or a list of its variants.

    **Why it counts.** Text that repeats a phrase far beyond what it needs, or lists the ways to
    look for it, is written to be found rather than read.

    **Flagged.** "best running shoes" nine times in a hundred words; "… #KimJongUn #NorthKorea
    #Russia" with the text's own words; "cheap flights, cheap flights rome, flights to rome".

    **Fine.** A long interview where each turn begins with the speaker's name.

    **Limits.** A repeated phrase is soft: a short report on one thing names it as often. Repetition by other
    words of the same meaning isn't seen. A list of services or schools whose names share their words looks the
    same and is flagged, as are some tables.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; articles with a soft one, of 1,000: .423 [.000, 1.27], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 1

    **Tried.** The 4 soft ones in 11,304 articles of clean news are all natural; both soft ones of 229 articles
    of unreliable sites are market reports sold by their title. In 793 articles of WCXB 3 count, all lists of
    services, and 7 are soft. The limits lie above the 99.9th percentile of clean news, 6 % of all words.

    **Source.** Google's spam policies for web search name keyword stuffing; a seed article ends with its
    own words as hashtags.
    """

    share: float = 0.08
    """Of all words, that one phrase may take up."""

    fewest: int = 7
    """Times that a phrase must stand in the text at least."""

    id: ClassVar = "keyword-stuffing"
    group: ClassVar = "search-engine writing"
    reads: ClassVar = (STOP_WORDS,)

    def suspects(self, batch: Batch) -> Bools:
        tags = batch.marks.count(*TAG_MARKS) >= _FEWEST_TAGS
        lists = np.array(list(map(bool, batch.once(_long_lists))), dtype=np.bool_)
        return np.asarray(tags | lists | self._repeats(batch))

    def _repeats(self, batch: Batch) -> Bools:
        """Whether two words, or the three that begin a longer phrase, come back so often that a phrase may."""
        reading = batch.reading
        content = ~batch.matches.marked(STOP_WORDS) & ~reading.numeric
        words = np.flatnonzero(content)
        bounds = np.searchsorted(words, reading.words.bounds)
        text = np.repeat(np.arange(len(batch)), bounds[1:] - bounds[:-1])
        most = self.share * reading.words.counts
        long = np.maximum(self.fewest, most / _PHRASE_LENGTHS[-1])[text]
        keys = text.astype(np.uint64) * _BASE + reading.keys[words]
        often = np.flatnonzero(_times(keys) >= long)  # what begins no phrase can be left out at once
        words, keys, text, long = words[often], keys[often], text[often], long[often]
        pairs = keys * _BASE + reading.keys.take(words + 1, mode="clip")
        times = _times(pairs)
        short = np.maximum(self.fewest, most / _PHRASE_LENGTHS[0])[text]
        two = (times >= short) & content.take(words + 1, mode="clip")
        three = _times(pairs * _BASE + reading.keys.take(words + 2, mode="clip")) >= long
        return reading.words.tally(words[two | ((times >= long) & three)]) > 0

    def find(self, document: Document) -> Iterator[Finding]:
        yield from self._phrase(document)
        for span in outermost([*_tags(document.text), *_lists(document)]):
            yield self.at(span, "A list of words to be found by, in place of text.")

    def _phrase(self, document: Document) -> Iterator[Finding]:
        """The phrase that takes up most of the text, if that is too much."""
        best, length = _most_repeated(document, self.fewest, self.share)
        if len(best):
            places = [document.words_span(range(first, first + length)) for first in best.tolist()]
            phrase, percent = places[0].of(document.text), 100 * len(best) * length / len(document)
            yield self.at(
                places[0],
                f"“{phrase}” stands here {len(best)} times: {percent:.0f} % of all words. Is it said to be found?",
                *places[1:],
                soft=True,
            )


def _times(keys: Keys) -> Ints:
    """How often each key is there, now and then more: keys that share a slot are counted together."""
    slots = ((keys * _BASE) >> _SLOT_SHIFT).astype(np.intp)
    return np.bincount(slots, minlength=1 << _SLOT_BITS)[slots]


def _long_lists(batch: Batch) -> list[list[int]]:
    """The lines of each text, by place, that list variants of a phrase, commas between."""
    reading, lines = batch.reading, batch.reading.lines
    starts = reading.laid(np.append(lines.start, len(reading.kind) - 1))
    before = np.searchsorted(batch.marks.at(","), starts) + np.searchsorted(batch.marks.at(";"), starts)
    many = np.flatnonzero(before[1:] - before[:-1] >= _FEWEST_VARIANTS - 1)
    ends = reading.codes[reading.laid(lines.end[many] - 1)]
    many = many[~one_of(_ENDS_SENTENCE, ends)]
    found = [line for line in many.tolist() if _lists_variants(batch.line(line))]
    return by_text(np.array(found, dtype=np.intp), lines.bounds)


def _most_repeated(document: Document, fewest: int, share: float) -> tuple[Ints, int]:
    """Where the phrase that takes up most words begins, and its length; nothing below the limits."""
    times = math.ceil(max(fewest, share * len(document) / _PHRASE_LENGTHS[-1]))
    often = _frequent(document, times)
    best, length = np.array([], dtype=np.intp), 0
    for words in _PHRASE_LENGTHS if often.sum() >= 2 * times else ():  # a phrase begins and ends with such a word
        starts = _repeated(document, often, words)
        enough = len(starts) >= max(fewest, share * len(document) / words)
        if enough and len(starts) * words > len(best) * length and not _heads_lines(document, starts):
            best, length = starts, words
    return best, length


def _frequent(document: Document, times: int) -> Bools:
    """Whether each word is one that tells the topic and stands in the text so many times or more."""
    content = ~document.marked(STOP_WORDS) & ~document.numeric
    ordered = np.sort(document.keys[content])
    runs = ordered[times - 1 :]
    often = np.unique(runs[runs == ordered[: len(runs)]])
    return content & np.isin(document.keys, often) if len(often) else np.zeros(len(document), dtype=np.bool_)


def _repeated(document: Document, often: Bools, words: int) -> Ints:
    """Where the most frequent phrase of so many words begins; it begins and ends with words of ``often``."""
    last = len(document) - words + 1
    starts = np.flatnonzero(often[:last] & often[words - 1 :]) if last > 0 else np.array([], dtype=np.intp)
    for place in range(1, words - 1):
        starts = starts[~document.numeric[starts + place]]
    if not len(starts):
        return starts
    phrase = np.zeros(len(starts), dtype=np.uint64)
    for place in range(words):
        phrase = phrase * _BASE + document.keys[starts + place]
    _, which, count = np.unique(phrase, return_inverse=True, return_counts=True)
    chosen: Ints = starts[which == count.argmax()]
    return chosen


def _heads_lines(document: Document, starts: Ints) -> bool:
    """Whether the phrase mostly begins lines, as a speaker's name or a table's label does."""
    return bool(np.isin(starts, document.line_cuts).mean() > 0.5)


def _tags(text: str) -> Iterator[Span]:
    """Rows of hashtags most of which are made of the text's own words."""
    runs = [run for run in hashtag_runs(text) if len(run) >= _FEWEST_TAGS] if "#" in text else []
    own = {word.casefold() for word in _WORD.findall(re.sub(r"#\w{1,80}", " ", text))} if runs else set()
    for run in runs:
        known = sum(_is_own(tag.of(text)[1:], own) for tag in run)
        if known >= _OWN_TAGS * len(run):
            yield Span(run[0].start, run[-1].end)


def _is_own(tag: str, own: set[str]) -> bool:
    return tag.casefold() in own or all(part.casefold() in own for part in _TAG_WORDS.findall(tag))


def _lists(document: Document) -> Iterator[Span]:
    """Lines that list variants of a phrase, commas between."""
    for line in (document.lines[place] for place in document.own(_long_lists)):
        if len(line.words) >= _FEWEST_VARIANTS:
            yield line.span


def _lists_variants(text: str) -> bool:
    return not _NOT_A_PHRASE.search(text) and _vary(_COMMA.split(text))


def _vary(variants: list[str]) -> bool:
    """Whether two words or more come back in half of the variants."""
    words = [{word for word in _WORD.findall(variant.casefold()) if word not in _COMMON} for variant in variants]
    count = Counter(word for variant in words for word in variant)
    shared = sum(times >= _SHARING * len(variants) for times in count.values())
    return shared >= _SHARED_WORDS and max(map(len, words)) <= _VARIANT_WORDS
