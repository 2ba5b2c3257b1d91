"""The model card and the figures behind it, written by the training run: no number is typed by hand."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

from scorer.model import HEADS, Model
from scorer.train import fit, labels, shapes

FIGURES, CARD, CURVE = "evaluation.json", "README.md", "calibration.svg"
RELIABILITY_CURVE = "calibration-reliability.svg"
SHAPES = {head: f"shapes-{head}.svg" for head in HEADS}
_CURVES = (CURVE, RELIABILITY_CURVE)  # in the order of the heads
_UNMEASURED = "Not measured."
_STRONGEST = 25
_SIZE, _MARGIN = 320, 40
_SEEN = {"quality": "share of sound articles, weighted", "reliability": "share of reliable sources' articles, weighted"}

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
    "fa_kes": "War reports on Syria by 14 outlets (FA-KES; Abu Salem et al. 2019); nothing learnt from it",
    "fakehealth_dev": "Press releases on health, rated by experts (FakeHealth); nothing learnt from it",
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

Articles are ranked by quality. Both judge how an article is made. Neither knows whether it is true: a careful lie can
score high, and a true report that is badly made low. A high score is no proof of truth, and the absence of findings
proves nothing.

## How it is built

Each head is a sum of one table a feature: {features} features, at most {ranges} ranges each, in log-odds.
In features that count faults the score may only fall, by {drop} at least (before calibration) also for faults that
the labelled sets don't hold, and finding nothing adds nothing; with more good signs it may only rise. It is fitted by
gradient boosting with one feature a tree, calibrated (Platt) on sources that the model had not seen. Intervals come
from {members} models, each trained on sources drawn with replacement, and moved apart as far as *Intervals* below asks.

Measures (style, names, sourcing) are taken of the sentences that no fault touches: a fault counts as what it is, once,
and furniture neither dilutes nor decorates the rest. Each article is also learnt from as if no fault had been
found in it and nobody knew whether a machine wrote it, so that the model doesn't lean on the marks of the few sites
that it was shown.

Two features come from small classifiers. *Style* is how highly experts rate sources of such wording, learnt from which
words and pairs of words articles of many sources hold, with names and numbers masked; *machine-style* is how much
the wording is like that of language models. Both learnt from some of the sets below, so while the model was trained and
measured each article got what classifiers said that knew nothing of its source.

Length, titles and punctuation are shown but not weighed, and quality doesn't weigh most measures of register:
weighing them lowered the agreement on sources and sets that the model had not seen, as they tell how a set was
collected. Reliability, which weighs register, doesn't see boilerplate, links and metadata: they tell one outlet from
another. On web pages forms and menus count as the faults that they are in an article.

## Data

The texts are their publishers' copyright and were used for research only; none of them is part of this project. At most
{cap} articles a source. Ratings of sources: Lin et al. 2023 (PNAS Nexus).

| set | what it is | articles | kinds |
|---|---|---|---|
{data}

*flawed* are copies of sound articles with two to five made-up faults written in; a copy never parts from
its original's source. *{true}*, *{syria}* and *{release}* were scored for the figures below; nothing was learnt from
them.

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

## Splits

Every article is scored by a model that had not seen its source: five folds, each source in one of them, with like
shares of both labels. Where a set doesn't name its sources, the whole set is one source. In brackets everywhere: 95 %
interval over sources drawn with replacement (over articles, where all are of one source). Few sources make wide
intervals: the content farms are three.

## Figures

Area under the ROC curve (the chance that a better article scores above a worse one) unless said otherwise. *Of like
length* is the same figure within tenths of the articles, the shortest to the longest, averaged: what is left when
length can't help.

| quality | value | of like length | articles |
|---|---|---|---|
{quality}

| reliability | value | of like length | articles |
|---|---|---|---|
{reliability}

## Other kinds of model

The same articles, labels, weights and folds, other models. *Gain* is how much larger the area is than that of what
ships; where its interval holds 0, the two can't be told apart. The booster with interactions shows what the bounds
cost (one table a feature, faults may only lower). The reader of words shows what knowing outlets and topics is worth on
these sets; it is no candidate.

{candidates}

## Calibration

{calibration_error}

Samples of sources are other mixes, so the intervals lie higher than the values.

![calibration of quality]({curve}) ![calibration of reliability]({reliability_curve})

The calibration holds for a mix in which sound articles weigh as much as all others together. In a corpus with another
share of sound articles the ranking stands, the probabilities shift.

### Intervals

The sources were parted in nine: a model with its interval from four ninths of them, another model from four
others, and the articles of the last ninth scored by both, for each ninth in turn. A 90 % interval should hold nine in
ten of the other's scores; *stretch* is how many times as long (in log-odds) it would have to be for that.

{coverage}

## Groups

Whether good outlets' texts of a special manner are marked down: the share of a group with a quality below 0.5, and
below 0.25, and how many times that is the share among all texts of good outlets (sound press, and sources with
pc1 at 0.7 or above).

{groups}

The last rows are texts of outlets that aren't known to be good, so that some may be marked down for cause.


Not measured, for want of data: {not_measured}.

## Flaws and attacks

A single made-up flaw, of the kinds that training wrote in, in sound articles; scored by models that had
not seen their sources. *Ranks lower*: the share of articles that the flaw makes score lower, or impossible to judge.

{flaws}

{second}

What people may do to an unsound article to slip past. *Raised*: the share whose quality rises by more than 0.05.

{attacks}

## Shapes

What each value of a feature adds, in log-odds. The band is where nine in ten of the {members} models of other samples
of sources lie, the ring stands for unknown values. Named instead of drawn: *flat* features, which hardly add anything,
and *small steps*, which take little off (at most {step}) where the fault shows at all.

![shapes of quality]({shapes_quality})

{undrawn_quality}

![shapes of reliability]({shapes_reliability})

{undrawn_reliability}

The widest tables of the quality head: the least and the most that a feature can add.

| feature | least | most |
|---|---|---|
{weights}

## Limits

- It knows nothing about truth. It sees how an article is made, not what the world is like.
- Finding nothing is no merit: a fault that no signal looks for isn't seen, and the score doesn't rise for its absence.
- English running text of 80 words or more; everything else is not judged.
- Trained mostly on US political news up to 2020 with smaller sets up to 2026. Other genres, regions and years:
  not measured.
- A low score may show the manner of writing rather than carelessness; see *Groups*, and read the findings before acting
  on it.
- The faults written in by the generator teach what counts, not how often it occurs on real pages.
- Someone who knows the tables can write around them; see *Flaws and attacks* for what pays.
- Ratings of sources are opinions of experts at one time, mostly on US outlets; good outlets err, and rated-down ones
  print sound articles.
"""


