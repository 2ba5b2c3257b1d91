"""Traces: small, plain, the same after they were written down."""

import json
from datetime import date

import pytest

from scorer.across import Across, Trace
from scorer.article import Article
from scorer.errors import InputError
from tests.across.stories import article, story, three, traces


def test_what_is_kept():
    (trace,) = traces(article(story(), "a.example", url="https://www.a.example/ferry"))

    assert (trace.id, trace.source, trace.published) == ("a.example", "a.example", date(2024, 3, 5))
    assert trace.label == f"“{trace.title}” (a.example, 2024-03-05)"
    assert "thomas wexford" in trace.names
    assert {claim.kind for claim in trace.claims} >= {"age", "title", "name", "killed"}


def test_what_is_not_known():
    plain, site, broken = traces(
        Article("The dam holds. " + "It is old and it is wide. " * 20),
        Article("The dam holds.", url="https://www.dams.example/1", title="Dam"),
        Article("The dam holds.", url="https://[broken", title="A dam " * 60, published="soon"),
    )

    assert plain.title.startswith("The dam holds.")
    assert plain.title.endswith("…")
    assert plain.label == f"“{plain.title}”"
    assert site.source == "dams.example"
    assert (broken.source, broken.published) == ("", None)
    assert len(broken.title) <= 121


def test_it_stays_the_same_when_it_is_written_down():
    for trace in traces(*three(), Article("")):
        again = Trace.from_dict(json.loads(json.dumps(trace.to_dict())))

        assert again.claims == trace.claims
        assert again == trace
    assert [len(event.members) for event in Across(traces(*three())).events] == [3]


@pytest.mark.parametrize(
    "change",
    [{"claims": None, "credits": 3}, {"published": "soon"}, {"sketch": "?"}, {"sketch": ""}, {"credits": []}],
)
def test_what_is_no_trace_is_refused(change):
    (trace,) = traces(article(story(), "a.example"))

    with pytest.raises(InputError, match=r"trace|sketch"):
        Trace.from_dict({**trace.to_dict(), **change})


def test_it_is_small():
    assert all(len(trace.told) + len(trace.sketch.data) < 4_000 for trace in traces(*three()))
