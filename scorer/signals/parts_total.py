"""Parts against their total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Runs
from scorer.finding import Finding
from scorer.lexicon import Lexicon, WordList
from scorer.numbers import SPELLED, Number, whole_number
from scorer.patterns import either
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span

_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORDS = frozenset((*SPELLED, *_SCALES, "and"))
_LAST_WORDS = WordList(" ".join(word for word in (*SPELLED, *_SCALES) if word.isalpha()))
_SPELLED_OUT = re.compile(r"(?<![a-z])((?:[a-z]{1,12}[ -]){0,7}[a-z]{1,12})\s?\($", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_REACH = 80  # characters looked through before a number or a part

# Kinds of people of whom nobody is two.
_FAMILIES = (
    frozenset(("men", "women", "children")),
    frozenset(("men", "women", "boys", "girls")),
    frozenset(("males", "females")),
    frozenset(("adults", "children")),
    frozenset(("democrats", "republicans", "independents")),
)
_KINDS = "men|women|children|boys|girls|males|females|adults|democrats|republicans|independents"
_LIST = Lexicon([f"{_KINDS} and"])
_NUMBER = rf"\d{{1,6}}|{either(SPELLED)}"
_PART = rf"(?:{_NUMBER})\s(?:{_KINDS})"
_PARTS = re.compile(rf"\b({_PART}(?:,\s{_PART}){{0,3}},?\sand\s{_PART})\b(?=\s?(?:[.,;:)—–]|\s-\s|$))", re.IGNORECASE)
_EACH = re.compile(rf"\b({_NUMBER})\s({_KINDS})\b", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?:{_NUMBER})\b", re.IGNORECASE)
_TOTAL = re.compile(
    rf"(?<![\w.,$-])(?P<total>{_NUMBER})[\s-](?:[a-z'’]+\s){{0,4}}?[a-z'’]+"
    r"(?:,?\s(?:including|among them|comprising|consisting of|made up of|of whom)|\s?[:—–(,]|\s-)\s?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:and|or|another|plus|other|others|more|with|of|per|each|percent|least)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PartsTotal(Signal):
    """Parts that are more than their total, and a number that its figure contradicts.

    **Why it counts.** One of the figures is wrong; whoever adds them up sees it.

    **Flagged.** "12 people, including five men and eight women"; "twelve (14) days".

    **Fine.** "12 people, including five men and two women", as the rest may be children; "twelve (12) days"; "(1) the
    first one (2) the second".

    **Limits.** Only kinds of people of whom nobody is two are added up: men, women and children, boys and girls,
    Democrats and Republicans.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** Arithmetic.
    """

    id: ClassVar = "parts-total"
    group: ClassVar = "consistency"
    reads: ClassVar = (_LIST, _LAST_WORDS)

    def suspects(self, batch: Batch) -> Bools:
        numbers = batch.numbers
        bracketed = np.flatnonzero((numbers.before == ord("(")) & (numbers.behind == ord(")")) & (numbers.first > 0))
        told = bracketed[batch.matches.listed(_LAST_WORDS, numbers.first[bracketed] - 1)]
        return batch.has(_lists) | (batch.reading.words.tally(numbers.first[told]) > 0)

    def find(self, document: Document) -> Iterator[Finding]:
        found = [*self._contradicted(document), *self._too_many(document)]
        yield from sorted(found, key=lambda finding: finding.span)

    def _contradicted(self, document: Document) -> Iterator[Finding]:
        figures = [number for number in document.numbers if _is_bracketed(document.text, number)]
        values = {number.value for number in figures}
        for number in figures:
            listed = not values.isdisjoint((number.value - 1, number.value + 1))  # (1) … (2) …
            spelled = _spelled_before(document.text, number.span.start)
            year = spelled and spelled[1] < _FIRST_YEAR <= number.value <= _LAST_YEAR  # of a book: "The Nine (1972)"
            if spelled and spelled[1] != number.value and not listed and not year:
                yield self.at(number.span, "The figure isn't the number before it.", spelled[0])

    def _too_many(self, document: Document) -> Iterator[Finding]:
        for words in document.runs(_lists):
            place = document.words_span(words).start
            sentence = document.sentence_at(place).span
            begin, end = max(sentence.start, place - _REACH), min(sentence.end, place + _REACH)
            for parts in _PARTS.finditer(document.text, begin, end):
                if parts.start() <= place < parts.end():
                    yield from self._compare(document.text, begin, parts)

    def _compare(self, text: str, begin: int, parts: re.Match[str]) -> Iterator[Finding]:
        total, added = _total(text, parts.start()), _sum(parts[0])
        told = (whole_number(number) for number in _COUNT.findall(text[begin : parts.start()]))
        if total and total[1] < added and added not in told:
            message = f"The parts add up to {added}, more than the total."
            yield self.at(Span(*parts.span()), message, total[0])


def _lists(batch: Batch) -> Runs:
    """Where a kind of people with its number is followed by another number: "men and" in "five men and eight"."""
    pairs = batch.hits(_LIST)
    numeric, most = batch.reading.numeric, len(batch.reading.words) - 1
    before, after = np.maximum(pairs.first - 1, 0), np.minimum(pairs.last + 1, most)
    told = (numeric[place] | batch.matches.listed(_LAST_WORDS, place) for place in (before, after))
    return pairs.where(np.logical_and(*told))


def _is_bracketed(text: str, number: Number) -> bool:
    return text[number.span.start - 1 : number.span.start] == "(" and text[number.span.end : number.span.end + 1] == ")"


def _spelled_before(text: str, place: int) -> tuple[Span, int] | None:
    """The number in words just before a bracket, and what it is worth."""
    start = max(0, place - _REACH)
    match = _SPELLED_OUT.search(text[start:place])
    if match is None:
        return None
    words = re.split(r"[ -]", match[1].lower())
    first = next((index for index in range(len(words), 0, -1) if words[index - 1] not in _WORDS), 0)
    while first < len(words) and words[first] == "and":
        first += 1
    if first == len(words):
        return None
    end = start + match.end(1)
    return Span(end - len(" ".join(words[first:])), end), _worth(words[first:])


def _worth(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in SPELLED:
            current += SPELLED[word]
        elif word == "hundred":
            current = max(1, current) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + max(1, current) * _SCALES[word], 0
    return total + current


def _total(text: str, place: int) -> tuple[Span, int] | None:
    """The number of all before a list of parts, and where it stands."""
    start = max(0, place - _REACH)
    match = _TOTAL.search(text[start:place])
    if match is None or _MORE.search(match[0], match.end("total") - match.start()):
        return None
    return Span(start + match.start("total"), start + match.end("total")), whole_number(match["total"])


def _sum(parts: str) -> int:
    """What parts of one family add up to; 0 where some kinds may be the same people."""
    told = [(number, kind.lower()) for number, kind in _EACH.findall(parts)]
    kinds = {kind for _, kind in told}
    if len(kinds) < len(told) or not any(kinds <= family for family in _FAMILIES):
        return 0
    return sum(whole_number(number) for number, _ in told)
