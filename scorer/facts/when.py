"""When an article was published, as far as that can be told."""

import re
from datetime import date
from typing import NamedTuple

import numpy as np

from scorer.article import Article
from scorer.dates import Dated, parse_date
from scorer.document import Batch, Document, Passage
from scorer.lexicon import WordList

_IN_ADDRESS = re.compile(r"[/=_-]((?:19|20)\d\d)([/_-])(\d\d?)\2(\d\d?)(?!\d)", re.ASCII)
_LONGEST_ADDRESS = 2000
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = 500  # characters in which a line of its own, or the opening of the text, dates an article
_MOST_WORDS = 14  # of a line with a date and a label
_DASHES = ("-", "–", "—")
_BESIDE = frozenset(
    WordList("""
        published posted released filed issued first originally publication date time on at the of min minute minutes
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
        st nd rd th am pm a p m et est edt ct cst cdt pt pst pdt gmt utc bst ist h hrs read
    """).words
)  # may stand on one line with the date of publication; "updated" may be long after


class Published(NamedTuple):
    """The day of publication, and who says so: ``given``, ``record``, ``address`` or ``text``."""

    day: date
    by: str


def published(document: Document, given: date | None = None) -> Published | None:
    """The day on which an article was published, ``given`` before all else; ``None`` where it can't be told."""
    if given:
        return Published(given, "given")
    article = document.article
    if day := article.published and parse_date(article.published):
        return Published(day, "record")
    if day := in_address(article):
        return Published(day, "address")
    day = in_text(document)
    return Published(day, "text") if day else None


def in_address(article: Article) -> date | None:
    """The day that an article's address names: ``https://example.org/2022/08/16/news``."""
    found = _IN_ADDRESS.search((article.url or "")[:_LONGEST_ADDRESS])
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def in_text(document: Document) -> date | None:
    """The full date that stands alone on a line near the beginning, or that opens the text before a dash."""
    days = {dated.date for dated in document.own(_near) if dated.date and _dates(document, dated)}
    return days.pop() if len(days) == 1 else None


def _near(batch: Batch) -> list[list[Dated]]:
    """Of each text the dates near its beginning that have a year and a day."""
    dates = batch.dates
    rows = np.flatnonzero((dates.start < _HEAD) & (dates.year >= 0) & (dates.day >= 0))
    found: list[list[Dated]] = [[] for _ in range(len(batch))]
    for text, dated in zip(dates.text[rows].tolist(), dates.told(rows), strict=True):
        found[text].append(dated)
    return found


def _dates(document: Document, dated: Dated) -> bool:
    line = document.line_at(dated.span.start)
    behind = document.text[dated.span.end : line.span.end]
    opens = dated.span.start == line.span.start and behind.lstrip().startswith(_DASHES)
    return opens or (len(line.words) <= _MOST_WORDS and _is_alone(document, dated, line))


def _is_alone(document: Document, dated: Dated, line: Passage) -> bool:
    """Whether the rest of a line is little else than a label, a weekday and a time."""
    rest = document.text[line.span.start : dated.span.start] + document.text[dated.span.end : line.span.end]
    return _BESIDE.issuperset(word.lower() for word in _WORD.findall(rest))
