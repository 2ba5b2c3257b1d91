"""NeMo Curator: its 28 heuristic filters of strings and repetition, as plain functions, without Ray around them."""

from importlib.metadata import version

from nemo_curator.stages.text.filters.heuristic import string
from nemo_curator.stages.text.filters.heuristic.repetition import repetition
from timing import run

FILTERS = [
    *(
        getattr(string, f"{name}Filter")()
        for name in (
            "NonAlphaNumeric", "SymbolsToWords", "Numbers", "Urls", "Bullets", "WhiteSpace", "Parentheses", "LongWord",
            "WordCount", "BoilerPlateString", "MeanWordLength", "Punctuation", "Ellipsis", "WordsWithoutAlphabets",
        )
    ),
    string.CommonEnglishWordsFilter(stop_at_false=False),
    *(
        getattr(repetition, f"Repeated{name}Filter")()
        for name in ("Lines", "Paragraphs", "LinesByChar", "ParagraphsByChar")
    ),
    *(repetition.RepeatingTopNGramsFilter(n=n) for n in (2, 3, 4)),
    *(repetition.RepeatingDuplicateNGramsFilter(n=n) for n in range(5, 11)),
]  # fmt: skip


def work(rows):
    for row in rows:
        for one in FILTERS:
            # What one filter keeps for the next would be that of the document before.
            for kept in ("_sentences", "_paragraphs", "_ngrams"):
                setattr(one, kept, None)
            one.keep_document(one.score_document(row["text"]))


run(work, version("nemo-curator"), 32)
