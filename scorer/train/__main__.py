"""``python -m scorer.train DATA [TARGET]``: train the shipped model and pin its fingerprint."""

import argparse
import sys
from pathlib import Path

from scorer import shipped
from scorer.errors import ScorerError
from scorer.model import TABLES
from scorer.train.pin import pin
from scorer.train.run import train


def main() -> int:
    """Train; the pin is renewed only for the model that ships."""
    parser = argparse.ArgumentParser(prog="python -m scorer.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the labelled sets")
    parser.add_argument("target", type=Path, nargs="?", default=shipped.FOLDER, help="folder for the model")
    options = parser.parse_args()
    try:
        fingerprint = train(options.data, options.target)
    except ScorerError as error:
        sys.stderr.write(f"scorer: {error}\n")
        return 2
    if options.target.resolve() == shipped.FOLDER.resolve():
        pin(TABLES)
    sys.stdout.write(f"{options.target}: {fingerprint}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
