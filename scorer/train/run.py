"""One training run: labels in, model, figures and card out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch
from scorer.features import FeatureSet, abstention
from scorer.keys import Ints
from scorer.measures import WORD_LISTS
from scorer.model import HEADS, Model
from scorer.reading import Floats
from scorer.score import batches
from scorer.signal import Panel
from scorer.signals import discover
from scorer.train import card, evaluate, flaws, labels
from scorer.train.fit import Examples, counted_ranges, fit_head, ranges_of

# Shown, not weighed: they follow how a corpus was made (length, kept titles), not how an article was.
UNWEIGHED = ("words", "english-share", "ended-sentences", "title-words", "title-capitals", "title-shouting")
# Furniture tells one outlet from another, so the reliability of sources is told without it.
FURNITURE = ("boilerplate", "links")
# Good signs that may only raise the score.
GOOD = ("named-attribution", "direct-quote", "cited-document")
FLAWED_COPIES = 2500


@dataclass(frozen=True, slots=True)
class Sample:
    """Labelled articles with their features; rows of ``frame`` and ``rows`` belong together."""

    frame: pd.DataFrame
    rows: Floats
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What one head learns: which rows, their labels (0 or 1) and weights, and the features it may not see."""

    which: Ints
    wanted: Floats
    weights: Floats
    unseen: Sequence[int] = ()

    def examples(self, frame: pd.DataFrame, to_ranges: Ints) -> Examples:
        """The examples of the task, each with its source."""
        seen = to_ranges[self.which]
        seen[:, list(self.unseen)] = 0
        return Examples(seen, self.wanted, self.weights, frame["group"].to_numpy(dtype=object)[self.which])


def train(folder: Path, target: Path) -> str:
    """Train on the labelled sets in ``folder``, write the model and its card to ``target``.

    Returns the model's fingerprint.
    """
    panel = Panel([kind() for kind in discover().values()], WORD_LISTS)
    sample = _judged(extract(_with_flaws(labels.load(folder)), panel), FeatureSet(panel.signals))
    names = [name for name in sample.names if name not in UNWEIGHED]
    rows = sample.rows[:, [sample.names.index(name) for name in names]]
    faults = FeatureSet(panel.signals).faults
    directions = [-1 if name in faults else int(name in GOOD) for name in names]
    fault_edges, other_edges = counted_ranges(rows), ranges_of(rows)
    edges = [
        fault if way < 0 else other for fault, other, way in zip(fault_edges, other_edges, directions, strict=True)
    ]
    to_ranges = _ranges(rows, edges)
    furniture = [names.index(signal.id) for signal in panel.signals if signal.group in FURNITURE]
    tasks = {"quality": _quality(sample.frame), "reliability": _reliability(sample.frame, furniture)}
    fitted = {head: fit_head(tasks[head].examples(sample.frame, to_ranges), edges, directions) for head in HEADS}
    model = Model(names, edges, {head: fitted[head].head for head in HEADS})
    fingerprint = model.save(target)
    held_out = {head: (task.which, fitted[head].held_out, task.weights) for head, task in tasks.items()}
    figures = evaluate.evaluate(sample.frame, held_out)
    card.write(target, model, figures, sample.frame, fingerprint)
    return fingerprint


def extract(frame: pd.DataFrame, panel: Panel) -> Sample:
    """The features of every article in ``frame`` (columns text, title)."""
    features = FeatureSet(panel.signals)
    articles = [Article(text, title=title or None) for text, title in zip(frame["text"], frame["title"], strict=True)]
    rows = []
    for some in batches(articles, lambda article: len(article.text)):
        batch = Batch(some, panel.book)
        rows.append(features.rows(batch, panel.observe(batch)))
    return Sample(frame, np.concatenate(rows), features.names)


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
    keep = np.array([reason is None for reason in abstention(features, sample.rows)])
    return Sample(sample.frame[keep].reset_index(drop=True), sample.rows[keep], sample.names)


def _ranges(rows: Floats, edges: list[Floats]) -> Ints:
    found = np.column_stack(
        [np.searchsorted(cuts, column, side="right") for cuts, column in zip(edges, rows.T, strict=True)]
    )
    found[np.isnan(rows)] = max(map(len, edges)) + 1
    return found


def _quality(frame: pd.DataFrame) -> Task:
    """Rows with a quality label, the labels, and weights: sound press weighs as much as all the rest."""
    which = np.flatnonzero(frame["quality"].notna())
    chosen = frame.iloc[which]
    share = {**labels.KINDS, "press": sum(labels.KINDS.values())}
    counts = chosen["kind"].value_counts()
    weights = chosen["kind"].map(lambda kind: share[kind] / counts[kind]).to_numpy(dtype=np.float64)
    return Task(which, chosen["quality"].to_numpy(dtype=np.float64), weights / weights.mean())


def _reliability(frame: pd.DataFrame, unseen: Sequence[int]) -> Task:
    """Rows of rated sources, whether experts call them reliable, and weights: surer ratings weigh more."""
    which = np.flatnonzero(frame["pc1"].notna() & (frame["kind"] != "flawed"))
    rating = frame["pc1"].to_numpy(dtype=np.float64)[which]
    wanted = (rating >= labels.RELIABLE).astype(np.float64)
    sureness = np.abs(rating - labels.RELIABLE)
    weights = np.where(wanted > 0, sureness / sureness[wanted > 0].sum(), sureness / sureness[wanted == 0].sum())
    return Task(which, wanted, weights / weights.mean(), unseen)
