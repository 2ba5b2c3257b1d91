"""Slips made on purpose: how many of them the exact checks find in real articles.

A slip is put where an article offers a place for it, so that recall says how the check reads such places; how often
real articles have such a slip is another matter.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from scorer.article import Article
from scorer.dates import MONTHS, WEEKDAYS
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals import named
from scorer.train.figures import Figure, share
from scorer.trials.news import CLEAN
from scorer.trials.trial import Trial

_UNIT = r"(?:miles?|kilomet(?:er|re)s?|km|feet|met(?:er|re)s?|acres|hectares|pounds|kilograms|kg|inches|cm|mph|kph)\b"
_BRACKET = re.compile(rf"(?<=\()(\d{{1,5}})(?=[ -]?{_UNIT}\))")
_ORDINAL = re.compile(r"\b\d{0,3}(?:1st|2nd|3rd|[04-9]th)\b")
_OF = re.compile(r"(?<=[a-z] )(\d{1,4}) of (?:the )?(\d{1,4})(?= [a-z])")
_YEARS = re.compile(r"\b(?:from (\d{4}) to|between (\d{4}) and) (\d{4})\b")
_MORNING = re.compile(r"\b([1-9]|1[0-2]):([0-5]\d)(?= a\.m\.)")
_LONG_NAME = re.compile(r"[A-Z][a-z](?:([a-z])(?!\1)){2}[a-z]{0,20}")
_NEAR = 40  # characters from a slip, within which a finding is of it
_SUFFIX = {"st": "nd", "nd": "rd", "rd": "th", "th": "st"}


class _Slip(NamedTuple):
    """A slip in a text, and where it stands."""

    text: str
    place: int


def _weekday(document: Document) -> _Slip | None:
    for told in document.dates:
        if told.date and told.weekday_span and told.date.year >= 1924 and told.date.weekday() == told.weekday:
            return _put(document.text, told.weekday_span, WEEKDAYS[(told.date.weekday() + 3) % 7])
    return None


def _day(document: Document) -> _Slip | None:
    for told in document.dates:
        if told.date and told.weekday_span and told.date.year >= 1924 and told.date.weekday() == told.weekday:
            other = told.date + timedelta(days=3)
            return _put(document.text, told.span, f"{MONTHS[other.month - 1]} {other.day}, {other.year}")
    return None


def _swapped(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], document: Document) -> _Slip | None:
    match = pattern.search(document.text)
    return _put(document.text, match.span(), change(match)) if match else None


def _put(text: str, span: tuple[int, int], written: str) -> _Slip:
    return _Slip(text[: span[0]] + written + text[span[1] :], span[0])


def _tenfold(match: re.Match[str]) -> str:
    return f"{match[0]}0"


def _other_ending(match: re.Match[str]) -> str:
    return match[0][:-2] + _SUFFIX[match[0][-2:]]


def _upside_down(match: re.Match[str]) -> str:
    part, whole = sorted(map(int, match.groups()))
    return f"{whole + 1} of the {part}"


def _backwards(match: re.Match[str]) -> str:
    first, last = match[1] or match[2], match[3]
    return match[0].replace(last, "-").replace(first, last).replace("-", first)


def _of_the_night(match: re.Match[str]) -> str:
    return f"{int(match[1]) + 12}:{match[2]}"


def _full_name(place: int, document: Document) -> _Slip | None:
    """Two letters swapped in the first or last word of a full name at its second mention."""
    names = [name for name in document.names if len(name.words) > 1 and not name.title]
    mentions = Counter(name.span.of(document.text) for name in names)
    again = (name for name in reversed(names) if mentions[name.span.of(document.text)] > 1)
    words = ((name.words[place], document.word(name.words[place])) for name in again)
    return next((_misspelt(document, index) for index, word in words if _LONG_NAME.fullmatch(word)), None)


def _surname(document: Document) -> _Slip | None:
    """Two letters swapped in the last mention of a surname that stands alone three times or more."""
    surnames = {document.word(name.words[-1]) for name in document.names if len(name.words) > 1}
    alone = [name.words[0] for name in document.names if len(name.words) == 1]
    mentions = Counter(map(document.word, alone))
    often = (word for word in reversed(alone) if mentions[document.word(word)] > 2 and document.word(word) in surnames)
    return next((_misspelt(document, word) for word in often if _LONG_NAME.fullmatch(document.word(word))), None)


def _misspelt(document: Document, index: int) -> _Slip:
    word = document.word(index)
    return _put(document.text, document.words_span(range(index, index + 1)), word[:2] + word[3] + word[2] + word[4:])


Maker = Callable[[Document], _Slip | None]
_SLIPS: tuple[tuple[str, str, Maker], ...] = (
    ("weekday-date", "another weekday beside a whole date", _weekday),
    ("weekday-date", "another day beside a weekday", _day),
    ("unit-conversion", "the second quantity ten times as large", partial(_swapped, _BRACKET, _tenfold)),
    ("malformed-ordinal", "another ending", partial(_swapped, _ORDINAL, _other_ending)),
    ("part-of-whole", "part and whole swapped", partial(_swapped, _OF, _upside_down)),
    ("reversed-range", "first and last year swapped", partial(_swapped, _YEARS, _backwards)),
    ("name-variants", "two letters swapped in a first name", partial(_full_name, 0)),
    ("name-variants", "two letters swapped in the surname of a full name", partial(_full_name, -1)),
    ("name-variants", "two letters swapped in a surname alone", _surname),
    ("impossible-time", "twelve hours added to a time of the morning", partial(_swapped, _MORNING, _of_the_night)),
)


def _recall(signal: str, made: str, make: Maker, folder: Path) -> Iterator[Figure]:
    """The share of slips that a signal finds where they were put."""
    panel = Panel([named(signal)()])
    slips = list(filter(None, map(make, _documents(CLEAN.load(folder)["text"], panel))))
    found = [
        findings
        for some in batches(map(Article, (slip.text for slip in slips)), _length)
        for findings in panel.observe(Batch(some, panel.book))
    ]
    hits = [any(_is_near(slip, finding) for finding in each) for slip, each in zip(slips, found, strict=True)]
    yield share(f"recall of slips: {made}", np.array(hits, dtype=np.bool_))


def _documents(texts: Iterable[str], panel: Panel) -> Iterator[Document]:
    for some in batches(map(Article, texts), _length):
        yield from Batch(some, panel.book)


def _length(article: Article) -> int:
    return len(article.text)


def _is_near(slip: _Slip, finding: Finding) -> bool:
    return any(abs(span.start - slip.place) <= _NEAR for span in (finding.span, *finding.related))


TRIALS = tuple(
    Trial(signal, CLEAN.name, CLEAN.files, partial(_recall, signal, made, make)) for signal, made, make in _SLIPS
)
