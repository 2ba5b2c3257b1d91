"""Made-up articles in several files, and runs of the real command line on them."""

import json
import os
import random
import subprocess
import sys

from tests.conftest import ROOT, SEEDS
from tests.made_up import sound, unsound

_FILES = 8  # so that a run has as many parts at least
_BROKEN = 50  # one row in so many can't be read


def corpus(folder, rows, seed=1):
    """Files of made-up articles, the seeds among them, and rows that can't be read."""
    draw = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    for number in range(_FILES):
        with (folder / f"{number}.jsonl").open("w", encoding="utf-8") as file:
            for row in range(number, rows, _FILES):
                file.write(_row(draw, row, texts))
    return folder


def _row(draw, row, texts):
    if row % _BROKEN == _BROKEN - 1:
        return f'{{"id": {row}, "text": \n'
    kind = draw.random()
    text = draw.choice(texts) if kind < 0.1 else (sound if kind < 0.6 else unsound)(draw)
    return json.dumps({"id": str(row), "text": text, "url": f"https://{row % 9}.example/{row}"}) + "\n"


def scoring(folder, output, workers, batch=None):
    """The words of a command that scores a folder; ``batch`` is how many articles are read at once."""
    words = [str(folder), "-o", str(output), "--workers", str(workers), "--max-reject-rate", "1"]
    patch = f"scorer.score.BATCH_ARTICLES = {batch}; " if batch else ""
    code = f"import scorer.score, scorer.cli; {patch}scorer.cli.entry()"
    return [sys.executable, "-c", code, "score", *words]


def begun(command, **options):
    """The command as a process with a session of its own."""
    options.setdefault("env", {**os.environ, "PYTHONPATH": str(ROOT)})
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True, **options
    )
