"""What the given paths lead to."""

import bz2
import gzip
import os
import socket
import sys

import pytest
import zstandard

from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.errors import InputError, MissingExtraError

TEXT = "The mayor opened the bridge on Monday."


def write(path, text=TEXT):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_read_in_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/B.md", "c.JSON", "a.txt", "ä.txt", "10.txt", "9.txt"):
        write(tmp_path / name, '{"text": "x"}' if name.endswith("JSON") else TEXT)

    found = [source.path.removeprefix(f"{tmp_path}/") for source in find([tmp_path])]

    assert found == ["10.txt", "9.txt", "a/B.md", "a/z.txt", "a.txt", "b.txt", "c.JSON", "ä.txt"]


def test_what_is_no_article_is_left_alone_and_told(tmp_path):
    write(tmp_path / "in" / "a.txt")
    write(tmp_path / "in" / "notes.docx")
    write(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "in" / "socket.txt"))
    skipped = []

    sources = find([tmp_path / "in"], skipped)

    assert [source.path for source in sources] == [str(tmp_path / "in" / "a.txt")]
    assert {entry.path.rpartition("/")[2]: entry.why for entry in skipped} == {
        "away": "not a regular file",
        "dangling.txt": "not a regular file",
        "file.txt": "not a regular file",
        "loop": "not a regular file",
        "notes.docx": "not a known kind of file",
        "pipe.txt": "not a regular file",
        "socket.txt": "not a regular file",
    }


def test_a_link_that_is_given_is_followed(tmp_path):
    (tmp_path / "link.txt").symlink_to(write(tmp_path / "a.txt"))

    (article,) = read([tmp_path / "link.txt"])

    assert (article.text, article.id) == (TEXT, str(tmp_path / "link.txt"))


@pytest.mark.parametrize(
    "name", ["-x.txt", "new\nline.txt", "esc\x1b[31m.txt", "\u202egnp.txt", "a" * 251 + ".txt", " .txt"]
)
def test_odd_names(tmp_path, name):
    write(tmp_path / name)

    (article,) = read([tmp_path])

    assert article.path == f"{tmp_path}/{name}"


def test_a_name_that_is_no_utf_8(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:  # noqa: PTH123  (bytes)
        file.write(TEXT)

    (article,) = read([tmp_path])

    assert article.path == f"{tmp_path}/caf\\xe9.txt"
    assert article.path.encode()


def test_a_folder_with_the_name_of_a_file(tmp_path):
    write(tmp_path / "folder.txt" / "a.txt")

    assert [article.path for article in read([tmp_path])] == [f"{tmp_path}/folder.txt/a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "there is no such file or folder"),
        ("a\0b", None, "null"),
        ("x" * 300, None, "name too long"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        ("archive.gz", b"not gzip", "can't read"),
    ],
)
def test_what_cannot_be_read_at_all(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(InputError, match=f"(?i){message}") as raised:
        list(read([f"{tmp_path}/{name}"]))

    assert "\n" not in str(raised.value)
    assert "\0" not in str(raised.value)


def test_nothing_to_read(tmp_path):
    write(tmp_path / "notes.docx")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="no articles in"):
        read([tmp_path])
    with pytest.raises(InputError, match="nothing to read"):
        read([])
    with pytest.raises(InputError, match="not a regular file"):
        read([tmp_path / "pipe"])
    with pytest.raises(InputError, match="only once"):
        read(["-", "-"])


def test_among_others_a_bad_file_is_a_reject(tmp_path):
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    write(tmp_path / "c.txt", " \n\t ")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 and then nothing")
    write(tmp_path / "e.txt")

    outcomes = [item.reason if isinstance(item, Reject) else item.text for item in read([tmp_path])]

    assert outcomes == [TEXT, "binary-file", "no-text", "damaged-file", TEXT]


def test_a_file_that_vanishes_is_a_reject(tmp_path):
    items = [write(tmp_path / name) for name in ("a.txt", "b.txt")]
    reading = read([tmp_path])
    items[1].unlink()

    article, reject = reading

    assert article.text == TEXT
    assert (reject.reason, reject.path) == ("unreadable", str(items[1]))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Some words", "text"),
        (b"  <!DOCTYPE HTML><p>Some words", "html"),
        ("words".encode("utf-16"), "text"),
        (b"", "text"),
    ],
)
def test_an_unknown_ending_is_told_by_its_start(tmp_path, content, kind):
    (tmp_path / "article").write_bytes(content)

    assert find([tmp_path / "article"])[0].format == kind


def test_what_is_given_twice_is_read_twice(tmp_path):
    path = write(tmp_path / "a.txt")

    assert len(list(read([path, path, tmp_path]))) == 3


@pytest.mark.parametrize(("name", "extra"), [("a.parquet", "parquet"), ("a.jsonl.zst", "zstd")])
def test_a_missing_library_is_named_before_anything_is_read(tmp_path, monkeypatch, name, extra):
    write(tmp_path / name)
    monkeypatch.setattr("scorer.corpus.read.files.find_spec", lambda _: None)

    with pytest.raises(MissingExtraError, match=rf"pip install 'scorer\[{extra}\]'"):
        find([tmp_path])


def test_standard_input_is_jsonl(monkeypatch):
    import io

    class Piped:
        buffer = io.BytesIO(b'{"text": "one"}\n{"text": "two", "id": "x"}\n')

    monkeypatch.setattr(sys, "stdin", Piped)

    assert [(a.text, a.id, a.path, a.row) for a in read(["-"])] == [("one", "-:1", "-", 1), ("two", "x", "-", 2)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.CSV.GZ", gzip.compress),
        ("a.tsv.bz2", bz2.compress),
        ("a.csv.zst", lambda data: zstandard.ZstdCompressor().compress(data)),
        ("A.JSONL.ZST", lambda data: zstandard.ZstdCompressor().compress(data)),
        ("a.NDJSON.Bz2", bz2.compress),
        ("a.json.gz", gzip.compress),
        ("a.TXT.gz", gzip.compress),
        ("a.Html.zst", lambda data: zstandard.ZstdCompressor().compress(data)),
    ],
)
def test_endings_in_any_case_and_compressed(tmp_path, name, pack):
    kind = name.lower().split(".")[1]
    written = {"csv": b"text\nx\n", "tsv": b"text\nx\n", "txt": b"x", "html": b"<p>x"}.get(kind, b'{"text": "x"}\n')
    (tmp_path / name).write_bytes(pack(written))

    assert [article.text for article in read([tmp_path])] == ["x"]
    assert [article.text for article in read([tmp_path / name])] == ["x"]
