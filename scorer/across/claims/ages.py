"""Ages: how old people are said to be."""

import re
from collections.abc import Iterable, Iterator

from scorer.across.claims.claim import AGE, Claim
from scorer.across.claims.people import Person
from scorer.span import Span

_BEHIND = re.compile(
    r"(?:, (?:aged? |who (?:is|was) )?(\d{1,3})(?=,(?!\d)|\)|;|\.(?!\d)| (?:of|from)\b)"
    r"| \((\d{1,3})\)"
    r"|,? (?:(?:is|was) )?an? (\d{1,3})-year-old"
    r"| (?:is|was) (\d{1,3}) years old)"
)
_SOMEBODY = """
    man woman boy girl student teenager suspect gunman shooter resident native father mother son daughter brother sister
    actor actress singer rapper veteran officer driver farmer teacher lawyer doctor nurse activist businessman
    billionaire politician lawmaker congressman congresswoman senator judge citizen
"""
_BEFORE = re.compile(rf"\b(\d{{1,3}})-year-old(?: (?:{'|'.join(_SOMEBODY.split())}))? $")
_YEAR_OLD = "-year-old"
_REACH = 60  # characters before a name that are looked at
_OLDEST = 115


def ages(text: str, people: Iterable[Person]) -> Iterator[Claim]:
    """The ages of people whose full name is known, told right behind or right before a name."""
    told_before = _YEAR_OLD in text
    for person in people:
        span = person.span
        if found := _BEHIND.match(text, span.end):
            at = Span(span.start, found.end())
        elif (
            told_before
            and person.is_written_out
            and (found := _BEFORE.search(text, max(span.start - _REACH, 0), span.start))
        ):
            at = Span(found.start(), span.end)
        else:
            continue
        age = int(next(filter(None, found.groups())))
        if person.is_full and 0 < age <= _OLDEST:
            yield Claim(AGE, person.full, str(age), at, at.of(text))
