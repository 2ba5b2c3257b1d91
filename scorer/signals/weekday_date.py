"""Weekdays that don't fit their dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from scorer.dates import MONTHS, WEEKDAYS, Dated
from scorer.document import Batch, Document
from scorer.facts.when import published
from scorer.finding import Finding
from scorer.reading import Bools
from scorer.signal import Signal

_FIRST_YEAR = 1924  # before, one country or another had the old calendar
_BEFORE, _AFTER = timedelta(days=35), timedelta(days=45)  # a date without a year is near the day of publication
# Days that are told of without their year, by their weekdays: the attacks of 2001, Pearl Harbor, Kennedy's murder.
_KNOWN = frozenset(((9, 11, 1), (12, 7, 6), (11, 22, 4)))
_GALLERY = "Hide Caption"  # pictures of any year
_REACH = 300  # characters of a sentence, on either side of a date, that are looked at
_YEAR = re.compile(r"\b[12]\d{3}\b", re.ASCII)
_HARD = "{} is not a {{}} but a {{}}."
_SOFT = "{} may be the wrong weekday: in the year of publication the day is a {}; worth a look."


@dataclass(frozen=True)
class WeekdayDate(Signal):
    """A weekday that doesn't belong to the date beside it.

    **Why it counts.** One of the two is wrong, and a reader can't know which. Whoever checks dates finds it at once;
    text that was made up or put together from parts has it more often.

    **Flagged.** "Saturday, July 17, 2020", which was a Friday. Worth a look: "Monday, July 17" in an article published
    on a day near by, where July 17 is a Friday. Each once, with its other places.

    **Fine.** "Friday, July 17, 2020"; "Saturday and Sunday, July 18 and 19, 2020"; years before 1924.

    **Limits.** The weekday must stand beside the date. A date without a year may be one of another year than that of
    publication, where an article tells what was long ago; so such a finding is only worth a look, and where there are
    several, or pictures with captions, there is none.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .282 [.000,
      1.13], n = 7,085; articles with a soft one, of 1,000: .141 [.000, .397], n = 7,085; recall of slips: another
      weekday beside a whole date: 1 [1, 1], n = 278; recall of slips: another day beside a weekday: 1 [1, 1], n =
      278
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037; articles with a soft one, of 1,000: 1.47 [.000, 6.06], n = 2,037
    - Reuters, AP, BBC and New York Times, hard: 2 of 2 flags read are right
    - hoaxes, fabricated and generated news, hard: 8 of 8 flags read are right
    - web pages, hard: 1 of 1 flags read are right
    - Spotlight PA, soft: 1 of 1 flags read are right
    - hoaxes, fabricated and generated news, soft: 2 of 5 flags read are right
    - other outlets of AllSides, soft: 5 of 6 flags read are right

    **Source.** The Gregorian calendar.
    """

    id: ClassVar = "weekday-date"
    group: ClassVar = "consistency"

    def suspects(self, batch: Batch) -> Bools:
        return batch.reading.words.tally(batch.dates.first[batch.dates.weekday >= 0]) > 0

    def find(self, document: Document) -> Iterator[Finding]:
        wrong: dict[tuple[date, int, bool], list[Dated]] = {}
        for told, day in _days(document):
            if day.weekday() != told.weekday and _counts(document, told, day):
                wrong.setdefault((day, told.weekday or 0, told.year is None), []).append(told)
        unsure = sum(soft for *_, soft in wrong) > 1 or _GALLERY in document.text  # all may be of another year
        for (day, weekday, soft), places in wrong.items():
            if not (soft and unsure):
                yield self._conflict(day, weekday, places, soft=soft)

    def _conflict(self, day: date, weekday: int, places: list[Dated], *, soft: bool) -> Finding:
        first, *others = [place.weekday_span or place.span for place in places]
        written = _SOFT if soft else _HARD.format(f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        message = written.format(WEEKDAYS[weekday], WEEKDAYS[day.weekday()])
        return self.at(first, message, places[0].span, *others, soft=soft)


def _days(document: Document) -> Iterator[tuple[Dated, date]]:
    """The dates with a weekday, and the days that they tell."""
    told = [each for each in document.dates if each.weekday is not None and each.day is not None]
    issue = published(document) if any(each.year is None for each in told) else None
    days = ((each, each.date or (issue and _near(each, issue.day))) for each in told)
    return ((each, day) for each, day in days if day)


def _near(told: Dated, issued: date) -> date | None:
    """The day that a date without a year tells in an article of some day."""
    if told.year is not None:
        return None
    days = (told._replace(year=issued.year + step).date for step in (-1, 0, 1))
    return next((day for day in days if day and -_BEFORE <= day - issued <= _AFTER), None)


def _counts(document: Document, told: Dated, day: date) -> bool:
    """Whether a date is one of today's calendar and, where it has no year, not in a sentence about another year."""
    if told.year is not None:
        return day.year >= _FIRST_YEAR
    if (day.month, day.day, told.weekday) in _KNOWN:
        return False
    sentence = document.sentence_at(told.span.start).span
    near = max(sentence.start, told.span.start - _REACH), min(sentence.end, told.span.end + _REACH)
    return all(int(year[0]) == day.year for year in _YEAR.finditer(document.text, *near))
