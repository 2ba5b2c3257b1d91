"""Scorers whose process is killed once, importable by the processes of a cluster."""

import os
import signal
from pathlib import Path

from scorer import Scorer

MARK = "Marked for death."
KILLED = "killed"


class MortalScorer:
    """Scores as the shipped model does, but for the first batch with a marked text: that kills its process."""

    def __init__(self, folder):
        self._folder = Path(folder)
        (self._folder / str(os.getpid())).touch()
        self._scorer = Scorer.load()

    def __getattr__(self, name):
        return getattr(self._scorer, name)

    def score_batch(self, articles):
        if any(MARK in article.text for article in articles):
            self._die_once()
        return self._scorer.score_batch(articles)

    def _die_once(self):
        try:
            (self._folder / KILLED).touch(exist_ok=False)
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def load(folder):
    """The scorer; ``folder`` keeps the numbers of the processes that loaded it."""
    return MortalScorer(folder)
