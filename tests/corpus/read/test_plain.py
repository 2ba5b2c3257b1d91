"""Plain text and Markdown files."""

import pytest

from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.corpus.streams import ROW_LIMIT

TEXT = "Žluťoučký kůň pěl ďábelské ódy.\r\n\r\nSo it goes.\rEnd"


def only(tmp_path, data, name="a.txt"):
    (tmp_path / name).write_bytes(data)
    (item,) = read([tmp_path / name])
    return item


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_give_the_same_text(tmp_path, encoding):
    article = only(tmp_path, TEXT.encode(encoding))

    assert article.text == TEXT
    assert (article.id, article.path, article.row) == (f"{tmp_path}/a.txt", f"{tmp_path}/a.txt", None)
    assert article.carries == frozenset()
    assert article.residue is None


@pytest.mark.parametrize("data", [TEXT.encode("cp1250"), b"caf\xe9 " * 50, b"\xef\xbb\xbfbad \xff", b"\xff\xfea"])
def test_other_encodings_are_rejected(tmp_path, data):
    reject = only(tmp_path, data)

    assert reject.reason == "bad-encoding"
    assert reject.head.encode()


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \t\r\n", "\u00a0\u2003".encode(), b"\xef\xbb\xbf"])
def test_empty_articles_are_rejected(tmp_path, data):
    assert only(tmp_path, data).reason == "no-text"


def test_too_large(tmp_path):
    assert only(tmp_path, b"a " * ROW_LIMIT).reason == "too-large"
    assert only(tmp_path, b"a " * 1_500_000).reason == "too-large"


def test_a_zero_byte_in_a_text_stays(tmp_path):
    assert only(tmp_path, b"some words and \0 more words for the rest").text[15] == "\0"


def test_front_matter(tmp_path):
    matter = b"---\r\ntitle: 'On: bridges'\nauthor: Ann Lee\ndate:  2024-05-06\nlang: en\ntags: [a, b]\nurl: \n---\n"

    article = only(tmp_path, matter + b"# On bridges\n\nText.", "a.md")

    assert article.text == "# On bridges\n\nText."
    assert (article.title, article.authors, article.published) == ("On: bridges", ("Ann Lee",), "2024-05-06")
    assert (article.language, article.url, article.derived) == ("en", None, True)
    assert article.carries == {"title", "authors", "published", "language", "url"}


@pytest.mark.parametrize(
    "text", ["---\nJust a rule above.", "Text\n---\ntitle: x\n---\n", "---\ntitle: x\n", "----\ntitle: x\n----\nText"]
)
def test_no_front_matter(tmp_path, text):
    article = only(tmp_path, text.encode(), "a.md")

    assert article.text == text
    assert article.title is None


def test_plain_text_has_no_front_matter(tmp_path):
    assert only(tmp_path, b"---\ntitle: x\n---\nText").text.startswith("---")


def test_reject_tells_what_was_rejected(tmp_path):
    from hashlib import sha256

    data = b"caf\xe9 " * 100

    reject = only(tmp_path, data)

    assert isinstance(reject, Reject)
    assert reject.to_dict() == {
        "path": f"{tmp_path}/a.txt",
        "row": None,
        "byte_offset": None,
        "id": None,
        "reason": "bad-encoding",
        "message": "byte 3 is no UTF-8; save the file as UTF-8",
        "sha256": sha256(data).hexdigest(),
        "head": "caf\\xe9 " * 40,
    }