def write(target: Path, model: Model, figures: dict[str, Any], frame: pd.DataFrame, fingerprint: str) -> None:
    """Write the card, its pictures and the figures into ``target``.

    ``figures`` are those of :func:`scorer.train.evaluate.evaluate`; the parts ``candidates``, ``coverage``, ``groups``,
    ``flaws`` and ``attacks`` may be missing, the card then says so.
    """
    (target / FIGURES).write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2) + b"\n")
    for name, picture in _pictures(model, figures).items():
        (target / name).write_text(picture, encoding="utf-8")
    (target / CARD).write_text(_text(model, figures, frame, fingerprint), encoding="utf-8")


def _pictures(model: Model, figures: dict[str, Any]) -> dict[str, str]:
    curves = {name: curve(figures["calibration"][head], head) for head, name in zip(HEADS, _CURVES, strict=True)}
    return curves | {name: shapes.picture(model, head) for head, name in SHAPES.items()}


def _text(model: Model, figures: dict[str, Any], frame: pd.DataFrame, fingerprint: str) -> str:
    groups = figures.get("groups")
    flaws = figures.get("flaws")
    return _TEXT.format(
        fingerprint=fingerprint,
        reliable=labels.RELIABLE,
        features=len(model.names),
        ranges=max(map(len, model.edges)) + 1,
        members=len(model.heads["quality"].spread_base),
        drop=fit.LEAST_DROP,
        cap=labels.MOST_PER_SOURCE,
        data=_data(frame),
        true=labels.TRUE,
        syria=labels.SYRIA,
        release=labels.RELEASE,
        quality=_table(figures["quality"]),
        reliability=_table(figures["reliability"]),
        candidates=_candidates(figures["candidates"]) if "candidates" in figures else _UNMEASURED,
        calibration_error=_calibration_error(figures["calibration error"]),
        curve=CURVE,
        reliability_curve=RELIABILITY_CURVE,
        coverage=_coverage(figures["coverage"]) if "coverage" in figures else _UNMEASURED,
        groups=_groups(groups) if groups else _UNMEASURED,
        not_measured="; ".join(groups["not measured"]) if groups else "groups",
        flaws=_flaws(flaws) if flaws else _UNMEASURED,
        second=_second(flaws["second flaw"]) if flaws else "",
        attacks=_attacks(figures["attacks"]) if "attacks" in figures else _UNMEASURED,
        shapes_quality=SHAPES["quality"],
        shapes_reliability=SHAPES["reliability"],
        step=shapes.STEP,
        undrawn_quality=_undrawn(model, "quality"),
        undrawn_reliability=_undrawn(model, "reliability"),
        weights=weights(model),
    )


