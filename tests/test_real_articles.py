"""What must hold on labelled articles, which are no part of the project: skipped where they are absent."""

import json

import numpy as np
import pandas as pd
import pytest

from scorer import Article, Scorer
from scorer.span import WHOLE, Span
from tests.conftest import DATA, SEEDS, needs_data

SCORER = Scorer.load()
SIGNALS_OF = {
    ("seo_section", None): {"seo-section"},
    ("hashtag_tail", None): {"hashtag-tail"},
    ("injected_link", None): {"injected-link"},
    ("boilerplate", "comment_form"): {"comment-form"},
    ("boilerplate", "plugin_notice"): {"plugin-notice"},
}


def articles(name, count, where=None):
    frame = pd.read_parquet(DATA / "quality" / f"{name}.parquet")
    frame = frame if where is None else frame.query(where)
    frame = frame.sample(min(count, len(frame)), random_state=0)
    return [Article(text, title=title) for text, title in zip(frame["text"], frame["title"], strict=True)]


@needs_data
def test_evidence_is_exact_on_ten_thousand_articles():
    given = articles("allsides_dev", 6000) + articles("llmfake", 2000) + articles("hoax_vs_press", 2000)
    checked = 0
    for score in SCORER.score_many(given):
        record = score.to_dict()
        for finding in (*record["findings"], *record["observations"]):
            assert score.article.text[finding["start"] : finding["end"]] == finding["evidence"]
            assert finding["evidence"] or (finding["start"], finding["end"]) == WHOLE
            checked += 1
    assert len(given) == 10_000
    assert checked > 10_000


@needs_data
def test_the_seeds_rank_below_the_articles_of_top_rated_sources():
    press = articles("allsides_dev", 1500, "pc1 >= 0.85")
    good = np.array([score.quality for score in SCORER.score_many(press) if score.quality is not None])

    for path in SEEDS:
        quality = SCORER.score(path.read_text(encoding="utf-8")).quality
        assert (good > quality).mean() >= 0.9, path.name


def annotated():
    if not DATA.exists():
        return []
    notes = json.loads((DATA / "seed_annotations.json").read_text(encoding="utf-8"))
    return [(name, note) for name, listed in notes.items() for note in listed if note["start"] is not None]


def findings(name, signals):
    (path,) = [path for path in SEEDS if path.name == name]
    score = SCORER.score(path.read_text(encoding="utf-8"))
    return [finding.span for finding in score.findings if finding.signal in signals]


@needs_data
@pytest.mark.parametrize("kind", SIGNALS_OF, ids=lambda kind: "-".join(filter(None, kind)))
def test_every_annotated_span_is_found(kind):
    sign, subtype = kind
    for name, note in annotated():
        if note["sign"] == sign and subtype in (None, note.get("subtype")):
            span = Span(note["start"], note["end"])
            assert any(found.overlaps(span) for found in findings(name, SIGNALS_OF[kind])), (name, note["quote"])


@needs_data
def test_at_least_half_of_the_vague_attributions_are_found():
    notes = [(name, note) for name, note in annotated() if note["sign"] == "vague_attribution"]
    wanted = [(name, Span(note["start"], note["end"])) for name, note in notes]
    found = [any(one.overlaps(span) for one in findings(name, {"vague-attribution"})) for name, span in wanted]

    assert np.mean(found) >= 0.5
