"""Scores read back: what ``scorer score -o`` wrote, as columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from scorer.corpus.files import Source, find
from scorer.corpus.jsontext import parse
from scorer.corpus.lines import read_lines
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import InputError
from scorer.escape import plain
from scorer.reading import Floats

UNKNOWN = "(unknown)"
"""Stands for the source of articles that name none."""
_WANTED = ("source", "url", "quality", "reliability")
_NEEDED = ("quality", "reliability")
_RATING_COLUMNS = ("domain", "rating")


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored articles: the source of each, its quality and reliability (``nan`` where it wasn't judged)."""

    sources: list[str]
    quality: Floats
    reliability: Floats


def read_scores(paths: Iterable[str | Path]) -> Scores:
    """Scores from JSONL, CSV or Parquet files as ``scorer score -o`` writes them.

    An article's source is the host of its address (without ``www.``), else its source as given.

    Raises:
        InputError: if a file can't be read or holds no scores.
    """
    sources: list[str] = []
    values: list[tuple[float, float]] = []
    for file in find(paths, []):
        for row, record in enumerate(_records(file), 1):
            if missing := [name for name in _NEEDED if name not in record]:
                raise InputError(
                    f"{file.name}, row {row}, has no {missing[0]!r}; give what `scorer score INPUT -o FILE` wrote"
                )
            sources.append(source_of(record.get("url"), record.get("source")) or UNKNOWN)
            values.append((_number(file, row, record["quality"]), _number(file, row, record["reliability"])))
    columns = np.array(values, dtype=np.float64).reshape(-1, 2)
    return Scores(sources, columns[:, 0], columns[:, 1])


def read_ratings(path: str | Path) -> dict[str, float]:
    """Ratings 0..1 by source, from a CSV file with the columns ``domain`` and ``rating``.

    Raises:
        InputError: if the file can't be read, lacks a column or holds a rating that isn't between 0 and 1.
    """
    name = plain(str(path))
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name} can't be read: {error}; a table of ratings is CSV in UTF-8") from error
    if rows and (missing := [column for column in _RATING_COLUMNS if column not in rows[0]]):
        raise InputError(f"{name} has no column {missing[0]!r}; a table of ratings has the columns domain and rating")
    return {_host(row["domain"] or ""): _rating(name, number, row["rating"]) for number, row in enumerate(rows, 1)}


def rated(sources: Iterable[str], ratings: Mapping[str, float]) -> dict[str, float]:
    """The rating of each source that has one, by its own name or that of the domain it lies in."""
    found = {}
    for source in dict.fromkeys(sources):
        labels = _host(source).split(".")
        names = (".".join(labels[first:]) for first in range(max(1, len(labels) - 1)))
        if name := next((name for name in names if name in ratings), None):
            found[source] = ratings[name]
    return found


def _records(file: Source) -> Iterator[Mapping[str, Any]]:
    if file.format in ("jsonl", "json"):
        yield from _json_records(file)
    elif file.format == "csv":
        yield from _csv_records(file)
    elif file.format == "parquet":
        yield from _parquet_records(file)
    else:
        raise InputError(f"{file.name} holds no scores; they are .jsonl, .csv or .parquet, as `scorer score -o` writes")


def _json_records(file: Source) -> Iterator[Mapping[str, Any]]:
    with file.open() as stream:
        for line in read_lines(stream):
            if not line.data.strip():
                continue
            try:
                record = parse(line.data)
            except ValueError as error:
                raise InputError(f"{file.name}, line {line.number}, is not JSON: {error}") from error
            yield record if isinstance(record, dict) else {}


def _csv_records(file: Source) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(max(ROW_LIMIT, csv.field_size_limit()))  # Python's own is less than an article's findings take
    with file.open() as stream:
        text = (line.data.decode("utf-8", "replace") for line in read_lines(stream))
        try:
            yield from csv.DictReader(text)
        except csv.Error as error:
            raise InputError(f"{file.name} is no table of scores: {error}") from error


def _parquet_records(file: Source) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with file.open() as stream:
        try:
            table = pq.ParquetFile(stream, pre_buffer=False)
            columns = [name for name in _WANTED if name in table.schema_arrow.names]
            for batch in table.iter_batches(columns=columns):
                yield from batch.to_pylist()
        except (pa.ArrowException, OSError) as error:
            raise InputError(f"{file.name} is no whole Parquet file: {error}") from error


def source_of(url: str | None, source: object) -> str:
    """The source of an article: the host of its address (without ``www.``), else its source as given, else nothing."""
    return _host(url or "") or str(source or "").strip()


def _host(address: str) -> str:
    """The host of an address, or of a bare domain, in small letters without ``www.``."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _number(file: Source, row: int, value: object) -> float:
    """A probability, or ``nan`` for one that isn't there."""
    if value is None or value == "":
        return nan
    try:
        number = float(str(value))
    except ValueError:
        number = nan
    if not isfinite(number) or not 0 <= number <= 1:
        raise InputError(f"{file.name}, row {row}: {plain(str(value))!r} is no score; scores are between 0 and 1")
    return number


def _rating(name: str, row: int, value: str | None) -> float:
    try:
        rating = float(value or "")
    except ValueError:
        rating = nan
    if not 0 <= rating <= 1:
        raise InputError(
            f"{name}, row {row}: the rating {plain(str(value))!r} is not between 0 and 1; divide by the top mark"
        )
    return rating
