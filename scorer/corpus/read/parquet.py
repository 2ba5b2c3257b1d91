"""Parquet: one article a row."""

from collections.abc import Iterator
from typing import Any

from scorer.corpus.read.batches import ROWS_AT_ONCE, first_line, items
from scorer.corpus.read.files import Source
from scorer.corpus.read.meter import Share
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields
from scorer.corpus.reject import Place, Reject
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import InputError

_BYTES_AT_ONCE = 2**23
_BUFFER = 2**18  # bytes of a column's pages that are read ahead


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of a Parquet file; values as in :func:`~scorer.corpus.read.batches.items`.

    Some rows are held at a time, and the page of each column that they stand in, however large a row group is.

    Raises:
        InputError: if the file is all there is to read and is no whole Parquet file or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    share = Share()
    with source.open(share) as stream:
        try:
            file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER, page_checksum_verification=True)
        except (pa.ArrowException, OSError) as error:
            yield source.refused("damaged-file", f"{source.name} is no whole Parquet file: {first_line(error)}")
            return
        if source.alone and not fields.given(file.schema_arrow.names):
            raise InputError(fields.missing(source.path, file.schema_arrow.names))
        try:
            yield from _items(source, fields, file, share)
        except (pa.ArrowException, OSError) as error:
            yield source.place.reject("damaged-file", f"the file is damaged: {first_line(error)}")


def _items(source: Source, fields: Fields, file: Any, share: Share) -> Iterator[Item]:
    before = 0
    for number in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(number)
        if group.total_byte_size > ROW_LIMIT * group.num_rows:
            yield from _too_large(source, group, before)
        else:
            yield from items(_batches(file, number, before, share), source.path, fields, before=before)
        before += group.num_rows


def _too_large(source: Source, group: Any, before: int) -> Iterator[Reject]:
    """Rejects of rows that are, on average, too long to be read: a page is unpacked whole, whatever it holds."""
    message = f"{group.num_rows:,} rows that lie together have {group.total_byte_size:,} bytes, too many to be read"
    for row in range(group.num_rows):
        yield Place(source.path, before + row + 1).reject("too-large", message)


def _batches(file: Any, number: int, before: int, share: Share) -> Iterator[Any]:
    """The rows of a row group, so few at a time that they take little memory."""
    group = file.metadata.row_group(number)
    rows = _BYTES_AT_ONCE * group.num_rows // max(group.total_byte_size, 1)
    rows = min(max(rows, 1), ROWS_AT_ONCE)
    for batch in file.iter_batches(batch_size=rows, row_groups=[number], use_threads=False):
        share.value = before / file.metadata.num_rows
        yield batch
        before += batch.num_rows
