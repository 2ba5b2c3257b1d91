"""What the commands about users' own labels share: reading them, scoring the articles, and showing figures."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from scorer.commands import console

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.score import Score
    from scorer.train.labelled import Labelled

TOLD = "records with a field `label` (0 or 1, true or false, or a number between) and `source` or `url`: "
_SOUND = 0.5  # a label counts as sound from here on


@dataclass(frozen=True, slots=True)
class _Row:
    """What is kept of a labelled article."""

    label: float
    source: str
    quality: float
    abstained: str
    characters: int
    features: tuple[float | None, ...]


def read(options: argparse.Namespace, *, inputs: list[str], model: str | None, needed: bool = True) -> "Labelled":
    """Read labelled articles and score them; what can't be read or scored is told as a reject.

    Unless labels are ``needed``, articles of which none has one are read as well.

    Raises:
        InputError: if there is nothing to read, no label that can be read, or one beyond 0 and 1.
        BudgetError: if the share of rejects is larger than allowed.
    """
    from scorer.corpus.engine.run import Tally, score_corpus
    from scorer.corpus.read.files import Skipped
    from scorer.corpus.read.inputs import read_items
    from scorer.corpus.read.labels import COLUMN, labelled
    from scorer.corpus.reject import Reject

    fields = console.fields(options.field)
    column = fields.pop("label", COLUMN)
    skipped: list[Skipped] = []
    tally = Tally()
    items = labelled(read_items(inputs, fields, skipped=skipped), column, needed=needed)
    rows: list[_Row] = []
    names: tuple[str, ...] = ()
    with console.Teller(tally) as teller:
        teller.skipped(skipped)
        for outcome in teller.follow(score_corpus(items, model=model, workers=options.workers, tally=tally)):
            if isinstance(outcome, Reject):
                teller.reject(outcome)
            else:
                rows.append(_row(outcome, column))
                names = tuple(outcome.features)
    teller.finish(options.max_reject_rate)
    return _gathered(rows, names)


def show(told: Mapping[str, Any], columns: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Print how many articles there were, and figures: one column for each name in ``columns``."""
    from rich.console import Console

    console_ = Console()
    console_.print(_counts(told), highlight=False, soft_wrap=True)
    console_.print(_figures(columns))


def in_words(figure: Mapping[str, Any]) -> str:
    """A figure with its interval, on one line."""
    value, low, high = (figure[name] for name in ("value", "low", "high"))
    return "not known" if value is None or low is None else f"{value:+.3f} (95 %: {low:+.3f} to {high:+.3f})"


def write_json(told: Mapping[str, Any]) -> None:
    """Print plain data as JSON."""
    import orjson

    sys.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n")


def _row(score: "Score", column: str) -> _Row:
    from scorer.corpus.read.labels import label_of
    from scorer.corpus.results.scores import source_of

    article = score.article
    return _Row(
        label=label_of(article, column),
        source=source_of(article.url, article.source),
        quality=nan if score.quality is None else score.quality,
        abstained=score.abstained or "",
        characters=len(article.text),
        features=tuple(score.features.values()),
    )


def _gathered(rows: list[_Row], names: tuple[str, ...]) -> "Labelled":
    import numpy as np

    from scorer.train.labelled import Labelled

    _warn_of_sources([row.source for row in rows])
    if rows and all(row.abstained for row in rows):
        console.warn(f"none of the {len(rows):,} articles can be judged")
    return Labelled(
        sound=np.array([row.label >= _SOUND for row in rows], dtype=np.bool_),
        sources=np.array([row.source or f"(article {number})" for number, row in enumerate(rows, 1)], dtype=object),
        sourced=np.array([bool(row.source) for row in rows], dtype=np.bool_),
        quality=np.array([row.quality for row in rows], dtype=np.float64),
        abstained=np.array([row.abstained for row in rows], dtype=object),
        characters=np.array([row.characters for row in rows], dtype=np.float64),
        names=names,
        rows=np.array([row.features for row in rows], dtype=np.float64).reshape(len(rows), len(names)),
        labels=not rows or not all(isnan(row.label) for row in rows),
    )


def _warn_of_sources(sources: list[str]) -> None:
    """Say so where figures may be too good, because nobody knows which articles belong together."""
    unknown = sources.count("")
    if unknown:
        console.warn(
            f"{unknown:,} of {len(sources):,} articles name no source or url, so each counts by itself; "
            "if some share a source, figures are too good"
        )
    elif len(set(sources)) == 1:
        console.warn(
            f"all {len(sources):,} articles are of one source; figures and intervals tell nothing of other sources"
        )


def _counts(told: Mapping[str, Any]) -> str:
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in told["abstained"].items())
    abstained = f", {told['articles'] - told['judged']:,} not ({reasons})" if reasons else ""
    return (
        f"{told['articles']:,} articles of {told['sources']:,} known sources: {told['judged']:,} judged{abstained}; "
        + (f"{told['sound']:,} of those judged are labelled sound" if told["labelled"] else "no labels")
    )


def _figures(columns: Mapping[str, Sequence[Mapping[str, Any]]]) -> "Table":
    from rich.table import Table

    table = Table("", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, justify="right")
        table.add_column("95 %", style="dim")
    for figures in zip(*columns.values(), strict=True):
        table.add_row(figures[0]["name"], *(cell for figure in figures for cell in _cells(figure)))
    return table


def _cells(figure: Mapping[str, Any]) -> tuple[str, str]:
    """A figure and its interval, to three digits."""
    value, low, high = (figure[name] for name in ("value", "low", "high"))
    return "–" if value is None else f"{value:.3f}", "" if low is None else f"{low:.3f}–{high:.3f}"
