"""Errors: what can go wrong, as a tree.

::

    ScorerError
    ├── ArticleError    an article that can't be scored (in a batch: a reject row)
    ├── InputError      a file or folder that can't be read at all
    ├── OutputError     a place that can't be written to
    ├── UnknownSignalError   a signal name that isn't in the catalogue
    ├── RecipeError     a recipe that is missing or not understood
    ├── ModelError      a model that is missing or damaged
    │   └── TamperedModelError   a model that isn't the one its fingerprint names
    ├── FactsError      a table of facts, or a date, that isn't understood
    ├── CheckerError    a claim checker that is missing, or that fails
    ├── MissingExtraError    an optional dependency that isn't installed
    ├── BudgetError     more rejects than the run allows
    └── LostRowsError   rows in aren't rows scored and rejected: a fault of scorer itself

A message names the thing, the value found, what is allowed and the next step. The library
raises; only the command line prints.
"""


class ScorerError(Exception):
    """Anything that scorer itself reports; its text is one line for a person."""


class ArticleError(ScorerError):
    """One article that can't be scored.

    ``reason`` is the short code of a reject row (``no-text``, ``bad-json``, …).
    """

    def __init__(self, message: str, *, reason: str = "no-text") -> None:
        super().__init__(message)
        self.reason = reason


class InputError(ScorerError):
    """A file or folder that can't be read at all."""


class OutputError(ScorerError):
    """A place that can't be written to."""


class UnknownSignalError(ScorerError):
    """A signal name that isn't in the catalogue."""


class RecipeError(ScorerError):
    """A recipe that is missing, or that holds something which isn't understood."""


class ModelError(ScorerError):
    """A model that is missing or damaged."""


class TamperedModelError(ModelError):
    """A model that isn't the one its fingerprint names."""


class CheckerError(ScorerError):
    """A claim checker that is missing, isn't one, or fails."""


class FactsError(ScorerError):
    """A table of facts that can't be read, a row of it or a date that isn't understood."""


class MissingExtraError(ScorerError):
    """An optional dependency that isn't installed."""


class BudgetError(ScorerError):
    """More rejects than the run allows."""


class LostRowsError(ScorerError):
    """Rows in aren't rows scored and rejected: a fault of scorer itself."""
