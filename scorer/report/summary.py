"""Summaries: what a report says about one score, as plain data that every format shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import tanh
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scorer.article import Article
from scorer.escape import plain, plain_line
from scorer.finding import Finding
from scorer.report import words
from scorer.report.excerpt import Excerpt, Lines
from scorer.signals import discover
from scorer.span import WHOLE

if TYPE_CHECKING:
    from scorer.score import Interval, Score

SHOWN_CONTRIBUTIONS = 12
_LEAST_CONTRIBUTION = 0.005  # less is written as zero
_LONGEST_QUOTE = 240
_LONGEST_TITLE = 300
_LONGEST_OPENING = 100
_WEB = ("http", "https")
_TONE_ORDER = list(words.TONES)


@dataclass(frozen=True, slots=True)
class Rating:
    """A probability made readable; points count 0 to 100, and ``low`` to ``high`` is its interval."""

    name: str
    points: int
    low: int
    high: int
    verdict: str
    meaning: str
    interval: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of an article, with an address where it is a link."""

    label: str
    value: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a feature adds to or takes from the score, in log-odds.

    ``share`` is its part of the largest one shown, -1 to 1. ``first`` is the number of the first
    finding behind it.
    """

    words: str
    amount: str
    value: float
    share: float
    first: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as it is explained; notes are numbered from 1 in text order, those about the whole article first.

    The latter have no ``excerpt``, and their ``quote`` says that they are.
    """

    number: int
    signal: str
    group: str
    tone: str
    message: str
    quote: str
    related: tuple[str, ...]
    excerpt: Excerpt | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Chapter:
    """The notes of one signal, with what its page says; ``message`` is theirs where several say the same."""

    signal: str
    group: str
    tone: str
    summary: str
    why: str
    message: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report shows; all its text is safe to print."""

    title: str
    facts: tuple[Fact, ...]
    ratings: tuple[Rating, ...]
    abstention: str
    start: int
    contributions: tuple[Contribution, ...]
    others: int
    others_value: float
    notes: tuple[Note, ...]
    chapters: tuple[Chapter, ...]
    unjudged: tuple[str, ...]
    model: str


def summarise(score: "Score") -> Summary:
    """What a report shows of ``score``."""
    article = score.article
    notes = _notes(score)
    contributions, others = _contributions(score, notes)
    return Summary(
        title=title_of(article),
        facts=tuple(_facts(article)),
        ratings=tuple(_ratings(score)),
        abstention=plain_line(words.abstention(score.abstained)) if score.abstained else "",
        start=words.points(0.5 + 0.5 * tanh(score.base / 2)),
        contributions=contributions,
        others=len(others),
        others_value=sum(others),
        notes=notes,
        chapters=tuple(_chapters(notes)),
        unjudged=tuple(_unjudged(score)),
        model=plain_line(score.model),
    )


def clipped(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Text on one line, safe to print, its middle left out where it is long."""
    text = " ".join(text.split())
    half = longest // 2
    return plain(text if len(text) <= longest else f"{text[:half].rstrip()} … {text[-half:].lstrip()}")


