"""Parquet files."""

import datetime as dt
import decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.errors import InputError


def rows(tmp_path, columns, fields=None, **options):
    pq.write_table(pa.table(columns), tmp_path / "rows.parquet", **options)
    return list(read([tmp_path / "rows.parquet"], fields))


def test_rows_in_order(tmp_path):
    items = rows(tmp_path, {"text": [f"row {n}" for n in range(1_000)], "id": list(range(1_000))}, row_group_size=100)

    assert [(item.text, item.id, item.row) for item in items] == [(f"row {n}", str(n), n + 1) for n in range(1_000)]


def test_values_become_plain_data(tmp_path):
    (article,) = rows(
        tmp_path,
        {
            "text": ["x"],
            "id": pa.array([2**63], pa.uint64()),
            "date": pa.array([dt.datetime(2024, 5, 6, 7, tzinfo=dt.UTC)], pa.timestamp("ns")),
            "author": [["Ann", "Bo"]],
            "price": [decimal.Decimal("1.10")],
            "nan": [float("nan")],
            "raw": [b"\xff"],
            "deep": [{"day": dt.date(2024, 1, 1), "n": [1.5]}],
        },
    )

    assert (article.id, article.published, article.authors) == (
        "9223372036854775808",
        "2024-05-06T07:00:00",
        ("Ann", "Bo"),
    )
    assert article.extra == {"price": "1.10", "nan": None, "raw": "\\xff", "deep": {"day": "2024-01-01", "n": [1.5]}}


def test_rows_without_a_text(tmp_path):
    items = rows(tmp_path, {"text": ["x", None, "", "y"]})

    assert [item.reason if isinstance(item, Reject) else item.text for item in items] == [
        "x",
        "no-text",
        "no-text",
        "y",
    ]


def test_a_value_that_cannot_be_read_costs_its_row_only(tmp_path):
    broken = pa.Array.from_buffers(
        pa.string(), 3, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffb")]
    )

    items = rows(tmp_path, {"text": broken})

    assert [item.reason if isinstance(item, Reject) else item.text for item in items] == ["a", "bad-value", "b"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all"])
def test_no_whole_file(tmp_path, content):
    (tmp_path / "rows.parquet").write_bytes(content)

    with pytest.raises(InputError, match="is no whole Parquet file"):
        list(read([tmp_path / "rows.parquet"]))


def test_a_cut_file(tmp_path):
    rows(tmp_path, {"text": ["x"] * 1_000})
    path = tmp_path / "rows.parquet"
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(InputError, match="is no whole Parquet file"):
        list(read([path]))


def test_damage_inside(tmp_path):
    texts = [f"row {n} {n * 7919 % 10007}" for n in range(5_000)]
    assert len(rows(tmp_path, {"text": texts}, row_group_size=1_000, compression="zstd", use_dictionary=False)) == 5_000
    path = tmp_path / "rows.parquet"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle - 2_000 : middle + 2_000] = b"\xff" * 4_000
    path.write_bytes(data)

    items = list(read([path]))

    assert [item.text for item in items[:-1]] == texts[: len(items) - 1]
    assert 0 < len(items) - 1 < 5_000
    assert items[-1].reason == "damaged-file"


def test_no_column_for_the_text(tmp_path):
    with pytest.raises(InputError, match=r"no 'text' field in .*; found: content; rename with --field text=content"):
        rows(tmp_path, {"content": ["x"]})

    (article,) = rows(tmp_path, {"content": ["x"]}, {"text": "content"})
    assert article.text == "x"


def test_of_two_columns_with_one_name_none_is_lost(tmp_path):
    table = pa.table([["x"], ["a"], ["b"]], names=["text", "tag", "tag"])
    pq.write_table(table, tmp_path / "rows.parquet")

    (article,) = read([tmp_path / "rows.parquet"])

    assert article.extra == {"tag": "a", "tag.3": "b"}


def test_rows_are_counted_even_without_columns(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    pq.write_table(pa.table({"x": [1, 2, 3]}).select([]), tmp_path / "rows.parquet")

    assert len(list(read([tmp_path]))) == 1 + pq.ParquetFile(tmp_path / "rows.parquet").metadata.num_rows


@pytest.mark.parametrize("group", [1, 7, 100, 1_000])
def test_row_groups_of_any_size(tmp_path, group):
    items = rows(tmp_path, {"text": ["x" * n for n in range(1, 301)]}, row_group_size=group)

    assert [(len(item.text), item.row) for item in items] == [(n, n) for n in range(1, 301)]


def test_ids_stay_as_they_are(tmp_path):
    ids = ["001", "1", "9" * 22, "1e5", "NA", "", "e\u0301"]

    assert [item.id for item in rows(tmp_path, {"text": ["x"] * 7, "id": ids})] == ids
    assert [item.id for item in rows(tmp_path, {"text": ["x"] * 7, "id": pa.array(ids).dictionary_encode()})] == ids


def test_a_bomb_is_rejected_unread(tmp_path):
    pq.write_table(pa.table({"text": ["a" * 60_000_000, "b", "c"]}), tmp_path / "rows.parquet", compression="zstd")
    before = pa.default_memory_pool().max_memory()

    items = list(read([tmp_path / "rows.parquet"]))

    assert [(item.reason, item.row) for item in items] == [("too-large", 1), ("too-large", 2), ("too-large", 3)]
    assert pa.default_memory_pool().max_memory() == before


def test_long_texts_are_read_few_at_a_time(tmp_path):
    texts = [f"{n} " + "word " * 400_000 for n in range(20)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "rows.parquet", data_page_size=1, write_batch_size=1)
    pool = pa.default_memory_pool()
    before = pool.bytes_allocated()

    most = max(pool.bytes_allocated() for _ in read([tmp_path / "rows.parquet"])) - before

    assert most < sum(map(len, texts)) / 2


def test_a_page_whose_checksum_is_wrong(tmp_path):
    texts = [f"row {n}" for n in range(1_000)]
    rows(tmp_path, {"text": texts}, compression="none", use_dictionary=False, write_page_checksum=True)
    path = tmp_path / "rows.parquet"
    path.write_bytes(path.read_bytes().replace(b"row 500", b"row 5OO"))

    *items, reject = read([path])

    assert reject.reason == "damaged-file"
    assert all(item.text == text for item, text in zip(items, texts, strict=False))
