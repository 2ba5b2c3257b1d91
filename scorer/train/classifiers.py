"""``python -m scorer.train.classifiers DATA [NAME …]``: train the shipped classifiers and pin their weights."""

import argparse
import sys
from pathlib import Path

from scorer import shipped
from scorer.train.pin import pin
from scorer.train.recipes import discover


def main() -> int:
    """Train those named, or all."""
    recipes = discover()
    parser = argparse.ArgumentParser(prog="python -m scorer.train.classifiers", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the labelled data")
    parser.add_argument("names", nargs="*", choices=[[], *recipes], help="classifiers; all if none is named")
    options = parser.parse_args()
    for name in options.names or recipes:
        classifier = recipes[name].classifier
        target = shipped.FOLDER / classifier.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(recipes[name].learn(options.data).save())
        pin(classifier.file)
        sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
