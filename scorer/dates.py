"""Dates: those written in the texts of a batch, with the weekday beside them, and those of metadata.

A date in a text is found from its digits: a number beside the name of a month, or a run like ``2022-08-16``.
"""

import re
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from scorer.characters import DIGIT, UPPER, has
from scorer.keys import Ints, KeyTable
from scorer.marks import one_of
from scorer.numbers import Numbers
from scorer.reading import Bools, Reading, word_keys
from scorer.span import Span, spans_between

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months' names, January first."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The weekdays' names, Monday first, as :meth:`datetime.date.weekday` counts."""

_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_SHORT_MONTHS |= {"oct": 10, "nov": 11, "dec": 12}
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_SHORT_WEEKDAYS |= {"sat": 5, "sun": 6}
_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | _SHORT_MONTHS
_WEEKDAY = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | _SHORT_WEEKDAYS

_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # a number of four digits outside is no year
_LONGEST_MONTH = 31
_ORDINALS = tuple((ord(one), ord(other)) for one, other in ("st", "nd", "rd", "th"))
_GAP = " ,.-/"  # what may stand between the parts of a date
_SPACE, _BRACKET = ord(" "), ord("(")


class Dated(NamedTuple):
    """A date as it is written in a text; what isn't written is ``None``.

    ``span`` reaches from the day, month or year to the last of these; ``weekday`` (Monday is 0) stands at
    ``weekday_span``, before or behind it. The day may be one that no month has ("31 June").
    """

    span: Span
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    weekday_span: Span | None = None

    @property
    def date(self) -> date | None:
        """The day itself, where it is told in full and exists."""
        return None if self.year is None or self.day is None else _day(self.year, self.month, self.day)


class Dates:
    """The dates written in a reading, in order: one row for each.

    ``first`` and ``last`` are its words in the batch, ``at`` the word of its weekday; ``year``, ``month``, ``day`` and
    ``weekday`` are -1 where it has none; ``bounds`` cuts the rows by text. Shape of each: ``(dates,)``.
    """

    def __init__(self, reading: Reading, numbers: Numbers) -> None:
        self._reading = reading
        words = _Words(reading, numbers)
        named, ciphers = _named(words), _in_figures(words)
        rows = np.concatenate((named, ciphers), axis=1)
        self.first, self.last, self.year, self.month, self.day = rows[:, np.argsort(rows[0], kind="stable")]
        self.weekday, self.at = _weekdays(words, self.first, self.last)
        self.bounds: Ints = np.searchsorted(self.first, reading.words.bounds)

    def __len__(self) -> int:
        return len(self.first)

    def of(self, text: int) -> list[Dated]:
        """The dates of one text, with spans in that text."""
        return self.told(np.arange(*self.bounds[text : text + 2].tolist()))

    def told(self, rows: Ints) -> list[Dated]:
        """Those of some rows, with spans in their texts."""
        at = self.at[rows]
        spans, days = self._spans(rows, self.first[rows], self.last[rows]), self._spans(rows, at, at)
        columns = (_known(column[rows]) for column in (self.year, self.month, self.day, self.weekday))
        return [
            Dated(span, year, month or 0, day, weekday, None if weekday is None else at)
            for span, at, year, month, day, weekday in zip(spans, days, *columns, strict=True)
        ]

    @cached_property
    def text(self) -> Ints:
        """Which text each stands in."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    @cached_property
    def start(self) -> Ints:
        """Where each begins in its text."""
        reading = self._reading
        return np.asarray(reading.laid(reading.words.start[self.first]) - reading.original_start[self.text])

    def _spans(self, rows: Ints, first: Ints, last: Ints) -> list[Span]:
        reading, base = self._reading, self._reading.original_start[self.text[rows]]
        starts, ends = reading.laid(reading.words.start[first]), reading.laid(reading.words.end[last] - 1) + 1
        return spans_between((starts - base).tolist(), (ends - base).tolist())


def _known(column: Ints) -> list[int | None]:
    return [None if value < 0 else value for value in column.tolist()]


