"""Targets: places that can be written to, told before anything is scored."""

import os

import pytest

from scorer.corpus.write.target import target_at
from scorer.errors import MissingExtraError, OutputError


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.jsonl", ".jsonl"), ("a.CSV", ".csv"), ("a.b.parquet", ".parquet"), ("a.jsonl.gz", ".jsonl.gz")],
)
def test_a_file_tells_its_format(tmp_path, name, ending):
    target = target_at(f"{tmp_path}/{name}", ".csv.zst")

    assert (target.path, target.form.ending, target.folder) == (tmp_path / name, ending, False)
    assert target.store == tmp_path / f".{name}.scorer"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_told_its_format(tmp_path):
    target = target_at(f"{tmp_path}/new/", ".csv")

    assert (target.path, target.form.ending, target.folder) == (tmp_path / "new", ".csv", True)
    assert target.store == tmp_path / "new" / ".scorer"
    assert target.names(["a.jsonl", "a.jsonl"]) == ["part-00000.csv", "part-00001.csv"]
    assert not target.in_use


def test_a_folder_that_is_there_needs_no_slash(tmp_path):
    assert target_at(str(tmp_path)).folder


def test_part_files_of_any_format(tmp_path):
    target = target_at(f"{tmp_path}/")
    names = {"part-00000.jsonl", "part-123456.csv.gz"}
    for name in (*names, "part-1.jsonl", "part-00000", "a.part-00000.jsonl"):
        (tmp_path / name).touch()

    assert target.parts == names
    assert target.in_use


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing/out.jsonl", "there is no folder"),
        ("missing/out/", "No such file or directory"),
        ("file.txt/out.jsonl", "there is no folder|Not a directory"),
        ("file.txt/", "File exists|Not a directory"),
        ("pipe.jsonl", "it is not a regular file"),
        ("out.xlsx", "end its name in .jsonl, .ndjson"),
        ("out", "end its name in"),
        ("x" * 300 + ".jsonl", "name too long"),
        ("x" * 300 + "/", "name too long"),
        ("a\0b.jsonl", "null"),
        ("loop.jsonl", "loop|symbolic"),
        ("full", "other things"),
        ("full/", "other things"),
    ],
)
def test_places_that_cannot_be_written(tmp_path, name, message):
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    os.mkfifo(tmp_path / "pipe.jsonl")

    with pytest.raises(OutputError, match=f"(?i){message}") as raised:
        target_at(f"{tmp_path}/{name}")

    assert "\n" not in str(raised.value)


def test_inputs_are_not_replaced(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("{}")

    with pytest.raises(OutputError, match="it is being read"):
        target_at(str(path), inputs=[tmp_path / "gone", path])


def test_a_folder_may_stand_beside_and_among_inputs(tmp_path):
    (tmp_path / "rows.jsonl").write_text("{}")

    assert target_at(f"{tmp_path}/out/", inputs=[tmp_path / "rows.jsonl"]).folder


def test_a_folder_that_holds_inputs(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "out")

    with pytest.raises(OutputError, match="what stands in it is being read; give another folder"):
        target_at(f"{tmp_path}/link/", inputs=[tmp_path / "out" / "deep" / "rows.jsonl"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("name", ["out.jsonl", "new/"])
def test_a_folder_that_cannot_be_written(tmp_path, name):
    tmp_path.chmod(0o555)
    pid = os.fork()
    if not pid:
        os.seteuid(65534)
        code = 8
        try:
            target_at(f"{tmp_path}/{name}")
        except OutputError:
            code = 7
        finally:
            os._exit(code)

    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code == 7


@pytest.mark.parametrize(("name", "extra"), [("a.parquet", "parquet"), ("a.csv.zst", "zstd")])
def test_libraries_that_are_missing(tmp_path, monkeypatch, name, extra):
    monkeypatch.setattr("scorer.corpus.write.outputs.find_spec", lambda _: None)

    with pytest.raises(MissingExtraError, match=rf"pip install 'scorer\[{extra}\]'"):
        target_at(f"{tmp_path}/{name}")
