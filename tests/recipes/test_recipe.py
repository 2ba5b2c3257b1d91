"""Recipes keep and drop as they say, and tell every reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.recipes.judged import Judged
from scorer.recipes.recipe import BOUNDS, Broken, Only, Recipe, Rule


def judged(**known):
    values = {"quality": 0.5, "reliability": 0.5, "words": 300.0, "title-words": None} | known.pop("values", {})
    return Judged(values, **known)


def recipe(*rules, **known):
    return Recipe("mine", rules, **known)


@pytest.mark.parametrize(
    ("bound", "keeps", "drops"),
    [
        ("at_least", (0.5, 0.6), (0.4, 0.49999)),
        ("above", (0.50001, 0.6), (0.5, 0.4)),
        ("at_most", (0.5, 0.4), (0.50001, 0.6)),
        ("below", (0.49999, 0.4), (0.5, 0.6)),
    ],
)
def test_bounds(bound, keeps, drops):
    rule = Rule("quality", {bound: 0.5})

    assert not any(rule.broken(judged(values={"quality": value})) for value in keeps)
    assert all(rule.broken(judged(values={"quality": value})) for value in drops)


@given(st.sampled_from(list(BOUNDS)), st.floats(0, 1), st.floats(0, 1))
def test_a_value_keeps_a_bound_or_its_contrary(bound, limit, value):
    contrary = {"at_least": "below", "below": "at_least", "above": "at_most", "at_most": "above"}[bound]
    article = judged(values={"quality": value})

    broken = [Rule("quality", {name: limit}).broken(article) for name in (bound, contrary)]

    assert sum(one is None for one in broken) == 1


def test_all_reasons_are_told_never_only_the_first():
    found = recipe(
        Rule("quality", {"at_least": 0.7}),
        Rule("words", {"at_least": 50, "at_most": 200}, reason="length"),
        Rule("reliability", {"at_least": 0.1}),
    ).broken(judged())

    assert found == (
        Broken("quality-below-0.7", "quality", 0.5, ">= 0.7"),
        Broken("length", "words", 300.0, "<= 200"),
    )
    assert found[0].to_dict() == {"reason": "quality-below-0.7", "name": "quality", "value": 0.5, "bound": ">= 0.7"}


def test_what_is_not_known_breaks_a_rule_only_where_that_is_asked_for():
    lenient, strict = (Rule("title-words", {"at_least": 3}, missing=missing) for missing in ("keep", "drop"))

    assert lenient.broken(judged()) is None
    assert strict.broken(judged()) == Broken("no-title-words", "title-words")


def test_what_cannot_be_judged_is_dropped_or_not():
    article = judged(values={"quality": None}, abstained="too-short")
    rule = Rule("quality", {"at_least": 0.5})

    assert recipe(rule).broken(article) == (Broken("not-judged:too-short"),)
    assert recipe(rule, unjudged="keep").broken(article) == ()


@pytest.mark.parametrize(
    ("only", "known", "holds"),
    [
        (Only(frozenset({"en"})), {"language": "en"}, True),
        (Only(frozenset({"en"})), {"language": "EN_gb"}, True),
        (Only(frozenset({"en-gb"})), {"language": "en"}, False),
        (Only(frozenset({"en"})), {"language": None}, False),
        (Only(frozenset({"en"})), {"language": "eng"}, False),
        (Only(sources=frozenset({"example.org"})), {"url": "https://news.example.org/1"}, True),
        (Only(sources=frozenset({"news.example.org"})), {"url": "https://www.example.org/1"}, False),
        (Only(sources=frozenset({"example.org"})), {"given_source": "www.Example.org"}, True),
        (Only(sources=frozenset({"the example"})), {"given_source": "The Example "}, True),
        (Only(sources=frozenset({"example.org"})), {}, False),
        (Only(frozenset({"en"}), frozenset({"a.org"})), {"language": "en", "url": "http://b.org"}, False),
    ],
)
def test_a_rule_for_some_articles_only(only, known, holds):
    rule = Rule("quality", {"at_least": 0.9}, only=only)

    assert (rule.broken(judged(**known)) is not None) == holds


def test_joined_recipes_drop_what_one_of_them_does():
    one = recipe(Rule("quality", {"at_least": 0.4}), unjudged="keep", published=("a",))
    other = recipe(Rule("words", {"at_most": 200}), published=("a", "b"))

    joined = Recipe.joined([one, other])

    assert [broken.name for broken in joined.broken(judged())] == ["words"]
    assert (joined.unjudged, joined.published, joined.name) == ("drop", ("a", "b"), "mine + mine")
    assert Recipe.joined([one]) is one
