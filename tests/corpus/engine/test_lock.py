"""Locks: one run at a time, and a dead one holds none."""

import os
import signal
import socket

import pytest

from scorer.corpus.engine.lock import locked
from scorer.errors import OutputError
from tests.corpus.jobs import articles, done, lines

ITEMS = articles(*range(1, 8))


@pytest.fixture
def lock(tmp_path):
    return tmp_path / "store" / "lock"


def forked(work):
    """The process id of a child that does some work; it ends with what the work returns."""
    pid = os.fork()
    if not pid:
        code = 99
        try:
            code = work()
        finally:
            os._exit(code)
    return pid


def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_one_holds_it(lock):
    with locked(lock, "out.jsonl"), pytest.raises(OutputError) as raised, locked(lock, "out.jsonl"):
        pass

    holder = f"process {os.getpid()} on {socket.gethostname()}"
    assert str(raised.value) == f"out.jsonl is being written by {holder}; wait for its end or give another place"


def test_it_is_free_again(lock):
    for _ in range(2):
        with locked(lock, "out.jsonl"):
            assert lock.read_text().startswith("process ")


def test_who_died_holds_nothing(lock):
    def die():
        with locked(lock, "out.jsonl"):
            os.kill(os.getpid(), signal.SIGKILL)

    assert ended(forked(die)) == -signal.SIGKILL
    with locked(lock, "out.jsonl"):
        assert lock.read_text() == f"process {os.getpid()} on {socket.gethostname()}"


def test_a_lock_that_was_removed_binds_nobody(lock):
    with locked(lock, "out.jsonl"):
        lock.unlink()
        lock.parent.rmdir()
        with locked(lock, "out.jsonl"):
            assert lock.exists()


def test_a_folder_that_is_removed_meanwhile_is_made_again(lock, monkeypatch):
    made = type(lock).mkdir

    def removed(path, *words, **options):
        made(path, *words, **options)
        path.rmdir()
        monkeypatch.setattr(type(lock), "mkdir", vanished)

    def vanished(path, *words, **options):
        monkeypatch.setattr(type(lock), "mkdir", made)
        raise FileExistsError

    monkeypatch.setattr(type(lock), "mkdir", removed)
    with locked(lock, "out.jsonl"):
        assert lock.exists()


def test_a_folder_that_cannot_be_made_is_an_error(lock):
    lock.parent.symlink_to("nowhere")
    with pytest.raises(FileNotFoundError), locked(lock, "out.jsonl"):
        pass
    lock.parent.unlink()
    lock.parent.touch()
    with pytest.raises(NotADirectoryError), locked(lock, "out.jsonl"):
        pass


def test_odd_words_in_it_do_not_reach_the_terminal(lock):
    with locked(lock, "out.jsonl"):
        lock.write_bytes(b"\x1b[31m\n\xff")
        with pytest.raises(OutputError) as raised, locked(lock, "out.jsonl"):
            pass

    assert str(raised.value).isprintable()


@pytest.mark.parametrize("place", ["out.jsonl", "out/"])
def test_a_second_run_is_refused_and_the_first_goes_on(tmp_path, place):
    path = f"{tmp_path}/{place}"
    told, tell = os.pipe()
    heard, answer = os.pipe()

    def engine(work, given):
        os.write(tell, b"!")
        os.read(heard, 1)
        return map(work, given)

    pid = forked(lambda: done(path, ITEMS, engine=engine).rejected)
    os.read(told, 1)
    with pytest.raises(OutputError, match=f"out/?.* is being written by process {pid} on "):
        done(path, ITEMS)
    os.write(answer, b"!")

    assert ended(pid) == 0
    assert sum(len(lines(file)) for file in tmp_path.rglob("*.jsonl") if file.name[0] in "op") == 7
    assert done(path, ITEMS).scored == 7
    for descriptor in (told, tell, heard, answer):
        os.close(descriptor)


@pytest.mark.usefixtures("fast_disk")
def test_runs_that_meet_by_chance_lose_nothing(tmp_path):
    done(tmp_path / "whole.jsonl", ITEMS)
    path = tmp_path / "out.jsonl"

    def run():
        try:
            return done(path, ITEMS).rejected
        except OutputError as error:
            return 2 if "is being written by" in str(error) else 3

    for _ in range(20):
        codes = [ended(pid) for pid in [forked(run) for _ in range(3)]]
        assert set(codes) <= {0, 2}
        assert 0 in codes
        assert path.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.jsonl", "whole.jsonl"]
