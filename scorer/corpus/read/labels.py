"""Labels: what people said of articles, read beside them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from math import isfinite, isnan, nan
from typing import Any

from scorer.article import Article
from scorer.corpus.read.page import Item, Page
from scorer.corpus.reject import Reject
from scorer.errors import InputError
from scorer.escape import plain

COLUMN = "label"
"""What a record's label is called, unless it is renamed."""
_WORDS = {"true": 1.0, "false": 0.0}
_USUAL_NAMES = ("labels", "gold", "target", "class", "sound", "quality", "rating", "y")
_LABELS = "labels are 0 or 1, true or false, or a number between"
_ROWS_WITHOUT_LABEL = 100
"""After so many rows without a label, its name must be another."""
_SHOWN_NAMES = 12


def labelled(items: Iterable[Item], column: str = COLUMN, *, needed: bool = True) -> Iterator[Item]:
    """The items, those whose label can't be read as rejects.

    A label is 0 or 1, true or false, or a number between; it stands in ``extra`` of the article. Unless labels are
    ``needed``, items of which none has one pass as they are.

    Raises:
        InputError: if there is no such column, no label in it that can be read, or a number is beyond 0 and 1.
    """
    given = iter(items)
    first = list(islice(given, _ROWS_WITHOUT_LABEL))
    extras = [_extra(item) for item in first if not isinstance(item, Reject)]
    if extras and not any(column in extra for extra in extras):
        if not needed:
            return chain(first, given)
        raise InputError(_missing(column, list(dict.fromkeys(name for extra in extras for name in extra))))
    values = [extra[column] for extra in extras if not _is_empty(extra.get(column))]
    if values and all(isnan(_number(value)) for value in values):
        raise InputError(f"no {plain(column)!r} can be read, {plain(str(values[0]))!r} for one; {_LABELS}")
    return (item if isinstance(item, Reject) else _checked(item, column) for item in chain(first, given))


def label_of(article: Article, column: str = COLUMN) -> float:
    """The label of an article, 0..1; ``nan`` if it has none that can be read."""
    return _number(article.extra.get(column))


def _checked(item: Article | Page, column: str) -> Item:
    value = _extra(item).get(column)
    label = _number(value)
    if isnan(label):
        without = _is_empty(value)
        shown = "the row has no label" if without else f"{plain(str(value))!r} is no label"
        return _rejected(item, "no-label" if without else "bad-label", f"{shown}; {_LABELS}")
    if not 0 <= label <= 1:
        advice = "divide by the top mark" if label > 1 else "let the lowest mark be 0"
        raise InputError(f"{_place(item)}: the label {plain(str(value))} is not between 0 and 1; {advice}")
    return item


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and isnan(value))


def _number(value: Any) -> float:
    if isinstance(value, str):
        value = _WORDS.get(value.strip().casefold(), value)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return nan
    return number if isfinite(number) else nan


def _extra(item: Article | Page) -> Mapping[str, Any]:
    extra: Mapping[str, Any] = item.extra if isinstance(item, Article) else item.known.get("extra", {})
    return extra


def _rejected(item: Article | Page, reason: str, message: str) -> Reject:
    if isinstance(item, Article):
        return Reject.of(item, reason, message)
    return item.place.reject(reason, message, id=item.known.get("id"))


def _place(item: Article | Page) -> str:
    path, row = (item.path, item.row) if isinstance(item, Article) else (item.place.path, item.place.row)
    return plain(path or "the input") + (f", row {row}" if row else "")


def _missing(column: str, names: list[str]) -> str:
    """What to say when there is no column for the label."""
    found = ", ".join(map(plain, names[:_SHOWN_NAMES])) + (", …" if len(names) > _SHOWN_NAMES else "")
    usual = next((name for name in _USUAL_NAMES for given in names if given.casefold() == name), "NAME")
    return (
        f"no {plain(column)!r} column that says which articles are sound; found besides the article's own fields: "
        f"{found or 'nothing'}; rename with --field label={usual}"
    )
