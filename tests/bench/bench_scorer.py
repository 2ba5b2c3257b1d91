"""scorer: every signal, span, measure and score; the records are made too."""

from importlib.metadata import version

from timing import run

from scorer import Article, Scorer

SCORER = Scorer.load()


def work(rows):
    return [score.to_dict() for score in SCORER.score_many(Article(row["text"], title=row["title"]) for row in rows)]


run(work, version("scorer"), 512)
