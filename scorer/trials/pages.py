"""Pages: the *Measured* part of a signal's page, written from results."""

import csv
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from inspect import getsourcefile
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from scorer.signal import Signal
from scorer.train.figures import Figure
from scorer.trials.results import Result

_WIDTH = 112
_INDENT = "    "
_MEASURED = re.compile(r"    \*\*Measured\.\*\*.{0,20000}?(?=    \*\*(?:Tried|Source)\.\*\*)", re.DOTALL)
_READINGS = "readings.json"
"""What people read: ``{signal: [{"data": …, "read": 50, "right": 46}, …]}``."""
_VERDICTS = "verdicts.csv"
_SET = itemgetter("signal", "kind", "data")
"""What they read flag by flag: which article's, whether it was right, and why."""


def readings() -> Mapping[str, list[dict[str, str | int]]]:
    """How many flags of each signal were read by eye, in what, and how many were right."""
    known: dict[str, list[dict[str, str | int]]] = json.loads(_text(_READINGS))
    for (signal, kind, data), some in groupby(csv.DictReader(StringIO(_text(_VERDICTS))), _SET):
        right = [row["verdict"] == "right" for row in some]
        known.setdefault(signal, []).append({"data": f"{data}, {kind}", "read": len(right), "right": sum(right)})
    return known


def _text(name: str) -> str:
    return files("scorer.trials").joinpath(name).read_text(encoding="utf-8")


def write(signal: type[Signal], results: Iterable[Result]) -> None:
    """Renew the *Measured* part of the page of ``signal`` in its file."""
    path = Path(getsourcefile(signal) or "")
    source = path.read_text(encoding="utf-8")
    part = measured(results, readings().get(signal.id, ()))
    path.write_text(_MEASURED.sub(lambda _: textwrap.indent(part, _INDENT) + "\n", source, count=1), encoding="utf-8")


def measured(results: Iterable[Result], read: Iterable[Mapping[str, str | int]]) -> str:
    """The part itself: a list with an entry for each labelled set and for what was read."""
    entries = [
        *_entries(results),
        *(f"{one['data']}: {one['right']} of {one['read']} flags read are right" for one in read),
    ]
    if not entries:
        return "**Measured.** Not yet.\n"
    items = (textwrap.fill(f"- {entry}", _WIDTH, subsequent_indent="  ", break_on_hyphens=False) for entry in entries)
    return "\n".join(["**Measured.**", "", *items, ""])


def _entries(results: Iterable[Result]) -> Iterator[str]:
    for (data, fingerprint), some in groupby(results, lambda result: (result.data, result.fingerprint)):
        yield f"{data} (data {fingerprint}): {'; '.join(in_words(result.figure) for result in some)}"


def in_words(figure: Figure) -> str:
    """A figure with its interval and count, to three digits."""
    return (
        f"{figure.name}: {_number(figure.value)} [{_number(figure.low)}, {_number(figure.high)}], n = {figure.count:,}"
    )


def _number(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3g}"
