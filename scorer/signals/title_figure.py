"""Title figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import ClassVar, NamedTuple

import numpy as np

from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import KeyTable
from scorer.numbers import SPELLED, whole_number
from scorer.patterns import either
from scorer.reading import Bools, word_keys
from scorer.signal import Signal
from scorer.span import Span

# What is told of the people who are counted, and the verbs before such a count.
_FATES = {
    "killed": ("dead|killed|die|dies|died|slain|deaths|fatalities", "kills?|killed|killing|claims?|claimed|slays?"),
    "injured": ("injured|hurt|wounded|injuries", "injur(?:es?|ed|ing)|wound(?:s|ed|ing)?|hurts?|hurting"),
    "arrested": ("arrested|detained|arrests", "arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?"),
}
_NUMBER = rf"(?!(?:19|20)\d\d\b)(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}|{either(SPELLED)})"
_BOUND = r"at least|more than|over|about|around|some|nearly|almost|up to|as many as|close to|roughly|an estimated"
_NO_WORD = "years?|year-olds?|days?|weeks?|months?|hours?|minutes?|percent|per|of|in|after|and|who|when"
_NO_WORD = "|".join((_NO_WORD, *(fate for fate, _ in _FATES.values()), *SPELLED))
_WORD = rf"(?!(?:{_NO_WORD})\b)[^\W\d_][\w’'-]{{0,20}}"


class _Shapes(NamedTuple):
    """How a fate is told in a title, and in a text."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    toll: re.Pattern[str]


def _shapes(fate: str, verbs: str) -> _Shapes:
    count = rf"(?<![\w.,$£€#/:–-])(?:(?P<bound>{_BOUND})\s)?(?P<number>{_NUMBER})(?P<more>\+)?(?![\w,.:%/–-]{{0,8}}\w)"
    behind = (
        rf"{count}\s(?:{_WORD}\s){{0,3}}?(?:(?:were|was|are|is|have been|had been|reported|confirmed)\s)?(?:{fate})\b"
    )
    before = rf"\b(?:{verbs})\s{count}"
    toll = rf"\b(?:toll|number of (?:{fate}))\b[^.\n]{{0,60}}?\s{count}"
    return _Shapes(*(re.compile(shape, re.IGNORECASE) for shape in (before, behind, toll)))


_SHAPES = {name: _shapes(*words) for name, words in _FATES.items()}
_AT_LEAST = frozenset(("at least", "more than", "over", "+"))
_FEWEST = 2  # "a man killed" is told in many ways
_LEAST = 0.5  # of the title's toll; a lower one is of something else
_MOST_PARTS = 8  # counts of one fate, of which any may be parts of the sum in the title
_MESSAGE = "The title may be out of date: it tells of {} {}, the text of {}; worth a look."


@dataclass(frozen=True)
class TitleFigure(Signal):
    """A toll in the title that the text doesn't have.

    **Why it counts.** A title that was left behind when the text was brought up to date, or that makes more of the
    matter than the text does.

    **Flagged.** "12 killed in blast" over a text that tells of 15 killed, and never of 12.

    **Fine.** A toll that the text has in words, or as a sum: "six police and six soldiers".

    **Limits.** Only the killed, the injured and the arrested are looked at. A text may tell of more people than the
    title means, so a finding is only worth a look.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - hoaxes, fabricated and generated news, soft: 2 of 2 flags read are right
    - other outlets of AllSides, soft: 3 of 3 flags read are right

    **Source.** The habit of live pages, whose titles change less often than their texts.
    """

    id: ClassVar = "title-figure"
    group: ClassVar = "consistency"
    soft: ClassVar = True

    def suspects(self, batch: Batch) -> Bools:
        titles = batch.titles
        fated = titles.words.tally(np.flatnonzero(_fates().find(titles.keys) >= 0)) > 0
        counted = titles.numeric | (_spelled().find(titles.keys) >= 0)
        return fated & (titles.words.tally(np.flatnonzero(counted)) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        for fate, shapes in _SHAPES.items():
            told = _told(document.article.title or "", shapes)
            if len(told) == 1 and told[0].value >= _FEWEST and not _is_written(told[0].value, document.text):
                yield from self._compare(fate, told[0], _told(document.text, shapes))

    def _compare(self, fate: str, title: "_Toll", text: list["_Toll"]) -> Iterator[Finding]:
        others = [toll for toll in text if toll.value >= max(_FEWEST, _LEAST * title.value)]
        if others and not _may_be(title, text):
            shown = " and ".join(str(value) for value in sorted({toll.value for toll in others})[:3])
            places = [toll.span for toll in others[:_MOST_PARTS]]
            yield self.at(places[0], _MESSAGE.format(title.value, fate, shown), *places[1:])


class _Toll(NamedTuple):
    span: Span
    value: int
    bound: str


def _told(text: str, shapes: _Shapes) -> list[_Toll]:
    """The counts of one fate in a text, in order, each once."""
    matches = (match for shape in shapes for match in shape.finditer(text))
    places = {match.span("number"): (match["bound"] or match["more"] or "").lower() for match in matches}
    return [_Toll(Span(*place), whole_number(text[slice(*place)]), bound) for place, bound in sorted(places.items())]


def _may_be(title: _Toll, others: list[_Toll]) -> bool:
    """Whether the text's counts allow for the title's: as it is a bound, or a sum of some, with or without the doer."""
    counts = [toll.value for toll in others]
    if title.bound:
        return title.bound not in _AT_LEAST or max(counts) >= title.value
    some = counts[:_MOST_PARTS]
    sums = {sum(parts) for size in range(1, len(some) + 1) for parts in combinations(some, size)}
    return not sums.isdisjoint((title.value - 1, title.value, title.value + 1))


def _is_written(value: int, text: str) -> bool:
    """Whether a number stands anywhere in a text, in digits or as a word."""
    forms = "|".join((str(value), f"{value:,}", *(word for word, worth in SPELLED.items() if worth == value)))
    return re.search(rf"(?<![\w.,])(?:{forms})(?!\w|,\d)", text, re.IGNORECASE) is not None


@cache
def _fates() -> KeyTable:
    words = "dead killed die dies died slain deaths fatalities kill kills killing claim claims claimed slay slays"
    words += " injured hurt wounded injuries injure injures injuring wound wounds wounding hurts hurting"
    return KeyTable(word_keys(f"{words} arrested detained arrests arrest arresting detain detains detaining".split()))


@cache
def _spelled() -> KeyTable:
    return KeyTable(word_keys(word for word in SPELLED if word.isalpha()))
