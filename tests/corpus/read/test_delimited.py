"""CSV and TSV: every row has its own outcome, every cell stays a string."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.corpus.read import delimited
from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.errors import InputError


def rows(tmp_path, content, name="rows.csv", fields=None):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([tmp_path / name], fields))


def told(items):
    return [item.reason if isinstance(item, Reject) else item.text for item in items]


def test_cells_stay_strings(tmp_path):
    content = 'id,text,views,author\n001,"a, ""b""\r\nc",NA,Ann\n1,d,,\nnull,e,1e5,\n'

    first, second, third = rows(tmp_path, content)

    assert (first.id, first.text, first.extra, first.authors) == ("001", 'a, "b"\r\nc', {"views": "NA"}, ("Ann",))
    assert (second.id, second.extra, second.authors) == ("1", {"views": ""}, ())
    assert (third.id, third.extra, third.row) == ("null", {"views": "1e5"}, 3)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "id\ttext\n1\tx,y;z\n"),
        ("a.csv", "id;text\n1;x,y\n"),
        ("a.csv", "id\ttext\n1\tx,y\n"),
        ("a.csv", "\ufeffid,text\r\n\r\n1,x\r\n\r\n"),
        ("a.csv", b"\xff\xfe" + "id,text\n1,x\n".encode("utf-16-le")),
        ("a.csv", "text,id\nx,1"),
    ],
)
def test_dialects(tmp_path, name, content):
    (article,) = rows(tmp_path, content, name)

    assert (article.id, article.text[:1], article.row) == ("1", "x", 1)


def test_offsets(tmp_path):
    items = rows(tmp_path, 'text,b\n"ž\nz",1\n\nbad\nlast,2\n')

    assert told(items) == ["ž\nz", "ragged-row", "last"]
    assert items[1].byte_offset == len("text,b\n") + len('"ž\nz",1\n\n'.encode())
    assert [item.row for item in items] == [1, 2, 3]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"only one cell", "ragged-row"),
        (b"x,y,z", "ragged-row"),
        (b'"x" y,1', "bad-csv"),
        (b"x\ry,1", "bad-csv"),
        (b"caf\xe9,1", "bad-encoding"),
        (b'"caf\xe9",\xff', "bad-encoding"),
        (b",1", "no-text"),
        (b'" ",1', "no-text"),
        (b"a" * 17_000_000 + b",1", "too-large"),
        (b'"unclosed,1', "bad-csv"),
    ],
    ids=range(10),
)
def test_a_bad_row_is_rejected_and_the_others_are_kept(tmp_path, bad, reason):
    items = rows(tmp_path, b"text,n\nbefore,1\n" + bad + b"\nafter,2\nlast,3\n")

    assert told(items) == ["before", reason, "after", "last"]
    assert (items[1].row, items[1].byte_offset) == (2, 16)
    assert items[1].sha256


def test_cells_longer_than_the_library_takes_by_itself(tmp_path):
    (article,) = rows(tmp_path, f'text\n"{"word " * 100_000}"\n')

    assert len(article.text) == 500_000


def test_an_unclosed_quote_far_from_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "ROW_LIMIT", 100_000)
    filler = "word " * 200 + ",1\n"

    items = rows(tmp_path, 'text,n\n"unclosed,1\n' + filler * 500)

    assert (items[0].reason, items[0].row) == ("too-large", 1)
    assert [item.row for item in items] == list(range(1, 502))
    assert not any(isinstance(item, Reject) for item in items[1:])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,body\n1,x\n", "no 'text' field in .*; found: id, body; rename with --field text=body"),
        ("id,foo\n1,x\n", "rename with --field text=NAME"),
        ('"id,text\n1,x\n', "the header of .* is not CSV"),
        ("id\rtext\n1,x\n", "the header of .* is not CSV"),
    ],
)
def test_a_header_that_cannot_be_used(tmp_path, content, message):
    with pytest.raises(InputError, match=message):
        rows(tmp_path, content)


def test_among_other_files_each_row_without_a_text_is_a_reject(tmp_path):
    (tmp_path / "a.csv").write_text("id,body\n1,x\n2,y\n")
    (tmp_path / "b.csv").write_text('"id,text\n1,x\n')
    (tmp_path / "c.csv").write_text("text\nx\n")

    assert told(read([tmp_path])) == ["no-text", "no-text", "bad-csv", "x"]


def test_columns_of_one_name(tmp_path):
    (article,) = rows(tmp_path, "text,tag,tag,text\nx,a,b,y\n")

    assert (article.text, article.extra) == ("x", {"tag": "a", "tag.3": "b", "text.4": "y"})


@pytest.mark.parametrize("content", ["", "\n\n", "text\n", "id,text"])
def test_no_rows(tmp_path, content):
    assert rows(tmp_path, content) == []


CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150)
def test_what_the_library_writes_is_read_back(tmp_path_factory, cells, end):
    written = io.StringIO()
    csv.writer(written, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([("text", "id"), *cells])

    items = rows(tmp_path_factory.getbasetemp(), written.getvalue())

    assert [(item.text, item.id) for item in items] == cells
