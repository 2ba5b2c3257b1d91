"""Recipes: how each classifier is trained. A new file with ``RECIPES`` is run with the others."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from scorer.classifier import Classifier, Weights


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one classifier is trained: ``learn`` takes the folder of labelled data and gives the weights."""

    classifier: Classifier
    learn: Callable[[Path], Weights]


def discover() -> dict[str, Recipe]:
    """Every recipe by the name of its classifier, in order of names."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    recipes = (recipe for module in modules for recipe in module.RECIPES)
    return {recipe.classifier.name: recipe for recipe in sorted(recipes, key=lambda recipe: recipe.classifier.name)}
