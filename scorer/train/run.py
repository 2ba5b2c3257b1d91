"""One training run: labels in, model, figures and card out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.abstention import abstentions
from scorer.article import Article
from scorer.features import FeatureSet
from scorer.keys import Ints
from scorer.model import HEADS, Model
from scorer.reading import Bools, Floats
from scorer.signal import Panel
from scorer.train import appraisal, card, crossfit, flaws, labels
from scorer.train.fit import Columns, Examples, fit_head
from scorer.train.sample import REGISTER, bare, catalogue, columns, edges_of, extract_measured, to_ranges, weighed

# Furniture tells one outlet from another, so the reliability of sources is told without it.
FURNITURE = ("boilerplate", "links", "transparency")
FLAWED_COPIES = 2500
# Ratings of whole sources say less of one article, so less is learnt from them.
TREES = {"quality": 500, "reliability": 40}
# So that intervals hold nine in ten scores of models of other sources, as the coverage in the card shows.
STRETCH = {"quality": 2.2, "reliability": 1.5}


@dataclass(frozen=True, slots=True)
class Sample:
    """Labelled articles with their features and which of their words are measured, one a row of each."""

    frame: pd.DataFrame
    rows: Floats
    kept: Sequence[Bools]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What one head learns: which rows, their labels (0 or 1) and weights, and the features it may not see."""

    which: Ints
    wanted: Floats
    weights: Floats
    unseen: Sequence[int] = ()

    def columns(self, columns: Columns) -> Columns:
        """The features of the task; to those that it may not see nothing is done."""
        return replace(columns, counted=columns.counted & ~np.isin(np.arange(len(columns.counted)), self.unseen))

    def examples(self, frame: pd.DataFrame, ranges: Ints, names: Sequence[str], columns: Columns) -> Examples:
        """The examples of the task, each with its source, and copies that teach what there is beside faults."""
        seen = ranges[self.which]
        seen[:, list(self.unseen)] = 0
        chosen = frame.iloc[self.which]
        one = Examples(seen, self.wanted, self.weights, chosen["group"].to_numpy(dtype=object))
        return one + bare(one.take(chosen["kind"].to_numpy() != "flawed"), names, columns)


def train(folder: Path, target: Path) -> str:
    """Train on the labelled data in ``folder``, write the model and its card to ``target``.

    Returns the model's fingerprint.
    """
    panel = catalogue()
    features = FeatureSet(panel.signals)
    sample = _judged(_sample(_with_flaws(labels.load(folder / "quality")), panel), features)
    for name, values in crossfit.verdicts(sample.frame, folder, sample.kept).items():
        sample.rows[:, sample.names.index(name)] = values
    known = {*weighed(sample.names, features.faults), *REGISTER}
    names = [name for name in sample.names if name in known]
    rows = sample.rows[:, [sample.names.index(name) for name in names]]
    edges = edges_of(rows[~sample.frame["kind"].isin(labels.SHOWN_KINDS)], names, features.faults)
    every = columns(names, features.faults, edges)
    ranges = to_ranges(rows, edges)
    furniture = [names.index(signal.id) for signal in panel.signals if signal.group in FURNITURE]
    register = [names.index(name) for name in REGISTER]
    tasks = {"quality": _quality(sample.frame, register), "reliability": _reliability(sample.frame, furniture)}
    examples = {head: task.examples(sample.frame, ranges, names, every) for head, task in tasks.items()}
    fitted = {
        head: fit_head(examples[head], task.columns(every), trees=TREES[head], stretch=STRETCH[head])
        for head, task in tasks.items()
    }
    model = Model(names, edges, {head: fitted[head].head for head in HEADS})
    fingerprint = model.save(target)
    learnt = {
        head: appraisal.Learnt(
            task.which, examples[head], task.columns(every), TREES[head], STRETCH[head], fitted[head]
        )
        for head, task in tasks.items()
    }
    figures = appraisal.appraise(sample.frame, ranges, model, panel, learnt)
    card.write(target, model, figures, sample.frame, fingerprint)
    return fingerprint


def _sample(frame: pd.DataFrame, panel: Panel) -> Sample:
    articles = (Article(text, title=title or None) for text, title in zip(frame["text"], frame["title"], strict=True))
    return Sample(frame, *extract_measured(articles, panel), FeatureSet(panel.signals).names)


def _with_flaws(frame: pd.DataFrame) -> pd.DataFrame:
    """Add flawed copies of sound articles; a copy stays with the source of its original."""
    press = frame[frame["kind"] == "press"]
    chosen = press.sample(min(FLAWED_COPIES, len(press)), random_state=1)
    spoilt = [
        flaws.spoil(text, title, seed)
        for seed, (text, title) in enumerate(zip(chosen["text"], chosen["title"], strict=True))
    ]
    copies = chosen.assign(text=spoilt, kind="flawed", quality=0.0, pc1=np.nan)
    return pd.concat([frame, copies], ignore_index=True)


def _judged(sample: Sample, features: FeatureSet) -> Sample:
    """Leave out what the scorer would not judge."""
    keep = np.array([reason is None for reason in abstentions(features, sample.rows, sample.frame["text"].tolist())])
    kept = [words for words, judged in zip(sample.kept, keep.tolist(), strict=True) if judged]
    return Sample(sample.frame[keep].reset_index(drop=True), sample.rows[keep], kept, sample.names)


def _quality(frame: pd.DataFrame, unseen: Sequence[int]) -> Task:
    """Rows with a quality label, the labels, and weights: sound press weighs as much as all the rest."""
    which = np.flatnonzero(frame["quality"].notna())
    chosen = frame.iloc[which]
    share = {**labels.KINDS, "press": sum(labels.KINDS.values())}
    counts = chosen["kind"].value_counts()
    weights = chosen["kind"].map(lambda kind: share[kind] / counts[kind]).to_numpy(dtype=np.float64)
    return Task(which, chosen["quality"].to_numpy(dtype=np.float64), weights / weights.mean(), unseen)


def _reliability(frame: pd.DataFrame, unseen: Sequence[int]) -> Task:
    """Rows of rated sources, whether experts call them reliable, and weights: surer ratings weigh more."""
    which = np.flatnonzero(frame["pc1"].notna() & (frame["kind"] != "flawed"))
    rating = frame["pc1"].to_numpy(dtype=np.float64)[which]
    wanted = (rating >= labels.RELIABLE).astype(np.float64)
    sureness = np.abs(rating - labels.RELIABLE)
    weights = np.where(wanted > 0, sureness / sureness[wanted > 0].sum(), sureness / sureness[wanted == 0].sum())
    return Task(which, wanted, weights / weights.mean(), unseen)
