"""CSV and TSV: one article a row, under a header line."""

import csv
from collections import deque
from collections.abc import Iterator

from scorer.corpus.read.files import Source
from scorer.corpus.read.lines import Line, read_lines
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields, Row, distinct
from scorer.corpus.reject import Place, Reject
from scorer.corpus.streams import ROW_LIMIT

_DELIMITERS = ",;\t|"


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of a CSV or TSV file; every cell stays the string that it is.

    Rows count from 1 below the header; empty lines are no rows. A row that can't be told from the next (a quote that
    isn't closed) is rejected as its first line and reading goes on with the line after that.

    Raises:
        InputError: if the file is all there is to read and its header is broken or has no field for the text.
    """
    # Python's own limit, of the whole process, is 128 kB, less than some articles.
    csv.field_size_limit(max(ROW_LIMIT, csv.field_size_limit()))
    with source.open() as stream:
        records = _Records(source, read_lines(stream))
        header = next(records, None)
        wrong = _complaint(source, header, fields)
        if wrong and (source.alone or isinstance(header, Reject)):
            yield source.refused(*wrong)
        elif isinstance(header, _Record):
            names = distinct(header.cells)
            yield from (_item(names, record, fields) for record in records)


class _Record:
    """The cells of a row, where it stands, and its bytes."""

    __slots__ = ("cells", "place", "raw")

    def __init__(self, cells: list[str], place: Place, raw: bytes) -> None:
        self.cells = cells
        self.place = place
        self.raw = raw


class _TooLargeError(Exception):
    """A row that is longer than rows may be."""


class _Lines:
    """Lines for the parser, each remembered until the next row begins."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self.taken: list[Line] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        self._size += len(line.data)
        if line.digest or self._size > ROW_LIMIT:
            raise _TooLargeError
        return (line.data + line.end).decode("utf-8", "surrogateescape")

    def peek(self) -> bytes:
        """The next line."""
        if not self._again and (line := next(self._lines, None)):
            self._again.append(line)
        return self._again[0].data if self._again else b""

    def begin(self) -> None:
        """A row begins here."""
        self.taken, self._size = [], 0

    def rest_again(self) -> None:
        """Give all but the first line of this row once more."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


class _Records:
    """Rows that are not empty; the header is the first of them and has the number 0."""

    def __init__(self, source: Source, lines: Iterator[Line]) -> None:
        self._source = source
        self._lines = _Lines(lines)
        self._rows = csv.reader(self._lines, delimiter=_delimiter(source, self._lines.peek()), strict=True)
        self._count = -1

    def __iter__(self) -> Iterator[_Record | Reject]:
        return self

    def __next__(self) -> _Record | Reject:
        self._lines.begin()
        try:
            while not (cells := next(self._rows)):
                self._lines.begin()
        except csv.Error as error:
            self._lines.rest_again()
            return self._reject("bad-csv", f"not CSV: {error}")
        except _TooLargeError:
            self._lines.rest_again()
            return self._reject(
                "too-large", f"the row has more than {ROW_LIMIT:,} bytes, or a quote in it is not closed"
            )
        self._count += 1
        raw = b"".join(line.data + line.end for line in self._lines.taken)
        return _Record(cells, self._place(), raw)

    def _place(self) -> Place:
        return Place(self._source.path, self._count, self._lines.taken[0].offset)

    def _reject(self, reason: str, message: str) -> Reject:
        self._count += 1
        first = self._lines.taken[0]
        return self._place().reject(reason, message, raw=first.data, digest=first.digest)


def _delimiter(source: Source, header: bytes) -> str:
    """A tab for TSV; else the comma, or what stands in its place in the header."""
    if source.format == "tsv":
        return "\t"
    return next((mark for mark in _DELIMITERS if mark.encode() in header), ",")


def _complaint(source: Source, header: _Record | Reject | None, fields: Fields) -> tuple[str, str] | None:
    """The reason and the message if the header can't be used."""
    if isinstance(header, Reject):
        return header.reason, f"the header of {source.name} is {header.message}"
    if header is None or fields.given(header.cells):
        return None
    return "no-text", fields.missing(source.path, header.cells)


def _item(header: list[str], record: _Record | Reject, fields: Fields) -> Item:
    if isinstance(record, Reject):
        return record
    try:
        record.raw.decode()
    except UnicodeDecodeError as error:
        return record.place.reject("bad-encoding", f"byte {error.start:,} of the row is no UTF-8", raw=record.raw)
    if len(record.cells) != len(header):
        message = f"the row has {len(record.cells)} cells and the header {len(header)}"
        return record.place.reject("ragged-row", message, raw=record.raw)
    cells = dict(zip(header, record.cells, strict=True))
    return Row(cells, record.place, record.raw, is_json=False).article(fields)