class _Words:
    """What the parts of a date need to know of neighbouring words; indices outside the batch are harmless."""

    def __init__(self, reading: Reading, numbers: Numbers) -> None:
        self.reading, self.numbers, self.count = reading, numbers, len(reading.words)

    def _inside(self, words: Ints) -> Ints:
        """The same words, or the first or the last for those before or behind all; far faster than to clip them."""
        return np.asarray(np.minimum(np.maximum(words, 0), max(0, self.count - 1)))

    def listed(self, words: Ints, names: tuple[str, ...]) -> Ints:
        """The number of each word among ``names``, -1 for others and for those without a capital."""
        inside = self._inside(words)
        number = _table(names).find(self.reading.keys[inside])
        there = np.flatnonzero(number >= 0)
        capital = has(self.reading.kind[self.reading.words.start[inside[there]]], UPPER)
        number[there[~capital | (inside[there] != words[there])]] = -1
        return number

    def small(self, words: Ints, name: str) -> Bools:
        """Whether each is a certain small word."""
        inside = self._inside(words)
        return np.asarray((_table((name,)).find(self.reading.keys[inside]) >= 0) & (inside == words))

    def linked(self, words: Ints, *, bracket: bool = False) -> Bools:
        """Whether each stands beside the next one on the same line, as the parts of a date do, or in a bracket."""
        near = (words >= 0) & (words < self.count - 1)
        words = np.where(near, words, 0)
        follows = np.minimum(words + 1, max(0, self.count - 1))
        end = self.reading.words.end[words]
        gap = self.reading.words.start[follows] - end
        second = self.reading.folded.take(end + 1, mode="clip")
        touching = (gap == 1) | (second == _SPACE) | (bracket & (second == _BRACKET))
        return np.asarray(near & (gap >= 1) & (gap <= 2) & one_of(_GAP, self.reading.folded[end]) & touching)

    def closed(self, words: Ints, full: Bools) -> Bools:
        """Whether a full stop behind each name ends a sentence, as it does behind a ``full`` one, not a short one."""
        inside = self._inside(words)
        return np.asarray(full & (self.reading.folded[self.reading.words.end[inside]] == ord(".")))

    def days(self, words: Ints) -> Ints:
        """The day of a month that each may be ("7", "07", "7th"), -1 for others."""
        inside = self._inside(words)
        value, digits = self.numbers.leading(inside)
        rest = self.reading.words.end[inside] - self.reading.words.start[inside] - digits
        alike, two = rest == 0, np.flatnonzero(rest == len("th"))
        alike[two] = self._are_ordinal(inside[two])
        alike &= (digits >= 1) & (digits <= 2) & (value >= 1) & (inside == words)
        return np.where(alike & ~self._are_decimal(inside), value, -1)

    def years(self, words: Ints) -> Ints:
        """The year that each may be, -1 for others."""
        inside = self._inside(words)
        value, digits = self.numbers.leading(inside)
        whole = self.reading.words.end[inside] - self.reading.words.start[inside] == digits
        fits = (digits == 4) & (value >= _FIRST_YEAR) & (value <= _LAST_YEAR)
        return np.where(whole & fits & (inside == words), value, -1)

    def _are_decimal(self, words: Ints) -> Bools:
        end, codes, kind = self.reading.words.end[words], self.reading.folded, self.reading.kind
        return np.asarray((codes[end] == ord(".")) & has(kind.take(end + 1, mode="clip"), DIGIT))

    def _are_ordinal(self, words: Ints) -> Bools:
        end, codes = self.reading.words.end[words], self.reading.folded
        one, other = codes[np.maximum(end - 2, 0)], codes[end - 1]
        return np.asarray(np.logical_or.reduce([(one == a) & (other == b) for a, b in _ORDINALS]))


def _named(words: _Words) -> Ints:
    """Dates with the name of a month: first and last word, year, month and day of each, one a column."""
    if not words.count:
        return np.empty((5, 0), dtype=np.intp)
    numeric, names = np.flatnonzero(words.reading.numeric), tuple(_MONTH)
    beside = np.concatenate((numeric - 1, numeric + 1, numeric + 2))
    at = np.unique(beside[words.listed(beside, names) >= 0])
    return _put_together(words, at, words.listed(at, names))


def _put_together(words: _Words, at: Ints, number: Ints) -> Ints:
    """The dates around the names of months at some words; a month without a day or a year is no date."""
    month, nothing = _numbers(_MONTH)[number], np.full(len(at), -1)
    follows, precedes = words.linked(at) & ~words.closed(at, number < len(MONTHS)), words.linked(at - 1)
    behind, before = np.where(follows, words.days(at + 1), -1), np.where(precedes, words.days(at - 1), -1)
    of = precedes & words.small(at - 1, "of") & words.linked(at - 2)
    distant = np.where(of, words.days(at - 2), -1)
    year = np.where(follows, words.years(at + 1), -1)  # "August 2022"
    later = np.where((behind >= 0) & words.linked(at + 1), words.years(at + 2), -1)  # "August 16, 2022"
    american = (behind >= 0) & ((later >= 0) | ((before < 0) & (distant < 0)))
    british = ~american & ((before >= 0) | (distant >= 0))
    day = np.select([american, british & (before >= 0), british], [behind, before, distant], nothing)
    first = np.select([british & (before >= 0), british], [at - 1, at - 2], at)
    year = np.where(american, later, year)
    last = at + american + (year >= 0)
    rows = np.stack((first, last, year, month, day))
    return rows[:, (day >= 0) | (year >= 0)]


