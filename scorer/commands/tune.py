"""``scorer tune LABELS``: the quality cut-off for what one wants to keep."""

import argparse
import sys
from typing import Any

from scorer.commands import console, labels


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "tune",
        help="choose a quality cut-off with labels of your own",
        description="Choose the quality cut-off on half of the sources, and tell what it does there and on the others.",
    )
    console.add_inputs(command, "LABELS", labels.TOLD)
    wanted = command.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--keep", type=_share, metavar="R", help="keep this share of the articles, up to 1")
    wanted.add_argument(
        "--precision", type=_share, metavar="P", help="the lowest cut-off at which this share of the kept is sound"
    )
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the cut-off and what it does."""
    from scorer.train.tune import tune

    labelled = labels.read(options, inputs=options.inputs, model=options.model)
    told = tune(labelled, keep=options.keep, precision=options.precision)
    if options.json:
        labels.write_json(told)
        return 0
    sys.stdout.write(_cutoff(told))
    parts = {"chosen on": told["chosen_on"], "held-out sources": told["held_out"]}
    labels.show(told, {name: part["figures"] for name, part in parts.items() if part})
    if not told["held_out"]:
        sys.stdout.write("All articles are of one source: nothing was held out to check the cut-off on.\n")
    return 0


def _cutoff(told: dict[str, Any]) -> str:
    if told["cutoff"] is None:
        wanted, closest = told["wanted"]["precision"], told["closest"]
        return f"no cut-off reaches precision {wanted:g}; the closest, told below, is {closest:.6f}\n"
    return f"cut-off: {told['cutoff']:.6f}\n"


def _share(word: str) -> float:
    number = float(word)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError(f"{word} is not above 0 and at most 1")
    return number
