"""Repetition."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import Keys
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span
from scorer.speech import within

_FEWEST_WORDS = 6  # of a sentence that is compared
_ENDS = (".", "!", "?", "…", '"', "”", "’", "'", ")")  # credits, captions' tails and menus end otherwise
_BULLETS = "-–*•·▪"
_LEAD = 60  # words in which a picture's caption begins
_LEAD_REACH = 200  # words in which it comes again

_TEXT = np.uint64(0x9E3779B97F4A7C15)
_MESSAGE = "This stands in the text before, word for word."

_Places = list[int]  # the sentences, by their index, that are the same word for word


@dataclass(frozen=True)
class Repetition(Signal):
    """Sentences that stand in the text more than once, word for word.

    **Why it counts.** A writer says a thing once. Templates filled by machine, language models caught in a loop and
    pages scraped twice say it again in the same words.

    **Flagged.** A long sentence from its second place on, if it stands there three times; each copy, if copies make
    up much of the text.

    **Fine.** A sentence of the text set again as a pull quote; a caption that comes twice above the text; a
    refrain in quotation marks; credits and labels, which end without a stop; items of a list; questions listed
    first and answered below.

    **Limits.** One changed word hides a copy. A refrain without quotation marks is flagged. Copies that are
    more than a pull quote takes and less than a text given twice are soft.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 3.25 [.183,
      10.7], n = 7,085; articles with a soft one, of 1,000: 5.22 [1.04, 12], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 236 [.000, 392], n =
      2,037; articles with a soft one, of 1,000: 9.82 [2.46, 18.8], n = 2,037
    - clean news: 24 of 25 flags read are right

    **Tried.** The limits were set on 4,000 of the articles of clean news. What counts there is nearly all the
    page's fault (a caption three times, a summary or table given twice), in content farms nearly all one
    template's. Counted in 33 of 3,951 news texts by language models and 3 of 1,128 by people.

    **Source.** Rae and others, "Scaling Language Models" (2021), drop pages for their share of repeated lines and
    paragraphs. The limits are set by eye, on the articles measured.
    """

    times: int = 3
    """Times that a sentence stands in the text, from which it is flagged whatever else does."""

    long: int = 14
    """Words that it has at least."""

    some: float = 0.05
    """Of all words, in copies, from which other repeated sentences are shown."""

    much: float = 0.15
    """Of all words, in copies, from which they count: 5 in 4,000 articles of those outlets reach it."""

    twice: float = 0.25
    """Of all words, in copies, from which captions and questions count too: the text itself is given twice."""

    id: ClassVar = "repetition"
    group: ClassVar = "duplication"

    def suspects(self, batch: Batch) -> Bools:
        words = batch.sentence_words[1:] - batch.sentence_words[:-1]
        sentences = np.flatnonzero(words >= _FEWEST_WORDS)
        text = batch.reading.sentences.text[sentences]
        keys = batch.sentence_keys[sentences] + text.astype(np.uint64) * _TEXT  # copies count in one text only
        order = np.argsort(keys)
        copies = order[_are_as(keys[order], 1)]
        if not len(copies):
            return np.zeros(len(batch), dtype=np.bool_)
        share = np.bincount(text[copies], words[sentences[copies]], len(batch)) / np.maximum(
            1, batch.reading.words.counts
        )
        often = order[_are_as(keys[order], max(1, self.times - 1))]
        often = often[words[sentences[often]] >= self.long]
        return (share >= self.some) | (np.bincount(text[often], minlength=len(batch)) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        groups = _groups(document, _alike(document))
        if _share(document, groups) < self.twice:
            groups = [group for group in groups if not _may_be_layout(document, group)]
        share = _share(document, groups)
        shown = [group for group in groups if share >= self.some or self._is_often(document, group)]
        soft = {group[0] for group in shown if share < self.much and not self._is_often(document, group)}
        for copies, firsts in _runs(sorted((place, group[0]) for group in shown for place in group[1:])):
            yield self.at(
                _span(document, copies), _MESSAGE, _span(document, firsts), soft=all(place in soft for place in firsts)
            )

    def _is_often(self, document: Document, group: _Places) -> bool:
        return len(group) >= self.times and _words(document, group) >= self.long


def _alike(document: Document) -> list[int]:
    """The sentences whose words, in any order, are those of another."""
    cuts = document.sentence_cuts
    worth = np.flatnonzero(cuts[1:] - cuts[:-1] >= _FEWEST_WORDS)
    alike: list[int] = worth[_are_twice(document.sentence_keys[worth])].tolist()
    return alike


def _are_twice(keys: Keys) -> Bools:
    """Whether each key is there more than once."""
    ordered = np.sort(keys)
    return np.isin(keys, ordered[_are_as(ordered, 1)])


def _are_as(ordered: Keys, step: int) -> Bools:
    """Whether each key, in order, is the same as the one so many before it."""
    same = np.zeros(len(ordered), dtype=np.bool_)
    same[step:] = ordered[step:] == ordered[:-step]
    return same


def _groups(document: Document, alike: list[int]) -> list[_Places]:
    """Those that are the same word for word and end as a sentence does; a quotation may stand in a pull quote, too."""
    groups: dict[tuple[bytes, bool], _Places] = {}
    for place in alike:
        sentence = document.sentences[place]
        ended = document.text[sentence.span.end - 1] in _ENDS
        if ended and not _is_item(document, sentence.span):
            words = document.keys[sentence.words.start : sentence.words.stop].tobytes()
            groups.setdefault((words, _is_quoted(document, sentence.span)), []).append(place)
    return [group for (_, quoted), group in groups.items() if len(group) > 1 + quoted]


def _is_quoted(document: Document, span: Span) -> bool:
    return within(document.quotations, span.start) and within(document.quotations, span.end - 1)


def _is_item(document: Document, span: Span) -> bool:
    """Whether a sentence stands in a list's item; a form's entries say the same of many things."""
    return document.text[document.line_at(span.start).span.start] in _BULLETS


def _may_be_layout(document: Document, group: _Places) -> bool:
    """Whether sentences that come back may be a caption above the text or questions listed before they are answered."""
    first, last = document.sentences[group[0]], document.sentences[group[-1]]
    caption = first.words.start < _LEAD and last.words.start < _LEAD_REACH
    return len(group) == 2 and (caption or document.text[first.span.end - 1] == "?")


def _share(document: Document, groups: list[_Places]) -> float:
    """Of all words, in copies."""
    return sum((len(group) - 1) * _words(document, group) for group in groups) / max(1, len(document))


def _words(document: Document, group: _Places) -> int:
    return len(document.sentences[group[0]].words)


def _runs(pairs: list[tuple[int, int]]) -> Iterator[tuple[range, range]]:
    """Neighbouring sentences that are copies of neighbouring sentences, together."""
    copies = firsts = range(0)
    for copy, first in pairs:
        if copy == copies.stop and first == firsts.stop:
            copies, firsts = range(copies.start, copy + 1), range(firsts.start, first + 1)
            continue
        if copies:
            yield copies, firsts
        copies, firsts = range(copy, copy + 1), range(first, first + 1)
    if copies:
        yield copies, firsts


def _span(document: Document, sentences: range) -> Span:
    return Span(document.sentences[sentences[0]].span.start, document.sentences[sentences[-1]].span.end)
