"""Score articles for quality, rate their sources, and say why.

>>> from scorer import Scorer
>>> Scorer.load().score("Too short to judge.").abstained
'too-short'
"""

from scorer.article import Article
from scorer.score import Score, Scorer

__all__ = ["Article", "Score", "Scorer"]
