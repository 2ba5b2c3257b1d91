"""Frames: tables in memory, of pandas, polars or Arrow, read as files are."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from scorer.corpus.read.batches import ROWS_AT_ONCE, Record, items, plain_value
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields, Row, distinct
from scorer.corpus.reject import Place
from scorer.errors import InputError, MissingExtraError


def read_frame(frame: Any, fields: Mapping[str, str] | Fields | None = None) -> Iterator[Item]:
    """The articles of a table, one a row; rows count from 1, and give an article its id where it brings none.

    Ids stay what they are: "001" and 1 are two. NaN, NaT and their like are missing values, dates become strings.

    Args:
        frame: a pandas DataFrame; or anything that gives an Arrow stream of columns, as polars, pyarrow, DuckDB and
            others do, which needs pyarrow.
        fields: what the columns are called, e.g. ``{"text": "body"}``.

    Raises:
        InputError: if it is no such table or has no column for the text, now.
        MissingExtraError: if it needs pyarrow, which isn't installed.
    """
    names = fields if isinstance(fields, Fields) else Fields(fields)
    if _is_pandas(frame):
        return _of_pandas(frame, names)
    if hasattr(frame, "__arrow_c_stream__"):
        return _of_arrow(frame, names)
    hint = "; collect it first" if hasattr(frame, "collect") else ""
    raise InputError(f"a {type(frame).__name__} is no table that gives an Arrow stream{hint}")


def _is_pandas(frame: Any) -> bool:
    pandas = sys.modules.get("pandas")  # who has such a frame has imported it
    return pandas is not None and isinstance(frame, pandas.DataFrame)


def _of_arrow(frame: Any, fields: Fields) -> Iterator[Item]:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError(
            f"reading a {type(frame).__name__} needs pyarrow: pip install 'scorer[parquet]'"
        ) from error
    reader = pa.RecordBatchReader.from_stream(frame)
    _demand_text(fields, reader.schema.names)
    return items(reader, None, fields)


def _of_pandas(frame: Any, fields: Fields) -> Iterator[Item]:
    names = distinct([str(name) for name in frame.columns])
    _demand_text(fields, names)
    return (
        Row(record, Place(None, row)).article(fields) for row, record in enumerate(_pandas_records(frame, names), 1)
    )


def _pandas_records(frame: Any, names: list[str]) -> Iterator[Record]:
    # Not by way of Arrow, which refuses columns of mixed kinds, and makes 1.0 of 1 where one value is missing.
    for start in range(0, len(frame), ROWS_AT_ONCE):
        rows = frame.iloc[start : start + ROWS_AT_ONCE]
        columns = [_values(rows.iloc[:, place]) for place in range(len(names))]
        yield from (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def _values(column: Any) -> list[Any]:
    missing = column.isna()
    return [None if gone else plain_value(value) for value, gone in zip(column.tolist(), missing.tolist(), strict=True)]


def _demand_text(fields: Fields, names: list[str]) -> None:
    if not fields.given(names):
        raise InputError(fields.missing("the table", names))
