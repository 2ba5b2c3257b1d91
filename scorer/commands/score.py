"""``scorer score``: articles in, scores out."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorer.commands import console
from scorer.escape import plain_line

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.score import Score

_SIGNALS_SHOWN = 3
_TITLE = 60
_MIDDLING, _GOOD = 40, 70  # where the colour of a quality changes


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "score",
        help="score articles",
        description="Score articles. On a terminal: a ranked table. Piped, or reading `-`: JSONL.",
    )
    console.add_inputs(command)
    command.add_argument("-o", "--output", metavar="FILE", help="write .jsonl, .csv or .parquet")
    command.add_argument("--table", action="store_true", help="print the ranked table, piped or not")
    command.add_argument("--rejects", metavar="FILE", help="write what can't be scored, and why, as JSONL")
    command.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the table shows of a score."""

    name: str
    quality: float | None
    interval: tuple[float, float] | None
    reliability: float | None
    abstained: str | None
    found: str


def run(options: argparse.Namespace) -> int:
    """Score what was given; results go to a file, a table or standard output."""
    from scorer.corpus.files import Skipped, find
    from scorer.corpus.inputs import read_sources
    from scorer.corpus.outputs import STANDARD_OUTPUT, open_output, open_rejects
    from scorer.corpus.reject import Reject
    from scorer.corpus.run import Tally, score_corpus

    skipped: list[Skipped] = []
    tally = Tally()
    sources = find(options.inputs, skipped)
    items = read_sources(sources, console.fields(options.field))
    inputs = [source.file for source in sources]
    as_table = options.table or (options.output is None and sys.stdout.isatty() and "-" not in options.inputs)
    target = options.output or (None if as_table else STANDARD_OUTPUT)
    rows: list[_Row] = []
    with ExitStack() as stack:
        teller = stack.enter_context(console.Teller(tally))
        teller.skipped(skipped)
        # What is entered last is left first: rejects are on the disk before the scores, the sign of success.
        output = stack.enter_context(open_output(target, inputs=inputs)) if target else None
        rejects = stack.enter_context(open_rejects(options.rejects, inputs=inputs)) if options.rejects else None
        for outcome in teller.follow(score_corpus(items, model=options.model, workers=options.workers, tally=tally)):
            if isinstance(outcome, Reject):
                teller.reject(outcome)
                if rejects:
                    rejects.add(outcome)
                continue
            if output:
                output.add(outcome)
            if as_table:
                rows.append(_row(outcome))
    if rows:
        _print(rows)
    teller.finish(options.max_reject_rate)
    return 0


def _row(score: "Score") -> _Row:
    from scorer.report.words import most_found

    name = score.article.title or score.article.id
    return _Row(
        plain_line(name)[:_TITLE],
        score.quality,
        score.quality_interval,
        score.reliability,
        score.abstained,
        most_found(score.findings, _SIGNALS_SHOWN),
    )


def _print(rows: list[_Row]) -> None:
    from rich.console import Console

    Console().print(_table(rows))


def _table(rows: list[_Row]) -> "Table":
    """The rows, best first; of many only both ends."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("rank", justify="right")
    table.add_column("quality", justify="right")
    table.add_column("90 %", justify="right", style="dim")
    table.add_column("reliability", justify="right")
    table.add_column("article", overflow="fold", max_width=_TITLE)
    table.add_column("most found", overflow="fold")
    for cells in _cells(rows):
        table.add_row(*cells)
    return table


def _cells(rows: list[_Row]) -> Iterator[tuple[str, ...]]:
    ranked = sorted(rows, key=lambda row: (row.quality is None, -(row.quality or 0)))
    first, left_out, last = console.both_ends(ranked)
    for place, row in first:
        yield _place(place, row)
    if left_out:
        yield "…", "", "", "", f"{left_out:,} more; -o FILE writes all", ""
    for place, row in last:
        yield _place(place, row)


def _place(place: int, row: _Row) -> tuple[str, ...]:
    from rich.markup import escape

    return str(place) if row.quality is not None else "–", *_judged(row), escape(row.name), row.found


def _judged(row: _Row) -> tuple[str, str, str]:
    if row.quality is None or row.interval is None or row.reliability is None:
        return "–", "", f"not judged: {row.abstained}"
    points = round(100 * row.quality)
    colour = "green" if points >= _GOOD else "yellow" if points >= _MIDDLING else "red"
    low, high = (round(100 * bound) for bound in row.interval)
    return f"[{colour}]{points}[/]", f"{low}–{high}", str(round(100 * row.reliability))
