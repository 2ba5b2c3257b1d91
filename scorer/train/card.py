"""The model card and the figures behind it, written by the training run: no number is typed by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

from scorer.model import Model
from scorer.train import labels

FIGURES, CARD, CURVE = "evaluation.json", "README.md", "calibration.svg"
_STRONGEST = 25
_SIZE, _MARGIN = 320, 40

_DATA = {
    "allsides_dev": "News of US outlets, 2012-2020 (Article-Bias-Prediction; Baly et al. 2020)",
    "spotlightpa": "A Pennsylvania newsroom, 2019-2026",
    "fakehealth_story": "Health news (FakeHealth; Dai et al. 2020)",
    "hoax_vs_press": "Hoaxes beside the press, 2004-2017",
    "golbeck_fake_satire": "Fabricated stories (Golbeck et al. 2018)",
    "fakenewsnet_old": "Fabricated stories checked by PolitiFact and BuzzFeed (Shu et al. 2017)",
    "fakenewscorpus_sample": "A sample of the Fake News Corpus (OpenSources types)",
    "clef2021_task3": "Fact-checked articles (CLEF CheckThat! 2021, task 3)",
    "sfu_snopes": "Articles that Snopes rated (Asr and Taboada 2018)",
    "horne2017": "Real and fabricated stories (Horne and Adali 2017)",
    "farm_dev": "Content farms, 2025-2026",
    "llmfake": "Machine-written misinformation (Chen and Shu 2023)",
    "xsum_gpt": "BBC articles and their continuations by GPT models (Bao et al. 2023)",
}

_TEXT = """# Model card

Written by the training run; do not edit. Fingerprint `{fingerprint}`.

## What it says

**Quality** is a calibrated probability, shown as 0-100, that an editor would call an article sound: made like the
articles of highly rated newsrooms rather than like content farms, fabricated or machine-written
pages, or sound articles into which the faults of careless publishing were written by a generator.
**Reliability** is a calibrated probability that the article comes from a source that expert
raters call reliable (pc1 of Lin et al. 2023 at {reliable} or above).

Both judge how an article is made. Neither knows whether it is true. A high score is no proof of
truth, and the absence of findings proves nothing.

## How it is built

Each head is a sum of one table a feature: {features} features, at most {ranges} ranges each, in log-odds.
In features that count faults the score may only fall, and finding nothing adds nothing; with more good signs it may
only rise. It is fitted by gradient boosting with one feature a tree, calibrated (Platt) on sources that the model had
not seen. Intervals show the middle 90 % of {members} models, each trained on sources drawn with replacement.

Two features come from small classifiers. *Style* is how highly experts rate sources of such wording, learnt from which
words and pairs of words articles of many sources hold, with names and numbers masked; *machine-style* is how much
the wording is like that of language models. Both learnt from some of the sets below, so while the model was trained and
measured each article got what classifiers said that knew nothing of its source.

Length, titles, punctuation and most measures of register are shown but not weighed: weighing them lowered the
agreement on sources and sets that the model had not seen, as they tell how a set was collected. Reliability doesn't
see boilerplate, links and metadata either: they tell one outlet from another. Web pages are weighed with all their
text, so a page loses points for its own forms and menus.

## Data

Research use only; no text of it is part of this project. At most {cap} articles a source.

| set | what it is | articles | kinds |
|---|---|---|---|
{data}

*flawed* are copies of sound articles with two to five made-up faults written in; a copy never parts from
its original's source.

The small classifiers and the table of topics that signals ask, shipped beside the model, learnt from these:

| what | learnt from |
|---|---|
| attributed, named, vague | PolNeAR, training and development articles (Newell et al. 2018) |
| hedged | Szeged Uncertainty Corpus, Wikipedia part (Szarvas et al. 2012) |
| furniture, boilerplate | WCXB, development pages (CC BY 4.0); articles of middling outlets as content |
| clickbait | Headlines of viral sites and of news (Chakraborty et al. 2016); headlines of the press above |
| machine-written | Fast-DetectGPT's news and stories (Bao et al. 2023); llmfake, farm_dev and the press above |
| style | The rated articles above |
| topics | Most sets above; WCXB, PolNeAR, Szeged, AggreFact, FakeHealth releases; a fifth left out |

