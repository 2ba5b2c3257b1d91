"""The panel shows one place once where a signal knows less than another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from scorer.article import Article
from scorer.document import Batch, Document
from scorer.finding import Finding
from scorer.signal import Panel, Signal
from scorer.span import WHOLE, Span


@dataclass(frozen=True)
class Named(Signal):
    """What names the kind."""

    id: ClassVar = "named"
    group: ClassVar = "boilerplate"
    spans: tuple[Span, ...] = ()

    def find(self, document: Document) -> Iterator[Finding]:
        yield from (self.at(span, "") for span in self.spans if span.end <= len(document.text))


@dataclass(frozen=True)
class Other(Named):
    """What is of another group."""

    id: ClassVar = "other"
    group: ClassVar = "language"


@dataclass(frozen=True)
class Vague(Named):
    """What yields."""

    id: ClassVar = "vague"
    yields_to: ClassVar = frozenset({"boilerplate"})


@pytest.mark.parametrize(
    ("known", "left"),
    [
        ([Span(0, 3)], [Span(4, 8), Span(9, 12)]),
        ([Span(3, 4)], [Span(0, 3), Span(4, 8), Span(9, 12)]),
        ([Span(0, 20)], []),
        ([Span(0, 5), Span(1, 2)], [Span(9, 12)]),
        ([Span(11, 20)], [Span(0, 3), Span(4, 8)]),
        ([WHOLE], [Span(0, 3), Span(4, 8), Span(9, 12)]),
    ],
)
def test_a_finding_yields_where_another_signal_names_the_kind(known, left):
    vague = Vague(spans=(Span(0, 3), Span(4, 8), Span(9, 12)))
    panel = Panel([vague, Named(spans=tuple(known)), Other(spans=(Span(0, 20),))])

    (found,) = panel.observe(Batch([Article("a" * 20)], panel.book))

    assert [finding.span for finding in found if finding.signal == "vague"] == left
    assert sum(finding.signal != "vague" for finding in found) == len(known) + 1
