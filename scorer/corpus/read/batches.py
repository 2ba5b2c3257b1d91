"""Batches: tables of Arrow read a few rows at a time."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields, Row, distinct
from scorer.corpus.reject import Place

ROWS_AT_ONCE = 64
"""Rows that are made plain data together: more would not be faster."""

# What stands in these columns is plain already.
_PLAIN_TYPES = ("bool", "int", "uint", "string", "large_string", "string_view")

Record = dict[str, Any]


def items(
    batches: Iterable[Any], path: str | None, fields: Fields, *, before: int = 0, trusted: bool = True
) -> Iterator[Item]:
    """The articles in the rows of record batches, counted from 1.

    Dates become strings, bytes text; what is no number becomes null. A row with a value that can't be read is rejected.

    Args:
        batches: Arrow record batches of one schema.
        path: the file that they stand in, if any.
        fields: what the columns are called.
        before: how many rows came before these.
        trusted: whether the batches are known to be sound; those that lie in files as they are may lead anywhere.
    """
    row = before
    for batch in batches:
        for record in records(batch, trusted=trusted):
            row += 1
            place = Place(path, row)
            if isinstance(record, ValueError):
                yield place.reject("bad-value", f"a value of the row can't be read: {record}")
            else:
                yield Row(record, place).article(fields)


def records(batch: Any, *, trusted: bool = True) -> Iterator[Record | ValueError]:
    """The rows of a record batch as plain data, or what is wrong with them."""
    names = distinct(batch.schema.names)
    for start in range(0, batch.num_rows, ROWS_AT_ONCE):
        yield from _records(names, batch.slice(start, ROWS_AT_ONCE), trusted)


def _records(names: list[str], batch: Any, trusted: bool) -> Iterator[Record | ValueError]:
    try:
        if not trusted:
            batch.validate(full=True)
        columns = [_values(column) for column in batch.columns]
    except (ValueError, OverflowError) as error:
        if batch.num_rows == 1:
            yield ValueError(first_line(error))
            return
        for row in range(batch.num_rows):
            yield from _records(names, batch.slice(row, 1), trusted)
    else:
        rows = zip(*columns, strict=True) if columns else ((),) * batch.num_rows
        yield from (dict(zip(names, values, strict=True)) for values in rows)


def first_line(error: Exception) -> str:
    """What an error says; the rest is for programmers."""
    return str(error).partition("\n")[0]


def _values(column: Any) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return values if str(column.type).rstrip("0123456789") in _PLAIN_TYPES else [plain_value(value) for value in values]


def plain_value(value: Any) -> Any:
    """A value of a column as JSON can hold it."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): plain_value(member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(member) for member in value]
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else _other(value)


def _other(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return plain_value(value.tolist()) if _is_of_numpy(value) else str(value)


def _is_of_numpy(value: Any) -> bool:
    """Whether it is an array or a number of NumPy's; its dates say more as strings."""
    return hasattr(value, "tolist") and hasattr(value, "dtype") and value.dtype.kind not in "mM"
