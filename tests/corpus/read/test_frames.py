"""Tables in memory."""

import datetime as dt
import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from scorer.corpus.read.frames import read_frame
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Reject
from scorer.errors import InputError, MissingExtraError

IDS = ["001", "1", "9" * 22, "1e5", "NA", "null", " x ", ""]
TEXTS = [f"row {n}" for n in range(len(IDS))]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"text": TEXTS, "id": IDS}),
        pd.DataFrame({"text": TEXTS, "id": IDS}, dtype=object),
        pd.DataFrame({"text": TEXTS, "id": IDS}).convert_dtypes(dtype_backend="pyarrow"),
        pl.DataFrame({"text": TEXTS, "id": IDS}),
        pa.table({"text": TEXTS, "id": IDS}),
        pa.record_batch({"text": TEXTS, "id": IDS}),
        pa.table({"text": TEXTS, "id": IDS}).to_reader(max_chunksize=3),
    ],
    ids=["pandas", "objects", "pandas-arrow", "polars", "table", "batch", "reader"],
)
def test_rows_in_order_with_their_ids(frame):
    items = list(read_frame(frame))

    assert [(item.text, item.id, item.row, item.path) for item in items] == [
        (text, id_, row, None) for row, (text, id_) in enumerate(zip(TEXTS, IDS, strict=True), 1)
    ]


def test_numbers_of_mixed_kinds_stay_what_they_are():
    ids = ["001", 1, 10**22, 1.5, None, True]

    items = list(read_frame(pd.DataFrame({"text": ["x"] * 6, "id": pd.Series(ids, dtype=object)})))

    assert [item.id for item in items] == ["001", "1", "10000000000000000000000", "1.5", "5", "true"]


def test_what_is_missing_is_none():
    frame = pd.DataFrame(
        {
            "text": ["x", "y"],
            "title": [None, float("nan")],
            "date": pd.to_datetime(["2024-05-06", None]),
            "n": pd.array([1, None], dtype="Int64"),
            "f": [np.inf, np.nan],
            "l": [np.array([1.5, np.nan]), {"a": np.int64(3), "b": np.datetime64("2024-01-01")}],
            "c": pd.Categorical(["a", None]),
        }
    )

    first, second = read_frame(frame)

    assert (first.title, first.published, second.title, second.published) == (None, "2024-05-06T00:00:00", None, None)
    assert first.extra == {"n": 1, "f": None, "l": [1.5, None], "c": "a"}
    assert second.extra == {"n": None, "f": None, "l": {"a": 3, "b": "2024-01-01"}, "c": None}


def test_polars_values():
    frame = pl.DataFrame(
        {
            "text": ["x"],
            "date": [dt.date(2024, 5, 6)],
            "n": [float("nan")],
            "l": [[1, None]],
            "c": pl.Series(["a"], dtype=pl.Categorical),
        }
    )

    (article,) = read_frame(frame)

    assert (article.published, article.extra) == ("2024-05-06", {"n": None, "l": [1, None], "c": "a"})


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_every_row_has_its_outcome(make):
    items = list(read_frame(make({"text": ["x", None, "", " ", "y"], "html": [None, "<p>x", None, None, None]})))

    assert [type(item) for item in items] == [type(items[0]), Page, Reject, Reject, type(items[0])]
    assert [item.place.row if isinstance(item, Page) else item.row for item in items] == [1, 2, 3, 4, 5]
    assert (items[2].reason, items[2].head) == ("no-text", '{"text":"","html":null}')


def test_two_columns_of_one_name():
    frame = pd.DataFrame([["x", "a", "b", "c"]], columns=["text", "tag", "tag", 7])

    (article,) = read_frame(frame)

    assert article.extra == {"tag": "a", "tag.3": "b", "7": "c"}


def test_fields_are_renamed_or_missed():
    frame = pd.DataFrame({"body": ["x"]})

    assert [article.text for article in read_frame(frame, {"text": "body"})] == ["x"]
    with pytest.raises(InputError, match="no 'text' field in the table; found: body; rename with --field text=body"):
        read_frame(frame)


def test_what_is_no_table():
    with pytest.raises(InputError, match=r"a LazyFrame is no table .*; collect it first"):
        read_frame(pl.LazyFrame({"text": ["x"]}))
    with pytest.raises(InputError, match="a list is no table"):
        read_frame([{"text": "x"}])


def test_pandas_needs_no_arrow(monkeypatch):
    pandas_frame, polars_frame = pd.DataFrame({"text": pd.Series(["x"], dtype=object)}), pl.DataFrame({"text": ["x"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert [article.text for article in read_frame(pandas_frame)] == ["x"]
    with pytest.raises(MissingExtraError, match=r"pip install 'scorer\[parquet\]'"):
        read_frame(polars_frame)


def test_no_rows():
    assert list(read_frame(pd.DataFrame({"text": []}))) == []
    assert list(read_frame(pl.DataFrame({"text": []}, schema={"text": pl.String}))) == []
