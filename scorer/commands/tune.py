"""``scorer tune LABELS``: the quality cut-off for what one wants to keep."""

import argparse
import sys
from typing import Any

from scorer.commands import console, labels

_FEW_ARTICLES, _FEW_SOURCES = 50, 10  # kept ones; a share of fewer may well be luck
_HAIR = 0.005  # no shortfall worth a word


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "tune",
        help="choose a quality cut-off with labels of your own",
        description="Choose a quality cut-off, and tell what it does on the articles given and on sources that it "
        "wasn't chosen on. A share to keep needs no labels.",
    )
    console.add_inputs(command, "LABELS", labels.TOLD)
    wanted = command.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--keep", type=_share, metavar="R", help="keep this share of the articles, up to 1")
    wanted.add_argument(
        "--precision", type=_share, metavar="P", help="the lowest cut-off at which this share of the kept is sound"
    )
    wanted.add_argument(
        "--recall", type=_share, metavar="R", help="the highest cut-off that keeps this share of the sound"
    )
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the cut-off and what it does."""
    from scorer.train.tune import tune

    labelled = labels.read(options, inputs=options.inputs, model=options.model, needed=options.keep is None)
    if not labelled.labels:
        console.warn("no 'label' column: only the share kept can be told; --field label=COLUMN names another")
    told = tune(labelled, keep=options.keep, precision=options.precision, recall=options.recall)
    if options.json:
        labels.write_json(told)
    else:
        _print(told)
    for line in _doubts(told):
        console.warn(line)
    return 0


def _print(told: dict[str, Any]) -> None:
    sys.stdout.write(_cutoff(told))
    parts = {"these articles": told["chosen_on"], "unseen sources": told["held_out"]}
    labels.show(told, {name: part["figures"] for name, part in parts.items() if part})


def _cutoff(told: dict[str, Any]) -> str:
    if told["cutoff"] is None:
        best = _value(told["chosen_on"], "precision")
        return (
            f"no cut-off reaches precision {told['wanted']['precision']:g}; "
            f"the best is {best:.3f}, at {told['closest']:.6f}\n"
        )
    return f"cut-off: {told['cutoff']:.6f}\n"


def _doubts(told: dict[str, Any]) -> list[str]:
    """What a user should know before relying on the cut-off."""
    doubts = []
    articles, sources = told["kept"]["articles"], told["kept"]["sources"]
    if articles < _FEW_ARTICLES or sources < _FEW_SOURCES:
        of = f"{console.number(articles, 'article')} of {console.number(sources, 'source')}"
        doubts.append(f"only {of} are kept, which says little; give more, of more sources, to be surer")
    if not told["held_out"]:
        doubts.append("too few sources, or too few that hold a label: nothing was held out to check the cut-off on")
        return doubts
    for name, wanted in told["wanted"].items():
        if name != "keep" and (found := _value(told["held_out"], name)) is not None and found < wanted - _HAIR:
            doubts.append(f"on sources that the cut-off wasn't chosen on, {name} is {found:.3f}, below {wanted:g}")
    return doubts


def _value(part: dict[str, Any], name: str) -> float | None:
    value: float | None = next(figure["value"] for figure in part["figures"] if figure["name"] == name)
    return value


def _share(word: str) -> float:
    number = console.share(word)
    if not number:
        raise argparse.ArgumentTypeError(f"{word} is not above 0 and at most 1")
    return number
