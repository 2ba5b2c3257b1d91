"""``scorer compare``: what several articles say of the same event, side by side."""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.commands import console
from scorer.errors import InputError
from scorer.escape import plain_line

if TYPE_CHECKING:
    from scorer.across import Across, Trace
    from scorer.article import Article
    from scorer.corpus.read.files import Source
    from scorer.corpus.read.page import Item

_FORMATS = ("text", "json", "html", "md")
_SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".md": "md"}
_WIDEST = 110  # columns; longer lines are hard to read


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "compare",
        help="compare articles on the same event",
        description="Find the articles that tell of the same event and show what they say side by side: where they "
        "conflict, where they agree, which are copies and how many independent sources there can be at most.",
    )
    console.add_inputs(command, model=False)
    command.add_argument("-o", "--output", metavar="FILE", help="write a file: .txt, .json, .html or .md")
    command.add_argument(
        "--format", choices=_FORMATS, help="of what is written (default: as the file's name says; text)"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare the articles and show or write what was found."""
    from scorer.across import Across
    from scorer.corpus.engine.run import Tally
    from scorer.corpus.read.files import Skipped, find
    from scorer.corpus.read.inputs import read_sources

    form = _form(options)
    skipped: list[Skipped] = []
    sources = find(options.inputs, skipped)
    with console.Teller(Tally(), doing="comparing", done="compared") as teller:
        teller.skipped(skipped)
        items = read_sources(sources, console.fields(options.field), skipped=skipped)
        articles, traces = _traced(items, options.workers, teller)
        text = _rendered(form, articles, Across(traces), teller.tally.rejected)
        _write(options.output, text, sources)
        teller.skipped(skipped)
        teller.finish(options.max_reject_rate)
    return 0


def _form(options: argparse.Namespace) -> str:
    """The format asked for, or that of the file's name.

    Raises:
        InputError: if neither names one.
    """
    if options.format or not options.output:
        return options.format or "text"
    form = _SUFFIXES.get(Path(options.output).suffix.lower())
    if form is None:
        raise InputError(
            f"the name of {plain_line(options.output)} says no format; end it in {', '.join(_SUFFIXES)}, or give "
            f"--format {'|'.join(_FORMATS)}"
        )
    return form


def _traced(items: "Iterator[Item]", workers: int, teller: console.Teller) -> "tuple[list[Article], list[Trace]]":
    """The articles that can be compared, with their traces; all others are told of."""
    from scorer.across import Trace
    from scorer.article import Article
    from scorer.corpus.engine.across import load_tracer
    from scorer.corpus.engine.run import length, local, work_through
    from scorer.corpus.engine.work import Work, as_they_are
    from scorer.corpus.read.page import Page
    from scorer.corpus.reject import Reject
    from scorer.score import batches

    articles: list[Article] = []
    traces: list[Trace] = []
    tagged = ((batch, batch) for batch in batches(items, length))
    work = Work(as_they_are, None, load_tracer)
    for batch, outcomes in work_through(tagged, work, local(workers), teller.tally):
        teller.batch(outcome for outcome in outcomes if isinstance(outcome, Reject))
        for item, outcome in zip(batch, outcomes, strict=True):
            article = item.article() if isinstance(item, Page) else item
            if isinstance(article, Article) and isinstance(outcome, Trace):
                articles.append(article)
                traces.append(outcome)
    teller.tally.check()
    return articles, traces


def _rendered(form: str, articles: "list[Article]", across: "Across", rejected: int) -> str:
    from scorer.report import comparison_html, comparison_json, comparison_markdown, comparison_text
    from scorer.report.comparison import compared

    if form == "json":
        return comparison_json.render(articles, across, rejected)
    comparison = compared(articles, across)
    if form == "text":
        width = shutil.get_terminal_size((comparison_text.WIDTH, 0)).columns
        return comparison_text.render(comparison, min(width, _WIDEST))
    if form == "html":
        return comparison_html.render(comparison)
    return comparison_markdown.render(comparison)


def _write(output: str | None, text: str, sources: "list[Source]") -> None:
    from scorer.drafts import replacing, reported, target_of

    if output is None:
        sys.stdout.write(text)
        return
    target = target_of(output, [source.file for source in sources])
    with reported(target), replacing(target) as file:
        file.write(text.encode("utf-8"))
