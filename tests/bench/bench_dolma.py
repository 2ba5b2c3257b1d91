"""Dolma: the taggers gopher_v2, c4_v2 and the fast one of personal data."""

from importlib.metadata import version

import dolma.taggers  # noqa: F401  (registers the taggers)
from dolma.core.data_types import Document
from dolma.core.registry import TaggerRegistry
from timing import run

TAGGERS = [TaggerRegistry.get(name)() for name in ("gopher_v2", "c4_v2", "pii_regex_with_counts_fast_v2")]


def work(rows):
    for row in rows:
        document = Document(source="bench", id="", text=row["text"])
        for tagger in TAGGERS:
            tagger.group_output(tagger.predict(document))


run(work, version("dolma"), 32)
