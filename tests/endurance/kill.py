"""Runs are killed at random moments and begun again until they are done; then each row must be there once.

Usage::

    python -m tests.endurance.kill --mode group --kills 20 --rows 4000 --workers 2

The modes: ``group`` kills all processes of the run, ``child`` one worker; ``int`` and ``term`` ask the run to stop, by
turns its first process alone and all of them; ``fsize`` lets no file grow over some size, as on a full disk.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.endurance import processes
from tests.endurance.made_up import begun, corpus, scoring

STOPS = {"int": (signal.SIGINT, 130), "term": (signal.SIGTERM, 143)}
MODES = ("group", "child", *STOPS, "fsize")
_SOON = 5  # seconds after which no process may be left
_AT_ONCE = 10  # seconds within which a run must stop that was asked to
_GLANCE = 0.005
_TIGHT = 2  # times that a run has little space before it has enough
_PUBLISHING = 0.3  # the share of kills that wait until all is scored
_PUBLISHING_TAKES = 0.05  # of the time of a run, about
_WHOLE = 300  # seconds after which a run is taken for hung


@dataclass
class Trial:
    """Kills of runs over one corpus; ``reference`` is what undisturbed runs wrote, by kind of output."""

    folder: Path
    rows: int
    workers: int
    draw: random.Random
    wrong: list = field(default_factory=list)
    told: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.corpus = corpus(self.folder / "corpus", self.rows)
        self.seconds = 0.0  # that a run scores and writes
        self.reference = {kind: self._undisturbed(kind) for kind in ("file.jsonl", "parts/")}

    def _undisturbed(self, kind):
        path = self._place(f"whole-{kind}")
        process = begun(self._command(path))
        _wait(process, lambda: _begun(process, _store(path)))
        started = time.monotonic()
        _, err = process.communicate(timeout=_WHOLE)
        self.seconds = time.monotonic() - started
        if process.returncode:
            raise SystemExit(err.decode())
        return _content(path)

    def _command(self, path):
        return scoring(self.corpus, path, self.workers)

    def _place(self, name):
        (self.folder / name).parent.mkdir(exist_ok=True)
        return f"{self.folder}/{name}"

    def run(self, mode, kills):
        """Kill so many times, and check all that was written."""
        self.told.clear()
        while self.told["kills"] < kills and not self.wrong:
            kind = ("file.jsonl", "parts/")[self.told["runs"] % 2]
            self.told["runs"] += 1
            self._until_done(mode, self._place(f"{mode}-{self.told['runs']}-{kind}"), kind, kills)
        return self

    def _until_done(self, mode, path, kind, kills):
        undone = 0
        while not self.wrong:
            limit = self._limit(kind) if mode == "fsize" and undone < _TIGHT else resource.RLIM_INFINITY
            process = begun(self._command(path), preexec_fn=lambda: _prepare(limit))  # noqa: B023
            if mode != "fsize" and self.told["kills"] < kills:
                self._disturb(mode, process, _store(path))
            err = self._ended(process)
            self._check(process.returncode, err, mode, limit)
            if process.returncode == 0:
                self._compare(path, kind)
                _remove(Path(path))
                return
            undone += 1
            self.told["kills"] += mode != "child"
            if kind == "file.jsonl" and Path(path).exists() and _content(path) != self.reference[kind]:
                self.wrong.append("a file stands there that isn't whole")

    def _limit(self, kind):
        sizes = [len(data) for data in self.reference[kind].values()]
        return int(10 ** self.draw.uniform(1, len(str(max(sizes))) - 1))

    def _disturb(self, mode, process, store):
        """Kill at a random moment of the run, if it doesn't end before."""
        published = self.draw.random() < _PUBLISHING
        if not _wait(process, lambda: _begun(process, store)):
            return
        if published:
            parts = len(self.reference["parts/"]) - 2
            _wait(process, lambda: _noted(store) >= parts)
        moment = time.monotonic() + self.draw.uniform(0, self.seconds * (_PUBLISHING_TAKES if published else 1))
        if not _wait(process, lambda: time.monotonic() > moment):
            return
        if mode == "child":
            self._kill_a_worker(process)
            return
        number = signal.SIGKILL if mode == "group" else STOPS[mode][0]
        together = mode == "group" or self.draw.random() < 0.5
        (os.killpg if together else os.kill)(process.pid, number)

    def _kill_a_worker(self, process):
        workers = processes.workers(process.pid)
        if workers:
            os.kill(self.draw.choice(workers), signal.SIGKILL)
            self.told["kills"] += 1

    def _ended(self, process):
        asked = time.monotonic()
        try:
            _, err = process.communicate(timeout=_WHOLE)
        except subprocess.TimeoutExpired:
            self.wrong.append("it hung")
            os.killpg(process.pid, signal.SIGKILL)
            _, err = process.communicate()
        self.told["slowest stop, ms"] = max(self.told["slowest stop, ms"], int(1e3 * (time.monotonic() - asked)))
        limit = time.monotonic() + _SOON
        while (left := processes.of_session(process.pid)) and time.monotonic() < limit:
            time.sleep(_GLANCE)
        if left:
            self.wrong.append(f"{len(left)} processes were left")
        return err.decode()

    def _check(self, code, err, mode, limit):
        allowed = {
            "group": (0, -signal.SIGKILL),
            "child": (0,),
            "fsize": (0,) if limit == resource.RLIM_INFINITY else (0, 2),
        }.get(mode) or (0, STOPS[mode][1], -STOPS[mode][0])  # a shell tells the last two alike
        if code not in allowed:
            self.wrong.append(f"exit code {code}: {err[-500:]}")
        if "Traceback" in err or "Error" in err:  # no error may come as such
            self.wrong.append(f"an error that isn't told as one: {err[-3000:]}")
        if mode in STOPS and code and self.told["slowest stop, ms"] > 1e3 * _AT_ONCE:
            self.wrong.append("it took long to stop")

    def _compare(self, path, kind):
        found, expected = _content(path), self.reference[kind]
        rows, due = Counter(_rows(found)), Counter(_rows(expected))
        self.told["double"] += (rows - due).total()
        self.told["missing"] += (due - rows).total()
        if found != expected:
            self.wrong.append(f"{path} isn't what an undisturbed run writes")
        stumps = [one.name for one in Path(path).parent.rglob(".scorer-*")] + [".scorer"] * (
            kind == "file.jsonl" and _store(path).exists()
        )
        if stumps:
            self.wrong.append(f"left behind: {stumps}")