def _undrawn(model: Model, head: str) -> str:
    flat, stepped = (", ".join(names) or "none" for names in shapes.undrawn(model, head))
    return f"Flat in {head}: {flat}. Small steps: {stepped}."


def _data(frame: pd.DataFrame) -> str:
    rows = []
    for dataset, articles in frame.groupby("dataset"):
        kinds = articles["kind"].fillna("rated source only").value_counts()
        listed = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
        rows.append(f"| {dataset} | {_DATA[str(dataset)]} | {len(articles):,} | {listed} |")
    return "\n".join(rows)


def _table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    return "\n".join(
        f"| {name} | {_in_words(figure)} | {_in_words(figure.get('of like length'))} | {figure['articles']:,} |"
        for name, figure in figures.items()
    )


def _in_words(figure: Mapping[str, float] | None, digits: int = 3) -> str:
    """A figure with its interval; what can't be told (``nan``) is a dash."""
    if figure is None or np.isnan([figure[name] for name in ("value", "low", "high")]).any():
        return "–"
    return f"{figure['value']:.{digits}f} [{figure['low']:.{digits}f}, {figure['high']:.{digits}f}]"


def _rows(head: str, rows: Iterable[str]) -> str:
    """A Markdown table; ``head`` and each of the rows are cells between bars."""
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in rows)])


def _candidates(told: Mapping[str, Mapping[str, Any]]) -> str:
    kinds = list(told["quality"]["shipped"]["kinds"])
    quality = (
        f"{name} | {_in_words(one['area'])} | {_gain(name, one)} | "
        + " | ".join(f"{one['kinds'][kind]:.3f}" for kind in kinds)
        for name, one in told["quality"].items()
    )
    reliability = (
        f"{name} | {_in_words(one['area'])} | {_gain(name, one)} | {_in_words(one['correlation'])}"
        for name, one in told["reliability"].items()
    )
    return "\n\n".join(
        [
            _rows(f"quality | against all unsound | gain | {' | '.join(kinds)}", quality),
            _rows("reliability | pc1 below .5 against .7 and above | gain | rank correlation with pc1", reliability),
        ]
    )


def _gain(name: str, one: Mapping[str, Any]) -> str:
    return "" if name == "shipped" else _in_words(one["gain"])


