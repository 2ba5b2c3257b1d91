"""scorer: every signal, span, measure and score; the records are made too, as the command's engine makes them."""

from importlib.metadata import version

from timing import run

from scorer import Article, Scorer
from scorer.corpus.engine.run import length
from scorer.corpus.engine.work import Work
from scorer.score import batches


def records(outcomes):
    return [score.to_dict() for score in outcomes]


WORK = Work(records, None, Scorer.load)
WORK.prepare()


def work(rows):
    articles = (Article(row["text"], title=row["title"]) for row in rows)
    for batch in batches(articles, length):
        WORK(batch)


run(work, version("scorer"), 5_000, warm_up=512)
