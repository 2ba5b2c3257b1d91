"""Impossible times and dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.dates import MONTHS, Dated, Dates
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.reading import Bools
from scorer.signal import Signal
from scorer.span import Span

_LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])  # days of each month, none at 0
_LEAP_DAY = 29
_HALVES = WordList("a p am pm")
_ZONES = WordList("gmt utc bst est edt cst cet cest et pt pst pdt local")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>\d{2})(?!\d) ?(?:(?P<half>[apAP])(?:[mM]\b|\.[mM]\b\.?)|(?P<zone>"
    r"(?:GMT|UTC|BST|EST|EDT|CST|CET|CEST|ET|PT|PST|PDT|local time)\b))",
    re.ASCII,
)
_MOST = {"a": 12, "p": 24, None: 24}  # hours; "13:45 p.m." says twice what it means, but "20:39 a.m." says nothing
_MOST_MINUTES = 59
_ON = re.compile(r"\b(?:on|by|until|till|since|before|after|from|dated)\s(?:the\s)?$", re.IGNORECASE)
_APART = re.compile(r"\s?[.,;:)]|\s?$", re.MULTILINE)
_COUNTED = re.compile(r"(?:\d|\bof|/)\s?$")  # "3 of 35, September 2013" numbers a picture
_PARTS = tuple(":.,-–/$£€")  # before what is a part of something longer
_REACH = 20  # characters before a date that are looked at
_TIME_MESSAGE = "There is no such time of day."


@dataclass(frozen=True)
class ImpossibleTime(Signal):
    """A time of day or a date that no clock and no calendar has.

    **Why it counts.** Whoever wrote it didn't look, and no reader can tell what was meant.

    **Flagged.** "20:39 a.m."; "10:75 pm"; "at 25:10 GMT"; "February 30, 2019"; "on 31 June"; "29 February 2019".

    **Fine.** "13:45 p.m."; "a time of 25:10"; "Psalm 119:105"; "In June 31 people were hurt".

    **Limits.** A time without "a.m.", "p.m." or a zone isn't judged, as it may be a result or a verse; nor is a date
    without a year, unless "on", "by", "until" or the like stands before.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085; recall of slips: twelve hours added to a time of the morning: 1 [1, 1], n = 237
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Source.** The clock; the Gregorian calendar.
    """

    id: ClassVar = "impossible-time"
    group: ClassVar = "consistency"
    reads: ClassVar = (_HALVES, _ZONES)

    def suspects(self, batch: Batch) -> Bools:
        places = batch.numbers.first[_odd_times(batch)], batch.dates.first[_overlong(batch.dates)]
        return batch.reading.words.tally(np.concatenate(places)) > 0

    def find(self, document: Document) -> Iterator[Finding]:
        times = ((span, _TIME_MESSAGE) for span in _times(document))
        dates = ((date.span, _message(date)) for date in document.dates if _is_impossible(document.text, date))
        for span, message in sorted((*times, *dates)):
            yield self.at(span, message)


def _odd_times(batch: Batch) -> Ints:
    """The hours, as rows of the numbers, of what is said to be a time and has too high an hour or minute."""
    numbers, words = batch.numbers, batch.reading.words
    hour = np.flatnonzero((numbers.behind == ord(":")) | (numbers.places == 2))
    minute = hour + (numbers.places[hour] == 0)  # "20:39" is two numbers, "20.39" one
    there = minute < len(numbers)
    hour, minute = hour[there], minute[there]
    told = np.where(hour == minute, np.rint(100 * (numbers.value[hour] % 1)), numbers.value[minute])
    follows = np.minimum(numbers.last[minute] + 1, len(words) - 1)
    half = (words.end[numbers.last[minute]] > numbers.end[minute]) | batch.matches.listed(_HALVES, follows)
    odd = (told > _MOST_MINUTES) | (numbers.value[hour] >= np.where(half, _MOST["a"], _MOST["p"]) + 1)
    return np.asarray(hour[odd & (half | batch.matches.listed(_ZONES, follows))])


def _times(document: Document) -> Iterator[Span]:
    text = document.text
    for number in document.numbers:
        match = _TIME.match(text, number.span.start)
        if match and text[number.span.start - 1 : number.span.start] not in _PARTS and not _is_price(match):
            half = match["half"]
            too_late = int(match["hour"]) > _MOST[half and half.lower()]
            if too_late or int(match["minute"]) > _MOST_MINUTES:
                yield Span(*match.span())


def _is_price(match: re.Match[str]) -> bool:
    return match["mark"] == "." and match["zone"] is not None


def _overlong(dates: Dates) -> Ints:
    """The rows of dates with a day that their month doesn't have."""
    common = (dates.year >= 0) & ((dates.year % 4 > 0) | ((dates.year % 100 == 0) & (dates.year % 400 > 0)))
    leap_day = (dates.month == 2) & (dates.day == _LEAP_DAY) & common
    return np.flatnonzero((dates.day > _LENGTHS[dates.month]) | leap_day)


def _is_impossible(text: str, told: Dated) -> bool:
    """Whether a date names a day that isn't, and is surely meant as a date."""
    if told.day is None or (told.year is None and told.day <= _LENGTHS[told.month]) or told.date:
        return False
    before, first = text[max(0, told.span.start - _REACH) : told.span.start], told.span.of(text)[0]
    if told.year is None:
        return bool(_ON.search(before) and _APART.match(text, told.span.end))
    return not (first.isdigit() and _COUNTED.search(before))


def _message(told: Dated) -> str:
    month = MONTHS[told.month - 1]
    if told.month == 2 and told.day == _LEAP_DAY:
        return f"{told.year} has no {told.day} {month}."
    return f"{month} has no day {told.day}."
