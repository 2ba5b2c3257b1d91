"""No text, however hostile, keeps a signal or a pattern busy.

The bound is far above what linear work takes and far below what quadratic work takes, so that a slow
machine doesn't fail the test and a bad pattern can't pass.
"""

import importlib
import pkgutil
import re
from time import process_time

import pytest

import scorer
from scorer import Article
from scorer.document import Batch
from scorer.measures import WORD_LISTS
from scorer.signal import Panel
from scorer.signals import discover

SIZE = 100_000
SECONDS = 5.0
PUMPS = [
    *(
        "a",
        " ",
        "\n",
        "\r",
        "\t",
        "a ",
        "A ",
        "a.",
        "a. ",
        "a, ",
        "a'",
        "a@",
        "a-",
        "- ",
        "_",
        "*",
        "**",
        "**a ",
        "' ",
        '"',
        '"a ',
    ),
    *("#", "#a ", "#a#", "##", "[", "](", "<", "|", "| a ", "» ", "a » ", "0", "0,", "1 ", "2024 ", "©", "http://a "),
    *("é", "e\u0301", "\u200b", "a\u200b", "中", "📷 ", "“a ", "Aa Bb ", "Aa said ", "said ", "according to ", "may "),
    *(
        "experts say ",
        "Reports suggested that ",
        "In conclusion, ",
        "See also ",
        "See also\n",
        "Read more: ",
        "el la de que ",
    ),
    *("Leave a Reply\n", "Tags: ", "SEO keywords\n"),
]
SIGNALS = discover()


def patterns():
    for info in pkgutil.walk_packages(scorer.__path__, "scorer."):
        if info.name.rsplit(".", 1)[-1] != "__main__":
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, re.Pattern):
                    yield pytest.param(value, id=f"{info.name.removeprefix('scorer.')}.{name}")


def hostile(pump, size=SIZE):
    text = (pump * (size // len(pump) + 1))[:size]
    return (text, text + "\x00", "x" + text + "!\n")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_patterns_are_linear(pattern):
    for pump in PUMPS:
        for text in hostile(pump, SIZE // 4):
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            start = process_time()
            for use in (pattern.search, pattern.match, pattern.fullmatch):
                use(given)
            sum(1 for _ in pattern.finditer(given))
            assert process_time() - start < SECONDS, repr(pump)


@pytest.mark.parametrize("signal_id", SIGNALS)
def test_signals_are_linear(signal_id):
    panel = Panel([SIGNALS[signal_id]()], WORD_LISTS)
    for pump in PUMPS:
        batch = Batch([Article(hostile(pump)[0], title="a")], panel.book)
        start = process_time()
        panel.observe(batch)
        assert process_time() - start < SECONDS, repr(pump)
