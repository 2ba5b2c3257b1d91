"""Files in stores, by fsspec's own memory and local file systems."""

import gzip
import subprocess
import sys

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorer.corpus.read import stores
from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read
from scorer.corpus.read.meter import Meter
from scorer.corpus.reject import Reject
from scorer.errors import InputError, MissingExtraError

ROWS = b'{"text": "one", "id": "001"}\n{"text": ""}\n{"text": "two", "id": 1e5}\n'


@pytest.fixture
def memory():
    """An empty store in memory; writes files."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system.pipe
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def outcomes(*paths):
    return [item.reason if isinstance(item, Reject) else item.id for item in read(paths)]


def parquet(rows=300):
    out = pa.BufferOutputStream()
    pq.write_table(pa.table({"text": [f"row {n}" for n in range(rows)], "id": [f"{n:03}" for n in range(rows)]}), out)
    return out.getvalue().to_pybytes()


def arrow(rows=300):
    table = pa.table({"text": [f"row {n}" for n in range(rows)], "id": [f"{n:03}" for n in range(rows)]})
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=100)
    return out.getvalue().to_pybytes()


def test_a_file(memory):
    memory("/in/rows.jsonl.gz", gzip.compress(ROWS))

    assert outcomes("memory://in/rows.jsonl.gz") == ["001", "no-text", "1e5"]
    assert [item.path for item in read(["memory://in/rows.jsonl.gz"])] == ["memory://in/rows.jsonl.gz"] * 3


@pytest.mark.parametrize(("name", "make"), [("a.parquet", parquet), ("a.arrow", arrow)])
def test_files_that_are_read_here_and_there(memory, name, make):
    memory(f"/in/{name}", make())

    assert outcomes(f"memory://in/{name}") == [f"{n:03}" for n in range(300)]


def test_a_file_without_an_ending_is_told_by_its_start(memory):
    memory("/in/article", b"<!doctype html><p>Some words.")

    assert find(["memory://in/article"])[0].format == "html"


def test_a_folder(memory):
    memory("/in/b.jsonl", ROWS)
    memory("/in/deep/a.txt", b"words")
    memory("/in/notes.docx", b"x")
    skipped = []

    found = find(["memory://in"], skipped)

    assert [source.path for source in found] == ["memory:///in/b.jsonl", "memory:///in/deep/a.txt"]
    assert [entry.path for entry in skipped] == ["memory:///in/notes.docx"]
    assert outcomes("memory://in") == ["001", "no-text", "1e5", "memory:///in/deep/a.txt"]


def test_a_pattern(memory):
    for name in ("a-1.txt", "a-2.txt", "b-1.txt"):
        memory(f"/in/{name}", b"words")

    assert [source.path for source in find(["memory://in/a-*.txt"])] == ["memory:///in/a-1.txt", "memory:///in/a-2.txt"]


def test_a_data_set_on_disk(memory):
    memory("/set/data-00000-of-00001.arrow", arrow())
    memory("/set/cache-1.arrow", arrow())
    memory("/set/state.json", b'{"_data_files": [{"filename": "data-00000-of-00001.arrow"}]}')

    assert outcomes("memory://set") == [f"{n:03}" for n in range(300)]


def test_files_of_this_machine(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to(tmp_path / "deep" / "a.txt")

    (folder,) = find([f"file://{tmp_path}"])
    (pattern,) = find([f"local://{tmp_path}/deep/*.txt"])

    assert (folder.path, folder.file) == (f"file://{tmp_path}/deep/a.txt", tmp_path / "deep" / "a.txt")
    assert pattern.file == folder.file
    assert [article.text for article in read([f"file://{tmp_path}/deep/a.txt"])] == ["words"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://news.example/a.html", "is a web address, and scorer fetches nothing from the web; download it first"),
        ("HTTP://news.example/a.html", "is a web address"),
        ("nonsense://a/b", "no store is called 'nonsense'"),
        ("memory://nowhere.txt", "there is no such file or folder"),
        ("memory://none-*.txt", "no articles in"),
        ("zip://a.txt::memory://b.zip", "a store inside another isn't read"),
        ("memory://in/photo.png", "is a binary file"),
    ],
)
def test_what_is_refused(memory, address, message):
    memory("/in/photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")

    with pytest.raises(InputError, match=message) as raised:
        find([address])

    assert "\n" not in str(raised.value)


def test_a_web_address_is_refused_before_any_library_is_asked(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec", None)

    with pytest.raises(InputError, match="download it first"):
        find(["https://news.example/a.html"])
    with pytest.raises(MissingExtraError, match=r"pip install 'scorer\[stores\]'"):
        find(["s3://bucket/a.jsonl"])


def test_a_missing_library_of_a_store_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)

    with pytest.raises(MissingExtraError, match="Install s3fs to access S3"):
        find(["s3://bucket/a.jsonl"])


def test_a_store_that_fails(memory, monkeypatch):
    memory("/in/a.jsonl", ROWS * 10_000)
    memory("/in/b.txt", b"words")
    reading = read(["memory://in"])

    class BrokenError(Exception):
        pass

    def fail(self, count):
        if self.tell() > 100_000:
            raise BrokenError("connection reset\nby peer")
        return bytes(self.getbuffer()[self.tell() : self.tell() + count]) if self.seek(count, 1) else b""

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFile.read", fail, raising=False)
    *_, reject = (item for item in reading if item.path.endswith("a.jsonl"))

    assert (reject.reason, reject.message) == ("damaged-file", "the file is damaged: connection reset by peer")


def test_a_file_that_vanishes_is_a_reject(memory):
    memory("/in/a.txt", b"words")
    memory("/in/b.txt", b"words")
    reading = read(["memory://in"])
    fsspec.filesystem("memory").rm("/in/b.txt")

    assert [item.reason if isinstance(item, Reject) else item.text for item in reading] == ["words", "unreadable"]


def test_sizes_are_known(memory):
    memory("/in/a.txt", b"words")
    memory("/in/b.jsonl", ROWS)

    assert Meter(source.size for source in find(["memory://in", "memory://in/a.txt"])).total == 10 + len(ROWS)


def test_plain_paths_need_no_library(tmp_path):
    (tmp_path / "a::b.txt").write_text("words")
    code = (
        "import sys; from scorer.corpus.read.inputs import read; "
        "print(len(list(read(sys.argv[1:]))), 'fsspec' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a::b.txt"], check=True, capture_output=True)

    assert done.stdout.split() == [b"1", b"False"]


def test_addresses():
    assert stores.is_address("s3://bucket/a")
    assert not any(map(stores.is_address, ["a.txt", "/s3://a", "C:\\a", "c:/a", "-", "a::b", "://a", "é://a"]))
