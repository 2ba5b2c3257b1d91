"""fastText: one small classifier of words and pairs of words, trained on part of the corpus; only its speed counts."""

import json
import sys
import tempfile
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import fasttext
from timing import run

fasttext.FastText.eprint = lambda _: None
with tempfile.TemporaryDirectory() as folder:
    examples = Path(folder) / "examples.txt"
    with Path(sys.argv[1]).open(encoding="utf-8") as rows, examples.open("w", encoding="utf-8") as file:
        for number, line in enumerate(islice(rows, 1500)):
            file.write(f"__label__{number % 2} {' '.join(json.loads(line)['text'].split())}\n")
    MODEL = fasttext.train_supervised(str(examples), epoch=1, dim=50, wordNgrams=2, bucket=200_000, thread=1, verbose=0)


def work(rows):
    MODEL.predict([row["text"].replace("\n", " ") for row in rows])


run(work, version("fasttext-wheel"), 512)
