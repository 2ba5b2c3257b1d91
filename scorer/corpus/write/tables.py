"""Tables: scored records as rows of CSV and Parquet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import accumulate, repeat
from operator import itemgetter
from typing import Any, BinaryIO

from scorer.corpus.jsontext import json_text, parse_written
from scorer.corpus.streams import Encoded
from scorer.corpus.write.columns import Columns, Record
from scorer.corpus.write.packed import Waiting

_WHOLE_NUMBERS = ("schema", "row", "rank", "articles", "judged")
_NUMBERS = (
    "quality", "quality_low", "quality_high", "reliability", "reliability_low", "reliability_high", "base", "rating"
)  # fmt: skip
_SPREAD = ("feature.", "contribution.")
_FINDINGS = ("findings", "observations")
# Spreadsheets take a cell that begins so for a formula and run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FORMULA_QUOTE = "'"
_PARQUET = b"PAR1"


def write_csv(lines: Iterable[bytes], columns: Columns, file: BinaryIO) -> None:
    """Write lines of JSON as CSV; text that a spreadsheet would run is written with a ``'`` before it."""
    # With the line end of RFC 4180 the library quotes cells that hold either half of it.
    rows = csv.writer(Encoded(file), lineterminator="\r\n")
    names = columns.names
    rows.writerow(names)
    for line in lines:
        cells = columns.row(_record(line))
        rows.writerow([_cell(cells.get(name)) for name in names])


def _record(line: bytes) -> Record:
    record: Record = parse_written(line)
    return record


def _cell(value: object) -> object:
    if isinstance(value, (dict, list, bool)):
        return json_text(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return FORMULA_QUOTE + value
    return value


def write_parquet(tables: Iterable[Any], columns: Columns, file: BinaryIO) -> None:
    """Write tables as Parquet, each a row group; columns that a table lacks are empty there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(columns)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for table in tables:
            whole = pa.concat_tables([schema.empty_table(), table], promote_options="default")
            writer.write_table(whole.select(schema.names))


def arrow(records: Sequence[Record], columns: Columns) -> bytes:
    """Records as a stream of Arrow: findings are lists of structs, other nested values JSON."""
    import pyarrow as pa

    schema = _schema(columns)
    cells = columns.cells(records)
    arrays = [_array(cells[field.name], field) for field in schema] if records else schema.empty_table().columns
    stream = BytesIO()
    with pa.ipc.new_stream(stream, schema) as writer:
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return stream.getvalue()


def _array(values: Sequence[Any], field: Any) -> Any:
    """A column. Findings are laid end to end, which is far faster than to have every one of them looked at."""
    import pyarrow as pa

    if field.name not in _FINDINGS:
        if pa.types.is_string(field.type):
            values = [json_text(value) if isinstance(value, (dict, list)) else value for value in values]
        return pa.array(values, field.type)
    ends = [0, *accumulate(len(findings) for findings in values)]
    flat = [finding for findings in values for finding in findings]
    finding = field.type.value_type
    columns = zip(*map(itemgetter(*(member.name for member in finding)), flat), strict=True) if flat else repeat(())
    members = [pa.array(column, member.type) for member, column in zip(finding, columns, strict=False)]
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(members, fields=list(finding)), field.type)


def ranked_tables(waiting: Iterable[Waiting]) -> Iterator[Any]:
    """Tables of Arrow, each with its ranks."""
    import pyarrow as pa

    for records in waiting:
        with records.open() as stream:
            whole = pa.concat_tables(_tables(stream), promote_options="default")
        if whole.num_rows:  # where nothing was scored, there are no columns
            ranks = pa.array(records.ranks, pa.int64())
            whole = whole.set_column(whole.schema.get_field_index("rank"), "rank", ranks)
        yield whole


def _tables(stream: BinaryIO) -> Iterator[Any]:
    """The tables of a file: Parquet, or streams of Arrow one after the other."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = pa.BufferReader(stream.read())
    if data.read(len(_PARQUET)) == _PARQUET:
        yield pq.read_table(data)
        return
    data.seek(0)
    while data.tell() < data.size():
        yield pa.ipc.open_stream(data).read_all()


def _schema(columns: Columns) -> Any:
    import pyarrow as pa

    finding = pa.struct({
        "signal": pa.string(), "group": pa.string(), "start": pa.int64(), "end": pa.int64(), "evidence": pa.string(),
        "message": pa.string(), "related": pa.list_(pa.list_(pa.int64())), "soft": pa.bool_(),
    })  # fmt: skip
    kinds = dict.fromkeys(_WHOLE_NUMBERS, pa.int64()) | dict.fromkeys(_NUMBERS, pa.float64())
    kinds |= dict.fromkeys(_FINDINGS, pa.list_(finding))
    return pa.schema(
        [(name, pa.float64() if name.startswith(_SPREAD) else kinds.get(name, pa.string())) for name in columns.names]
    )
