"""pandas: scores of the rows of a frame, as frames with the same index.

Importing this module gives frames and series the accessor ``scorer``:

>>> import pandas as pd
>>> import scorer.engines.pandas
>>> frame = pd.DataFrame({"headline": ["Short", "Empty"], "body": ["Too short to judge.", None]}, index=["a", "b"])
>>> frame.scorer.score(text="body", title="headline")[["quality", "abstained", "reject_reason"]]
   quality  abstained reject_reason
a      NaN  too-short          None
b      NaN       None       no-text

``pd.concat([frame, frame.scorer.score()], axis=1)`` has rows and scores side by side, and
``frame[frame.scorer.quality() >= 0.5]`` the rows worth keeping.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from scorer.corpus.engine.run import score_corpus
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.frames import read_frame
from scorer.corpus.reject import Reject
from scorer.errors import InputError
from scorer.signals import discover

_NAME = "scorer"
_NUMBERS = ("quality", "quality_low", "quality_high", "reliability", "reliability_low", "reliability_high")
_COLUMNS = dict.fromkeys(_NUMBERS, "float64") | {
    "findings": "int64", "abstained": "object", "reject_reason": "object", "reject_message": "object",
}  # fmt: skip
_FOUND = ("findings", "observations")
_FINDING = ("signal", "group", "start", "end", "evidence", "message", "soft")


@pd.api.extensions.register_dataframe_accessor(_NAME)
class FrameScores:
    """The scores of a frame's rows.

    Columns that are called as the fields of an article are taken for them: ``text``, ``html``, ``id``, ``title``,
    ``url``, ``source``, ``published``, ``authors`` and ``language``. Others are given by name, as in ``text="body"``.
    Every method takes ``model``, the folder of a model if it isn't the shipped one, and ``workers``, how many processes
    score.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def score(
        self, *, signals: bool = False, model: str | Path | None = None, workers: int = 1, **fields: str
    ) -> pd.DataFrame:
        """The scores of each row, under the frame's index.

        ``quality`` and ``reliability``, each with its interval (``_low``, ``_high``), are NaN where a row isn't judged;
        ``abstained`` says why it can't be, ``reject_reason`` and ``reject_message`` why it can't even be scored.
        ``findings`` is the number of faults found.

        Args:
            signals: whether to add a column for each signal, with the number of its findings.
            model: the folder of a model.
            workers: processes.
            fields: the names of columns.

        Raises:
            InputError: if there is no column of a name that is given, or none for the text.
            ModelError: if the model can't be loaded.
        """
        outcomes = list(_outcomes(self._frame, fields, model, workers))
        scores = _scores(outcomes, self._frame.index)
        return pd.concat([scores, _counts(outcomes, self._frame.index)], axis=1) if signals else scores

    def quality(self, *, model: str | Path | None = None, workers: int = 1, **fields: str) -> "pd.Series[float]":
        """The quality of each row, 0..1; NaN where it isn't judged or can't be scored.

        Raises:
            InputError: as :meth:`score`.
            ModelError: as :meth:`score`.
        """
        return _scores(_outcomes(self._frame, fields, model, workers), self._frame.index)["quality"]

    def findings(self, *, model: str | Path | None = None, workers: int = 1, **fields: str) -> pd.DataFrame:
        """The faults found, one a row, each under the index of the row that it was found in.

        Raises:
            InputError: as :meth:`score`.
            ModelError: as :meth:`score`.
        """
        found = [_found(outcome, "findings") for outcome in _outcomes(self._frame, fields, model, workers)]
        rows = [finding for findings in found for finding in findings]
        numbers = [number for number, findings in enumerate(found) for _ in findings]
        return pd.DataFrame(rows, self._frame.index.take(numbers), list(_FINDING))


@pd.api.extensions.register_series_accessor(_NAME)
class SeriesScores:
    """The scores of a series of texts."""

    def __init__(self, texts: "pd.Series[Any]") -> None:
        self._scores = FrameScores(texts.to_frame("text"))

    def score(self, *, signals: bool = False, model: str | Path | None = None, workers: int = 1) -> pd.DataFrame:
        """The scores of each text, as :meth:`FrameScores.score`.

        Raises:
            ModelError: if the model can't be loaded.
        """
        return self._scores.score(signals=signals, model=model, workers=workers)

    def quality(self, *, model: str | Path | None = None, workers: int = 1) -> "pd.Series[float]":
        """The quality of each text, as :meth:`FrameScores.quality`.

        Raises:
            ModelError: if the model can't be loaded.
        """
        return self._scores.quality(model=model, workers=workers)

    def findings(self, *, model: str | Path | None = None, workers: int = 1) -> pd.DataFrame:
        """The faults found in each text, as :meth:`FrameScores.findings`.

        Raises:
            ModelError: if the model can't be loaded.
        """
        return self._scores.findings(model=model, workers=workers)


def _outcomes(
    frame: pd.DataFrame, fields: Mapping[str, str], model: str | Path | None, workers: int
) -> Iterator[Outcome]:
    if missing := [name for name in fields.values() if name not in frame.columns]:
        raise InputError(
            f"the frame has no column {missing[0]!r}; its columns are {', '.join(map(str, frame.columns))}"
        )
    return score_corpus(read_frame(frame, fields), model=model, workers=workers)


def _scores(outcomes: Iterable[Outcome], index: "pd.Index[Any]") -> pd.DataFrame:
    rows = [_row(outcome) for outcome in outcomes]
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], index, dtype) for name, dtype in _COLUMNS.items()}, index
    )


def _row(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Reject):
        told = {"findings": 0, "reject_reason": outcome.reason, "reject_message": outcome.message}
        return dict.fromkeys(_COLUMNS) | told
    record = outcome.to_dict()
    row = {name: record.get(name) for name in _COLUMNS} | {"findings": len(outcome.findings)}
    for name in ("quality", "reliability"):
        row[f"{name}_low"], row[f"{name}_high"] = record[f"{name}_interval"] or (None, None)
    return row


def _counts(outcomes: Iterable[Outcome], index: "pd.Index[Any]") -> pd.DataFrame:
    counts = [Counter(finding["signal"] for finding in _found(outcome, *_FOUND)) for outcome in outcomes]
    return pd.DataFrame({signal: [count[signal] for count in counts] for signal in discover()}, index, dtype="int64")


def _found(outcome: Outcome, *names: str) -> list[dict[str, Any]]:
    record = {} if isinstance(outcome, Reject) else outcome.to_dict()
    return [finding for name in names for finding in record.get(name, ())]
