"""What each contender shares: read the corpus, warm up, work for some CPU seconds, print the figures."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

Row = dict[str, Any]


def fixed_work() -> float:
    """CPU milliseconds of work that is always the same: it takes longer where others disturb the machine."""
    start, counts = process_time(), {}
    for number in range(200_000):
        counts[number % 1009] = counts.get(number % 1009, 0) + number
    return 1e3 * (process_time() - start)


def run(work: Callable[[Sequence[Row]], object], version: str, batch: int, warm_up: int = 0) -> None:
    """Time ``work`` on batches of rows until the seconds are used up or the corpus is."""
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    seconds = float(sys.argv[2])
    work(rows[: warm_up or batch])
    before = fixed_work()
    done, start = 0, process_time()
    while done < len(rows) and process_time() - start < seconds:
        work(rows[done : done + batch])
        done += batch
    report(min(done, len(rows)), process_time() - start, version, before)


def peak_memory() -> float:
    """Megabytes that this process held at most; unlike what `getrusage` tells, without those of who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def report(done: int, spent: float, version: str, before: float) -> None:
    """Print one turn's figures as JSON."""
    figures = {
        "rate": done / spent,
        "documents": done,
        "memory_mb": peak_memory(),
        "version": version,
        "disturbance": max(before, fixed_work()),
    }
    print(json.dumps(figures))
