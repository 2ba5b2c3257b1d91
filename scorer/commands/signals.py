"""``scorer signals``: every signal in a line."""

import argparse
import sys
from typing import Any


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser("signals", help="list the signals", description="List the signals.")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    from scorer.catalogue import listing

    entries = listing()
    if options.json:
        import orjson

        sys.stdout.write(orjson.dumps(entries, option=orjson.OPT_INDENT_2).decode() + "\n")
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("signal", "group", "", "what it finds", box=None, pad_edge=False, header_style="bold")
    for entry in entries:
        manner = "good" if not entry["fault"] else "soft" if entry["soft"] else ""
        table.add_row(entry["id"], entry["group"], manner, entry["summary"])
    Console().print(table)
    return 0
