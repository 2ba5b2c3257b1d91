"""Scores read back: what ``scorer score -o`` wrote, as columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import Any

import numpy as np

from scorer.corpus.results.domains import domain_of, domains_around, host_of
from scorer.corpus.results.scored import read_scored
from scorer.errors import InputError
from scorer.escape import plain
from scorer.reading import Floats
from scorer.source import UNKNOWN

_WANTED = ("source", "url", "quality", "reliability")
_RATING_COLUMNS = ("domain", "rating")
_NO_RATINGS: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored articles: the source of each, its quality and reliability (``nan`` where it wasn't judged)."""

    sources: list[str]
    quality: Floats
    reliability: Floats


def read_scores(paths: Iterable[str | Path], ratings: Mapping[str, float] = _NO_RATINGS) -> Scores:
    """Scores from what ``scorer score -o`` writes: JSONL, CSV or Parquet files, or folders of parts.

    An article's source is the site of its address, else its source as given (:func:`source_of`). A site whose parts
    are rated by themselves in ``ratings`` is parted so.

    Raises:
        InputError: if a file can't be read or holds no scores.
    """
    sources: list[str] = []
    values: list[tuple[float | None, float | None]] = []
    for record in read_scored(paths, _WANTED):
        sources.append(source_of(record.get("url"), record.get("source"), ratings) or UNKNOWN)
        values.append((record["quality"], record["reliability"]))
    columns = np.array(values, dtype=np.float64).reshape(-1, 2)  # None becomes NaN
    return Scores(sources, columns[:, 0], columns[:, 1])


def read_ratings(path: str | Path) -> dict[str, float]:
    """Ratings 0..1 by source, from a CSV file with the columns ``domain`` and ``rating``.

    Domains are told apart without case, ``www.`` and ports; what is no domain is the name of a source.

    Raises:
        InputError: if the file can't be read, lacks a column, holds no rating or one that isn't between 0 and 1, or
            rates a domain twice.
    """
    name = plain(str(path))
    ratings: dict[str, float] = {}
    for row, cells in _rating_rows(path, name):
        domain, rating = ((cells.get(column) or "").strip() for column in _RATING_COLUMNS)
        if not domain:
            raise InputError(f"{name}, row {row}, names no domain; take the row out")
        value = _rating(name, row, rating)
        if ratings.setdefault(_key(domain), value) != value:
            first = ratings[_key(domain)]
            raise InputError(
                f"{name}, row {row}: {plain(domain)} is rated {value:g} here and {first:g} above; keep one of them"
            )
    if not ratings:
        raise InputError(f"{name} holds no ratings; give rows of a domain and its rating")
    return ratings


def _rating_rows(path: str | Path, name: str) -> Iterator[tuple[int, Mapping[str | None, Any]]]:
    """The rows of a table of ratings, from 1, their columns in small letters."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            table.fieldnames = columns = [column.strip().casefold() for column in table.fieldnames or ()]
            if missing := [column for column in _RATING_COLUMNS if column not in columns]:
                raise InputError(
                    f"{name} has no column {missing[0]!r}; a table of ratings is CSV with the columns domain and rating"
                )
            yield from enumerate(table, 1)
    except (OSError, ValueError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{name} can't be read: {why}; a table of ratings is CSV in UTF-8") from error


def source_of(url: object, source: object, ratings: Mapping[str, float] = _NO_RATINGS) -> str:
    """The source of an article: the site its address lies in, else its source as given, else "".

    A site is told by its registrable domain, or by the nearest domain around the address that has a rating.
    """
    host = host_of(str(url or "")) or host_of(str(source or ""))
    if not host:
        return str(source or "").strip()
    return next((domain for domain in domains_around(host) if domain in ratings), domain_of(host))


def _key(domain: str) -> str:
    return host_of(domain) or domain


def _rating(name: str, row: int, value: str) -> float:
    try:
        rating = float(value)
    except ValueError:
        rating = nan
    if not 0 <= rating <= 1:
        raise InputError(
            f"{name}, row {row}: the rating {plain(value)!r} is not between 0 and 1; divide by the top mark"
        )
    return rating
