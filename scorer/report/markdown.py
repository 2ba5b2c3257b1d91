"""The report as Markdown; what the article says can't become markup, a link or HTML."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorer.report import words
from scorer.report.summary import Chapter, Summary, summarise

if TYPE_CHECKING:
    from scorer.score import Score

# Signs that start markup anywhere in a line; a stop or colon is one where an address may follow.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|&~$^=@!]|[.:](?=\S)")
_TICKS = re.compile("`+")
_TONES = {"fault": "", "soft": " (worth a look)", "good": " (good sign)", "noted": " (noted)"}


def render(score: "Score") -> str:
    """The report of ``score`` as Markdown."""
    summary = summarise(score)
    sections = (_head, _ratings, _contributions, _findings, _unjudged, _foot)
    return "\n\n".join("\n\n".join(blocks) for section in sections if (blocks := list(section(summary)))) + "\n"


def escaped(text: str) -> str:
    r"""Text of one line that stands in Markdown as itself.

    >>> print(escaped("<b>no</b> [link](http://example.org) *bold*"))
    \<b\>no\</b\> \[link\](http\://example\.org) \*bold\*
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def code(text: str) -> str:
    """Text of one line as a code span, in which nothing is markup."""
    fence = "`" * (_longest_ticks(text) + 1)
    edge = " " if text[:1] in ("`", " ", "") or text[-1:] in ("`", " ") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _head(summary: Summary) -> Iterator[str]:
    yield f"# {escaped(summary.title)}"
    yield "\n".join(f"- {fact.label}: {code(fact.value)}" for fact in summary.facts)


def _ratings(summary: Summary) -> Iterator[str]:
    for rating in summary.ratings:
        yield (
            f"**{rating.name.capitalize()} {rating.points}/100** ({rating.low} to {rating.high}). {rating.verdict}. "
            f"{rating.meaning} {rating.interval}".rstrip()
        )
    if summary.abstention:
        yield f"**Not judged.** {escaped(summary.abstention)}"
    yield f"*{' '.join(words.STANDING)}*"


def _contributions(summary: Summary) -> Iterator[str]:
    if not summary.contributions:
        return
    yield "## What moved the score"
    yield f"The average article starts at {summary.start}. {words.LOG_ODDS}"
    rows = ["| log-odds | what was counted | in this article |", "|---:|:---|:---|"]
    rows += [
        f"| {item.value:+.2f} | {escaped(item.words)} | {escaped(item.amount)} |" for item in summary.contributions
    ]
    if summary.others:
        rows.append(f"| {summary.others_value:+.2f} | {summary.others} smaller ones together | |")
    yield "\n".join(rows)


def _findings(summary: Summary) -> Iterator[str]:
    yield "## What was found"
    if not summary.chapters:
        yield words.NO_FINDINGS
    for chapter in summary.chapters:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"### {escaped(chapter.summary)}{_TONES[chapter.tone]}"
    yield f"{code(chapter.signal)} {escaped(chapter.why)}".rstrip()
    for note in chapter.notes:
        yield f"**[{note.number}]** {escaped(note.message)}"
        yield _fenced(note.excerpt.drawn()) if note.excerpt else f"*({words.WHOLE})*"
        for quote in note.related:
            yield f"Compared with {code(quote)}"


def _unjudged(summary: Summary) -> Iterator[str]:
    yield "## What could not be judged"
    yield "\n".join(f"- {escaped(line)}" for line in summary.unjudged)


def _foot(summary: Summary) -> Iterator[str]:
    yield f"Model {code(summary.model)}"


def _fenced(block: str) -> str:
    fence = "`" * max(3, _longest_ticks(block) + 1)
    return f"{fence}text\n{block}\n{fence}"


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
