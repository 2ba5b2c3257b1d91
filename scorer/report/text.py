"""The report as plain text: each finding under the line that shows it, as a compiler would print it."""

import textwrap
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from scorer.report import words
from scorer.report.excerpt import fit
from scorer.report.summary import Chapter, Note, Summary, summarise

if TYPE_CHECKING:
    from scorer.score import Score

_WIDTH = 92
_LABEL = 12
_wrap = partial(textwrap.wrap, width=_WIDTH, break_long_words=False, break_on_hyphens=False)
_WHOLE = f"      | ({words.WHOLE})"
_SOFT = {"soft": " (worth a look)"}
_AGAINST = ("fault", "soft")


def render(score: "Score") -> str:
    """The report of ``score``; safe to print on a terminal."""
    summary = summarise(score)
    sections = (_head, _ratings, _contributions, _findings, _good_signs, _looked_up, _reasons, _unjudged, _foot)
    return "\n\n".join(filter(None, ("\n".join(section(summary)) for section in sections))) + "\n"


def _head(summary: Summary) -> Iterator[str]:
    title = fit(summary.title, _WIDTH)
    yield title
    yield "=" * cell_len(title)
    for fact in summary.facts:
        yield f"{fact.label:<{_LABEL}} {fact.value}"


def _ratings(summary: Summary) -> Iterator[str]:
    for rating in summary.ratings:
        yield f"{rating.name.capitalize():<{_LABEL}} {rating.points}/100 ({rating.low} to {rating.high})"
        yield from _wrapped(f"{rating.verdict}. {rating.meaning} {rating.interval}", " " * (_LABEL + 1))
    if summary.abstention:
        yield from _wrapped(f"Not judged. {summary.abstention}")


def _contributions(summary: Summary) -> Iterator[str]:
    if not summary.contributions:
        return
    yield from _titled("What moved the score")
    yield from _wrapped(f"The average article starts at {summary.start}. {words.LOG_ODDS}".replace("−", "-"))
    for item in summary.contributions:
        yield from _hanging(f"{item.value:+7.2f}  ", f"{item.words} ({item.amount})")
    if summary.others:
        yield f"{summary.others_value:+7.2f}  {summary.others} smaller ones together"


def _findings(summary: Summary) -> Iterator[str]:
    found = [note for note in summary.notes if note.tone in _AGAINST]
    yield from _titled(f"Findings ({len(found)})")
    if not found:
        yield words.NO_FINDINGS
    for note in found:
        yield from _noted(note)


def _good_signs(summary: Summary) -> Iterator[str]:
    yield from _observed("Good signs", "good", summary)


def _looked_up(summary: Summary) -> Iterator[str]:
    yield from _observed("Noted, and of no weight", "noted", summary)


def _observed(title: str, tone: str, summary: Summary) -> Iterator[str]:
    notes = [note for note in summary.notes if note.tone == tone]
    if notes:
        yield from _titled(f"{title} ({len(notes)})")
    for note in notes:
        yield from _noted(note)


def _noted(note: Note) -> Iterator[str]:
    yield ""
    yield f"[{note.number}] {note.signal}: {note.message}{_SOFT.get(note.tone, '')}"
    yield note.excerpt.drawn() if note.excerpt else _WHOLE
    for quote in note.related:
        yield from _hanging("      compared with: ", quote)


def _reasons(summary: Summary) -> Iterator[str]:
    explained = [chapter for chapter in summary.chapters if chapter.why]
    if explained:
        yield from _titled("Why these count")
    for chapter in explained:
        yield from _hanging("  ", _reason(chapter))


def _reason(chapter: Chapter) -> str:
    return f"{chapter.signal}: {chapter.summary}. {chapter.why}"


def _unjudged(summary: Summary) -> Iterator[str]:
    yield from _titled("What could not be judged")
    for line in summary.unjudged:
        yield from _hanging("  ", line)


def _foot(summary: Summary) -> Iterator[str]:
    yield from words.STANDING
    yield f"Model {summary.model}"


def _titled(title: str) -> Iterator[str]:
    yield title
    yield "-" * len(title)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return _wrap(text, initial_indent=indent, subsequent_indent=indent)


def _hanging(label: str, text: str) -> list[str]:
    return _wrap(text, initial_indent=label, subsequent_indent=" " * (len(label) + 2))
