"""Tables: scored records as rows of CSV and Parquet."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from scorer.corpus.jsontext import DEEPEST, json_text, parse

Record = dict[str, Any]

_SPREAD = {"features": "feature", "contributions": "contribution"}
_INTERVAL = "_interval"
_WHOLE_NUMBERS = ("schema", "row", "rank", "articles", "judged")
_NUMBERS = (
    "quality", "quality_low", "quality_high", "reliability", "reliability_low", "reliability_high", "base", "rating"
)  # fmt: skip
_FINDINGS = ("findings", "observations")
# Spreadsheets take a cell that begins so for a formula and run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMULA_QUOTE = "'"
_ROWS_AT_ONCE = 1_000
_AROUND_A_ROW = 50  # how much deeper a row's own nesting may stand in its record


class Columns:
    """The columns of a table of records: nested values are spread or written as JSON.

    ``quality_interval`` becomes ``quality_low`` and ``quality_high``, each feature and contribution a column
    (``feature.…``, ``contribution.…``). Every record's own names are noted while it is written, so one table
    has one set of columns.
    """

    def __init__(self) -> None:
        self._names: dict[str, dict[str, None]] = {}

    def note(self, record: Record) -> None:
        """Take up the names of ``record``."""
        for name, value in record.items():
            inner = self._names.setdefault(name, {})
            if name in _SPREAD:
                inner.update(dict.fromkeys(value))

    @property
    def names(self) -> list[str]:
        """All columns in order."""
        return [column for name, inner in self._names.items() for column in _columns(name, inner)]

    def row(self, record: Record) -> Record:
        """The cells of ``record`` by column; lists and objects as they are."""
        cells: Record = {}
        for name, value in record.items():
            if name in _SPREAD:
                cells |= {f"{_SPREAD[name]}.{inner}": number for inner, number in value.items()}
            elif name.endswith(_INTERVAL):
                cells |= dict(zip(_columns(name, {}), value or (None, None), strict=True))
            else:
                cells[name] = value
        return cells


def _columns(name: str, inner: Iterable[str]) -> list[str]:
    if name in _SPREAD:
        return [f"{_SPREAD[name]}.{one}" for one in inner]
    if name.endswith(_INTERVAL):
        stem = name.removesuffix(_INTERVAL)
        return [f"{stem}_low", f"{stem}_high"]
    return [name]


def write_csv(lines: Iterator[bytes], columns: Columns, file: BinaryIO) -> None:
    """Write lines of JSON as CSV; text that a spreadsheet would run is written with a ``'`` before it."""
    # With the line end of RFC 4180 the library quotes cells that hold either half of it.
    rows = csv.writer(_Encoded(file), lineterminator="\r\n")
    names = columns.names
    rows.writerow(names)
    for line in lines:
        cells = columns.row(_record(line))
        rows.writerow([_cell(cells.get(name)) for name in names])


def _record(line: bytes) -> Record:
    record: Record = parse(line, deepest=DEEPEST + _AROUND_A_ROW)
    return record


class _Encoded:
    """Text written as UTF-8. Unlike the library's wrapper it holds nothing back that a full disk would refuse later."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode())


def _cell(value: object) -> object:
    if isinstance(value, (dict, list, bool)):
        return json_text(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return FORMULA_QUOTE + value
    return value


def write_parquet(lines: Iterator[bytes], columns: Columns, file: BinaryIO) -> None:
    """Write lines of JSON as Parquet; findings are lists of structs, other nested values JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(columns)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while rows := [_flat(columns.row(_record(line))) for line in islice(lines, _ROWS_AT_ONCE)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _flat(cells: Record) -> Record:
    return {
        name: json_text(value) if isinstance(value, (dict, list)) and name not in _FINDINGS else value
        for name, value in cells.items()
    }


def _schema(columns: Columns) -> Any:
    import pyarrow as pa

    finding = pa.struct({
        "signal": pa.string(), "group": pa.string(), "start": pa.int64(), "end": pa.int64(), "evidence": pa.string(),
        "message": pa.string(), "related": pa.list_(pa.list_(pa.int64())), "soft": pa.bool_(),
    })  # fmt: skip
    kinds = dict.fromkeys(_WHOLE_NUMBERS, pa.int64()) | dict.fromkeys(_NUMBERS, pa.float64())
    kinds |= dict.fromkeys(_FINDINGS, pa.list_(finding))
    numeric = tuple(f"{prefix}." for prefix in _SPREAD.values())
    return pa.schema(
        [(name, pa.float64() if name.startswith(numeric) else kinds.get(name, pa.string())) for name in columns.names]
    )
