"""Scorers that need no model, importable by worker processes."""

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar

from scorer.article import Article
from scorer.clock import Clock
from scorer.corpus.engine import limits
from scorer.finding import Finding
from scorer.score import Score
from scorer.span import Span

DEADLY = "DEADLY"
FAULTY = "FAULTY"
SLOW = "SLOW"
DEAF = "DEAF"


def score_of(article: Article, *, abstained: str | None = None) -> Score:
    quality = None if abstained else len(article.text) % 100 / 100
    return Score(
        article=article,
        quality=quality,
        quality_interval=None if abstained else (quality / 2, quality),
        reliability=0.5,
        reliability_interval=(0.25, 0.75),
        abstained=abstained,
        findings=(Finding("vague-attribution", Span(0, 1), "Nobody is named.", (Span(1, 2),)),),
        observations=(),
        features={"words": float(len(article.text.split())), "unknown": None},
        contributions={} if abstained else {"words": -0.25},
        base=0.1,
        model="f" * 64,
    )


class FakeScorer:
    """Scores by length; trips over some articles and dies of others."""

    identity: ClassVar = {"model": "fake"}
    clock = Clock()

    def score_batch(self, articles):
        if any(DEADLY in article.text for article in articles):
            os.abort()
        if any(FAULTY in article.text for article in articles):
            raise ZeroDivisionError("division by zero")
        if any(SLOW in article.text for article in articles):
            time.sleep(60)
        if any(DEAF in article.text for article in articles):
            sum(range(10**12))  # compiled code, which hears no alarm
        return [score_of(article) for article in articles]


def load(model: str | Path | None) -> FakeScorer:
    return FakeScorer()


def load_dying_midway(model: str | Path | None) -> FakeScorer:
    """For workers that die while they send a large result."""
    send = Connection._send

    def half(self, data, *words):
        if len(data) < 1_000_000:
            return send(self, data, *words)
        send(self, data[: len(data) // 2], *words)
        return os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = half
    return FakeScorer()


def load_impatient(model: str | Path | None) -> FakeScorer:
    """For workers that are soon taken for deaf."""
    limits._GRACE = 0.1
    return FakeScorer()
