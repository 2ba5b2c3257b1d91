"""How much of what people marked in three seed articles the signals find, and how much else they say."""

import json
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from scorer.article import Article
from scorer.document import Batch
from scorer.finding import Finding
from scorer.signal import Panel
from scorer.signals import discover
from scorer.span import Span
from scorer.train.figures import Figure, share
from scorer.trials.trial import CATALOGUE, Trial

_FILE = "seed_annotations.json"
_SEEDS = Path(__file__).parent.parent.parent / "seeds"
_DATA = "three seed articles, marked by hand"

# Which signals answer for which kind of mark; a kind that isn't here is not the signals' business.
ANSWERS = {
    "boilerplate/comment_form": ("comment-form",),
    "boilerplate/empty_metadata": ("empty-metadata",),
    "boilerplate/image_alt_text": ("image-alt-text",),
    "boilerplate/image_credit": ("image-credit",),
    "boilerplate/inline_related_link": ("injected-link",),
    "boilerplate/metadata_label": ("empty-metadata", "missing-byline", "pseudo-byline"),
    "boilerplate/navigation": ("navigation",),
    "boilerplate/site_chrome": ("reading-time", "image-alt-text", "navigation"),
    "boilerplate/title_suffix": ("duplicate-title", "navigation"),
    "duplicate_title": ("duplicate-title",),
    "generic_filler": ("generic-filler", "template-phrase"),
    "hashtag_tail": ("hashtag-tail", "keyword-stuffing"),
    "hedged_claim": ("hedged-claim",),
    "injected_link": ("injected-link",),
    "keyword_stuffing": ("keyword-stuffing",),
    "machine_translation_artifact": ("machine-translation",),
    "missing_byline": ("missing-byline", "pseudo-byline"),
    "missing_date": ("missing-date", "empty-metadata"),
    "missing_source": ("missing-source",),
    "vague_attribution": ("vague-attribution",),
}  # fmt: skip
_SIGNALS = sorted({signal for answers in ANSWERS.values() for signal in answers})

Mark = dict[str, Any]


@cache
def _marked(folder: Path) -> list[tuple[list[Mark], list[Finding]]]:
    """The marks with a place in each article, and what the catalogue finds there."""
    panel = Panel([kind() for kind in discover().values()])
    marks: dict[str, list[Mark]] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    articles = [Article((_SEEDS / name).read_bytes().decode("utf-8")) for name in marks]
    found = panel.observe(Batch(articles, panel.book))
    placed = ([mark for mark in some if mark["start"] is not None] for some in marks.values())
    return list(zip(placed, found, strict=True))


def _answers(mark: Mark) -> tuple[str, ...]:
    return ANSWERS.get(f"{mark['sign']}/{mark.get('subtype')}", ANSWERS.get(mark["sign"], ()))


def _met(mark: Mark, findings: list[Finding]) -> bool:
    place = Span(mark["start"], mark["end"])
    return any(finding.signal in _answers(mark) and finding.span.overlaps(place) for finding in findings)


def _recall(signal: str | None, folder: Path) -> Iterator[Figure]:
    """The share of plain marks that are met, those that ``signal`` answers for or all."""
    met = [
        _met(mark, findings)
        for marks, findings in _marked(folder)
        for mark in marks
        if mark.get("strength") != "weak" and _answers(mark) and (signal is None or signal in _answers(mark))
    ]
    if met:
        yield share("recall of plain marks", np.array(met))


def _whole(folder: Path) -> Iterator[Figure]:
    yield from _recall(None, folder)
    right = [
        any(finding.span.overlaps(Span(mark["start"], mark["end"])) for mark in marks)
        for marks, findings in _marked(folder)
        for finding in findings
        if not finding.soft and discover()[finding.signal].fault
    ]
    yield share("precision of hard findings", np.array(right))


TRIALS = (
    Trial(CATALOGUE, _DATA, (_FILE,), _whole),
    *(Trial(signal, _DATA, (_FILE,), partial(_recall, signal)) for signal in _SIGNALS if signal in discover()),
)
