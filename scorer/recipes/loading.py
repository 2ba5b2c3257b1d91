"""Loading: recipes read from TOML, and refused loudly where anything in them isn't understood.

::

    title = "Sound articles"
    about = "What it is for."
    published = ["datatrove"]      # publishers whose values the rules ask for
    unjudged = "drop"              # or "keep": articles that can't be judged; see below

    [[rule]]
    value = "quality"              # or reliability, a signal, a feature, a published value
    at_least = 0.5                 # or above; at_most or below
    reason = "low-quality"         # else made of value and bound
    only = { language = "en", source = ["example.org"] }
    missing = "keep"               # or "drop": articles whose value isn't known

Articles that can't be judged (too short, not English, …) have no quality and no reliability. Unless a recipe says
otherwise it drops them if a rule asks for one of the two; else they keep or break its rules like any other.
A rule that never holds because a name in it is misspelt is worse than none, so nothing is passed over.
"""

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from math import inf, isfinite
from pathlib import Path
from typing import Any, NoReturn

from scorer.corpus.results.domains import host_of
from scorer.errors import RecipeError
from scorer.escape import plain
from scorer.published import PUBLISHERS, published
from scorer.recipes.recipe import ALL, BOUNDS, DROP, KEEP, Only, Recipe, Rule
from scorer.recipes.shelf import SUFFIX, shipped

_RECIPE_KEYS = ("title", "about", "published", "unjudged", "rule")
_RULE_KEYS = ("value", *BOUNDS, "reason", "only", "missing")
_ONLY_KEYS = ("language", "source")
_SCORES = ("quality", "reliability")
_MOST_SHOWN = 8
_ANY_TEXT = "A line of words."

Range = tuple[float, float]


def load(name: str | Path) -> Recipe:
    """The shipped recipe called ``name``, or the one in the file ``name``.

    Raises:
        RecipeError: if there is none, or something in it isn't understood.
    """
    called = str(name)
    path = shipped().get(called, Path(name))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and _looks_like_a_name(called):
            raise RecipeError(
                f"no recipe is called {plain(called)!r}{_nearest(called, shipped(), 'the shipped ones are')}; "
                "or give the name of a file"
            ) from error
        raise RecipeError(f"the recipe {plain(called)} can't be read: {plain(_why(error))}") from error
    return parse(text, called if called in shipped() else Path(name).name)


def parse(text: str, name: str) -> Recipe:
    """The recipe that ``text`` holds; ``name`` is what messages call it.

    Raises:
        RecipeError: if something in it isn't understood.
    """
    try:
        table = tomllib.loads(text)
    except ValueError as error:
        raise RecipeError(f"{plain(name)} is no TOML: {plain(str(error))}") from error
    return _Parser(plain(name), table).recipe()


def keep_above(quality: float) -> Recipe:
    """The recipe that keeps articles of at least that quality."""
    return Recipe(f"quality >= {quality:g}", (Rule("quality", {"at_least": quality}),))


