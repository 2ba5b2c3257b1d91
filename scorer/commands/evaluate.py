"""``scorer evaluate [MODEL] LABELS``: how well scores agree with labels of one's own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.commands import console, labels
from scorer.drafts import replacing, reported, target_of
from scorer.errors import InputError
from scorer.escape import plain, plain_line

if TYPE_CHECKING:
    from rich.table import Table

_NAME = 50


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "evaluate",
        help="hold scores against labels of your own",
        usage="scorer evaluate [options] [MODEL] LABELS",
        description="Score labelled articles with the shipped model, or the one in the folder MODEL, and tell how well "
        "the scores agree with the labels.",
    )
    console.add_inputs(command, "LABELS", labels.TOLD)
    command.add_argument("-o", "--output", metavar="FILE.json", help="write the figures as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the figures, and write them where asked."""
    from scorer.model import Model
    from scorer.train.agreement import evaluation

    model, inputs = _model_and_labels(options)
    target = target_of(options.output, map(Path, inputs)) if options.output else None
    told = evaluation(labels.read(options, inputs=inputs, model=model), Model.load(model).fingerprint)
    labels.show(told, {"value": told["figures"]})
    if told["worst_sources"]:
        _print_worst(told["worst_sources"])
    if target:
        _write(target, told)
    return 0


def _model_and_labels(options: argparse.Namespace) -> tuple[str | None, list[str]]:
    """The first word is a model if it is a folder that holds one and labels follow."""
    from scorer.model import TABLES

    first, *others = options.inputs
    if not (Path(first) / TABLES).is_file():
        return options.model, options.inputs
    if options.model:
        raise InputError(f"{plain(first)} is a model, and --model names another; give one of them")
    if not others:
        raise InputError(f"{plain(first)} is a model; give the labelled articles after it")
    return first, others


def _write(target: Path, told: dict[str, Any]) -> None:
    import orjson

    with reported(target), replacing(target) as file:
        file.write(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")


def _print_worst(sources: list[dict[str, Any]]) -> None:
    from rich.console import Console

    console_ = Console()
    console_.print()
    console_.print(_table(sources))


def _table(sources: list[dict[str, Any]]) -> "Table":
    """The sources whose labels the scores miss the furthest."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(title="sources missed the furthest", title_justify="left", box=None, pad_edge=False)
    for name in ("Brier score", "quality", "sound", "articles"):
        table.add_column(name, justify="right")
    table.add_column("source", overflow="fold", max_width=_NAME)
    for one in sources:
        numbers = (f"{one['brier']:.3f}", f"{one['quality']:.2f}", f"{one['sound']:.2f}", f"{one['articles']:,}")
        table.add_row(*numbers, escape(plain_line(one["source"])))
    return table
