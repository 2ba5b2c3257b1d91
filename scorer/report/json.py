"""The report as JSON: the scored record, indented."""

from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from scorer.score import Score


def render(score: "Score") -> str:
    """The scored record of ``score``; values that JSON has no kind for are written as text."""
    return orjson.dumps(score.to_dict(), default=str, option=orjson.OPT_INDENT_2).decode() + "\n"
