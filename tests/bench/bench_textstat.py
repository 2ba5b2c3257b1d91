"""textstat: the readability figures that need no dictionary."""

from importlib.metadata import version

import textstat
from timing import run

FIGURES = (
    "coleman_liau_index", "automated_readability_index", "lix", "rix", "reading_time", "lexicon_count",
    "sentence_count", "char_count",
)  # fmt: skip


def work(rows):
    for row in rows:
        for name in FIGURES:
            getattr(textstat, name)(row["text"])


run(work, version("textstat"), 32)
