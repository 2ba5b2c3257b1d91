"""Moments: days, months or years, as far as they are known."""

import re
from calendar import month_name, monthrange
from datetime import MAXYEAR, date
from typing import NamedTuple

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Moment(NamedTuple):
    """A day, or the first and the last day of the month or the year that is meant."""

    first: date
    last: date

    @classmethod
    def parse(cls, written: str) -> "Moment":
        """The moment written as YYYY-MM-DD, YYYY-MM or YYYY.

        >>> str(Moment.parse("2022-05")), str(Moment.parse("2022-05-27"))
        ('May 2022', '27 May 2022')

        Raises:
            ValueError: if it is written otherwise, or no such day exists.
        """
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError(f"{written!r} is not YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in found.groups())
        year = min(year or 0, MAXYEAR)
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        first = date(year, month, day or 1)
        return cls(first, first if day else first.replace(day=monthrange(year, month)[1]))

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first.day} {month_name[self.first.month]} {self.first.year}"
        if self.first.month == self.last.month:
            return f"{month_name[self.first.month]} {self.first.year}"
        return str(self.first.year)
