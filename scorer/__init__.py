"""Score articles for quality, rate their sources, and say why.

>>> from scorer import Scorer
>>> Scorer.load().score("Too short to judge.").abstained
'too-short'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scorer.article import Article
    from scorer.score import Score, Scorer

__all__ = ["Article", "Score", "Scorer"]

_HOMES = {"Article": "scorer.article", "Score": "scorer.score", "Scorer": "scorer.score"}


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is asked for: the command line is there before numpy is."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
