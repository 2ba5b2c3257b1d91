"""``scorer schema``: what a record holds, as JSON Schema."""

import argparse
import sys
from importlib.resources import files
from typing import Any


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "schema",
        help="print the schema of scored records and rejects",
        description="Print the JSON Schema of scored records and rejects. In tables, an interval is two columns "
        "(quality_low, quality_high), a feature or contribution one (feature.NAME, contribution.NAME), other nested "
        "values are JSON; in Parquet, findings are lists of structs.",
    )
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print it."""
    sys.stdout.write(files("scorer.corpus.write").joinpath("schema.json").read_text(encoding="utf-8"))
    return 0