They hold numbers for hashed words, no text.

## Figures

Every article is scored by a model that had not seen its source (five folds by source). In brackets:
95 % interval over sources drawn with replacement. AUC unless said otherwise.

| quality | value | articles |
|---|---|---|
{quality}

| reliability | value | articles |
|---|---|---|
{reliability}

![calibration](calibration.svg)

The calibration holds for a mix in which sound articles weigh as much as all others together. In a corpus with another
share of sound articles the ranking stands, the probabilities shift.

## What weighs most

The widest tables of the quality head: the least and the most that a feature can add, in log-odds.

| feature | least | most |
|---|---|---|
{weights}

## Limits

- English running text of 80 words or more; everything else is not judged.
- Trained mostly on US political news up to 2020 with smaller sets up to 2026. Other genres, regions and years:
  not measured.
- Writers of English as a second language, translated and dialect texts: not measured. A low score may show the manner
  of writing rather than carelessness; read the findings before acting on it.
- The faults written in by the generator teach what counts, not how often it occurs on real pages.
- Someone who knows the tables can write around them.
"""


def write(target: Path, model: Model, figures: dict[str, Any], frame: pd.DataFrame, fingerprint: str) -> None:
    """Write the card, its picture and the figures into ``target``."""
    (target / FIGURES).write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2) + b"\n")
    (target / CURVE).write_text(curve(figures["calibration"]["quality"]), encoding="utf-8")
    head = model.heads["quality"]
    text = _TEXT.format(
        fingerprint=fingerprint,
        reliable=labels.RELIABLE,
        features=len(model.names),
        ranges=max(map(len, model.edges)) + 1,
        members=len(head.spread_base),
        cap=labels.MOST_PER_SOURCE,
        data=_data(frame),
        quality=_table(figures["quality"]),
        reliability=_table(figures["reliability"]),
        weights=weights(model),
    )
    (target / CARD).write_text(text, encoding="utf-8")


def _data(frame: pd.DataFrame) -> str:
    rows = []
    for dataset, articles in frame.groupby("dataset"):
        kinds = articles["kind"].fillna("rated source only").value_counts()
        listed = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
        rows.append(f"| {dataset} | {_DATA[str(dataset)]} | {len(articles):,} | {listed} |")
    return "\n".join(rows)


def _table(figures: Mapping[str, Mapping[str, float]]) -> str:
    return "\n".join(
        f"| {name} | {figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}] | {figure['articles']:,} |"
        for name, figure in figures.items()
    )


def weights(model: Model) -> str:
    """The widest tables of the quality head as rows of a Markdown table."""
    tables = model.heads["quality"].tables
    widest = np.argsort(-np.ptp(tables, axis=1), kind="stable")[:_STRONGEST]
    return "\n".join(f"| {model.names[row]} | {tables[row].min():+.2f} | {tables[row].max():+.2f} |" for row in widest)


def curve(bins: list[dict[str, float]]) -> str:
    """The calibration curve as an SVG picture: said against seen, with the diagonal."""
    points = [(_MARGIN + bin_["said"] * _SIZE, _MARGIN + (1 - bin_["seen"]) * _SIZE) for bin_ in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#2b6cb0"/>' for x, y in points)
    edge, far = _MARGIN + _SIZE, _SIZE + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {far} {far}" width="{far}" height="{far}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Calibration of quality">\n'
        f'<rect width="{far}" height="{far}" fill="#fff"/>\n'
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#888"/>\n'
        f'<line x1="{_MARGIN}" y1="{edge}" x2="{edge}" y2="{_MARGIN}" stroke="#bbb" stroke-dasharray="4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#2b6cb0" stroke-width="2"/>{dots}\n'
        f'<text x="{far / 2}" y="{far - 10}" text-anchor="middle">quality said (0 to 1)</text>\n'
        f'<text x="14" y="{far / 2}" text-anchor="middle" transform="rotate(-90 14 {far / 2})">'
        "share of sound articles, weighted</text>\n</svg>\n"
    )
