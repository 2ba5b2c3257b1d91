"""Parquet: one article a row."""

import math
from collections.abc import Iterator
from typing import Any

from scorer.corpus.files import Source
from scorer.corpus.jsontext import json_text
from scorer.corpus.page import Item
from scorer.corpus.records import Fields, Row
from scorer.corpus.reject import Place, Reject
from scorer.errors import InputError

_ROWS_AT_ONCE = 256


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of a Parquet file. Dates become strings, bytes text; what is no number becomes null.

    Raises:
        InputError: if the file is all there is to read and is no whole Parquet file or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with source.open() as stream:
        try:
            file = pq.ParquetFile(stream, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            yield _whole(source, f"{source.name} is no whole Parquet file: {_first_line(error)}")
            return
        if source.alone and not fields.given(file.schema_arrow.names):
            raise InputError(fields.missing(source.path, file.schema_arrow.names))
        try:
            yield from _rows(source, fields, file)
        except (pa.ArrowException, OSError) as error:
            yield source.place.reject("damaged-file", f"the file is damaged: {_first_line(error)}")


def _whole(source: Source, message: str) -> Reject:
    if source.alone:
        raise InputError(message)
    return source.place.reject("damaged-file", message)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _rows(source: Source, fields: Fields, file: Any) -> Iterator[Item]:
    row = 0
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
        for record in _records(batch):
            row += 1
            place = Place(source.path, row)
            if isinstance(record, ValueError):
                yield place.reject("bad-value", f"a value of the row can't be read: {record}")
            else:
                yield Row(record, place, json_text(record).encode()).article(fields)


def _records(batch: Any) -> Iterator[dict[str, Any] | ValueError]:
    """Rows as plain data, or what is wrong with them."""
    try:
        yield from [_plain(record) for record in batch.to_pylist()]
    except (ValueError, OverflowError) as error:
        if batch.num_rows == 1:
            yield ValueError(str(error))
            return
        for row in range(batch.num_rows):
            yield from _records(batch.slice(row, 1))


def _plain(value: Any) -> Any:
    """A value of a column as JSON can hold it."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
