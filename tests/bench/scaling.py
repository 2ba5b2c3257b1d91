"""How scorer grows: time and memory for more articles and more workers: `make scaling`.

Articles are the beginnings of those of the corpus, so that a million fit; what is measured is the command itself,
`scorer score FILE -o FILE`, from its start to its end.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import pyarrow.parquet as pq
from run import CORPUS, REPORT

WORDS = 120
SIZES = (1_000, 10_000, 100_000, 1_000_000)
HEADING = "\n## Scaling\n"
TEXT = """{heading}
Written by `make scaling`: `scorer score FILE.jsonl -o FILE.{ending}`, wall time from start to end, articles of
{words} words.
The largest process is told, be it a worker or the one that reads and writes.

| articles | workers | seconds | articles/s | largest process, MB |
|---|---|---|---|---|
{rows}

On this machine a fixed piece of work done {cores} times at once gets {gain:.2f} times as much done as one after
the other.
"""


def corpus(source: Path, size: int, folder: Path) -> Path:
    """A file of so many short articles, no two the same."""
    path = folder / f"{size}.jsonl"
    beginnings = [" ".join(text.as_py().split()[:WORDS]) for text in pq.read_table(source)["text"]]
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(beginnings), size)):
            file.write(json.dumps({"id": str(number), "text": f"{text} {number}."}) + "\n")
    return path


def timed(path: Path, target: Path, workers: int) -> tuple[float, float]:
    """Seconds, and megabytes of the largest process."""
    command = [sys.executable, "-m", "scorer.cli", "score", str(path), "-o", str(target), "--workers", str(workers)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def gain(cores: int) -> float:
    """How much more of a fixed piece of work is done by processes at once than by one."""
    command = [sys.executable, "-c", "for _ in range(40_000_000): pass"]

    def work(_: int) -> None:
        subprocess.run(command, check=True)

    start = time.perf_counter()
    work(0)
    alone = time.perf_counter() - start
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, range(cores)))
    return cores * alone / (time.perf_counter() - start)


def main() -> int:
    """Measure, print, and keep the figures in the benchmark's report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="Parquet with a column text")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2))
    parser.add_argument("--ending", default="parquet")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"no benchmark: the corpus is not at {options.corpus}; give --corpus FILE.parquet")
        return 0
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            path = corpus(options.corpus, size, Path(name))
            for workers in options.workers:
                seconds, memory = timed(path, Path(name) / f"out.{options.ending}", workers)
                rows.append(f"| {size:,} | {workers} | {seconds:,.1f} | {size / seconds:,.0f} | {memory:,.0f} |")
                print(rows[-1], flush=True)
            path.unlink()
    cores = max(options.workers)
    text = TEXT.format(
        heading=HEADING, ending=options.ending, words=WORDS, rows="\n".join(rows), cores=cores, gain=gain(cores)
    )
    REPORT.write_text(REPORT.read_text(encoding="utf-8").partition(HEADING)[0] + text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
