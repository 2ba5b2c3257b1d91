"""Labels are read from any input, and what is wrong with them is told."""

import json
from math import isnan

import pytest

from scorer.corpus.read.inputs import read_items
from scorer.corpus.read.labels import label_of, labelled
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Reject
from scorer.errors import InputError


def read(path, column="label"):
    items = list(labelled(read_items([path]), column))
    return [item if isinstance(item, Reject) else item.article() if isinstance(item, Page) else item for item in items]


@pytest.mark.parametrize(
    ("value", "label"),
    [(1, 1), (0, 0), (True, 1), (False, 0), (0.25, 0.25), ("1", 1), (" true ", 1), ("FALSE", 0), ("0.7", 0.7)],
)
def test_labels_in_all_their_forms(tmp_path, value, label):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Some words.", "label": value}), encoding="utf-8")

    (article,) = read(tmp_path / "a.jsonl")

    assert label_of(article) == label


def test_labels_of_tables_and_of_pages(tmp_path):
    (tmp_path / "a.csv").write_text("text,sound\nSome words.,true\nOther words.,0\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"html": "<p>Some words.</p>", "sound": 1}\n', encoding="utf-8")

    assert [label_of(article, "sound") for article in read(tmp_path / "a.csv", "sound")] == [1, 0]
    assert [label_of(article, "sound") for article in read(tmp_path / "b.jsonl", "sound")] == [1]


@pytest.mark.parametrize(
    ("value", "reason"),
    [(None, "no-label"), ("", "no-label"), ("good", "bad-label"), ([1], "bad-label"), ("nan", "bad-label")],
)
@pytest.mark.parametrize("field", ["text", "html"])
def test_what_is_no_label_is_a_reject(tmp_path, value, reason, field):
    rows = [{field: "<p>Some words.</p>", "label": label, "id": "x"} for label in (1, value)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    _, reject = read(tmp_path / "a.jsonl")

    assert (reject.reason, reject.row, reject.id) == (reason, 2, "x")


def test_rejects_pass(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Some words.", "label": 1}\n[1]\n', encoding="utf-8")

    assert read(tmp_path / "a.jsonl")[1].reason == "not-an-object"


@pytest.mark.parametrize(
    ("value", "advice"), [(2, "divide by the top"), ("5", "divide by the top"), (-0.1, "let the lowest mark be 0")]
)
def test_a_label_beyond_its_bounds_ends_the_run(tmp_path, value, advice):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Some words.", "label": value}), encoding="utf-8")

    with pytest.raises(InputError, match=r"a\.jsonl, row 1: the label \S+ is not between 0 and 1; " + advice):
        read(tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("row", "message"),
    [({"Gold": 1}, "found besides the article's own fields: Gold; rename with --field label=gold"), ({}, "nothing")],
)
def test_a_missing_column_is_named(tmp_path, row, message):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Some words."} | row), encoding="utf-8")

    with pytest.raises(InputError, match=message):
        read(tmp_path / "a.jsonl")


def test_labels_of_other_words_are_told_at_once(tmp_path):
    rows = [{"text": "Some words.", "label": label} for label in (None, "good", "bad")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    with pytest.raises(InputError, match="no 'label' can be read, 'good' for one; labels are 0 or 1, true or false"):
        read(tmp_path / "a.jsonl")


def test_where_no_labels_are_needed_articles_without_any_pass(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Some words."}\n', encoding="utf-8")

    (article,) = labelled(read_items([tmp_path / "a.jsonl"]), needed=False)

    assert isnan(label_of(article))


def test_a_number_that_is_missing_in_a_table_is_no_label(tmp_path):
    pandas = pytest.importorskip("pandas")
    pandas.DataFrame({"text": ["Some words."] * 2, "label": [1.0, float("nan")]}).to_parquet(tmp_path / "a.parquet")

    assert [getattr(item, "reason", None) for item in read(tmp_path / "a.parquet")] == [None, "no-label"]
