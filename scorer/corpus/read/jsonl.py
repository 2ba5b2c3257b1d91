"""JSON: rows of JSONL, and whole files of one object or one list of objects."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scorer.corpus.jsontext import parse
from scorer.corpus.read.files import Source
from scorer.corpus.read.lines import Line, as_utf8, read_lines
from scorer.corpus.read.page import Item
from scorer.corpus.read.records import Fields, Row
from scorer.corpus.reject import Place, Reject
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import InputError
from scorer.strict import strict_json

_ROWS_WITHOUT_TEXT = 100
"""After so many rows without a field for the text, its name must be another."""


def read(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of a JSONL file, one a line; empty lines are no rows.

    Raises:
        InputError: if the file is all there is to read and no row has a field for the text.
    """
    with source.open() as stream:
        rows = (line for line in read_lines(stream) if line.digest or line.data.strip())
        yield from _named_rightly(source, fields, (_parsed(source, line) for line in rows))


def read_document(source: Source, fields: Fields) -> Iterator[Item]:
    """The articles of a JSON file: one object, a list of objects, or JSONL under another name.

    Raises:
        InputError: as :func:`read`.
    """
    if _holds_lines(source):
        yield from read(source, fields)
        return
    with source.open() as stream:
        data = as_utf8(stream)[0].read(ROW_LIMIT + 1)
    if len(data) > ROW_LIMIT:
        message = f"the file has more than {ROW_LIMIT:,} bytes; make it JSONL, one object a line"
        yield source.place.reject("too-large", message)
        return
    yield from _named_rightly(source, fields, _members(source, fields, data.removeprefix(codecs.BOM_UTF8)))


def _parsed(source: Source, line: Line) -> Row | Reject:
    place = Place(source.path, line.number, line.offset)
    if line.digest:
        message = f"the row has more than {ROW_LIMIT:,} bytes"
        return place.reject("too-large", message, raw=line.data, digest=line.digest)
    try:
        value = parse(line.data)
    except ValueError as error:
        return place.reject(*_complaint(line.data, error), raw=line.data)
    return _row(value, place, line.data)


def _complaint(data: bytes, error: ValueError) -> tuple[str, str]:
    """The reason and the message of a reject."""
    try:
        data.decode()
    except UnicodeDecodeError as undecodable:
        return "bad-encoding", f"byte {undecodable.start:,} of the row is no UTF-8"
    return "bad-json", f"not JSON: {error}"


def _row(value: Any, place: Place, raw: bytes | None = None) -> Row | Reject:
    if not isinstance(value, dict):
        message = "the row is JSON but no object with named values"
        return place.reject("not-an-object", message, raw=strict_json(value) if raw is None else raw)
    return Row(value, place, raw)


def _members(source: Source, fields: Fields, data: bytes) -> Iterator[Row | Reject]:
    try:
        value = parse(data)
    except ValueError as error:
        yield source.place.reject(*_complaint(data, error), raw=data)
        return
    if not isinstance(value, list):
        yield _row(value, source.place, data)
        return
    if any(_inexact_id(member, fields) for member in value):
        value = [_exact(*both, fields) for both in zip(value, json.loads(data, parse_float=str), strict=True)]
    for row, member in enumerate(value, 1):
        yield _row(member, Place(source.path, row))


def _holds_lines(source: Source) -> bool:
    """Whether a .json file is JSONL: its first line is an object and more lines follow."""
    with source.open() as stream:
        lines = (line for line in read_lines(stream) if line.digest or line.data.strip())
        first, second = next(lines, None), next(lines, None)
    if first is None or second is None or first.digest:
        return False
    try:
        return isinstance(parse(first.data), dict)
    except ValueError:
        return False


def _named_rightly(source: Source, fields: Fields, rows: Iterator[Row | Reject]) -> Iterator[Item]:
    """Articles of ``rows``. If no row has a field for the text, its name is wrong, not the rows."""
    held: list[Item] = []
    holding = source.alone
    names: dict[str, None] = {}
    for row in rows:
        item = row if isinstance(row, Reject) else _with_exact_id(row, fields).article(fields)
        if isinstance(row, Row) and holding and not fields.given(row.record):
            held.append(item)
            names.update(dict.fromkeys(map(str, row.record)))
            if len(held) == _ROWS_WITHOUT_TEXT:
                break
            continue
        if holding:
            yield from held
            holding = False
            held.clear()
        yield item
    if held:
        raise InputError(fields.missing(source.path, list(names)))


def _with_exact_id(row: Row, fields: Fields) -> Row:
    if row.raw is None or not _inexact_id(row.record, fields):
        return row
    return replace(row, record=_exact(row.record, json.loads(row.raw, parse_float=str), fields))


def _inexact_id(record: Any, fields: Fields) -> str | None:
    """The name of an id that is a number, which may be written in another way: 1.10, 1e5."""
    name = fields.name("id", record) if isinstance(record, dict) else None
    return name if name and isinstance(record[name], float) else None


def _exact(record: Any, written: Any, fields: Fields) -> Any:
    """``record`` with its id as it is ``written``."""
    name = _inexact_id(record, fields)
    return {**record, name: written[name]} if name else record
