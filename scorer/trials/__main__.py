"""``python -m scorer.trials DATA``: hold the signals against the labelled data and write what comes out.

Writes the *Measured* part of every signal's page and ``reports/signals.json``. ``--gate`` only compares the figures
with the floors in ``tests/floors.json``; ``--floors`` sets those anew.
"""

import argparse
import json
import sys
from itertools import groupby
from pathlib import Path

from scorer.signals import discover as signals
from scorer.trials import discover, gate, pages
from scorer.trials.results import Result, run, to_json

_REPORT = Path(__file__).parent.parent.parent / "reports" / "signals.json"


def main() -> int:
    """Measure, and write or compare."""
    parser = argparse.ArgumentParser(prog="python -m scorer.trials", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the labelled data")
    parser.add_argument("--only", metavar="SIGNAL", help="measure one signal and print its part; nothing is written")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--gate", action="store_true", help="compare with the floors; nothing is written")
    way.add_argument("--floors", action="store_true", help="write the floors, too")
    options = parser.parse_args()
    trials = [trial for trial in discover() if options.only in (None, trial.signal)]
    results = list(run(trials, options.data))
    if options.only:
        sys.stdout.write(pages.measured(results, pages.readings().get(options.only, ())))
        return 0
    if options.gate:
        return _gate(results)
    _write(results)
    if options.floors:
        gate.FLOORS.write_text(gate.to_floors(results), encoding="utf-8")
    return 0


def _gate(results: list[Result]) -> int:
    wrong = list(gate.broken(results, json.loads(gate.FLOORS.read_text(encoding="utf-8"))))
    sys.stdout.writelines(f"{line}\n" for line in wrong or [f"{len(results)} figures, none below its floor"])
    return 1 if wrong else 0


def _write(results: list[Result]) -> None:
    _REPORT.write_text(to_json(results), encoding="utf-8")
    known = signals()
    for signal, some in groupby(results, lambda result: result.signal):
        if signal in known:
            pages.write(known[signal], some)


if __name__ == "__main__":
    sys.exit(main())
