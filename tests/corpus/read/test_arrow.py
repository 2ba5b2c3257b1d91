"""Arrow files, and data sets on disk."""

import json
import os

import pyarrow as pa
import pytest
from pyarrow import feather

from scorer.corpus.read import arrow
from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read
from scorer.corpus.reject import Reject
from scorer.errors import InputError

COUNT = 1_000
IDS = [f"{n:04}" for n in range(COUNT)]
TABLE = pa.table({"text": [f"row {n} of many" for n in range(COUNT)], "id": IDS})


def stream(path, table=TABLE, **options):
    with pa.ipc.new_stream(path, table.schema, **options) as writer:
        writer.write_table(table, max_chunksize=100)
    return path


def file(path, table=TABLE, **options):
    with pa.ipc.new_file(path, table.schema, **options) as writer:
        writer.write_table(table, max_chunksize=100)
    return path


def packed(path):
    return file(path, options=pa.ipc.IpcWriteOptions(compression="zstd"))


def from_feather(path):
    feather.write_feather(TABLE, path, compression="lz4")
    return path


@pytest.mark.parametrize("write", [stream, file, packed, from_feather])
@pytest.mark.parametrize("name", ["rows.arrow", "rows.Feather"])
@pytest.mark.parametrize("mapped", [True, False])
def test_rows_in_order(tmp_path, monkeypatch, write, name, mapped):
    monkeypatch.setattr(arrow, "_MAPPED", 0 if mapped else 2**40)
    monkeypatch.setattr(arrow, "_ROWS_BETWEEN", 30)
    path = write(tmp_path / name)

    assert [(item.id, item.row) for item in read([path])] == [(id_, row) for row, id_ in enumerate(IDS, 1)]


