"""Stores: a fault of the disk at any moment leaves what was or what is to be, and the run can go on."""

import errno
import os
import resource
import signal
from pathlib import Path

import numpy as np
import pytest

from scorer.article import Article
from scorer.corpus.engine.store import Store
from scorer.corpus.reject import Place
from scorer.corpus.write.columns import Columns
from scorer.corpus.write.outputs import format_of
from scorer.corpus.write.packed import Packed
from scorer.corpus.write.target import Target
from scorer.errors import OutputError
from tests.corpus.jobs import Engine, Faults, articles, bad, done, files, lines, stopped

ITEMS = [*articles(*range(1, 6)), *bad(6), *articles(7, 8)]
MORE = [*ITEMS, *articles(9)]
CALLS = 200  # more than a run makes

pytestmark = pytest.mark.usefixtures("fast_disk")


def _left(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
class TestFaults:
    """Every call that changes the disk fails in its turn."""

    def test_a_file_is_old_or_new(self, tmp_path, monkeypatch, lasting):
        done(tmp_path / "whole.jsonl", ITEMS, rejects=tmp_path / "rejects.jsonl")
        whole, left = (tmp_path / "whole.jsonl").read_bytes(), [path.name for path in tmp_path.iterdir()]
        for call in range(CALLS):
            path = tmp_path / "out.jsonl"
            path.write_text("old")

            finished = _faulty(monkeypatch, call, lasting, path, ITEMS, rejects=tmp_path / "rejects.jsonl")

            assert path.read_bytes() in ((whole,) if finished else (b"old", whole))
            assert not list(tmp_path.glob(".scorer-*"))
            done(path, ITEMS)
            assert path.read_bytes() == whole
            assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["out.jsonl", *left])
            if finished == "untouched":
                return
        pytest.fail("the run makes more calls")

    @pytest.mark.parametrize("ending", [".jsonl", ".csv"])
    def test_a_folder_with_a_manifest_is_old_or_new(self, tmp_path, monkeypatch, lasting, ending):
        for name, given in (("old", ITEMS), ("new", MORE)):
            done(f"{tmp_path}/{name}/", given, ending=ending)
        old, new = (files(tmp_path / name) for name in ("old", "new"))
        for call in range(CALLS):
            path = f"{tmp_path}/{call}/"
            done(path, ITEMS, ending=ending)

            finished = _faulty(monkeypatch, call, lasting, path, MORE, ending=ending)

            content = files(Path(path))
            assert "manifest.json" not in content or _parts(content) in (_parts(old), _parts(new))
            done(path, MORE, ending=ending)
            assert files(Path(path)) == new
            assert not list(Path(path).rglob(".scorer-*"))
            if finished == "untouched":
                return
        pytest.fail("the run makes more calls")


def _parts(content):
    return {name: data for name, data in content.items() if name.startswith("part-")}


def _faulty(monkeypatch, call, lasting, path, items, **options):
    """Run a job that meets a fault at a call; whether it finished, and ``untouched`` if it makes fewer calls."""
    with monkeypatch.context() as patch:
        faults = Faults(patch, at=call, lasting=lasting)
        try:
            done(path, items, **options)
        except OutputError as error:
            return "" if str(error).endswith("No space left on device") else pytest.fail(str(error))
    return "untouched" if faults.calls <= call else "finished"


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
@pytest.mark.parametrize("space", [10, 300, 1_500, 9_000, 20_000])
def test_a_full_disk(tmp_path, ending, space):
    """No file may grow over a size: the error of the system is another, and all else is as on a full disk."""
    given = articles(*range(1, 100))
    done(tmp_path / f"whole{ending}", given)
    path = tmp_path / f"out{ending}"
    pid = os.fork()
    if not pid:
        os._exit(_with_little_space(path, given, space))

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert not path.exists()
    assert not list(tmp_path.glob(".scorer-*"))
    done(path, given)
    assert path.read_bytes() == (tmp_path / f"whole{ending}").read_bytes()
    assert _left(tmp_path) == [f"out{ending}", f"whole{ending}"]


def _with_little_space(path, given, space):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (space, space))
    try:
        done(path, given)
    except OutputError as error:
        return 7 if any(os.strerror(number) in str(error) for number in (errno.EFBIG, errno.ENOSPC)) else 8
    return 9


class TestStore:
    @pytest.fixture
    def target(self, tmp_path):
        return Target(tmp_path / "out.jsonl", format_of(".jsonl"), folder=False)

    def test_what_is_kept_is_found(self, target):
        reject = Place("a.jsonl", 2).reject("bad-json", "not JSON", raw=b"{")
        piece = Packed(b'{"rank":null}\n', np.array([0.25, np.nan]), (reject,), Columns({"rank": []}))
        with Store(target, {}) as store:
            store.keep("d" * 64, [piece, piece])

        with Store(target, {}) as store:
            kept = store.find("d" * 64)

            assert (kept.scored, kept.rejected, kept.columns.names) == (4, 2, ["rank"])
            assert kept.records.read_bytes() == piece.data * 2
            assert kept.qualities.tolist()[::2] == [0.25, 0.25]
            assert kept.rejects == [reject, reject]
            assert store.find("e" * 64) is None

    def test_columns_are_noted_once(self, target):
        piece = Packed(b"", np.empty(0), (), Columns({"rank": []}))
        with Store(target, {}) as store:
            store.keep("d" * 64, [piece])
            store.keep("e" * 64, [piece])

        assert [next(iter(note)) for note in lines(target.store / "manifest.jsonl")] == [
            "run",
            "columns",
            "part",
            "part",
        ]

    def test_drafts_of_a_killed_run_are_removed(self, target):
        target.store.mkdir()
        (target.store / ".scorer-0123456789abcdef.tmp").write_text("half")

        with Store(target, {}):
            assert sorted(path.name for path in target.store.iterdir()) == ["lock", "manifest.jsonl"]

    def test_a_store_is_not_cleared_by_an_error_when_parts_are_done(self, target):
        def broken():
            with Store(target, {}) as store:
                store.keep("d" * 64, [Packed(b"", np.empty(0), (), Columns())])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken()
        assert target.store.exists()

    def test_odd_names(self, tmp_path):
        path = tmp_path / "a b\n=\x1b[31m.jsonl"

        assert stopped(path, ITEMS, 1)
        engine = Engine()
        done(path, ITEMS, engine=engine)

        assert len(engine.rows) == 3
        assert len(lines(path)) == 7

    def test_long_names_are_told(self, tmp_path):
        with pytest.raises(OutputError, match="File name too long"):
            done(tmp_path / ("x" * 245 + ".jsonl"), [Article("words", row=1)])

        assert _left(tmp_path) == []
