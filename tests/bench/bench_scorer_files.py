"""scorer from file to file: Parquet is read, scored with all signals, spans and scores, and written as Parquet."""

import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import process_time

from timing import fixed_work, report

from scorer.corpus.engine.job import Job
from scorer.corpus.engine.run import Tally, here
from scorer.corpus.engine.work import Work
from scorer.corpus.read.files import find
from scorer.corpus.read.inputs import read_sources
from scorer.corpus.write.target import target_at
from scorer.score import Scorer


def job(source: str, folder: str) -> Tally:
    """Score a file to a file."""
    target = target_at(f"{folder}/{Path(source).stem}-scores.parquet")
    work = Work(target.form.pack, None, Scorer.load)
    tally = Tally()
    Job(target, work, here, work.prepare().identity, tally=tally, tell=lambda _: None).do(read_sources(find([source])))
    return tally


source = Path(sys.argv[1]).with_suffix(".parquet")
with tempfile.TemporaryDirectory() as folder:
    job(str(source.with_name("warm-up.parquet")), folder)
    before = fixed_work()
    start = process_time()
    rows = job(str(source), folder).scored
    report(rows, process_time() - start, version("scorer"), before)
