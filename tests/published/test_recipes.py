"""Every recipe that is shipped can be followed: its names exist, its cut-offs are numbers, its reasons are codes."""

import re
import tomllib
from importlib.resources import files

import pytest

from scorer.published import PUBLISHERS, published, value_names

RECIPES = {
    path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (files("scorer.published") / "recipes").iterdir()
    if path.name.endswith(".toml")
}
LIMITS = {"at_least", "at_most", "above", "below"}
PROSE = """\
The old bridge over the river was closed on Monday, and people had to go round by the ring road.
"It takes me half an hour more," said Ann Hill, who teaches at the school on the far side.
Workers found a crack in one of the piers in June. Nobody knows how long it had been there.
The town has set aside money for repairs, but the council must still agree to spend it.
A ferry will carry those on foot. It leaves every quarter of an hour, from six until midnight.
"""


def broken(name, text):
    """The reasons of the rules that ``text`` breaks; what has no value breaks none."""
    recipe = RECIPES[name]
    values = published(text, recipe["published"])
    found = [(rule, values[rule["value"]]) for rule in recipe["rule"]]
    return {
        rule["reason"]
        for rule, value in found
        if value is not None and (value < rule.get("at_least", value) or value > rule.get("at_most", value))
    }


def test_the_published_filters_are_there():
    assert set(RECIPES) == {
        "c4",
        "dolma-v1.6",
        "fineweb",
        "fineweb-chain",
        "gopher-quality",
        "gopher-repetition",
        "redpajama-v2",
    }


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_can_be_followed(name):
    recipe = RECIPES[name]

    assert set(recipe) == {"title", "about", "published", "rule"}
    assert set(recipe["published"]) <= set(PUBLISHERS)
    for rule in recipe["rule"]:
        assert rule["value"] in value_names(recipe["published"])
        assert not isinstance(published("a b", recipe["published"])[rule["value"]], list)
        limits = set(rule) - {"value", "reason"}
        assert 1 <= len(limits) <= 2
        assert limits <= LIMITS
        assert all(isinstance(rule[limit], int | float) for limit in limits)
        assert re.fullmatch(r"[a-z0-9-]+", rule["reason"])


@pytest.mark.parametrize("name", RECIPES)
def test_sound_prose_is_kept(name):
    assert broken(name, PROSE) == set()


@pytest.mark.parametrize(
    ("name", "text", "reasons"),
    [
        ("gopher-quality", "Too short to be of the use.", {"gopher-short-doc"}),
        ("gopher-quality", PROSE.replace(" ", " # "), {"gopher-hashes", "gopher-few-letters"}),
        ("gopher-repetition", "", {"gopher-empty"}),
        ("gopher-repetition", PROSE + "\n" + PROSE, {"gopher-dup-lines", "gopher-dup-line-chars"}),
        ("c4", PROSE.replace(".", ""), {"c4-few-sentences"}),
        ("c4", PROSE + "\nWho left this Lorem ipsum here?", {"c4-lorem-ipsum"}),
        ("fineweb", PROSE.replace(".", ""), {"fineweb-line-punct"}),
        ("fineweb", PROSE.replace(" ", "\n"), {"fineweb-line-punct", "fineweb-short-lines", "fineweb-list"}),
        ("fineweb-chain", PROSE + "\nThis is { a bracket.", {"c4-curly-bracket"}),
        ("dolma-v1.6", PROSE.replace("\n", "\n\n"), {"dolma-dup-lines"}),
        ("redpajama-v2", "• " + PROSE.replace("\n", "\n• "), {"rpv2-bullets"}),
    ],
)
def test_each_kind_of_fault_is_named(name, text, reasons):
    assert reasons <= broken(name, text)
