"""Models of users' own: the quality head fitted to their labels, beside the shipped model on the same articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import orjson

from scorer import shipped
from scorer.drafts import reported
from scorer.errors import OutputError
from scorer.escape import plain as printable
from scorer.features import FeatureSet
from scorer.model import SPREAD, SUMS, TABLES, Model, probability
from scorer.reading import Floats
from scorer.train import card, evaluate
from scorer.train.agreement import counts, figures, plain, worst_sources
from scorer.train.figures import auroc_gain
from scorer.train.fit import FOLDS, Examples, Fitted, fit_head
from scorer.train.labelled import Labelled, check
from scorer.train.sample import REGISTER, catalogue, columns

FEWEST = 200
"""Fewer articles than this teach nothing that holds."""
FILES = (card.CARD, card.CURVE, card.FIGURES, SPREAD, TABLES, SUMS)
"""What a folder of a model holds; the sums, which vouch for the rest, are written last."""

_TEXT = """# Model card

Written by the training run; do not edit. Fingerprint `{fingerprint}`.

## What it says

**Quality** is a calibrated probability, shown as 0-100, that whoever labelled the articles below would call an article
sound. **Reliability** is that of the model this one was made from: labels of single articles don't tell how experts
rate whole sources, so that head was taken over as it is. Both judge how an article is made; neither knows
whether it is true. Made from `{base}`.

## How it is built

A sum of one table a feature, as in the model it was made from: {features} features in the same ranges. In features that
count faults the score may only fall, and finding nothing adds nothing. It was fitted to the labels and calibrated
(Platt) on sources that it had not seen. Intervals come from {members} models, each trained on sources drawn with
replacement, and moved apart as far as the shipped model's had to be to hold nine in ten scores of models of other
sources.

## Data

| | |
|---|---|
| articles | {articles:,} |
| judged | {judged:,} |
| of these labelled sound | {sound:,} |
| sources | {sources:,} |
| articles whose source isn't known | {without_source:,} |

A label counts as sound from 0.5 on. Articles whose source isn't known count as a source each: if some do share
a source, the figures are too good.

## Figures

Every article is scored by a model that had not seen its source ({folds} folds by source{fewer}). In brackets: 95 %
interval over sources drawn with replacement.

| quality | this model | the model it was made from |
|---|---|---|
{figures}

Gain in AUROC: {gain}.

![calibration](calibration.svg)

The calibration holds for the share of sound articles among the labels, {share:.0%}. In a corpus with another share the
ranking stands, the probabilities shift.

## What weighs most

The widest tables of the quality head: the least and the most that a feature can add, in log-odds.

| feature | least | most |
|---|---|---|
{weights}

## Limits

