"""Boilerplate lines: how many of those that annotators removed are told, and how many they kept are told by mistake.

The classifiers are fitted anew on other sites than those that they judge: the first on each third of them,
the second on two thirds, from what the first said of lines that it hadn't seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from scorer.article import Article
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.learnt import BOILERPLATE, FURNITURE
from scorer.reading import Bools, Floats
from scorer.signal import Panel
from scorer.signals import discover
from scorer.signals.site_furniture import SiteFurniture, furniture
from scorer.train.figures import Figure, average_precision, rate, recall_at, share
from scorer.train.recipes.boilerplate import (
    FILE,
    PRESS,
    extracted,
    learn_boilerplate,
    learn_furniture,
    lines,
    parts,
    press,
    told,
    units,
)
from scorer.trials.trial import Trial

_PARTS = 3
_FALSE_ALARMS = 0.001
_UNTYPED = ("", "other", "other_long")
_LINK = "injected-link"
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Judged:
    """The lines of the development pages, and what other sites' classifiers and the signals say of them.

    ``named`` are the lines in which a signal of a kind of boilerplate finds something, ``amid`` those
    told by the lines around them, ``links`` those of links to other articles; each of shape ``(lines,)``.
    """

    rows: pd.DataFrame
    odds: Floats
    named: Bools
    amid: Bools
    links: Bools

    @property
    def label(self) -> Bools:
        """Whether annotators removed each line."""
        return np.asarray(self.rows["label"] == 1)

    @property
    def typed(self) -> Bools:
        """Whether each is a removed line of a kind that its words tell."""
        return np.asarray(self.label & ~self.rows["btype"].isin(_UNTYPED).to_numpy())

    @property
    def sites(self) -> list[str]:
        """The site of each line."""
        return list(self.rows["group"])


@cache
def _first_odds(folder: Path) -> tuple[pd.DataFrame, Floats, pd.DataFrame, Floats]:
    """The pages and the press, with the log-odds by the first classifier of each third; shape ``(thirds, lines)``."""
    rows, others = lines(folder), press(folder)
    part = parts(rows, _PARTS)
    learnt = [learn_furniture(rows[part == number]) for number in range(_PARTS)]
    seen, unseen = units(rows), units(others)
    return (
        rows,
        np.stack([FURNITURE.log_odds(seen, weights) for weights in learnt]),
        others,
        np.stack([FURNITURE.log_odds(unseen, weights) for weights in learnt]),
    )


@cache
def _judged(folder: Path, *, whole: bool) -> Judged:
    """Judge pages as they are, or (not ``whole``) as an extractor leaves them."""
    rows, first, others, first_of_others = _first_odds(folder)
    part, odds = parts(rows, _PARTS), np.zeros(len(rows))
    shown = np.ones(len(rows), dtype=np.bool_) if whole else np.asarray(rows["survives"] == 1)
    for number in range(_PARTS):
        rest = [other for other in range(_PARTS) if other != number]
        unseen = first[rest].mean(axis=0)
        for one, another in (rest, rest[::-1]):
            unseen[part == one] = first[another][part == one]
        taught = part != number
        weights = learn_boilerplate(
            pd.concat([rows[taught], others]), np.concatenate([unseen[taught], first_of_others[rest].mean(axis=0)])
        )
        here = ~taught & shown
        odds[here] = BOILERPLATE.log_odds(told(units(rows[here]), unseen[here]), weights)
    return _observed(rows if whole else extracted(rows), odds[shown])


def _observed(rows: pd.DataFrame, odds: Floats) -> Judged:
    """The lines with what the signals find in them."""
    signals = [
        kind() for kind in discover().values() if kind.group == SiteFurniture.group and kind is not SiteFurniture
    ]
    named, links = Panel(signals), Panel([discover()[_LINK]()])
    pages = [Article("\n".join(texts)) for _, texts in rows.groupby("page", sort=False)["text"]]
    return Judged(rows, odds, _hits(named, pages), _amid(pages, odds), _hits(links, pages))


def _hits(panel: Panel, pages: list[Article]) -> Bools:
    """The lines of all pages in which a panel finds something."""
    batches = (Batch(pages[start : start + _BATCH], panel.book) for start in range(0, len(pages), _BATCH))
    found = (_hit(*pair) for batch in batches for pair in zip(batch, panel.observe(batch), strict=True))
    return np.concatenate(list(found))


def _amid(pages: list[Article], odds: Floats) -> Bools:
    """The lines of all pages that are furniture by their odds and surroundings."""
    book, done, found = Panel([SiteFurniture()]).book, 0, []
    for start in range(0, len(pages), _BATCH):
        for document in Batch(pages[start : start + _BATCH], book):
            own = odds[done : done + len(document.lines)]
            found.append(furniture(document, 1 / (1 + np.exp(-own))))
            done += len(own)
    return np.concatenate(found)


def _hit(document: Document, findings: list[Finding]) -> Bools:
    """Whether each line shares a character with a finding."""
    starts, ends = np.array(document.lines.starts), np.array(document.lines.ends)
    hit = np.zeros(len(starts), dtype=np.bool_)
    for finding in findings:
        hit[(starts < finding.span.end) & (ends > finding.span.start)] = True
    return hit


def _whole_pages(folder: Path) -> Iterator[Figure]:
    judged = _judged(folder, whole=True)
    yield from _found(judged)
    for kind in sorted(set(judged.rows["btype"].dropna()) - set(_UNTYPED)):
        here = np.asarray(judged.rows["btype"] == kind) & judged.label
        found = judged.named | judged.amid | judged.links
        yield _share_of(judged, f"recall of {kind.replace('_', ' ')} lines", found, here)


def _extracted_pages(folder: Path) -> Iterator[Figure]:
    yield from _found(_judged(folder, whole=False))


def _found(judged: Judged) -> Iterator[Figure]:
    """What holds of both views."""
    found, content, kept = judged.named | judged.amid, ~judged.label, np.asarray(judged.rows["survives"] == 1)
    yield _share_of(judged, "recall of typed lines", found, judged.typed)
    yield _share_of(judged, "recall of typed lines, links to other articles too", found | judged.links, judged.typed)
    yield _share_of(judged, "precision of what no other signal names", judged.label, judged.amid & ~judged.named)
    for name, flagged in (
        ("false alarms per 1,000 content lines", judged.amid),
        ("false alarms per 1,000 content lines, named kinds", judged.named),
        ("false alarms per 1,000 content lines, links to other articles", judged.links),
    ):
        yield rate(name, flagged[content], groups=_of(judged, content))
    graded = judged.odds + (np.ptp(judged.odds) + 1) * (2 * judged.named + (judged.amid & ~judged.named))
    chosen = judged.typed | content
    typed = recall_at(judged.typed[chosen], graded[chosen], _FALSE_ALARMS, _of(judged, chosen))
    yield Figure(f"typed {typed.name}", typed.value, typed.low, typed.high, typed.count)
    yield average_precision(judged.label[kept], judged.odds[kept], _of(judged, kept))


def _share_of(judged: Judged, name: str, hits: Bools, among: Bools) -> Figure:
    return share(name, hits[among], _of(judged, among))


def _of(judged: Judged, chosen: Bools) -> list[str]:
    return [site for site, wanted in zip(judged.sites, chosen, strict=True) if wanted]


TRIALS = tuple(
    Trial(SiteFurniture.id, f"WCXB, development pages {name}, classifiers fitted on other sites", (FILE, PRESS), run)
    for name, run in (("whole", _whole_pages), ("as an extractor leaves them", _extracted_pages))
)
