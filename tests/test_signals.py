"""Every signal finds what its cases mark, and nothing else.

Cases are prose: ``tests/signals/<signal>.md`` quotes texts, with ``[[…]]`` around the exact
evidence, under headings *Flagged*, *Fine*, *Known misses* and *Known false alarms* (the last two
mark what should be found, or should not, and isn't so: strict expected failures). ``[[]]`` at the very start
marks the whole article. A quoted text may start with lines such as ``title: …`` or ``carries: authors, published``
between ``---`` lines: what is known of the article. What stands behind a line ``***`` is another article of the same
corpus.
"""

import re
from pathlib import Path

import pytest

from scorer.across import Across, trace_batch
from scorer.article import Article
from scorer.checker import Checker
from scorer.document import Batch
from scorer.lexicon import Phrasebook
from scorer.signals import discover
from scorer.span import Span
from tests.claim_checkers import Negation
from tests.conftest import observe

CASES = Path(__file__).parent / "signals"
SIGNALS = discover()
GIVEN = {"claim-contradicted": {"checker": Checker.of(Negation())}}  # what a signal can't do without
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
KNOWN = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
HEADINGS = {"Flagged", "Fine", "Known misses", "Known false alarms"}
MANY = {"authors": tuple, "carries": frozenset}  # what is known of these is parted by commas
PAGE_PARTS = ("**Why it counts.**", "**Flagged.**", "**Fine.**", "**Limits.**", "**Measured.**", "**Source.**")


def quoted(path):
    """Each quoted text of a file, with the heading it stands under."""
    heading, lines = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(">"):
            lines.append(line[1:].removeprefix(" "))
            continue
        if lines:
            yield heading, "\n".join(lines)
            lines = []
        if line.startswith("## "):
            heading = line[3:]
            assert heading in HEADINGS, f"{path.name}: {heading!r}"


def cases():
    for path in sorted(CASES.glob("*.md")):
        for heading, text in quoted(path):
            marks = [pytest.mark.xfail(strict=True)] if heading.startswith("Known") else []
            name = re.sub(r"\W+", "-", text)[:32]
            yield pytest.param(path.stem.replace("_", "-"), text, id=f"{path.stem}-{heading}-{name}", marks=marks)


def split_case(case):
    known = {}
    if head := KNOWN.match(case):
        entries = (line.split(": ", 1) for line in head[1].splitlines())
        known = {name: MANY[name](value.split(", ")) if name in MANY else value for name, value in entries}
        case = case[head.end() :]
    text, spans, cursor = "", [], 0
    for match in MARK.finditer(case):
        text += case[cursor : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        cursor = match.end()
    return text + case[cursor:], spans, known


def seen_across(*cases):
    """What a look at the articles of all ``cases`` shows of the first."""
    articles = [Article(text, **known) for text, _, known in map(split_case, cases)]
    return tuple(Across(trace_batch(Batch(articles, Phrasebook(())))).findings(0))


@pytest.mark.parametrize(("signal_id", "case"), list(cases()))
def test_case(signal_id, case):
    case, *others = case.split("\n***\n")
    text, expected, known = split_case(case)
    if others:
        known["across"] = seen_across(case, *others)

    found = observe(SIGNALS[signal_id](**GIVEN.get(signal_id, {})), text, **known)

    assert [finding.span.of(text) for finding in found] == [span.of(text) for span in expected]
    assert [finding.span for finding in found] == expected


@pytest.mark.parametrize("signal_id", SIGNALS)
def test_page_is_complete(signal_id):
    page = SIGNALS[signal_id].__doc__

    places = [page.find(part) for part in PAGE_PARTS]

    assert -1 not in places, dict(zip(PAGE_PARTS, places, strict=True))
    assert places == sorted(places)


@pytest.mark.parametrize("signal_id", SIGNALS)
def test_cases_are_complete(signal_id):
    text = (CASES / f"{signal_id.replace('-', '_')}.md").read_text(encoding="utf-8")

    flagged, _, fine = text.partition("## Fine")

    assert flagged.count("[[") >= 3
    assert fine.count("\n> ") >= 3
