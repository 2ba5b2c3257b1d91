"""Residue: what on a web page lies outside its main text."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from scorer.corpus.read.layout import Layout
from scorer.span import Span

# Beyond these the extractor takes seconds, or more time than the page has words.
_MOST_ELEMENTS = 20_000
_DEEPEST = 250
_LONGEST = 500_000

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")
_RUN = 5  # words; so many in a row hardly ever recur by chance
_ENOUGH = 20  # words; an extractor that keeps fewer has found no main text


def residue(tree: HtmlElement, layout: Layout, title: str | None = None) -> tuple[Span, ...] | None:
    """Spans of ``layout.text`` that trafilatura would drop; neighbouring lines are one span.

    A line stays with the main text if the extractor keeps it, or at least half of it, or if it is the title.
    ``None`` if that isn't known: trafilatura (extra ``html``) isn't installed, finds no main text, or the page is
    too large for it. ``tree`` may be changed.
    """
    if layout.elements > _MOST_ELEMENTS or layout.depth > _DEEPEST or len(layout.text) > _LONGEST:
        return None
    kept = _main_text(tree)
    if kept is None or len(_WORD.findall(kept)) < _ENOUGH:
        return None
    lines = {tuple(_words(line)) for line in (*kept.split("\n"), title or "")}
    runs = {run for line in lines for run in _runs(line)}
    outside = [not _is_kept(tuple(_words(match[0])), lines, runs) for match in _LINE.finditer(layout.text)]
    return tuple(_merged(layout.text, outside))


def _main_text(tree: HtmlElement) -> str | None:
    try:
        import trafilatura
    except ImportError:
        return None
    # It logs pieces of the page, which is a stranger's text.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        kept: Any = trafilatura.extract(tree, fast=True, favor_recall=True, include_comments=False)
    except Exception:  # noqa: BLE001  (whatever the extractor trips over, the page is still scored)
        return None
    return kept if isinstance(kept, str) else None


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[start : start + _RUN] for start in range(len(words) - _RUN + 1))


def _is_kept(words: tuple[str, ...], lines: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    if words in lines:
        return True
    own = list(_runs(words))
    return bool(own) and 2 * sum(run in runs for run in own) >= len(own)


def _merged(text: str, outside: list[bool]) -> Iterator[Span]:
    start = end = None
    for match, dropped in zip(_LINE.finditer(text), outside, strict=True):
        if dropped:
            start = match.start() if start is None else start
            end = match.end()
        elif start is not None and end is not None:
            yield Span(start, end)
            start = None
    if start is not None and end is not None:
        yield Span(start, end)
