"""Rows of JSONL: each has its own outcome."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.corpus.streams import ROW_LIMIT
from scorer.errors import InputError


def rows(tmp_path, *lines, fields=None, name="rows.jsonl"):
    path = tmp_path / name
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return list(read([path], fields))


def test_a_record(tmp_path):
    (article,) = rows(
        tmp_path,
        json.dumps({
            "text": " Text \n",
            "id": "001",
            "title": "Title",
            "url": "https://news.example/1",
            "source": "News",
            "date": "2024-05-06",
            "author": ["Ann Lee", {"name": "Bo Ek"}],
            "lang": "en",
            "views": 12,
            "Text": "other",
            "html": "<p>ignored",
            "tags": [1, None, {"a": 0.5}],
        }),
    )  # fmt: skip

    assert article == Article(
        " Text \n",
        id="001",
        title="Title",
        url="https://news.example/1",
        source="News",
        published="2024-05-06",
        authors=("Ann Lee", "Bo Ek"),
        language="en",
        carries=frozenset({"title", "url", "source", "published", "authors", "language"}),
        path=f"{tmp_path}/rows.jsonl",
        row=1,
        extra={"views": 12, "Text": "other", "tags": [1, None, {"a": 0.5}]},
    )


def test_of_two_names_the_first_counts(tmp_path):
    (article,) = rows(tmp_path, '{"text": "x", "date": "later", "published": "first", "author": null, "lang": null}')

    assert (article.published, article.authors, article.extra) == ("first", (), {"date": "later"})


def test_a_record_carries_what_it_has_a_name_for(tmp_path):
    (article,) = rows(tmp_path, '{"text": "x", "author": null, "date": ""}')

    assert article.carries == {"authors", "published"}


def test_values_of_another_kind(tmp_path):
    (article,) = rows(
        tmp_path, '{"text": "x", "title": 7, "url": ["u"], "source": "", "published": 1.5, "authors": [1]}'
    )

    assert (article.title, article.url, article.source, article.published) == ("7", None, None, "1.5")
    assert article.extra == {"url": ["u"], "authors": [1]}


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ('"001"', "001"),
        ('"NA"', "NA"),
        ('""', ""),
        ('" x "', " x "),
        ('"../../etc/passwd"', "../../etc/passwd"),
        ('"a\\u0000b"', "a\0b"),
        ('"\\u0065\\u0301"', "e\u0301"),
        ("1", "1"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("1.10", "1.10"),
        ("1e5", "1e5"),
        ("true", "true"),
        ("[1,2]", "[1,2]"),
        ('{"a": 1}', '{"a":1}'),
    ],
)
def test_ids_stay_as_they_are(tmp_path, written, id_):
    (article,) = rows(tmp_path, f'{{"text": "x", "id": {written}}}')

    assert article.id == id_


def test_an_id_that_is_missing_is_the_place(tmp_path):
    articles = rows(tmp_path, '{"text": "x", "id": null}', "", '{"text": "x"}')

    assert [article.id for article in articles] == [f"{tmp_path}/rows.jsonl:1", f"{tmp_path}/rows.jsonl:3"]


def test_equal_ids_are_all_kept(tmp_path):
    assert [article.id for article in rows(tmp_path, *['{"text": "x", "id": "a"}'] * 3)] == ["a"] * 3


def test_long_numbers_elsewhere_stay_exact(tmp_path):
    (article,) = rows(tmp_path, '{"text": "x", "n": {"m": [1234567890123456789012]}}')

    assert article.extra == {"n": {"m": [1234567890123456789012]}}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "bad-json"),
        ("{'text': 'x'}", "bad-json"),
        ('{"text": "x"}}', "bad-json"),
        ('{"text": "x", "n": NaN}', "bad-json"),
        ('{"text": "x", "n": 1e999}', "bad-json"),
        ('{"text": "x", "n": %s}' % ("9" * 5_000), "bad-json"),
        ('{"text": "x", "n": %s}' % ("[" * 20_000), "bad-json"),
        ('{"text": "x", "n": "\\ud800", "m": %s}' % ("[" * 1_010 + "]" * 1_010), "bad-json"),
        ('{"text": "x", "n": %s}' % ("[" * 300 + "]" * 300), "bad-json"),
        ('{"text": "x", "n": "\\ud800", "m": %s}' % ("[" * 300 + "]" * 300), "bad-json"),
        ('{"text": "x", "n": NaN, "m": "\\ud800"}', "bad-json"),
        ('{"text": "raw \x01 control"}', "bad-json"),
        ("\0\0\0", "bad-json"),
        (b'{"text": "caf\xe9"}', "bad-encoding"),
        (b'{"text": "\xed\xa0\x80"}', "bad-encoding"),
        ("[1, 2, 3]", "not-an-object"),
        ('"text"', "not-an-object"),
        ("12", "not-an-object"),
        ("null", "not-an-object"),
        ("{}", "no-text"),
        ('{"Text": "x"}', "no-text"),
        ('{"text": null}', "no-text"),
        ('{"text": 12}', "no-text"),
        ('{"text": true}', "no-text"),
        ('{"text": ["x"]}', "no-text"),
        ('{"text": {"x": 1}}', "no-text"),
        ('{"text": ""}', "no-text"),
        ('{"text": " \\n\\u2003"}', "no-text"),
        ('{"text": "%s"}' % ("a " * 1_000_001), "too-large"),
        ('{"text": "%s"}' % ("a " * 9_000_000), "too-large"),
    ],
    ids=range(30),
)
def test_a_bad_row_is_rejected_and_the_others_are_kept(tmp_path, line, reason):
    before, reject, after = rows(tmp_path, '{"text": "before"}', line, '{"text": "after"}')

    assert (before.text, after.text) == ("before", "after")
    assert (reject.reason, reject.row, reject.byte_offset) == (reason, 2, 19)
    assert reject.path == f"{tmp_path}/rows.jsonl"
    assert "\n" not in reject.message
    assert len(reject.sha256) == 64


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9223372036854775807", 2**63 - 1),
        ("18446744073709551616", 2**64),
        ("-18446744073709551617", -(2**64) - 1),
        ("1e30", 1e30),
        ("0.1234567890123456789012", 0.1234567890123456789012),
    ],
)
@pytest.mark.parametrize("around", ["%s", "[%s]", '{"a": [1, {"b": %s}]}'])
def test_numbers_stay_exact_wherever_they_stand(tmp_path, written, value, around):
    (article,) = rows(tmp_path, f'{{"text": "x", "n": {around % written}, "half": 0.5}}')

    assert article.extra["n"] == json.loads(around % written)
    assert str(value) in str(article.extra["n"])


def test_a_long_number_beside_half_a_surrogate_pair(tmp_path):
    (article,) = rows(tmp_path, '{"text": "a\\ud83d", "n": 1e30, "m": 18446744073709551617}')

    assert (article.text, article.extra) == ("a\ufffd", {"n": 1e30, "m": 18446744073709551617})


def test_half_a_surrogate_pair_is_mended(tmp_path):
    (article,) = rows(
        tmp_path, '{"text": "a\\ud83d b \\ud83d\\ude00", "title": "\\udc00", "id": "\\ud800", "x": {"\\ud800": 1}}'
    )

    assert (article.text, article.title, article.id) == ("a\ufffd b \U0001f600", "\ufffd", "\ufffd")
    assert article.extra == {"x": {"\ufffd": 1}}


def test_of_equal_names_the_last_counts(tmp_path):
    (article,) = rows(tmp_path, '{"text": "a", "text": "b", "id": 1.0, "id": 2.0}')

    assert (article.text, article.id) == ("b", "2.0")


def test_line_ends_inside_a_row(tmp_path):
    articles = rows(tmp_path, '{"text": "a\u2028b\x85c"}\r', "", "  \r", '{"text": "d"}')

    assert [(article.text, article.row) for article in articles] == [("a\u2028b\x85c", 1), ("d", 4)]


def test_renamed_fields(tmp_path):
    line = '{"body": "x", "text": "y", "key": "k", "id": "i"}'

    (article,) = rows(tmp_path, line, fields={"text": "body", "id": "key"})

    assert (article.text, article.id, article.extra) == ("x", "k", {"text": "y", "id": "i"})


def test_one_name_for_two_fields(tmp_path):
    (article,) = rows(tmp_path, '{"text": "x", "url": "https://news.example/1"}', fields={"id": "url"})

    assert (article.id, article.url, article.extra) == ("https://news.example/1", "https://news.example/1", {})


def test_an_unknown_field_is_refused(tmp_path):
    with pytest.raises(InputError, match="no field is called 'body'"):
        rows(tmp_path, '{"text": "x"}', fields={"body": "text"})


@pytest.mark.parametrize("count", [1, 50, 500])
def test_when_no_row_has_a_text_its_name_is_wrong(tmp_path, count):
    with pytest.raises(InputError, match=r"no 'text' field in .*; found: id, Body; rename with --field text=Body"):
        rows(tmp_path, *['{"id": 1, "Body": "x"}'] * count)


def test_rows_without_a_text_before_one_that_has(tmp_path):
    items = rows(tmp_path, *['{"id": 1}'] * 50, '{"text": "x"}', '{"id": 1}')

    assert [isinstance(item, Reject) for item in items] == [True] * 50 + [False, True]
    assert [item.row for item in items] == list(range(1, 53))


def test_among_other_files_rows_without_a_text_are_rejects(tmp_path):
    (tmp_path / "other.jsonl").write_text('{"id": 1}\n' * 500)
    (tmp_path / "rows.jsonl").write_text('{"text": "x"}\n')

    assert [isinstance(item, Reject) for item in read([tmp_path])] == [True] * 500 + [False]


class TestJsonFiles:
    def test_one_object(self, tmp_path):
        (article,) = rows(tmp_path, '{\n  "text": "x"\n}', name="a.json")

        assert (article.text, article.id, article.row) == ("x", f"{tmp_path}/a.json", None)

    def test_a_list(self, tmp_path):
        first, reject, last = rows(tmp_path, '[{"text": "x"},', '7, {"text": "y", "id": 5}]', name="a.json")

        assert (first.row, reject.row, last.row) == (1, 2, 3)
        assert (first.id, reject.reason, last.id) == (f"{tmp_path}/a.json:1", "not-an-object", "5")

    def test_ids_in_a_list_stay_as_they_are(self, tmp_path):
        ids = ['"001"', "1e5", "1.10", "1", "null", "12345678901234567890123"]

        members = ",".join(f'{{"text": "x", "n": 1.50, "id": {id_}}}' for id_ in ids)
        articles = rows(tmp_path, f"[{members}]", name="a.json")

        assert [article.id for article in articles] == ["001", "1e5", "1.10", "1", f"{tmp_path}/a.json:5", ids[5]]
        assert articles[1].extra == {"n": 1.5}

    def test_jsonl_under_another_name(self, tmp_path):
        items = rows(tmp_path, '{"text": "x"}', "broken", '{"text": "y"}', name="a.json")

        assert [item.row for item in items] == [1, 2, 3]

    @pytest.mark.parametrize("content", ["", "{", "[1", '{"text": "x"} trailing'])
    def test_broken(self, tmp_path, content):
        (reject,) = rows(tmp_path, content, name="a.json")

        assert (reject.reason, reject.row) == ("bad-json", None)

    def test_too_large(self, tmp_path):
        (reject,) = rows(tmp_path, '["' + "x" * ROW_LIMIT + '"]', name="a.json")

        assert reject.reason == "too-large"

    def test_utf_16(self, tmp_path):
        (article,) = rows(tmp_path, '{"text": "ž"}'.encode("utf-16"), name="a.json")

        assert article.text == "ž"


GOOD = st.text(min_size=1).filter(lambda text: text.strip()).map(lambda text: json.dumps({"text": text}).encode())
BAD = st.sampled_from([b"{", b"[]", b"nul", b'{"text": 1}', b'{"text": "\xff"}', b'{"text": ""}', b"{}", b"\xff\xfe"])
BLANK = st.sampled_from([b"", b" ", b"\r", b"\t \r"])
NOISE = st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"").replace(b"{", b"") + b"!")


@given(st.lists(st.one_of(GOOD, BAD, BLANK, NOISE), max_size=20), st.booleans())
@settings(max_examples=200)
def test_every_row_comes_out_once(tmp_path_factory, lines, ends):
    folder = tmp_path_factory.mktemp("rows", numbered=True)
    path = folder / "rows.jsonl"
    # The first line has a text, so that the field's name is known to be right, and no byte order mark.
    lines = [b'{"text": "first"}', *lines]
    path.write_bytes(b"\n".join(lines) + (b"\n" if ends else b""))

    items = list(read([path]))

    expected = [number for number, line in enumerate(lines, 1) if line.strip()]
    assert [item.row for item in items] == expected
    for item in items:
        line = lines[item.row - 1]
        if isinstance(item, Reject):
            assert item.byte_offset == sum(len(earlier) + 1 for earlier in lines[: item.row - 1])
            assert item.head == line.removesuffix(b"\r")[:200].decode("utf-8", "backslashreplace")
        else:
            assert item.text == json.loads(line)["text"]
