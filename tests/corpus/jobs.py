"""Jobs of a scorer that needs no model, and what may befall them."""

import csv
import errno
import io
import json
import os
from pathlib import Path

import pyarrow.parquet as pq

from scorer.article import Article
from scorer.corpus.engine.job import Job
from scorer.corpus.engine.run import Tally, here
from scorer.corpus.engine.work import Work
from scorer.corpus.reject import Place
from scorer.corpus.write.target import target_at
from tests.corpus import fakes

RUN = {"model": "a" * 64, "scorer": "1.0"}
ROWS = 5  # of a part


class StopError(Exception):
    """The run ends here."""


class Engine:
    """Works in this process, knows the rows that it was given, and stops after so many batches."""

    def __init__(self, stop=None):
        self.rows = []
        self._left = stop

    def __call__(self, work, given):
        for batch in given:
            if self._left is not None:
                self._left -= 1
                if self._left < 0:
                    raise StopError
            self.rows += [item.row for item in batch]
            yield work(batch)


def job(path, *, engine=here, run=RUN, rows=ROWS, ending=".jsonl", inputs=(), paths=(), load=fakes.load, **options):
    """A job that writes to ``path``, a folder if it ends in a slash."""
    target = target_at(str(path), ending, inputs=inputs, paths=paths)
    work = Work(target.form.pack, None, load, options.pop("seconds", None))
    tell = options.pop("told", []).extend
    return Job(target, work, engine, run, Tally(), tell, rows=rows, **options)


def done(path, items, **options):
    """What became of the rows; the scores are at ``path``."""
    one = job(path, **options)
    one.do(items)
    return one.tally


def stopped(path, items, batches, **options):
    """As :func:`done`, stopped after so many batches."""
    try:
        done(path, items, engine=Engine(stop=batches), **options)
    except StopError:
        return True
    return False


def articles(*numbers, path="rows.jsonl", text="word "):
    """Articles of one file, each told from the others by its row and its length."""
    return [Article(text * number, id=f"{path}:{number}", path=path, row=number) for number in numbers]


def bad(*numbers, path="rows.jsonl"):
    """Rows that can't be read."""
    return [Place(path, number).reject("bad-json", "not JSON", raw=b"{") for number in numbers]


def files(folder):
    """The bytes of all files of a folder that aren't hidden, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def lines(path):
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def table(path):
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def parquet(path):
    """The rows of a Parquet file."""
    return pq.read_table(path).to_pylist()


class Faults:
    """Faults of the disk at the n-th call that changes it, once or from then on; a full disk still lets files go."""

    def __init__(self, monkeypatch, *, at=None, lasting=False):
        self.calls = 0
        self._at = at
        self._lasting = lasting
        for name in ("fsync", "replace", "rename", "mkdir", "open", *(() if lasting else ("unlink", "rmdir"))):
            monkeypatch.setattr(os, name, self._faulty(getattr(os, name)))
        faults = self

        def opened(path, *words, **options):
            return faults._open(path, *words, **options)

        monkeypatch.setattr(Path, "open", opened)

    def _call(self):
        failing = self._at is not None and (self.calls == self._at or (self._lasting and self.calls > self._at))
        self.calls += 1
        if failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _faulty(self, real):
        def replacement(*arguments, **options):
            self._call()
            return real(*arguments, **options)

        return replacement

    def _open(self, path, mode="r", buffering=-1, **options):
        if set(mode) & set("wxa"):
            self._call()
            raw = _Raw(self._call, path, mode.replace("b", ""))
            return raw if buffering == 0 else io.BufferedWriter(raw)
        return open(path, mode, buffering, **options)  # noqa: PTH123  (the method itself is replaced)


class _Raw(io.FileIO):
    def __init__(self, call, path, mode):
        super().__init__(path, mode)
        self._call = call

    def write(self, data):
        self._call()
        return super().write(data)
