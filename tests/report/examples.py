"""Scores made by hand, so that a report is tested without a model."""

from scorer.article import Article
from scorer.finding import Finding
from scorer.score import Score
from scorer.span import Span

FAULT, GOOD, UNLISTED = "vague-attribution", "named-attribution", "made-up-sign"
TEXT = (
    "Harbour plan delayed\n\n"
    "Some experts say that the quay is unsafe. Mayor Ann Lee said on Monday that it isn’t.\n"
    "In conclusion, the future is bright.\n"
)


def finding(text, evidence, signal=FAULT, message="Nobody is named.", *, soft=False, related=()):
    """A finding at the first place of ``evidence`` in ``text``."""
    group = "other" if signal == UNLISTED else "sourcing"
    return Finding(signal, place(text, evidence), message, tuple(place(text, words) for words in related), soft, group)


def place(text, evidence):
    start = text.index(evidence)
    return Span(start, start + len(evidence))


def score(text=TEXT, findings=(), good=(), *, quality=0.31, features=None, contributions=None, **known):
    """A score of ``text``; ``known`` goes to its article."""
    judged = quality is not None
    return Score(
        article=Article(text, **known),
        quality=quality,
        quality_interval=(0.22, 0.41) if judged else None,
        reliability=0.44 if judged else None,
        reliability_interval=(0.30, 0.58) if judged else None,
        abstained=None if judged else "too-short",
        findings=tuple(findings),
        observations=tuple(good),
        features=features or {},
        contributions=contributions or {},
        base=0.0,
        model="0f" * 32,
    )


def typical():
    """A score with a bit of everything."""
    return score(
        findings=[
            finding(TEXT, "Some experts say", soft=True),
            finding(TEXT, "In conclusion,", UNLISTED, "It fits any article.", related=["bright"]),
        ],
        good=[finding(TEXT, "Mayor Ann Lee said", GOOD, "A name stands behind this.")],
        features={FAULT: 4.0, UNLISTED: 1.0, GOOD: 0.0, "commas": 1.25, "title-words": None},
        contributions={FAULT: -0.8, UNLISTED: -0.2, GOOD: 0.1, "commas": 0.4, "words": 0.001},
        title="Harbour plan delayed",
        url="https://example.org/harbour",
        source="The Harbour Times",
        published="2024-05-06",
        authors=("Ann Lee", "Bo Ek"),
        language="en",
        carries=frozenset({"title", "url", "source", "published", "authors"}),
        id="h1",
        path="harbour.jsonl",
        row=3,
    )
