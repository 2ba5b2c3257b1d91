"""A comparison as plain text, as wide as the terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from scorer.across.conflicts import CONFLICT, DIFFERENT, SHARED
from scorer.report.comparison import ALONE, HEADINGS, LIMITS, Answer, Cited, Comparison, Mention, Question, Told
from scorer.report.comparison import references as refer
from scorer.report.excerpt import fit

WIDTH = 92
"""Columns, where nothing else is known."""
_NARROWEST = 40
_EVENTS = 20  # shown; the other formats have all
_ARTICLES = 12
_QUESTIONS = {CONFLICT: 20, DIFFERENT: 8, SHARED: 10}
_CITED = 3  # of one answer
_STEP = "  "


def render(comparison: Comparison, width: int = WIDTH) -> str:
    """The comparison; safe to print on a terminal that is ``width`` columns wide."""
    return "\n".join(_Page(max(width, _NARROWEST)).lines(comparison)) + "\n"


class _Page:
    """Lines of some width."""

    def __init__(self, width: int) -> None:
        self._width = width

    def lines(self, comparison: Comparison) -> Iterator[str]:
        yield from self._titled(comparison.title, "=")
        for place, told in enumerate(comparison.events[:_EVENTS], 1):
            yield ""
            yield from self._event(place, told)
        if (more := len(comparison.events) - _EVENTS) > 0:
            yield ""
            yield from self._wrapped(f"… and {more:,} more events; -o FILE with --format html or json writes all", "")
        if comparison.alone:
            yield ""
            yield from self._wrapped(f"{comparison.alone:,} more: {ALONE}" if comparison.events else ALONE, "")
        yield ""
        yield from self._titled("What this can't tell", "-")
        for line in LIMITS:
            yield from self._hanging("- ", line)

    def _event(self, place: int, told: Told) -> Iterator[str]:
        yield from self._titled(f"{place}. {told.title}", "-")
        yield from self._wrapped(f"{len(told.articles)} articles, {told.counted}", "")
        yield ""
        for article in told.articles[:_ARTICLES]:
            yield from self._hanging(f"[{article.number}] ", article.title)
            yield from self._wrapped(", ".join(filter(None, (article.known, article.place))), _STEP * 2)
        if (more := len(told.articles) - _ARTICLES) > 0:
            yield f"… and {more:,} more"
        yield from self._listed("Sources and copies", (*told.copies, *told.origins))
        for verdict in HEADINGS:
            yield from self._questions(told.of(verdict), verdict)
        yield from self._listed("Named in several", _mentions(told.named))
        yield from self._listed("Only one article speaks of", _mentions(told.once))

    def _questions(self, questions: list[Question], verdict: str) -> Iterator[str]:
        if not questions and verdict != CONFLICT:
            return
        heading, meaning = HEADINGS[verdict]
        yield ""
        if not questions:
            yield f"{heading}: none found. That is no proof."
            return
        yield from self._wrapped(f"{heading} ({len(questions)}). {meaning}", "")
        for question in questions[: _QUESTIONS[verdict]]:
            yield from self._agreed(question) if verdict == SHARED else self._asked(question)
        if (more := len(questions) - _QUESTIONS[verdict]) > 0:
            yield f"{_STEP}… and {more:,} more"

    def _asked(self, question: Question) -> Iterator[str]:
        yield from self._wrapped(question.asked, _STEP)
        for answer in question.answers:
            yield from self._wrapped(f"{answer.said} {refer(answer.articles)}", _STEP * 2)
            for cited in answer.cited[:_CITED]:
                yield from self._hanging(f"{_STEP * 3}[{cited.article}] ", _quoted(cited))
            if (more := len(answer.cited) - _CITED) > 0:
                yield f"{_STEP * 3}… and {more:,} more"

    def _agreed(self, question: Question) -> Iterator[str]:
        answers = "; ".join(map(_short, question.answers))
        yield from self._hanging(_STEP, f"{question.asked}: {answers}")

    def _listed(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        lines = list(lines)
        if lines:
            yield ""
            yield title
        for line in lines:
            yield from self._hanging(_STEP, line)

    def _titled(self, title: str, line: str) -> Iterator[str]:
        shown = fit(title, self._width)
        yield shown
        yield line * cell_len(shown)

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return self._wrap(text, indent, indent)

    def _hanging(self, label: str, text: str) -> list[str]:
        return self._wrap(text, label, " " * (len(label) if label.strip() else len(label) + 2))

    def _wrap(self, text: str, first: str, others: str) -> list[str]:
        """Lines no wider than the page; a word that is too long for one is cut."""
        wrapped = textwrap.wrap(
            text, self._width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
        )
        return [fit(line, self._width) for line in wrapped]


def _short(answer: Answer) -> str:
    return f"{answer.said} {refer(answer.articles)}"


def _quoted(cited: Cited) -> str:
    return f"{cited.before}{cited.words}{cited.after}".strip()


def _mentions(mentions: Iterable[Mention]) -> list[str]:
    joined = "; ".join(f"{mention.name} {refer(mention.articles)}" for mention in mentions)
    return [joined] if joined else []
