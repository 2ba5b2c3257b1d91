"""Trials: how good each signal is, measured on labelled articles. A new file with ``TRIALS`` is run with the others."""

from importlib import import_module
from pkgutil import iter_modules

from scorer.trials.trial import Trial


def discover() -> list[Trial]:
    """Every trial, in order of signals and files."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    trials = [trial for module in modules for trial in getattr(module, "TRIALS", ())]
    return sorted(trials, key=lambda trial: (trial.signal, trial.data))