@pytest.mark.parametrize("write", [stream, file])
@pytest.mark.parametrize("mapped", [True, False])
def test_cut_anywhere_nothing_is_lost_silently(tmp_path, monkeypatch, write, mapped):
    monkeypatch.setattr(arrow, "_MAPPED", 0 if mapped else 2**40)
    whole = write(tmp_path / "whole.arrow").read_bytes()
    (tmp_path / "a.txt").write_text("words")
    for length in (0, 3, 8, len(whole) // 3, len(whole) // 2, len(whole) - 8, len(whole) - 1):
        (tmp_path / "cut.arrow").write_bytes(whole[:length])

        _, *items, reject = read([tmp_path / "a.txt", tmp_path / "cut.arrow"])

        assert reject.reason == "damaged-file"
        assert [item.id for item in items] == IDS[: len(items)]


def test_a_stream_cut_between_two_batches(tmp_path):
    path = tmp_path / "rows.arrow"
    with path.open("wb") as out:
        writer = pa.ipc.new_stream(out, TABLE.schema)
        writer.write_batch(TABLE.slice(0, 500).combine_chunks().to_batches()[0])
        out.flush()
        length = path.stat().st_size
        writer.write_batch(TABLE.slice(500).combine_chunks().to_batches()[0])
        writer.close()
    os.truncate(path, length)

    *items, reject = read([path])

    assert ([item.id for item in items], reject.reason) == (IDS[:500], "damaged-file")
    assert "end mark" in reject.message


@pytest.mark.parametrize("write", [stream, file])
def test_flipped_bytes_never_crash(tmp_path, write):
    whole = write(tmp_path / "whole.arrow").read_bytes()
    path = tmp_path / "bad.arrow"
    for place in range(8, len(whole), len(whole) // 150):
        damaged = bytearray(whole)
        damaged[place : place + 4] = b"\xff\x7f\xff\x7f"
        path.write_bytes(damaged)
        try:
            items = list(read([path]))
        except InputError:
            continue
        assert len(items) <= COUNT + 1


def test_a_value_that_cannot_be_read_costs_its_row_only(tmp_path):
    broken = pa.Array.from_buffers(
        pa.string(), 3, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffb")]
    )

    items = list(read([stream(tmp_path / "rows.arrow", pa.table({"text": broken}))]))

    assert [item.reason if isinstance(item, Reject) else item.text for item in items] == ["a", "bad-value", "b"]


@pytest.mark.parametrize(
    "content", [b"", b"no arrow at all", b"\xff\xff\xff\xff", b"ARROW1\0\0 and no end", b"FEA1\0\0"]
)
def test_no_arrow_file(tmp_path, content):
    (tmp_path / "rows.arrow").write_bytes(content)

    with pytest.raises(InputError, match="is no whole Arrow file"):
        list(read([tmp_path / "rows.arrow"]))


def test_no_column_for_the_text(tmp_path):
    path = file(tmp_path / "rows.arrow", pa.table({"content": ["x"]}))

    with pytest.raises(InputError, match="rename with --field text=content"):
        list(read([path]))
    assert [article.text for article in read([path], {"text": "content"})] == ["x"]


def saved(folder, parts=2):
    """A data set as the library saves it."""
    folder.mkdir(parents=True)
    names = [f"data-{n:05}-of-{parts:05}.arrow" for n in range(parts)]
    for n, name in enumerate(names):
        stream(folder / name, TABLE.slice(n * COUNT // parts, COUNT // parts))
    (folder / "state.json").write_text(json.dumps({"_data_files": [{"filename": name} for name in names]}))
    (folder / "dataset_info.json").write_text('{"features": {}}')
    return folder


class TestDataSets:
    def test_one(self, tmp_path):
        folder = saved(tmp_path / "set")
        stream(folder / "cache-1a2b.arrow")
        skipped = []

        items = list(read([folder], skipped=skipped))

        assert [item.id for item in items] == IDS
        assert [item.row for item in items] == [*range(1, COUNT // 2 + 1)] * 2
        assert [(entry.path, entry.why) for entry in skipped] == [
            (f"{folder}/cache-1a2b.arrow", "no part of the data set")
        ]

    def test_several_beside_other_files(self, tmp_path):
        saved(tmp_path / "sets" / "train", 4)
        saved(tmp_path / "sets" / "test", 1)
        (tmp_path / "sets" / "dataset_dict.json").write_text('{"splits": ["train", "test"]}')
        (tmp_path / "more.jsonl").write_text('{"text": "x"}')
        skipped = []

        found = [source.path.removeprefix(f"{tmp_path}/") for source in find([tmp_path], skipped)]

        assert found == [
            "more.jsonl",
            "sets/test/data-00000-of-00001.arrow",
            *(f"sets/train/data-{n:05}-of-00004.arrow" for n in range(4)),
        ]
        assert skipped == []

    def test_a_missing_part_is_told_before_anything_is_read(self, tmp_path):
        (saved(tmp_path / "set") / "data-00001-of-00002.arrow").unlink()

        with pytest.raises(InputError, match=r"data-00001-of-00002\.arrow is missing, which is a part of its data set"):
            find([tmp_path])

    @pytest.mark.parametrize("note", ['{"text": "an article"}', '{"text": "x", "_data_files": [{"filename": "../a"}]}'])
    def test_other_files_of_these_names_are_articles(self, tmp_path, note):
        for name in ("state.json", "dataset_info.json", "dataset_dict.json"):
            (tmp_path / name).write_text(note)

        assert len(find([tmp_path])) == 3

    def test_as_the_library_saves_them(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        datasets = pytest.importorskip("datasets")
        datasets.disable_progress_bars()
        whole = datasets.Dataset(TABLE)
        whole.save_to_disk(tmp_path / "one", num_shards=3)
        datasets.DatasetDict({"train": whole.select(range(10)), "test": whole.select([999, 0])}).save_to_disk(
            tmp_path / "two"
        )

        assert [item.id for item in read([tmp_path / "one"])] == IDS
        assert [item.id for item in read([tmp_path / "two"])] == ["0999", "0000", *IDS[:10]]
