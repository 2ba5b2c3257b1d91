"""The gate: floors under the figures, which never fall unseen."""

import json
from collections.abc import Iterable, Iterator
from math import ceil, floor
from pathlib import Path

from scorer.trials.results import Result

FLOORS = Path(__file__).parent.parent.parent / "tests" / "floors.json"
_STEP = 100  # floors are kept to hundredths, which is more than machines differ by


def to_floors(results: Iterable[Result]) -> str:
    """Floors (ceilings, for rates of alarms) at today's figures, as JSON."""
    floors = [
        {
            "signal": result.signal,
            "data": result.data,
            "name": result.figure.name,
            "fingerprint": result.fingerprint,
            "at_least" if result.figure.floor else "at_most": _bound(result),
        }
        for result in results
    ]
    return json.dumps(floors, indent=1, ensure_ascii=False) + "\n"


def broken(results: Iterable[Result], floors: Iterable[dict[str, str | float]]) -> Iterator[str]:
    """What is wrong, a sentence each: figures past their floor, floors without a figure, other gold data."""
    known = {(result.signal, result.data, result.figure.name): result for result in results}
    for bound in floors:
        name = f"{bound['signal']}, {bound['data']}: {bound['name']}"
        result = known.get((str(bound["signal"]), str(bound["data"]), str(bound["name"])))
        if result is None:
            yield f"{name} has a floor and is no longer measured"
        elif result.fingerprint != bound["fingerprint"]:
            yield f"{name} is measured on other data ({result.fingerprint}, not {bound['fingerprint']})"
        elif "at_least" in bound and result.figure.value < float(bound["at_least"]):
            yield f"{name} is {result.figure.value:.4f}, below its floor of {bound['at_least']}"
        elif "at_most" in bound and result.figure.value > float(bound["at_most"]):
            yield f"{name} is {result.figure.value:.4f}, above its ceiling of {bound['at_most']}"


def _bound(result: Result) -> float:
    round_off = floor if result.figure.floor else ceil
    return round_off(result.figure.value * _STEP) / _STEP
