"""datatrove: the four filters of its FineWeb chain, all four on every document."""

from importlib.metadata import version

from datatrove.data import Document
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from timing import run

CHAIN = (
    GopherRepetitionFilter(),
    GopherQualityFilter(),
    C4QualityFilter(filter_no_terminal_punct=False),
    FineWebQualityFilter(),
)


def work(rows):
    for row in rows:
        document = Document(text=row["text"], id="")
        for step in CHAIN:
            step.filter(document)


run(work, version("datatrove"), 8)
