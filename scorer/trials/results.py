"""Results: what the trials gave, as plain data that pages, reports and floors are made from."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from scorer.train.figures import Figure
from scorer.trials.trial import Trial

_DIGITS = 4
_FINGERPRINT = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Result:
    """One figure of one trial, with the fingerprint of the labelled files behind it."""

    signal: str
    data: str
    figure: Figure
    fingerprint: str


def run(trials: Iterable[Trial], folder: Path) -> Iterator[Result]:
    """Run the trials on the labelled data in ``folder``."""
    for trial in trials:
        fingerprint = _fingerprint(folder, trial.files)
        for figure in trial.run(folder):
            yield Result(trial.signal, trial.data, figure, fingerprint)


def to_json(results: Iterable[Result]) -> str:
    """The results as JSON, one object a figure, numbers rounded to four decimals."""
    rows = [
        {"signal": result.signal, "data": result.data, "fingerprint": result.fingerprint, **_rounded(result.figure)}
        for result in results
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _rounded(figure: Figure) -> dict[str, object]:
    values = asdict(figure)
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in values.items()}


def _fingerprint(folder: Path, files: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(_digest(folder / file))
    return digest.hexdigest()[:_FINGERPRINT]


@cache
def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
