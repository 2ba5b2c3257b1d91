"""Rows passed on arrive as they were, in every format."""

import csv
import datetime as dt
import json
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.corpus.streams import open_bytes
from scorer.corpus.write.rows import column_types, open_rows
from scorer.errors import MissingExtraError, OutputError

ROWS = [
    {"id": "a", "n": 1, "x": 1.5, "tags": ["p", "q"], "ok": True},
    {"id": "b", "n": None, "x": 2, "tags": [], "ok": None, "meta": {"k": "v"}},
    {"id": "=c,\"\n\r'é", "mixed": [1, "a"], "other": "x"},
    {"id": "d", "other": 3},
]


def write(path, rows, **options):
    with open_rows(path, **options) as output:
        for row in rows:
            output.add([json.dumps(row).encode() + b"\n"])


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_lines(tmp_path, ending):
    path = tmp_path / f"rows.jsonl{ending}"

    write(path, ROWS)

    with open_bytes(path, ending or None) as stream:
        assert [json.loads(line) for line in stream] == ROWS


def test_compressed_lines_are_the_same_bytes_whatever_the_time_and_the_name(tmp_path):
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        write(tmp_path / name, ROWS)

    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()


@pytest.mark.parametrize(("name", "delimiter"), [("rows.csv", ","), ("rows.tsv", "\t")])
def test_cells(tmp_path, name, delimiter):
    write(tmp_path / name, ROWS)

    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=delimiter, strict=True)
    assert header == ["id", "n", "x", "tags", "ok", "meta", "mixed", "other"]
    assert rows[0] == ["a", "1", "1.5", '["p","q"]', "true", "", "", ""]
    assert rows[2] == ["=c,\"\n\r'é", "", "", "", "", "", '[1,"a"]', "x"]


def test_columns(tmp_path):
    path = tmp_path / "rows.parquet"

    write(path, ROWS)

    table = pq.read_table(path)
    kinds = {field.name: str(field.type).replace("element: ", "").replace("item: ", "") for field in table.schema}
    assert kinds["n"] == "int64"
    assert kinds["x"] == "double"
    assert kinds["tags"] == "list<string>"
    assert kinds["ok"] == "bool"
    assert kinds["mixed"] == kinds["other"] == "string"
    rows = table.to_pylist()
    assert rows[0]["tags"] == ["p", "q"]
    assert rows[1]["meta"] == {"k": "v"}
    assert rows[2]["id"] == ROWS[2]["id"]
    assert [rows[2]["mixed"], rows[2]["other"], rows[3]["other"]] == ['[1,"a"]', '"x"', "3"]


def test_columns_of_parquet_keep_their_types(tmp_path):
    given = pa.table({
        "text": pa.array(["a"], pa.large_string()),
        "small": pa.array([1], pa.int8()),
        "x": pa.array([0.1], pa.float32()),
        "at": pa.array([dt.datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=dt.UTC)]),
        "day": pa.array([dt.date(2024, 1, 2)]),
        "price": pa.array([Decimal("1.10")]),
        "raw": pa.array([b"bytes"]),
        "time": pa.array([dt.time(1, 2)]),
    })  # fmt: skip
    pq.write_table(given, tmp_path / "in.parquet")
    read = [{
        "text": "a", "small": 1, "x": given["x"][0].as_py(), "at": "2024-01-02T03:04:05.000006+00:00",
        "day": "2024-01-02", "price": "1.10", "raw": "bytes", "time": "01:02:00",
    }]  # fmt: skip

    write(tmp_path / "out.parquet", read, types=lambda: column_types([tmp_path / "in.parquet"]))

    told = pq.read_table(tmp_path / "out.parquet")
    assert told.drop_columns(["raw", "time"]).equals(given.drop_columns(["raw", "time"]))
    assert told.select(["raw", "time"]).to_pylist() == [{"raw": "bytes", "time": "01:02:00"}]


def test_types_that_differ_from_file_to_file_are_told_from_the_values(tmp_path):
    pq.write_table(pa.table({"a": [1], "b": ["x"]}), tmp_path / "1.parquet")
    pq.write_table(pa.table({"a": ["1"], "b": ["x"]}), tmp_path / "2.parquet")
    (tmp_path / "3.parquet").write_bytes(b"no table")

    assert column_types([tmp_path / f"{number}.parquet" for number in (1, 2, 3)]) == {"b": pa.string()}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.none() | st.integers() | st.text() | st.booleans()), max_size=9)
)
def test_any_rows_can_be_columns(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"

    write(path, rows)

    assert pq.read_table(path).num_rows == (len(rows) if any(rows) else 0)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.parquet", "rows.jsonl.gz"])
def test_a_file_appears_whole_or_not_at_all(tmp_path, name):
    def fail():
        with open_rows(tmp_path / name) as output:
            output.add([b'{"a":1}\n'])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["rows.xlsx", "rows", "rows.csv.gz", "no/rows.jsonl"])
def test_places_that_cannot_be_written(tmp_path, name):
    with pytest.raises(OutputError, match="can't"):
        open_rows(tmp_path / name)


def test_a_library_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.corpus.write.outputs.find_spec", lambda _: None)

    with pytest.raises(MissingExtraError, match=r"needs pyarrow: pip install 'scorer\[parquet\]'"):
        open_rows(tmp_path / "rows.parquet")


def test_standard_output_is_flushed_at_once(capfdbinary):
    with open_rows("-") as output:
        output.add([b'{"a":1}\n'])
        assert capfdbinary.readouterr().out == b'{"a":1}\n'
