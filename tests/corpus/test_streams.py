"""Compressed, cut and broken streams: nothing is lost silently."""

import bz2
import gzip
import io
import os
import sys
from types import SimpleNamespace

import pytest
import zstandard

from scorer.corpus.read.encoding import decode, encoding_of, is_binary
from scorer.corpus.read.inputs import read
from scorer.corpus.read.lines import read_lines
from scorer.corpus.reject import Reject
from scorer.corpus.streams import compression_of, open_bytes, standard_output
from scorer.errors import InputError

ROWS = [b'{"id": "%d", "text": "row %d %s"}' % (n, n, os.urandom(8).hex().encode()) for n in range(2_000)]
JSONL = b"\n".join(ROWS) + b"\n"
COMPRESS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
}


def outcomes(path):
    items = list(read([path]))
    return [item.id for item in items if not isinstance(item, Reject)], [i for i in items if isinstance(i, Reject)]


def ids(count):
    return [str(n) for n in range(count)]


@pytest.mark.parametrize("suffix", COMPRESS)
class TestCompressed:
    def test_whole(self, tmp_path, suffix):
        path = tmp_path / f"rows.jsonl{suffix}"
        path.write_bytes(COMPRESS[suffix](JSONL))

        assert outcomes(path) == (ids(2_000), [])

    def test_two_members(self, tmp_path, suffix):
        path = tmp_path / f"rows.jsonl{suffix}"
        path.write_bytes(COMPRESS[suffix](JSONL) + COMPRESS[suffix](JSONL))

        assert outcomes(path) == (ids(2_000) * 2, [])

    def test_cut(self, tmp_path, suffix):
        # Bzip2 gives nothing of a block that isn't whole, so the cut comes in a second one.
        whole = COMPRESS[suffix](JSONL)
        path = tmp_path / f"rows.jsonl{suffix}"
        path.write_bytes(whole + whole[: len(whole) * 2 // 3])

        found, rejects = outcomes(path)

        assert found[:2_000] == ids(2_000)
        assert found[2_000:] == ids(len(found) - 2_000)
        assert [reject.reason for reject in rejects] == ["damaged-file"]

    def test_bad_checksum(self, tmp_path, suffix):
        broken = bytearray(COMPRESS[suffix](JSONL))
        broken[-6] ^= 0xFF
        path = tmp_path / f"rows.jsonl{suffix}"
        path.write_bytes(COMPRESS[suffix](JSONL) + broken)

        found, rejects = outcomes(path)

        assert found[:2_000] == ids(2_000)
        assert [reject.reason for reject in rejects] == ["damaged-file"]

    def test_not_compressed_at_all(self, tmp_path, suffix):
        path = tmp_path / f"rows.jsonl{suffix}"
        path.write_bytes(JSONL)

        found, (reject,) = outcomes(path)

        assert found == []
        assert reject.reason == "damaged-file"
        assert reject.row is None

    def test_text_that_is_cut_is_no_article(self, tmp_path, suffix):
        path = tmp_path / f"article.txt{suffix}"
        path.write_bytes(COMPRESS[suffix](JSONL)[:-4])

        found, (reject,) = outcomes(path)

        assert found == []
        assert reject.reason == "damaged-file"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_bomb_is_rejected_in_little_memory(tmp_path, suffix):
    import tracemalloc

    data = b'{"text": "a"}\n' + b"0" * 60_000_000 + b'\n{"text": "b"}\n'
    path = tmp_path / f"rows.jsonl{suffix}"
    path.write_bytes(COMPRESS[suffix](data))
    del data

    tracemalloc.start()
    found, (reject,) = outcomes(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == [f"{path}:1", f"{path}:3"]
    assert (reject.row, reject.byte_offset, reject.reason, len(reject.head)) == (2, 14, "too-large", 200)
    assert peak < 60_000_000


def test_long_line_is_hashed_whole():
    from hashlib import sha256

    lines = list(read_lines(io.BytesIO(b"short\n" + b"x" * 300_000 + b"\nlast"), limit=100))

    assert [(line.number, line.offset, len(line.data)) for line in lines] == [(1, 0, 5), (2, 6, 101), (3, 300_007, 4)]
    assert lines[1].digest == sha256(b"x" * 300_000).hexdigest()
    assert lines[0].digest is None


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"a", b"a\n", b"a\r\nb", b"\xef\xbb\xbfa\nb", b"a\x0bb\x1cc\xc2\x85d\xe2\x80\xa8e"]
)
def test_lines_end_at_line_feeds_only(data):
    lines = list(read_lines(io.BytesIO(data)))

    assert len(lines) == data.count(b"\n") + (not data.endswith(b"\n") and data != b"")
    assert b"".join(line.data + line.end for line in lines) == data.removeprefix(b"\xef\xbb\xbf")
    assert [line.offset for line in lines[:1]] == [0][: len(lines)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be", "utf-8-sig"])
def test_jsonl_in_other_encodings(tmp_path, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path = tmp_path / "rows.jsonl"
    path.write_bytes((mark + '{"text": "Žluťoučký"}\n{"text": "\U0001f40e"}\n').encode(encoding))

    assert [article.text for article in read([path])] == ["Žluťoučký", "\U0001f40e"]


def test_utf_16_that_breaks_off(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "one"}\n{"text": "two"}\n'.encode("utf-16") + b"\x00\xd8\x41\x00" + b"{\x00" * 50)

    found, rejects = outcomes(path)

    assert len(found) == 2
    assert [reject.reason for reject in rejects] == ["damaged-file"]


@pytest.mark.parametrize(
    ("name", "ending"), [("a.jsonl.gz", ".gz"), ("A.ZST", ".zst"), ("a.bz2", None), ("a.gz.csv", None), ("", None)]
)
def test_how_a_file_is_written(name, ending):
    assert compression_of(name) == ending


def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="not a regular file"), open_bytes(tmp_path / "pipe"):
        pass


@pytest.mark.parametrize(
    ("start", "binary"),
    [
        (b"", False),
        (b"plain text", False),
        ("naïve café".encode("latin-1"), False),
        ("text".encode("utf-16"), False),
        (b"a text with one\0zero byte in some thirty words", False),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", True),
        (bytes(range(256)), True),
        (gzip.compress(b"x" * 99), True),
    ],
)
def test_binary(start, binary):
    assert is_binary(start) == binary


def test_marks():
    assert encoding_of(b"\xff\xfe\0\0a") == ("utf-32-le", 4)
    assert encoding_of(b"\xff\xfea\0") == ("utf-16-le", 2)
    assert decode("\ufeffa".encode("utf-16-be")) == "a"


def test_what_goes_to_a_bare_standard_output_is_written_whole(monkeypatch):
    class Bare(io.RawIOBase):
        """Takes three bytes at a time."""

        def __init__(self):
            self.taken = b""

        def write(self, data):
            self.taken += bytes(data[:3])
            return min(3, len(data))

    bare = Bare()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=bare))

    assert standard_output().write(b"eleven rows") == 11
    standard_output().flush()

    assert bare.taken == b"eleven rows"
