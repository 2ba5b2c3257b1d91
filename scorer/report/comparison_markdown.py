"""A comparison as Markdown; what articles say can't become markup, a link or HTML."""

from collections.abc import Iterable, Iterator

from scorer.across.conflicts import CONFLICT, SHARED
from scorer.report.comparison import ALONE, HEADINGS, LIMITS, Cited, Comparison, Mention, Question, Told
from scorer.report.comparison import references as refer
from scorer.report.markdown import code, escaped


def render(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    return "\n\n".join(_blocks(comparison)) + "\n"


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield f"# {escaped(comparison.title)}"
    for place, told in enumerate(comparison.events, 1):
        yield from _event(place, told)
    if comparison.alone:
        yield escaped(f"{comparison.alone:,} more: {ALONE}" if comparison.events else ALONE)
    yield "## What this can't tell"
    yield _bullets(LIMITS)


def _event(place: int, told: Told) -> Iterator[str]:
    yield f"## {place}. {escaped(told.title)}"
    yield escaped(f"{len(told.articles)} articles, {told.counted}")
    yield "\n".join(
        f"{article.number}. **{escaped(article.title)}** {escaped(article.known)} {code(article.place)}"
        for article in told.articles
    )
    if told.copies or told.origins:
        yield "### Sources and copies"
        yield _bullets((*told.copies, *told.origins))
    for verdict in HEADINGS:
        yield from _questions(told.of(verdict), verdict)
    yield from _mentions("Named in several", told.named)
    yield from _mentions("Only one article speaks of", told.once)


def _questions(questions: list[Question], verdict: str) -> Iterator[str]:
    heading, meaning = HEADINGS[verdict]
    if questions:
        yield f"### {heading} ({len(questions)})"
        yield f"*{meaning}*"
    elif verdict == CONFLICT:
        yield f"### {heading}: none found"
        yield "*That is no proof.*"
    for question in questions:
        yield f"**{escaped(question.asked)}**"
        yield "\n".join(_answers(question, cite=verdict != SHARED))


def _answers(question: Question, *, cite: bool) -> Iterator[str]:
    for answer in question.answers:
        yield f"- {escaped(answer.said)} {escaped(refer(answer.articles))}"
        if cite:
            yield from (f"  - {escaped(refer([cited.article]))} {_quoted(cited)}" for cited in answer.cited)


def _quoted(cited: Cited) -> str:
    return f"{escaped(cited.before)}**{escaped(cited.words)}**{escaped(cited.after)}".strip()


def _mentions(title: str, mentions: Iterable[Mention]) -> Iterator[str]:
    lines = [f"{mention.name} {refer(mention.articles)}" for mention in mentions]
    if lines:
        yield f"### {title}"
        yield _bullets(lines)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)
