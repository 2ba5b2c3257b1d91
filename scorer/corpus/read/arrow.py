"""Arrow: files of record batches (.arrow, .feather), in the form of files or of streams; data sets on disk are such."""

import mmap
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from scorer.corpus.read.batches import first_line, items
from scorer.corpus.read.files import Source
from scorer.corpus.read.meter import Share
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields
from scorer.corpus.streams import DamagedError
from scorer.errors import InputError

_FILE, _STREAM = b"ARROW1", b"\xff\xff\xff\xff"
_STREAM_END = b"\0\0\0\0"
_MAPPED = 2**28  # bytes of the smallest file that is mapped into memory: its batches may be as large as it is
_ROWS_BETWEEN = 1024  # rows of a mapped file that are read before their memory is given back


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of an Arrow file; values as in :func:`~scorer.corpus.read.batches.items`.

    Raises:
        InputError: if the file is all there is to read and is no Arrow file or has no column for the text.
    """
    import pyarrow as pa

    share = Share()
    with source.open(share) as stream:
        try:
            reader = _Reader(source, stream, share)
        except (pa.ArrowException, OSError) as error:
            yield source.refused("damaged-file", f"{source.name} is no whole Arrow file: {first_line(error)}")
            return
        if source.alone and not fields.given(reader.names):
            raise InputError(fields.missing(source.path, reader.names))
        try:
            yield from items(reader.batches(), source.path, fields, trusted=False)
        except (pa.ArrowException, OSError) as error:
            yield source.place.reject("damaged-file", f"the file is damaged: {first_line(error)}")


class _Reader:
    """The record batches of a file in either form.

    Raises:
        OSError: if the file begins like neither.
        pyarrow.ArrowException: if it is damaged.
    """

    def __init__(self, source: Source, stream: BinaryIO, share: Share) -> None:
        import pyarrow as pa

        start = stream.read(len(_FILE))
        if not start.startswith((_FILE, _STREAM)):
            raise DamagedError("it begins like none; Feather files must be of version 2")
        self._size = source.size or stream.seek(0, os.SEEK_END)
        stream.seek(0)
        self._share = share
        self._stream = stream
        self._map = _map(source, stream)
        self._data = pa.PythonFile(stream, "r") if self._map is None else pa.BufferReader(pa.py_buffer(self._map))
        self._is_file = start == _FILE
        self._reader = (pa.ipc.open_file if self._is_file else pa.ipc.open_stream)(self._data)
        self.names: list[str] = self._reader.schema.names

    def batches(self) -> Iterator[Any]:
        """The batches, in order."""
        for batch in self._in_file() if self._is_file else self._in_stream():
            if self._map is None:
                yield batch
            else:
                yield from self._slices(batch, self._map)

    def _in_file(self) -> Iterator[Any]:
        count = self._reader.num_record_batches
        for number in range(count):
            self._share.value = number / count
            yield self._reader.get_batch(number)

    def _in_stream(self) -> Iterator[Any]:
        for batch in self._reader:
            self._share.value = self._data.tell() / self._size
            yield batch
        # A stream that ends between two batches looks whole but for this.
        self._stream.seek(self._size - len(_STREAM_END))
        if self._stream.read() != _STREAM_END:
            raise DamagedError("it ends without an end mark, so rows may be missing")

    def _slices(self, batch: Any, memory: mmap.mmap) -> Iterator[Any]:
        for start in range(0, batch.num_rows, _ROWS_BETWEEN):
            yield batch.slice(start, _ROWS_BETWEEN)
            if hasattr(mmap, "MADV_DONTNEED"):
                memory.madvise(mmap.MADV_DONTNEED)


def _map(source: Source, stream: BinaryIO) -> mmap.mmap | None:
    """A large file as memory, of which only what is used is held; it is closed when nobody uses it any more."""
    if source.stored or (source.size or 0) < _MAPPED:
        return None
    return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
