"""``scorer sources``: scores in, a league table of sources out."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.commands import console
from scorer.escape import plain_line

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.source import Estimate, Standing

_NAME = 50


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "sources",
        help="rate sources by their articles",
        description="Roll the scores of articles up to their sources. On a terminal: a league table. Piped: JSONL.",
    )
    command.add_argument("scores", nargs="+", metavar="SCORES", help="what `scorer score INPUT -o PLACE` wrote")
    command.add_argument("-o", "--output", metavar="FILE", help="write .jsonl, .csv or .parquet")
    command.add_argument("--table", action="store_true", help="print the league table, piped or not")
    command.add_argument(
        "--ratings",
        metavar="RATINGS.csv",
        help="ratings of your own to start from: columns domain, rating 0..1",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rate the sources and show or write them."""
    from scorer.corpus.results.scored import find_scored
    from scorer.corpus.results.scores import read_ratings, read_scores
    from scorer.corpus.write.outputs import STANDARD_OUTPUT, write_records
    from scorer.source import league

    ratings = read_ratings(options.ratings) if options.ratings else {}
    scores = read_scores(options.scores, ratings)
    standings = league(scores.sources, scores.quality, scores.reliability, ratings)
    as_table = options.table or (options.output is None and sys.stdout.isatty())
    read = [source.file for source in find_scored(options.scores)]
    read += [Path(options.ratings)] if options.ratings else []
    if target := options.output or (None if as_table else STANDARD_OUTPUT):
        write_records(target, (one.to_dict() for one in standings), inputs=read)
    if as_table:
        _print(standings)
    _tell(standings, len(ratings))
    return 0


def _tell(standings: "list[Standing]", ratings: int) -> None:
    """Say on standard error what was read, and what of it names nobody."""
    from scorer.source import UNKNOWN

    articles = sum(one.articles for one in standings)
    nameless = sum(one.articles for one in standings if one.source == UNKNOWN)
    sources = len(standings) - bool(nameless)
    sys.stderr.write(f"{console.number(articles, 'article')} of {console.number(sources, 'source')}\n")
    if nameless:
        console.warn(f"{nameless:,} of {articles:,} articles name no source or url: {UNKNOWN}, not ranked")
    if ratings:
        rated = sum(one.rating is not None for one in standings)
        sys.stderr.write(f"{rated:,} of {sources:,} sources have one of the {console.number(ratings, 'rating')}\n")


def _print(standings: "list[Standing]") -> None:
    from rich.console import Console

    Console().print(_table(standings))


def _table(standings: "list[Standing]") -> "Table":
    """The sources, best first; of many only both ends."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("rank", "reliability", "90 %", "quality", "articles", "rating"):
        table.add_column(title, justify="right", style="dim" if title == "90 %" else None)
    table.add_column("source", overflow="fold", max_width=_NAME)
    first, left_out, last = console.both_ends(standings)
    for _, standing in first:
        table.add_row(*_cells(standing))
    if left_out:
        table.add_row("…", "", "", "", "", "", f"{left_out:,} more; -o FILE writes all")
    for _, standing in last:
        table.add_row(*_cells(standing))
    return table


def _cells(standing: "Standing") -> tuple[str, ...]:
    from rich.markup import escape

    value, interval = _points(standing.reliability)
    rating = "" if standing.rating is None else f"{standing.rating:.2f}"
    name = escape(plain_line(standing.source))
    return str(standing.rank or "–"), value, interval, _points(standing.quality)[0], _count(standing), rating, name


def _count(standing: "Standing") -> str:
    if standing.judged == standing.articles:
        return f"{standing.articles:,}"
    return f"{standing.judged:,} of {standing.articles:,}"


def _points(estimate: "Estimate | None") -> tuple[str, str]:
    """A probability as 0 to 100, and its interval."""
    if estimate is None:
        return "–", ""
    low, high = (round(100 * bound) for bound in estimate.interval)
    return str(round(100 * estimate.value)), f"{low}–{high}"
