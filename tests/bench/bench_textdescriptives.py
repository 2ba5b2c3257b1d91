"""TextDescriptives: its quality measures, on a blank English pipeline."""

from importlib.metadata import version

import spacy
import textdescriptives
from timing import run

PIPELINE = spacy.blank("en")
PIPELINE.add_pipe("sentencizer")
# The defaults, as the types that the settings' reader demands.
RANGES = {"top_ngram_range": (2, 4), "duplicate_n_gram_fraction_range": (5, 10)}
PIPELINE.add_pipe("textdescriptives/quality", config=RANGES)


def work(rows):
    for document in PIPELINE.pipe(row["text"] for row in rows):
        textdescriptives.extract_dict(document, metrics=["quality"], include_text=False)


run(work, version("textdescriptives"), 8)
