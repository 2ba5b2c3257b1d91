"""``scorer train LABELS``: a model fitted to labels of one's own."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scorer.commands import console, labels


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "train",
        help="fit a model to labels of your own",
        description="Fit the quality of the model to labels, compare it with the model it is made from on sources that "
        "it hasn't seen, and write it with its card. `scorer score --model DIR` then uses it.",
    )
    console.add_inputs(command, "LABELS", labels.TOLD)
    command.add_argument("-o", "--output", metavar="DIR", required=True, help="folder for the model and its card")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Train, and print how the model compares."""
    from scorer.model import Model
    from scorer.train.fit import FOLDS
    from scorer.train.own import refuse, train

    target = Path(options.output)
    refuse(target)  # before the work
    labelled = labels.read(options, inputs=options.inputs, model=options.model)
    told = train(labelled, Model.load(options.model), target)
    if told["folds"] < FOLDS:
        console.warn(f"few sources hold one of the labels: {told['folds']} folds instead of {FOLDS}")
    labels.show(told, {"this model": told["figures"], "made from": told["base_figures"]})
    sys.stdout.write(f"gain in AUROC: {labels.in_words(told['gain'])}\n")
    sys.stdout.write(f"{options.output}: {told['model']}\n")
    return 0
