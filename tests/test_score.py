"""A score is one article's own, exact, and adds up."""

import gc
import math
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import Article, Scorer
from scorer.abstention import FEWEST_WORDS
from scorer.errors import ArticleError
from scorer.signals import discover
from tests.conftest import ROOT, SEEDS

SCORER = Scorer.load()
SOUND = (
    "The city council voted on Tuesday to close the bridge on Mill Street for repairs, Mayor Ann Holt said. "
    "“We found cracks in two of the six piers,” said Omar Reyes, the chief engineer, in an interview. "
    "The work will cost $2.4 million and take 14 weeks, according to a report that the council published on Monday. "
    "Shop owners on the north bank told the council that they feared for their trade. Carla Dunn, who runs a "
    "bakery there, said she lost a third of her customers when the bridge closed in 2019. The council rejected her "
    "request for a footbridge, by five votes to four. Mr. Reyes said that the detour would add 11 minutes by bus."
)
TAIL = "\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *"
FAULTY = [
    "\n\nSEO Keywords\n\nIn this article we used the focus keyword “bridge” to optimize for search engines.",
    "\n\n#Bridge #News #City #Council #Update",
    TAIL,
]


def test_all_seeds_are_scored_with_evidence():
    for path in SEEDS:
        score = SCORER.score(Article(path.read_text(encoding="utf-8")))
        assert score.abstained is None
        assert score.findings
        assert 0 < score.quality < 0.5


def test_a_score_adds_up():
    score = SCORER.score(SOUND)

    logit = score.base + sum(score.contributions.values())
    assert score.quality == pytest.approx(1 / (1 + math.exp(-logit)), abs=1e-12)
    assert score.quality_interval[0] <= score.quality <= score.quality_interval[1]
    assert score.reliability_interval[0] <= score.reliability <= score.reliability_interval[1]


@pytest.mark.parametrize("fault", FAULTY)
def test_faults_written_into_an_article_lower_its_score(fault):
    assert SCORER.score(SOUND + fault).quality < SCORER.score(SOUND).quality


def test_one_more_finding_never_raises_a_score():
    faults = [name for name, signal in discover().items() if signal.fault]
    for name in set(faults) & set(SCORER.model.names):
        table = SCORER.model.heads["quality"].tables[SCORER.model.names.index(name)][:-1]
        assert (table[1:] <= table[:-1] + 1e-12).all(), name
        assert table[0] == 0, f"{name}: finding nothing must add nothing"


def test_batches_do_not_change_a_score():
    texts = [path.read_text(encoding="utf-8") for path in SEEDS] + [SOUND, "too short", SOUND + TAIL]

    together = [score.to_dict() for score in SCORER.score_many(texts)]

    assert together == [SCORER.score(text).to_dict() for text in texts]


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028"])
def test_the_kind_of_line_break_does_not_change_a_score(line_break):
    for path in SEEDS:
        text = path.read_text(encoding="utf-8")
        plain, other = SCORER.score(text), SCORER.score(text.replace("\n", line_break))
        assert other.quality == pytest.approx(plain.quality, abs=0.02)
        assert {one.signal for one in other.findings} == {one.signal for one in plain.findings}


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=300).filter(str.strip))
def test_any_text_gives_strict_finite_json_and_exact_evidence(text):
    score = SCORER.score(text * 3)
    record = orjson.loads(orjson.dumps(score.to_dict()))

    assert orjson.dumps(record)
    for finding in (*record["findings"], *record["observations"]):
        assert 0 <= finding["start"] < finding["end"] <= len(score.article.text)
        assert score.article.text[finding["start"] : finding["end"]] == finding["evidence"]
    assert all(value is None or math.isfinite(value) for value in record["features"].values())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A short note. " * 5, "too-short"),
        (
            "El consejo de la ciudad votó el martes para cerrar el puente de la calle del molino por obras. " * 8,
            "not-english",
        ),
        ("for i in range(10) x = x + 1 if the value of a is in the list of the b\n" * 12, "not-an-article"),
        ("1234 5678 the 12 and 13 of 14. " * 30, "not-an-article"),
    ],
)
def test_what_cannot_be_judged_is_not(text, reason):
    score = SCORER.score(text)

    assert score.abstained == reason
    assert score.quality is score.quality_interval is score.reliability is score.reliability_interval is None
    assert not score.contributions


def test_the_fewest_words_are_enough():
    words = ["The", "mayor", "said", "that", "it", "was", "true."]

    assert SCORER.score(" ".join((words * 20)[: FEWEST_WORDS - 1])).abstained == "too-short"
    assert SCORER.score(" ".join((words * 20)[:FEWEST_WORDS])).abstained is None


@pytest.mark.parametrize(
    ("article", "reason", "message"),
    [("", "no-text", "empty"), (" \n ", "no-text", "empty"), ("x" * 2_000_001, "too-large", "2,000,001 characters")],
)
def test_what_is_no_article_is_refused(article, reason, message):
    with pytest.raises(ArticleError, match=message) as refused:
        SCORER.score(article)
    assert refused.value.reason == reason


def test_a_record_keeps_what_was_given():
    known = {"title": "T", "url": "https://x.org/a", "source": "X", "authors": ("A", "B"), "extra": {"k": [1]}}
    record = SCORER.score(Article(SOUND, id="001", **known)).to_dict(rank=3)

    assert record["schema"] == 1
    assert (record["id"], record["rank"], record["authors"], record["extra"]) == ("001", 3, ["A", "B"], {"k": [1]})
    assert record["model"] == SCORER.model.fingerprint
    assert "text" not in record


def test_a_notebook_shows_the_report():
    assert SCORER.score(SOUND)._repr_html_().startswith("<!doctype html>")


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collection_of_garbage_is_left_as_it_was(monkeypatch, collecting):
    meanwhile = []
    monkeypatch.setattr(SCORER, "_scored", lambda articles: meanwhile.append(gc.isenabled()) or articles[1])
    try:
        (gc.enable if collecting else gc.disable)()
        with pytest.raises(IndexError):
            SCORER.score_batch([Article(SOUND)])
        assert (meanwhile, gc.isenabled()) == ([False], collecting)
    finally:
        gc.enable()


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("scoring opened a socket")

    monkeypatch.setattr("socket.socket", refuse)

    assert Scorer.load().score(SOUND).quality > 0


def test_the_package_never_unpickles():
    forbidden = ("pickle", "joblib.load", "eval(", "exec(", "shell=True", "allow_pickle=True", "yaml.load")
    for path in sorted((ROOT / "scorer").rglob("*.py")):
        code = path.read_text(encoding="utf-8").replace("unpickled", "").replace("allow_pickle=False", "")
        assert not [word for word in forbidden if word in code.replace("retrieval(", "")], path


def test_public_names():
    import scorer

    assert scorer.__all__ == ["Article", "Score", "Scorer"]
    assert all(hasattr(scorer, name) for name in scorer.__all__)
    assert Path(scorer.__file__).parent.name == "scorer"