def _prepare(limit):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell makes what it runs in the background deaf to it
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def _wait(process, happened):
    """Wait until something has happened; whether the process still runs."""
    while process.poll() is None:
        if happened():
            return True
        time.sleep(_GLANCE)
    return False


def _store(path):
    one = Path(path)
    return one / ".scorer" if path.endswith("/") else one.with_name(f".{one.name}.scorer")


def _noted(store):
    try:
        return (store / "manifest.jsonl").read_bytes().count(b'{"part"')
    except FileNotFoundError:
        return 0


def _begun(process, store):
    """Whether the process holds the lock of the store: until then, it loads what it needs."""
    try:
        return f"process {process.pid} on" in (store / "lock").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def _content(path):
    one = Path(path)
    files = [one] if one.is_file() else sorted(file for file in one.iterdir() if not file.name.startswith("."))
    return {"" if file == one else file.name: file.read_bytes() for file in files}


def _remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _rows(content):
    for name, data in content.items():
        if name != "manifest.json":
            for line in data.splitlines():
                record = json.loads(line)
                yield record["path"], record["row"]


def main(words=None):
    """Run the trials that the words tell; 1 if something was wrong."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments, resume them, compare.")
    parser.add_argument("--mode", choices=MODES, action="append", help="default: all")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=4_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    code = 0
    for mode in options.mode or MODES:
        with tempfile.TemporaryDirectory() as folder:
            draw = random.Random(f"{mode} {options.seed}")  # noqa: S311  (no secret hangs on it)
            trial = Trial(Path(folder), options.rows, options.workers, draw).run(mode, options.kills)
        figures = ", ".join(f"{count} {name}" for name, count in sorted(trial.told.items()))
        sys.stdout.write(f"{mode}: {figures}, {trial.seconds:.1f} s to score and write; {trial.wrong or 'all right'}\n")
        sys.stdout.flush()
        code |= bool(trial.wrong)
    return code


if __name__ == "__main__":
    sys.exit(main())