def _calibration_error(told: Mapping[str, Mapping[str, float]]) -> str:
    rows = (f"{head} | {_in_words(figure)} | {figure['articles']:,}" for head, figure in told.items())
    return _rows("head | expected calibration error, 15 ranges, less is better | articles", rows)


def _coverage(told: Mapping[str, Mapping[str, Any]]) -> str:
    rows = (
        f"{head} | {_in_words(one)} | {one['mean width']:.2f} | {one['enough']:.2f} | {one['articles']:,}"
        for head, one in told.items()
    )
    return _rows("head | share held | mean width of the interval | stretch | articles", rows)


def _groups(told: Mapping[str, Any]) -> str:
    head = "group | articles | sources | below 0.5 | times the base | below 0.25 | times the base"
    base = {"all texts of good outlets": told["base"]}
    return _rows(head, (_group(name, one) for name, one in (base | told["groups"]).items()))


def _group(name: str, one: Mapping[str, Any]) -> str:
    cells = [name, f"{one['articles']:,}", str(one["sources"])]
    for low in ("low", "very_low"):
        cells.append(f"{one[low]:.1%}" if low in one else "too few")
        cells.append(_in_words(one.get(f"{low}_ratio"), 2) if f"{low}_ratio" in one else "")
    return " | ".join(cells)


def _flaws(told: Mapping[str, Any]) -> str:
    every = {**told["by flaw"], "**all of these**": told["one flaw"]}
    return _rows(
        "flaw | ranks lower | articles", (f"{n} | {_in_words(one)} | {one['articles']:,}" for n, one in every.items())
    )


def _second(told: Mapping[str, float]) -> str:
    return (
        f"A second flaw, of another kind, raised the score that the first had left in {told['raised']:.2%} of "
        f"{told['pairs']:,} pairs, by more than 0.05 in {told['clearly raised']:.2%}."
    )


def _attacks(told: Mapping[str, Mapping[str, Any]]) -> str:
    rows = (
        f"{name} | {one['change']:+.3f} | {_in_words(one['raised'])} | {one['not judged']:.0%}"
        if "change" in one
        else f"{name} | – | – | {one['not judged']:.0%}"
        for name, one in told.items()
    )
    return _rows("attack | mean change of quality | raised | not judged any more", rows)


def weights(model: Model) -> str:
    """The widest tables of the quality head as rows of a Markdown table."""
    tables = model.heads["quality"].tables
    widest = np.argsort(-np.ptp(tables, axis=1), kind="stable")[:_STRONGEST]
    return "\n".join(f"| {model.names[row]} | {tables[row].min():+.2f} | {tables[row].max():+.2f} |" for row in widest)


def curve(bins: list[dict[str, float]], head: str = "quality") -> str:
    """The calibration curve of a head as an SVG picture: said against seen, with the diagonal."""
    points = [(_MARGIN + bin_["said"] * _SIZE, _MARGIN + (1 - bin_["seen"]) * _SIZE) for bin_ in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#3b82c4"/>' for x, y in points)
    edge, far = _MARGIN + _SIZE, _SIZE + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {far} {far}" width="{far}" height="{far}" '
        f'font-family="sans-serif" font-size="12" fill="#808080" role="img" aria-label="Calibration of {head}">\n'
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#888"/>\n'
        f'<line x1="{_MARGIN}" y1="{edge}" x2="{edge}" y2="{_MARGIN}" stroke="#9a9a9a" stroke-dasharray="4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#3b82c4" stroke-width="2"/>{dots}\n'
        f'<text x="{far / 2}" y="{far - 10}" text-anchor="middle">{head} said (0 to 1)</text>\n'
        f'<text x="14" y="{far / 2}" text-anchor="middle" transform="rotate(-90 14 {far / 2})">'
        f"{_SEEN[head]}</text>\n</svg>\n"
    )
