"""Recipes: rules that an article keeps or breaks, and what is said of each that it breaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scorer.recipes.judged import Judged

NOT_JUDGED = "not-judged"
"""Begins the reason of articles that are dropped since they can't be judged; why follows a colon."""
KEEP, DROP = "keep", "drop"
# Each bound with the sign that tells it and what a value that breaks it is.
BOUNDS = {
    "at_least": (">=", "below"),
    "above": (">", "not-above"),
    "at_most": ("<=", "above"),
    "below": ("<", "not-below"),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule that an article breaks: the ``reason``, the value's ``name``, its ``value`` and the ``bound``.

    ``value`` is ``None`` where it isn't known, ``name`` and ``bound`` where the article can't be judged at all.
    """

    reason: str
    name: str | None = None
    value: float | None = None
    bound: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The broken rule as plain data."""
        return {"reason": self.reason, "name": self.name, "value": self.value, "bound": self.bound}


@dataclass(frozen=True, slots=True)
class Only:
    """The articles that a rule holds for: those in one of the ``languages`` and of one of the ``sources``.

    ``None`` leaves it open. Languages and domains are in small letters; a language stands for its regional
    kinds, a domain for all that lies in it. An article that states none isn't among them.
    """

    languages: frozenset[str] | None = None
    sources: frozenset[str] | None = None

    def holds(self, judged: Judged) -> bool:
        """Whether the article is one of them."""
        return (self.languages is None or not self.languages.isdisjoint(judged.languages)) and (
            self.sources is None or not self.sources.isdisjoint(judged.sources)
        )


ALL = Only()
"""Every article."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Bounds of one value. An article keeps the rule if its value lies within all of them.

    A value that isn't known (a title's words where there is no title, the quality of an article that can't be judged)
    breaks a rule only if ``missing`` is ``drop``. ``reason`` is made of value and bound where none is given.
    """

    value: str
    bounds: Mapping[str, float]
    reason: str | None = None
    only: Only = ALL
    missing: str = KEEP

    def broken(self, judged: Judged) -> Broken | None:
        """What is said of an article that breaks the rule; ``None`` of one that keeps it."""
        if self.only is not ALL and not self.only.holds(judged):
            return None
        value = judged.values.get(self.value)
        if value is None:
            return Broken(self.reason or f"no-{self.value}", self.value) if self.missing == DROP else None
        for name, bound in self.bounds.items():
            if not _within(name, value, bound):
                sign, wrong = BOUNDS[name]
                reason = self.reason or f"{self.value}-{wrong}-{bound:g}"
                return Broken(reason, self.value, value, f"{sign} {bound:g}")
        return None


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rules that an article must all keep.

    ``unjudged`` says what becomes of articles that can't be judged (too short, not English, …). ``published`` names
    the publishers whose values the rules ask for.
    """

    name: str
    rules: tuple[Rule, ...]
    title: str = ""
    about: str = ""
    unjudged: str = DROP
    published: tuple[str, ...] = ()

    def broken(self, judged: Judged) -> tuple[Broken, ...]:
        """Every rule that the article breaks, in order; none of a kept one."""
        found = [broken for rule in self.rules if (broken := rule.broken(judged))]
        if judged.abstained and self.unjudged == DROP:
            found.insert(0, Broken(f"{NOT_JUDGED}:{judged.abstained}"))
        return tuple(found)

    @classmethod
    def joined(cls, recipes: Iterable["Recipe"]) -> "Recipe":
        """One recipe of all rules of several; it drops what one of them would."""
        given = tuple(recipes)
        if len(given) == 1:
            return given[0]
        return cls(
            name=" + ".join(recipe.name for recipe in given),
            rules=tuple(rule for recipe in given for rule in recipe.rules),
            unjudged=DROP if any(recipe.unjudged == DROP for recipe in given) else KEEP,
            published=tuple(dict.fromkeys(publisher for recipe in given for publisher in recipe.published)),
        )


def _within(name: str, value: float, bound: float) -> bool:
    if name == "at_least":
        return value >= bound
    if name == "above":
        return value > bound
    return value <= bound if name == "at_most" else value < bound