- English running text of 80 words or more; everything else is not judged.
- It knows what these labels show and no more. Genres, regions and years that they lack: not measured.
- A low score may show the manner of writing rather than carelessness; read the findings before acting on it.
"""


@dataclass(frozen=True, slots=True)
class _Trained:
    """What a run has: the articles, the model, how its head was fitted, and what it says of held-out articles."""

    labelled: Labelled
    model: Model
    fitted: Fitted
    quality: Floats


def train(labelled: Labelled, base: Model, target: Path) -> dict[str, Any]:
    """Fit the quality head to the labels and write the model, its card and its figures into the folder ``target``.

    ``base`` is the model whose features, ranges and reliability are taken over, and which scored the articles.
    Returns the figures, as ``evaluation.json`` holds them.

    Raises:
        InputError: if there are fewer than :data:`FEWEST` judged articles, all have one label, or too few sources.
        OutputError: as :func:`refuse`, or if the folder can't be written to.
    """
    refuse(target)
    judged = labelled.judged()
    check(judged, least=FEWEST, purpose="training")
    fitted = fit(judged, base)
    heads = {**base.heads, "quality": fitted.head}
    trained = _Trained(labelled, Model(base.names, base.edges, heads), fitted, probability(fitted.held_out))
    told = _figures(trained, base)
    with reported(target):
        return _write(target, trained, told)


def refuse(target: Path) -> None:
    """Make sure that a model may be written into the folder ``target``.

    Raises:
        OutputError: if it is where the shipped model is, no folder, or holds files of other things.
    """
    name = printable(str(target))
    with reported(target):
        if target.resolve() == shipped.FOLDER.resolve():
            raise OutputError(f"{name} holds the shipped model; give another folder")
        if target.exists() and not target.is_dir():
            raise OutputError(f"can't write to {name}: it is not a folder")
        if foreign := [] if (target / TABLES).exists() else [file for file in FILES if (target / file).exists()]:
            raise OutputError(f"can't write to {name}: its {foreign[0]} is no model's; give another folder")


def fit(judged: Labelled, base: Model) -> Fitted:
    """The quality head, over the features and ranges of ``base``.

    Raises:
        InputError: if there are too few sources.
    """
    ranges = base.ranges(base.select(judged.names, judged.rows))
    ranges[:, [column for column, name in enumerate(base.names) if name in REGISTER]] = 0  # they don't tell quality
    examples = Examples(ranges, judged.sound.astype(np.float64), np.ones(len(judged)), judged.sources)
    return fit_head(examples, columns(base.names, FeatureSet(catalogue().signals).faults, base.edges))


def _figures(trained: _Trained, base: Model) -> dict[str, Any]:
    judged = trained.labelled.judged()
    gain = auroc_gain(judged.sound, trained.quality, judged.quality, judged.groups)
    bins = evaluate.calibration(trained.quality, judged.sound.astype(np.float64), np.ones(len(judged)))
    return {
        "schema": 1,
        "model": "",
        "base": base.fingerprint,
        **counts(trained.labelled),
        "folds": trained.fitted.folds,
        "figures": [plain(figure) for figure in figures(judged, trained.quality)],
        "base_figures": [plain(figure) for figure in figures(judged, judged.quality)],
        "gain": plain(gain),
        "worst_sources": worst_sources(judged, trained.quality),
        "calibration": {"quality": bins},
    }


def _write(target: Path, trained: _Trained, told: dict[str, Any]) -> dict[str, Any]:
    """Write all into a folder beside the files, which then take their places; returns the figures as written."""
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".scorer-", dir=target) as folder:
        drafts = Path(folder)
        told = told | {"model": trained.model.save(drafts)}
        (drafts / card.FIGURES).write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
        (drafts / card.CURVE).write_text(card.curve(told["calibration"]["quality"]), encoding="utf-8")
        (drafts / card.CARD).write_text(_card(trained, told), encoding="utf-8")
        for name in FILES:
            (drafts / name).replace(target / name)
    return told


def _card(trained: _Trained, told: dict[str, Any]) -> str:
    few = f" instead of {FOLDS}, because few sources hold one of the labels"
    return _TEXT.format_map(
        told
        | {
            "fingerprint": told["model"],
            "features": len(trained.model.names),
            "members": len(trained.fitted.head.spread_base),
            "fewer": few if trained.fitted.folds < FOLDS else "",
            "figures": _rows(told["figures"], told["base_figures"]),
            "gain": _in_words(told["gain"]),
            "share": told["sound"] / told["judged"],
            "weights": card.weights(trained.model),
        }
    )


def _rows(own: Sequence[dict[str, Any]], base: Sequence[dict[str, Any]]) -> str:
    return "\n".join(
        f"| {mine['name']} | {_in_words(mine)} | {_in_words(theirs)} |" for mine, theirs in zip(own, base, strict=True)
    )


def _in_words(figure: dict[str, Any]) -> str:
    value, low, high = (figure[name] for name in ("value", "low", "high"))
    return "not known" if value is None or low is None else f"{value:.3f} [{low:.3f}, {high:.3f}]"
