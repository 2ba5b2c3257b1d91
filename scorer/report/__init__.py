"""Reports: a score made readable, as a web page, Markdown, plain text or JSON."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from scorer.report import html, json, markdown, text

if TYPE_CHECKING:
    from scorer.score import Score


class Format(NamedTuple):
    """One way to write a report: how it is rendered, and how its files end."""

    render: "Callable[[Score], str]"
    suffix: str


FORMATS = {
    "html": Format(html.render, ".html"),
    "md": Format(markdown.render, ".md"),
    "txt": Format(text.render, ".txt"),
    "json": Format(json.render, ".json"),
}
"""The formats of a report, by name."""

__all__ = ["FORMATS", "Format"]
