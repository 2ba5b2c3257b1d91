"""A comparison as one web page: no script, nothing fetched."""

from scorer.report.comparison import ALONE, HEADINGS, LIMITS, Comparison
from scorer.report.html import template

_PAGE = "comparison.html.jinja"


def render(comparison: Comparison) -> str:
    """One self-contained page; its text can be selected, searched and printed."""
    return template(_PAGE).render(comparison=comparison, headings=HEADINGS, limits=LIMITS, alone=ALONE)
