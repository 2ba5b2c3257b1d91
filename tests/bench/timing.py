"""What each contender shares: read the corpus, warm up, work for some CPU seconds, print the figures."""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]


def run(work: Callable[[Sequence[Row]], object], version: str, batch: int) -> None:
    """Time ``work`` on batches of rows until the seconds are used up or the corpus is."""
    rows = pq.read_table(sys.argv[1], columns=["text", "title"]).to_pylist()
    seconds = float(sys.argv[2])
    work(rows[:batch])
    done, start = 0, process_time()
    while done < len(rows) and process_time() - start < seconds:
        work(rows[done : done + batch])
        done += batch
    spent = process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    done = min(done, len(rows))
    print(json.dumps({"rate": done / spent, "documents": done, "memory_mb": memory, "version": version}))
