"""Scored records read back whole, in the shape that a score's own record has."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from math import isfinite
from pathlib import Path
from typing import Any

from scorer.corpus.jsontext import parse_written
from scorer.corpus.read.files import Source, find
from scorer.corpus.read.lines import read_lines
from scorer.corpus.streams import ROW_LIMIT
from scorer.corpus.write.tables import FORMULA_QUOTE, FORMULA_STARTS
from scorer.corpus.write.target import MANIFEST
from scorer.errors import InputError
from scorer.escape import plain

Record = dict[str, Any]
Wanted = frozenset[str] | None

_NEEDED = ("id", "quality", "reliability", "abstained", "findings", "features")
_SPREAD = {"feature": "features", "contribution": "contributions"}
_AS_JSON = ("findings", "observations", "authors", "extra", "residue", "published_values")
_NUMBERS = ("quality", "reliability", "base")
_WHOLE_NUMBERS = ("schema", "row", "rank")
_BOUNDS = {"low": 0, "high": 1}
_WRITTEN = "what `scorer score INPUT -o FILE` wrote"


def read_scored(paths: Iterable[str | Path], only: Iterable[str] | None = None) -> Iterator[Record]:
    """The records of what ``scorer score -o`` writes, in order: JSONL, CSV or Parquet, or a folder of parts.

    Tables give the same records as JSONL: features, findings and intervals are nested again.

    Args:
        paths: files and folders.
        only: the values that are asked for, by name, none of them nested; a table's others aren't read.

    Raises:
        InputError: if a file can't be read or holds something else than scored records.
    """
    files = find_scored(paths)
    wanted = None if only is None else frozenset(only)
    return (record for file in files for record in _checked(file, wanted))


def find_scored(paths: Iterable[str | Path]) -> list[Source]:
    """The files that hold scored records: those given, and the parts of each folder in their order.

    Raises:
        InputError: if there are none, or a folder's manifest can't be read.
    """
    return find([file for path in paths for file in _parts(Path(path))], [])


def _parts(path: Path) -> list[Path]:
    """The parts of a folder that a run has written; any other path is itself."""
    manifest = path / MANIFEST
    if not manifest.is_file():
        return [path]
    try:
        return [path / Path(part["file"]).name for part in parse_written(manifest.read_bytes())["parts"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{plain(str(manifest))} can't be read: {plain(str(error))}; score anew") from error


def _checked(file: Source, wanted: Wanted) -> Iterator[Record]:
    needed = _chosen(_NEEDED, wanted)
    for row, record in enumerate(_READERS.get(file.format, _nothing)(file, wanted), 1):
        if missing := [name for name in needed if name not in record]:
            raise InputError(f"{file.name}, row {row}, has no {missing[0]!r}; give {_WRITTEN}")
        if not (_is_score(record.get("quality")) and _is_score(record.get("reliability"))):
            raise InputError(f"{file.name}, row {row}, holds no score from 0 to 1; give {_WRITTEN}")
        yield record


def _is_score(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1)


def _chosen(names: Iterable[str], wanted: Wanted) -> list[str]:
    return [name for name in names if wanted is None or name in wanted]


def _nothing(file: Source, _: Wanted) -> Iterator[Record]:
    raise InputError(f"{file.name} holds no scores; give {_WRITTEN}: .jsonl, .csv or .parquet")


def _from_lines(file: Source, _: Wanted) -> Iterator[Record]:
    with file.open() as stream:
        for line in read_lines(stream):
            if not line.data.strip():
                continue
            record = _parsed(file, f"line {line.number}", line.data)
            yield record if isinstance(record, dict) else {}


def _from_csv(file: Source, wanted: Wanted) -> Iterator[Record]:
    csv.field_size_limit(max(ROW_LIMIT, csv.field_size_limit()))  # Python's own is less than an article's findings take
    with file.open() as stream:
        # Line ends inside of cells count, so they stay.
        text = ((line.data + line.end).decode("utf-8", "replace") for line in read_lines(stream))
        try:
            table = csv.DictReader(text, strict=True)
            names = _chosen(table.fieldnames or (), wanted)
            for row, cells in enumerate(table, 1):
                if None in cells or None in cells.values():
                    raise InputError(f"{file.name}, row {row}, has more or fewer cells than the header; score anew")
                yield _nested(file, row, {name: _unquoted(cells[name]) for name in names})
        except csv.Error as error:
            raise InputError(f"{file.name} is no table of scores: {error}") from error


def _from_parquet(file: Source, wanted: Wanted) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = count(1)
    with file.open() as stream:
        try:
            table = pq.ParquetFile(stream, pre_buffer=False)
            names = _chosen(table.schema_arrow.names, wanted)
            for batch in table.iter_batches(batch_size=1000, columns=names):
                yield from (_nested(file, next(rows), cells) for cells in batch.to_pylist())
        except (pa.ArrowException, OSError) as error:
            raise InputError(f"{file.name} is no whole Parquet file: {error}") from error


_READERS = {"jsonl": _from_lines, "json": _from_lines, "csv": _from_csv, "parquet": _from_parquet}


def _unquoted(cell: str) -> str | None:
    """A cell without the mark that keeps spreadsheets from running it; nothing is ``None``."""
    quoted = cell.startswith(FORMULA_QUOTE) and cell[1:].startswith(FORMULA_STARTS)
    return (cell[1:] if quoted else cell) or None


def _nested(file: Source, row: int, cells: Mapping[str, Any]) -> Record:
    """The record that a row of a table stands for."""
    record: Record = {}
    for name, cell in cells.items():
        first, _, rest = name.partition(".")
        stem, _, end = name.rpartition("_")
        if rest and first in _SPREAD:
            if (value := _number(file, row, cell)) is not None or first == "feature":
                record.setdefault(_SPREAD[first], {})[rest] = value
        elif end in _BOUNDS and stem in _NUMBERS:
            if cell is not None:
                record.setdefault(f"{stem}_interval", [None, None])[_BOUNDS[end]] = _number(file, row, cell)
        else:
            record[name] = _value(file, row, name, cell)
    return {"features": {}, "contributions": {}, **record}


def _value(file: Source, row: int, name: str, cell: Any) -> Any:
    if name in _NUMBERS:
        return _number(file, row, cell)
    if name in _WHOLE_NUMBERS:
        number = _number(file, row, cell)
        return None if number is None else int(number)
    if name in _AS_JSON and isinstance(cell, str):
        return _parsed(file, f"row {row}", cell.encode())
    return cell


def _number(file: Source, row: int, cell: object) -> float | None:
    if cell is None:
        return None
    try:
        number = float(str(cell))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise InputError(f"{file.name}, row {row}: {plain(str(cell))!r} is no number; give {_WRITTEN}")
    return number


def _parsed(file: Source, where: str, data: bytes) -> Any:
    try:
        return parse_written(data)
    except ValueError as error:
        raise InputError(f"{file.name}, {where}, is not JSON: {error}") from error
