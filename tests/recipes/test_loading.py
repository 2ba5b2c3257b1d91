"""Recipes are read as they are written, and refused where they aren't understood."""

import pytest

from scorer.errors import RecipeError
from scorer.recipes.loading import keep_above, load, parse
from scorer.recipes.recipe import Only
from scorer.recipes.shelf import shipped

WHOLE = """
title = "Mine"
about = "All of it."
published = "redpajama"
unjudged = "keep"

[[rule]]
value = "quality"
at_least = 0.5
below = 1
reason = "low-quality"
only = { language = ["EN", "de"], source = "https://www.Example.org/" }
missing = "drop"

[[rule]]
value = "rps_doc_word_count"
above = 50
"""


def rule(*lines):
    return "[[rule]]\n" + "\n".join(lines)


def test_all_that_a_recipe_may_say():
    recipe = parse(WHOLE, "mine.toml")

    first, second = recipe.rules
    assert (recipe.name, recipe.title, recipe.about) == ("mine.toml", "Mine", "All of it.")
    assert (recipe.published, recipe.unjudged) == (("redpajama",), "keep")
    assert (first.bounds, first.reason, first.missing) == ({"at_least": 0.5, "below": 1.0}, "low-quality", "drop")
    assert first.only == Only(frozenset({"en", "de"}), frozenset({"example.org"}))
    assert (second.value, second.bounds, second.missing) == ("rps_doc_word_count", {"above": 50.0}, "keep")


@pytest.mark.parametrize("name", shipped())
def test_shipped_recipes_load(name):
    recipe = load(name)

    assert recipe.name == name
    assert recipe.title
    assert recipe.about


def test_a_file(tmp_path):
    (tmp_path / "mine.toml").write_text(WHOLE)

    assert load(tmp_path / "mine.toml").name == "mine.toml"


@pytest.mark.parametrize(("value", "unjudged"), [("quality", "drop"), ("reliability", "drop"), ("words", "keep")])
def test_what_cannot_be_judged_is_dropped_where_a_judgement_is_asked_for(value, unjudged):
    assert parse(rule(f'value = "{value}"', "at_least = 0.5"), "").unjudged == unjudged


def test_a_cut_off_is_a_recipe():
    assert keep_above(0.5).rules == parse(rule('value = "quality"', "at_least = 0.5"), "").rules


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "is no TOML"),
        ('title = "a"', "holds no rule; write each under [[rule]]"),
        ('[rule]\nvalue = "quality"', "holds no rule"),
        ('titel = "a"\n' + WHOLE, "no key is called 'titel'; did you mean title?"),
        ("title = 1\n" + rule(), "title takes words in quotes, not '1'"),
        ('unjudged = "maybe"\n' + rule(), 'unjudged takes "keep" or "drop", not \'maybe\''),
        ('published = ["redpyjama"]\n' + rule(), "no publisher is called 'redpyjama'; did you mean redpajama?"),
        ("published = []\n" + rule(), "published takes a name in quotes, or a list of them"),
        (rule("at_least = 1"), "rule 1: names no value"),
        (rule('value = "comment-from"', "at_most = 0"), "'comment-from'; did you mean comment-form"),
        (rule('value = "xyzzy"', "at_most = 0"), "a value is quality, reliability, a signal"),
        (rule('value = "rps_doc_word_count"', "at_most = 0"), 'a value of redpajama; add published = ["redpajama"]'),
        (rule('value = "quality"'), "has no bound; give at_least, above, at_most, below"),
        (rule('value = "quality"', "at_leest = 0.5"), "no key is called 'at_leest'; did you mean at_least"),
        (rule('value = "quality"', 'at_least = "0.5"'), "at_least takes a number, not '0.5'"),
        (rule('value = "quality"', "at_least = true"), "at_least takes a number, not 'True'"),
        (rule('value = "quality"', "at_least = nan"), "at_least takes a number, not 'nan'"),
        (rule('value = "quality"', "at_least = 50"), "at_least = 50 can't be: quality is between 0 and 1"),
        (rule('value = "comment-form"', "at_most = -1"), "can't be: comment-form is 0 or more"),
        (rule('value = "words"', "at_least = 9", "at_most = 8"), "no value is at least 9 and at most 8; every article"),
        (rule('value = "words"', "at_least = 9", "below = 9"), "no value is at least 9 and below 9"),
        (rule('value = "words"', "at_least = 1", "above = 2"), "has both at_least and above; give one of them"),
        (rule('value = "words"', "at_least = 1", "only = 1"), "only takes a table"),
        (rule('value = "words"', "at_least = 1", 'only = { lang = "en" }'), "no key in only is called 'lang'"),
        (rule('value = "words"', "at_least = 1", "only = { language = 1 }"), "language takes a name in quotes"),
        (rule('value = "words"', "at_least = 1", 'missing = "x"'), 'missing takes "keep" or "drop"'),
        (WHOLE + rule('value = ""'), "mine.toml, rule 3: value takes words in quotes"),
    ],
)
def test_what_is_not_understood_is_refused(text, message):
    with pytest.raises(RecipeError) as caught:
        parse(text, "mine.toml")

    assert str(caught.value).startswith("mine.toml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_value_may_be_asked_for_exactly():
    assert parse(rule('value = "words"', "at_least = 9", "at_most = 9"), "").rules


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sond", "no recipe is called 'sond'; did you mean sound?"),
        ("missing.toml", "the recipe missing.toml can't be read: No such file"),
        ("xyzzy", "the shipped ones are"),
    ],
)
def test_what_is_not_there_is_told(name, message):
    with pytest.raises(RecipeError, match=message):
        load(name)