class _Parser:
    """One recipe's table made into rules; every complaint tells the file and the rule."""

    def __init__(self, name: str, table: Mapping[str, Any]) -> None:
        self._name = name
        self._table = table
        self._place = name

    def recipe(self) -> Recipe:
        self._check_keys(self._table, _RECIPE_KEYS)
        rules = self._table.get("rule", [])
        if not isinstance(rules, list) or not rules or not all(isinstance(rule, dict) for rule in rules):
            self._refuse("holds no rule; write each under [[rule]]")
        publishers = self._strings(self._table, "published")
        title, about = self._string(self._table, "title") or "", self._string(self._table, "about") or ""
        unjudged = self._choice(self._table, "unjudged", DROP if _ask_for_scores(rules) else KEEP)
        found = tuple(self._rules(rules, self._known(publishers)))
        return Recipe(self._name, found, title, about, unjudged=unjudged, published=publishers)

    def _rules(self, tables: Iterable[Mapping[str, Any]], known: Mapping[str, Range]) -> Iterable[Rule]:
        for number, table in enumerate(tables, 1):
            self._place = f"{self._name}, rule {number}"
            self._check_keys(table, _RULE_KEYS)
            value = self._string(table, "value")
            if value is None:
                self._refuse('names no value; write value = "quality", say')
            if value not in known:
                self._refuse(self._unknown(value, known))
            yield Rule(
                value,
                self._bounds(table, *known[value]),
                reason=self._string(table, "reason"),
                only=self._only(table),
                missing=self._choice(table, "missing", KEEP),
            )

    def _known(self, publishers: tuple[str, ...]) -> Mapping[str, Range]:
        """The values that rules may ask for, each with the range it lies in."""
        self._check_publishers(publishers)
        return {**_own_values(), **dict.fromkeys(_published_values(publishers), (-inf, inf))}

    def _check_publishers(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in PUBLISHERS:
                self._refuse(f"no publisher is called {name!r}{_nearest(name, PUBLISHERS, 'there are')}")

    def _unknown(self, value: str, known: Iterable[str]) -> str:
        if publisher := next((one for one in PUBLISHERS if value in _published_values((one,))), None):
            return f'{value!r} is a value of {publisher}; add published = ["{publisher}"] above the rules'
        return (
            f"no value is called {plain(value)!r}{_nearest(value, known, '')}; a value is quality, reliability, a "
            "signal (`scorer signals`) or a feature of a scored record"
        )

    def _bounds(self, table: Mapping[str, Any], least: float, most: float) -> Mapping[str, float]:
        bounds = {name: self._number(table, name) for name in BOUNDS if name in table}
        lower = [name for name in ("at_least", "above") if name in bounds]
        upper = [name for name in ("at_most", "below") if name in bounds]
        if not bounds:
            self._refuse(f"has no bound; give {', '.join(BOUNDS)}")
        for pair in (lower, upper):
            if len(pair) > 1:
                self._refuse(f"has both {pair[0]} and {pair[1]}; give one of them")
        for name, bound in bounds.items():
            if not least <= bound <= most:
                self._refuse(f"{name} = {bound:g} can't be: {table['value']} is {_range(least, most)}")
        if lower and upper:
            self._check_order(*((name, bounds[name]) for name in (lower[0], upper[0])))
        return bounds

    def _check_order(self, lower: tuple[str, float], upper: tuple[str, float]) -> None:
        alone = lower[0] == "at_least" and upper[0] == "at_most"
        if lower[1] > upper[1] or (lower[1] == upper[1] and not alone):
            self._refuse(f"no value is {_told(*lower)} and {_told(*upper)}; every article would be dropped")

    def _only(self, table: Mapping[str, Any]) -> Only:
        if "only" not in table:
            return ALL
        only = table["only"]
        if not isinstance(only, dict) or not only:
            self._refuse('only takes a table, as in only = { language = "en" }')
        self._check_keys(only, _ONLY_KEYS, "only")
        languages = [name.strip().casefold().replace("_", "-") for name in self._strings(only, "language")]
        sources = [host_of(name) or name.strip().casefold() for name in self._strings(only, "source")]
        return Only(
            frozenset(languages) if "language" in only else None, frozenset(sources) if "source" in only else None
        )

    def _check_keys(self, table: Mapping[str, Any], allowed: tuple[str, ...], within: str = "") -> None:
        for key in table:
            if key not in allowed:
                where = f" in {within}" if within else ""
                self._refuse(f"no key{where} is called {plain(key)!r}{_nearest(key, allowed, 'the keys are')}")

    def _string(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not (isinstance(value, str) and value.strip()):
            self._refuse(f"{key} takes words in quotes, not {plain(str(value))!r}")
        return value

    def _strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """One string or a list of them."""
        value = table.get(key, [])
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one.strip() for one in values) or (key in table and not values):
            self._refuse(f"{key} takes a name in quotes, or a list of them, not {plain(str(value))!r}")
        return tuple(values)

    def _number(self, table: Mapping[str, Any], key: str) -> float:
        value = table[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            self._refuse(f"{key} takes a number, not {plain(str(value))!r}")
        return float(value)

    def _choice(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if value not in (KEEP, DROP):
            self._refuse(f'{key} takes "{KEEP}" or "{DROP}", not {plain(str(value))!r}')
        return str(value)

    def _refuse(self, why: str) -> NoReturn:
        raise RecipeError(f"{self._place}: {why}")


@cache
def _own_values() -> Mapping[str, Range]:
    from scorer.measures import MEASURES
    from scorer.signals import discover

    features = dict.fromkeys((measure.name for measure in MEASURES), (-inf, inf))
    return features | dict.fromkeys(discover(), (0.0, inf)) | dict.fromkeys(_SCORES, (0.0, 1.0))


@cache
def _published_values(publishers: tuple[str, ...]) -> tuple[str, ...]:
    """The names of publishers' values that are one number of an article; others are one of each line."""
    values = published(_ANY_TEXT, publishers)
    return tuple(name for name, value in values.items() if not isinstance(value, list))


def _nearest(name: str, known: Iterable[str], listing: str) -> str:
    """What is near to ``name``, or else what there is."""
    names = list(known)
    if near := get_close_matches(name, names, n=3):
        return f"; did you mean {' or '.join(near)}?"
    shown = ", ".join(names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
    return f"; {listing} {shown or 'none'}" if listing else ""


def _ask_for_scores(rules: Iterable[Mapping[str, Any]]) -> bool:
    return any(rule.get("value") in _SCORES for rule in rules)


def _looks_like_a_name(word: str) -> bool:
    return Path(word).name == word and not word.endswith(SUFFIX)


def _told(name: str, bound: float) -> str:
    return f"{name.replace('_', ' ')} {bound:g}"


def _range(least: float, most: float) -> str:
    return f"between {least:g} and {most:g}" if most < inf else f"{least:g} or more"


def _why(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
