"""``scorer report``: a page for each article."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scorer.commands import console
from scorer.errors import InputError


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "report", help="write a report for each article", description="Write a report for each article, and an index."
    )
    console.add_inputs(command)
    command.add_argument("-o", "--output", metavar="DIR", required=True, help="folder for the reports")
    command.add_argument(
        "--format", default="html", metavar="NAMES", help="html, md, txt and json, joined by commas (default html)"
    )
    console.add_given(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the reports and an index of them."""
    from scorer.corpus.engine.run import Tally, score_corpus
    from scorer.corpus.read.files import Skipped
    from scorer.corpus.read.inputs import read_items
    from scorer.corpus.reject import Reject
    from scorer.report.folder import Folder

    skipped: list[Skipped] = []
    tally = Tally()
    items = read_items(options.inputs, console.fields(options.field), skipped=skipped)
    load = console.loading(options)
    scored = score_corpus(items, model=options.model, workers=options.workers, tally=tally, load=load)
    with Folder(Path(options.output), _formats(options.format)) as folder, console.Teller(tally) as teller:
        teller.skipped(skipped)
        for outcome in teller.follow(scored):
            if isinstance(outcome, Reject):
                teller.reject(outcome)
            else:
                folder.add(outcome)
    sys.stdout.write("".join(f"{path}\n" for path in folder.results))
    teller.finish(options.max_reject_rate)
    return 0


def _formats(words: str) -> list[str]:
    from scorer.report import FORMATS

    names = [word.strip() for word in words.split(",") if word.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise InputError(f"--format takes {', '.join(FORMATS)}, joined by commas, not {words!r}")
    return names
