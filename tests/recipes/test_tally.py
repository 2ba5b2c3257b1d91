"""Counts of what is kept, and why the rest is not."""

import pytest

from scorer.recipes.recipe import Broken
from scorer.recipes.tally import Filtered, Parted, wilson
from scorer.recipes.verdicts import Verdict

LOW, SHORT, NAMED = Broken("low"), Broken("short"), Broken("low", "quality", 0.1, ">= 1")


def verdict(*broken, source="", number=1):
    return Verdict(str(number), "a", number, source, "", broken)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (10, 10, 0.722, 1), (5, 10, 0.237, 0.763)]
)
def test_wilson(part, whole, low, high):
    assert wilson(part, whole) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_reasons_are_counted_alone_and_together():
    told = Filtered()
    for broken in ((), (LOW,), (LOW, NAMED), (LOW, SHORT), (SHORT, LOW)):
        told.add(verdict(broken, source="a.org" if broken else "b.org"))

    assert told.reasons() == [("low", 4, 2), ("short", 2, 0)]
    assert (told.overall.articles, told.overall.kept, told.dropped) == (5, 1, 4)
    assert [(one["source"], one["kept"]) for one in told.to_dict()["sources"]] == [("a.org", 0), ("b.org", 1)]
    assert told.to_dict()["interval"] == [pytest.approx(0.0362, abs=1e-3), pytest.approx(0.624, abs=1e-3)]


def test_where_two_recipes_part():
    parted = Parted()
    pairs = [((), ()), ((LOW,), (SHORT,)), ((), (LOW, SHORT)), ((NAMED,), ())]

    flips = [parted.add(verdict(*pair, number=number)) for number, pair in enumerate(pairs)]

    assert [flip and flip.to_dict()["kept_by"] for flip in flips] == [None, None, "recipe", "against"]
    assert flips[3].to_dict()["reasons"] == [NAMED.to_dict()]
    assert parted.to_dict() == {
        "articles": 4,
        "both": 1,
        "only_recipe": 1,
        "only_against": 1,
        "neither": 1,
        "dropped_by_against": {"low": 1, "short": 1},
        "dropped_by_recipe": {"low": 1},
    }
