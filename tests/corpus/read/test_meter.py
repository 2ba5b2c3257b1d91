"""How much was read."""

import bz2
import gzip
import io
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from scorer.corpus.read import arrow
from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read_sources
from scorer.corpus.read.meter import Meter

COUNT = 2_000
TEXTS = [os.urandom(200).hex() for _ in range(COUNT)]
LINES = "".join(f'{{"text": "{text}"}}\n' for text in TEXTS).encode()
TABLE = pa.table({"text": TEXTS})


def stream(path):
    with pa.ipc.new_stream(path, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=100)


def file(path):
    with pa.ipc.new_file(path, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=100)


WRITE = {
    "a.jsonl": lambda path: path.write_bytes(LINES),
    "a.jsonl.gz": lambda path: path.write_bytes(gzip.compress(LINES)),
    "a.jsonl.bz2": lambda path: path.write_bytes(bz2.compress(LINES)),
    "a.jsonl.zst": lambda path: path.write_bytes(zstandard.ZstdCompressor().compress(LINES)),
    "a.csv": lambda path: path.write_text("text\n" + "\n".join(TEXTS)),
    "a.parquet": lambda path: pq.write_table(TABLE, path),
    "b.parquet": lambda path: pq.write_table(TABLE, path, row_group_size=100),
    "a.arrow": stream,
    "b.arrow": file,
}


@pytest.mark.parametrize("mapped", [True, False])
@pytest.mark.parametrize("name", WRITE)
def test_reading_is_followed(tmp_path, monkeypatch, name, mapped):
    monkeypatch.setattr(arrow, "_MAPPED", 0 if mapped else 2**40)
    WRITE[name](tmp_path / name)
    (tmp_path / "z.txt").write_text("words")
    sources = find([tmp_path])
    meter = Meter(source.size for source in sources)

    seen = [meter.read for _ in read_sources(sources, meter=meter)]

    assert meter.total == meter.read == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert seen == sorted(seen)
    assert len(seen) == COUNT + 1
    if not name.endswith(".bz2"):  # whose blocks are larger than these files
        assert 0.1 < seen[COUNT // 2] / meter.total < 0.9


def test_of_standard_input_the_end_is_not_known(tmp_path, monkeypatch):
    class Piped:
        buffer = io.BufferedReader(io.BytesIO(LINES))

    monkeypatch.setattr(sys, "stdin", Piped)
    (tmp_path / "z.txt").write_text("words")
    sources = find(["-", tmp_path])
    meter = Meter(source.size for source in sources)

    seen = [meter.read for _ in read_sources(sources, meter=meter)]

    assert meter.total is None
    assert 0 < seen[COUNT // 2] < len(LINES)
    assert meter.read == len(LINES) + 5


def test_nothing_to_read():
    meter = Meter([])

    assert (meter.total, meter.read) == (0, 0)


def test_a_file_that_is_closed_just_now():
    meter = Meter([10])
    closed = io.BytesIO(b"words")
    closed.read(3)
    with meter.follow(closed.tell, 5):
        assert meter.read == 3
        closed.close()
        assert meter.read == 3