def web_address(url: str) -> str | None:
    """The address itself if it is safe to follow: http or https, with a host, with nothing hidden in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in _WEB and parts.hostname and plain_line(url) == url else None


def title_of(article: Article) -> str:
    """What to call an article: its title, or the opening words in its place."""
    if article.title and article.title.strip():
        return clipped(article.title, _LONGEST_TITLE)
    opening = article.text[: 2 * _LONGEST_OPENING].strip().split("\n", 1)[0].strip()
    if len(opening) > _LONGEST_OPENING:
        opening = opening[:_LONGEST_OPENING].rsplit(maxsplit=1)[0] + " …"
    return plain_line(opening or article.id or "Untitled article")


def _metadata(article: Article) -> dict[str, str | None]:
    return {"source": article.source, "published": article.published, "authors": ", ".join(article.authors)}


def _facts(article: Article) -> Iterator[Fact]:
    for field, value in _metadata(article).items():
        lacking = words.NOT_GIVEN if field in article.carries else words.NOT_KNOWN
        yield Fact(field.capitalize(), plain_line(value or lacking))
    if article.url:
        yield Fact("Address", plain_line(article.url), web_address(article.url))
    name = article.id if article.id not in (article.path or "") else None
    rest = {"Language": article.language, "Identifier": name, "File": article.path, "Row": article.row}
    for label, given in rest.items():
        if given:
            yield Fact(label, plain_line(str(given)))


def _unjudged(score: "Score") -> Iterator[str]:
    yield words.TRUTH
    yield from words.looked_up(finding.signal for finding in (*score.findings, *score.observations))
    lacking = [name for name, value in _metadata(score.article).items() if not value]
    if unknown := [name.capitalize() for name in lacking if name not in score.article.carries]:
        yield f"{', '.join(unknown)}: {words.NOT_CARRIED}"
    yield from (plain_line(words.feature(name)) for name, value in score.features.items() if value is None)


def _ratings(score: "Score") -> Iterator[Rating]:
    if score.quality is not None:
        yield _rating("quality", score.quality, score.quality_interval)
    if score.reliability is not None:
        yield _rating("reliability", score.reliability, score.reliability_interval)


def _rating(name: str, value: float, interval: "Interval | None") -> Rating:
    low, high = interval or (value, value)
    return Rating(
        name=name,
        points=words.points(value),
        low=words.points(low),
        high=words.points(high),
        verdict=words.verdict(name, value),
        meaning=words.meaning(name, value),
        interval=words.interval(interval),
    )


def _contributions(score: "Score", notes: Sequence[Note]) -> tuple[tuple[Contribution, ...], list[float]]:
    """The largest contributions, and the values of the others that aren't nothing."""
    counted = [(name, value) for name, value in score.contributions.items() if abs(value) >= _LEAST_CONTRIBUTION]
    counted.sort(key=lambda item: (-abs(item[1]), item[0]))
    first = {note.signal: note.number for note in reversed(notes)}
    shown = tuple(
        Contribution(
            words=plain_line(words.feature(name)),
            amount=words.amount(name, score.features.get(name)),
            value=value,
            share=value / abs(counted[0][1]),
            first=first.get(name),
        )
        for name, value in counted[:SHOWN_CONTRIBUTIONS]
    )
    return shown, [value for _, value in counted[SHOWN_CONTRIBUTIONS:]]


def _notes(score: "Score") -> tuple[Note, ...]:
    """Findings and observations in text order, numbered."""
    lines = Lines(score.article.text)
    found = [(finding, "soft" if finding.soft else "fault") for finding in score.findings]
    found += [(finding, "good" if _counts(finding.signal) else "noted") for finding in score.observations]
    found.sort(key=lambda pair: (pair[0].span, pair[0].signal))
    return tuple(_note(number, *pair, score.article.text, lines) for number, pair in enumerate(found, 1))


def _counts(signal: str) -> bool:
    """Whether what a signal observes may move a score."""
    known = discover().get(signal)
    return known is None or known.weighed


def _note(number: int, finding: Finding, tone: str, text: str, lines: Lines) -> Note:
    whole = finding.span == WHOLE
    return Note(
        number=number,
        tone=tone,
        signal=plain_line(finding.signal),
        group=plain_line(finding.group),
        message=plain_line(finding.message),
        quote=words.WHOLE if whole else clipped(finding.span.of(text)),
        related=tuple(clipped(span.of(text)) for span in finding.related),
        excerpt=None if whole else lines.excerpt(finding.span),
        finding=finding,
    )


def _chapters(notes: Iterable[Note]) -> list[Chapter]:
    """Notes by signal: faults, then what is worth a look, good signs, and what is only noted; each as first found."""
    by_signal: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        by_signal.setdefault((note.tone, note.signal), []).append(note)
    chapters = [_chapter(tone, tuple(group)) for (tone, _), group in by_signal.items()]
    return sorted(chapters, key=lambda chapter: _TONE_ORDER.index(chapter.tone))


def _chapter(tone: str, notes: tuple[Note, ...]) -> Chapter:
    name = notes[0].finding.signal
    signal = discover().get(name)
    shared = len(notes) > 1 and len({note.message for note in notes}) == 1
    return Chapter(
        signal=notes[0].signal,
        group=notes[0].group,
        tone=tone,
        summary=plain_line(words.feature(name)),
        why=words.why(signal) if signal else "",
        message=notes[0].message if shared else "",
        notes=notes,
    )