def _in_figures(words: _Words) -> Ints:
    """Dates such as 2022-08-16, in the same form."""
    numeric, reading = np.flatnonzero(words.reading.numeric), words.reading
    start = numeric[: max(0, len(numeric) - 2)]
    start = start[numeric[2:] == start + 2]
    start = start[_hyphen(reading, start) & _hyphen(reading, start + 1)]
    year, month, day = words.years(start), words.days(start + 1), words.days(start + 2)
    rows = np.stack((start, start + 2, year, month, day))
    return rows[:, (year >= 0) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= _LONGEST_MONTH)]


def _hyphen(reading: Reading, words: Ints) -> Bools:
    end = reading.words.end[words]
    return np.asarray((reading.words.start[words + 1] == end + 1) & (reading.folded[end] == ord("-")))


def _weekdays(words: _Words, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The weekday beside each date, -1 without one, and its word."""
    if not len(first):
        return first, first
    names, reading = tuple(_WEEKDAY), words.reading
    the = words.small(first - 1, "the") & words.linked(first - 1)
    before = np.where(the, first - 2, first - 1)
    number = words.listed(before, names)
    beside = words.linked(before, bracket=True) & ~words.closed(before, number < len(WEEKDAYS))
    number = np.where(beside, number, -1)
    number = np.where(_follow_another(words, before), -1, number)
    article = words.small(last + 1, "a") & words.linked(last + 1)
    after = np.where(article, last + 2, last + 1)
    bracket = reading.folded.take(reading.words.end[last] + 1, mode="clip") == _BRACKET
    trailing = np.where(words.linked(last, bracket=True) & (article | bracket), words.listed(after, names), -1)
    at = np.where(number >= 0, before, np.where(trailing >= 0, after, first))
    number = np.where(number >= 0, number, trailing)
    return np.where(number >= 0, _numbers(_WEEKDAY)[number], -1), at


def _follow_another(words: _Words, weekdays: Ints) -> Bools:
    """Whether another weekday stands before each, alone or with a word between: "Saturday and Sunday, May 7 and 8"."""
    names = tuple(_WEEKDAY)
    return np.asarray((words.listed(weekdays - 1, names) >= 0) | (words.listed(weekdays - 2, names) >= 0))


@cache
def _table(names: tuple[str, ...]) -> KeyTable:
    return KeyTable(word_keys(names))


def _numbers(listed: dict[str, int]) -> Ints:
    return np.array(list(listed.values()))


_NAME = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_NAME += "|nov(?:ember)?|dec(?:ember)?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})(?!\d)"
_READ = 200  # characters of a piece of metadata that are looked at
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:(?=T)|(?!\w))",
        rf"(?<!\d){_DAY}[\s./-](?:of\s)?(?P<name>{_NAME})\b[\s.,/-]{{1,3}}{_YEAR}",
        rf"\b(?P<name>{_NAME})\b\.?[\s/-]{{0,2}}{_DAY}[\s.,/-]{{1,3}}{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}",
    )
)
_PARTIAL = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\b(?P<name>{_NAME})\b[\s.,/-]{{1,3}}{_YEAR}",
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})(?![\d-])",
        rf"(?<![\d/.-]){_YEAR}(?![\d/.-])",
    )
)


def parse_date(text: str) -> date | None:
    """The day that a piece of metadata tells in full ("2022-08-16T10:00Z", "Tue, 16 Aug 2022"), in its own time zone.

    ``None`` without one, where no such day exists, or where day and month can't be told apart ("05/06/2022").
    """
    for pattern in _WRITTEN:
        if match := pattern.search(text[:_READ]):
            return _from_figures(match) if "name" not in match.groupdict() else _from_names(match)
    return None


def parse_period(text: str) -> tuple[date, date] | None:
    """The first and the last day that a piece of metadata may mean: "2022-08", "August 2022", "2022", a whole date."""
    if day := parse_date(text):
        return day, day
    if any(pattern.search(text[:_READ]) for pattern in _WRITTEN):
        return None
    match = next(filter(None, (pattern.search(text[:_READ]) for pattern in _PARTIAL)), None)
    return _period(match.groupdict()) if match else None


def _period(told: dict[str, str]) -> tuple[date, date] | None:
    year = int(told["year"])
    named = told.get("name")
    month = _MONTH[named.lower()] if named else int(told.get("month", 0))
    first, last = _day(year, month or 1, 1), _day(year, month or 12, 1)
    return (first, next_month(last) - timedelta(days=1)) if first and last and year < date.max.year else None


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=_LONGEST_MONTH + 1)).replace(day=1)


def _from_names(match: re.Match[str]) -> date | None:
    return _day(int(match["year"]), _MONTH[match["name"].lower()], int(match["day"]))


def _from_figures(match: re.Match[str]) -> date | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if match.start("day") > match.start("year"):
        return _day(year, month, day)
    if match["mark"] == "." or month > 12 or day > 12 or month == day:  # 16.08.2022 has the day first
        return _day(year, day, month) if month > 12 else _day(year, month, day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
