"""``scorer explain SIGNAL``: the page of one signal."""

import argparse
import sys
from typing import Any


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser("explain", help="explain a signal", description="Print the page of a signal.")
    command.add_argument("signal", metavar="SIGNAL", help="its name, as `scorer signals` lists it")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the page: rendered on a terminal, as Markdown elsewhere."""
    from scorer.catalogue import page

    text = page(options.signal)
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return 0
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
    return 0
