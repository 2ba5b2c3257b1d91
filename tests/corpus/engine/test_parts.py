"""Parts: cut where the rows and files say so, and known by all that they hold."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.engine import parts
from scorer.corpus.engine.parts import cut
from scorer.corpus.read.page import Page
from scorer.corpus.reject import Place
from scorer.span import Span
from tests.conftest import ROOT
from tests.corpus.jobs import articles, bad

ARTICLE = Article(
    "words", id="1", title="t", authors=("Ann",), carries=frozenset({"title", "authors"}), path="a.jsonl", row=1
)
WIDE = replace(ARTICLE, extra={"n": 10**30, 5: "x"})
PAGE = Page("<p>words", Place("a.html"), {"title": "t"})
REJECT = Place("a.jsonl", 3, 17).reject("bad-json", "not JSON", raw=b"{")


def digest(*items):
    (part,) = cut(items, 100)
    return part.digest


class TestCut:
    def test_rows(self):
        assert [len(part.items) for part in cut(articles(*range(7)), 3)] == [3, 3, 1]

    def test_nothing(self):
        assert list(cut([], 3)) == []

    def test_files_of_rows_share_no_part(self):
        items = [*articles(1, 2), *bad(1, path="b.jsonl"), *articles(1, path="c.jsonl"), *articles(3)]

        assert [len(part.items) for part in cut(items, 10)] == [2, 1, 1, 1]

    def test_files_of_one_article_share_parts(self):
        items = [Article("words", path=f"{number}.txt") for number in range(5)]

        assert [len(part.items) for part in cut([*items, PAGE, *articles(1)], 10)] == [6, 1]

    def test_long_texts_fill_a_part(self, monkeypatch):
        monkeypatch.setattr(parts, "_BYTES", 20)

        items = [
            *articles(1),
            *articles(2, text="ten chars."),
            *articles(3, 4),
            Page("<p>" * 9, Place("rows.jsonl", 5)),
        ]

        assert [len(part.items) for part in cut([*items, *articles(6)], 100)] == [2, 2, 1, 1]

    @given(st.lists(st.sampled_from("abc")), st.integers(1, 5))
    def test_all_items_in_order(self, names, rows):
        items = [Article("words", path=name, row=number) for number, name in enumerate(names)]

        assert [item for part in cut(items, rows) for item in part.items] == items


class TestDigest:
    @pytest.mark.parametrize(
        "changed",
        [
            {"text": "wörds"}, {"id": "2"}, {"title": None}, {"title": ""}, {"url": "u"}, {"source": "s"},
            {"published": "2020"}, {"authors": ()}, {"language": "en"}, {"carries": frozenset()}, {"derived": True},
            {"residue": ()}, {"residue": (Span(0, 1),)}, {"path": "b.jsonl"}, {"row": 2}, {"extra": {"n": 1}},
            {"given": b"{}"},
        ],
        ids=str,
    )  # fmt: skip
    @pytest.mark.parametrize("article", [ARTICLE, WIDE], ids=["plain", "wide"])
    def test_every_field_counts(self, article, changed):
        assert digest(replace(article, **changed)) != digest(article)

    @pytest.mark.parametrize(
        "changed",
        [{"markup": b"<p>words"}, {"place": Place("b.html")}, {"known": {}}, {"known": {"title": 10**30}}],
        ids=str,
    )
    def test_every_field_of_a_page_counts(self, changed):
        assert digest(replace(PAGE, **changed)) != digest(PAGE)

    def test_order_and_bounds_count(self):
        one, other = articles(1, 2)

        assert len({digest(one, other), digest(other, one), digest(one), digest(one, one), digest(REJECT)}) == 5

    def test_the_same_under_any_hash_seed(self):
        code = (
            "from tests.corpus.engine.test_parts import *; "
            "print([part.digest for part in cut([ARTICLE, WIDE, PAGE, replace(PAGE, markup=b'x'), REJECT])])"
        )
        told = {
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed}
            ).stdout
            for seed in "012"
        }

        assert len(told) == 1
