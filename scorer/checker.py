"""Claim checkers: models of the user's own that tell whether one text bears out another.

scorer ships none and needs none. Whoever has one gives it as a Python object, or names it where objects can't be
given: an entry point of the group ``scorer.claim_checkers``, or ``module:object``. It is either of two kinds:

- :class:`Entails`, as models of natural language inference are: the chances that a premise entails a hypothesis, says
  nothing on it, or contradicts it;
- :class:`Supports`, as MiniCheck is: the chance that a document supports a claim.

What a checker says is its own opinion: it is shown under its name, as worth a look, and moves no score.

>>> class Numbers:
...     name = "numbers"
...     def entails(self, pairs):
...         return [(0, 1, 0) if "two" in claim else (0, 0, 1) for _, claim in pairs]
>>> checker = Checker.of(Numbers())
>>> contradicted(checker, [Pair("There are two.", "There are two."), Pair("There are two.", "There is none.")])
[]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from scorer.errors import CheckerError, ScorerError

GROUP = "scorer.claim_checkers"
"""The group of entry points that packages offer claim checkers in."""
LEAST = 0.9
"""The chance from which a checker's word is passed on."""

_LONGEST_NAME = 80
_SLACK = 0.01  # by which three chances may miss a sum of 1, as those of small floats do
_CHANCES = (
    (0.99, "99 in 100"),
    (0.95, "19 in 20"),
    (0.9, "9 in 10"),
    (0.8, "4 in 5"),
    (0.7, "7 in 10"),
    (0.5, "1 in 2"),
)


class Pair(NamedTuple):
    """Two texts to be held against each other: what is taken as given (a premise), and what is claimed of it."""

    document: str
    claim: str


class Verdict(NamedTuple):
    """The chances, 0..1, that a document supports a claim and that it contradicts it (``None``: not told)."""

    supported: float
    contradicted: float | None


class Entails(Protocol):
    """A model of natural language inference."""

    name: str

    def entails(self, pairs: Sequence[Pair]) -> npt.ArrayLike:
        """For each pair the chances of entailment, neither and contradiction, which sum to 1; shape ``(pairs, 3)``."""
        ...


class Supports(Protocol):
    """A model that tells whether a document supports a claim."""

    name: str

    def supports(self, pairs: Sequence[Pair]) -> npt.ArrayLike:
        """For each pair the chance that the document supports the claim; shape ``(pairs,)``."""
        ...


@dataclass(frozen=True, slots=True)
class Checker:
    """A claim checker that was tried once, and whose every answer is looked at.

    ``name`` is the model's own; ``fingerprint`` tells its versions apart, if it has an attribute of that name.
    ``contradicts`` says whether it knows a contradiction from mere silence.
    """

    name: str
    fingerprint: str
    contradicts: bool
    _ask: Callable[[Sequence[Pair]], npt.ArrayLike] = field(repr=False, compare=False)

    @classmethod
    def of(cls, model: "Entails | Supports | Checker | str") -> "Checker":
        """A model, or the one that a word names (see :func:`load`), ready for use.

        Raises:
            CheckerError: if it is none, has no name, or doesn't answer as it should.
        """
        if isinstance(model, Checker):
            return model
        given: Any = load(model) if isinstance(model, str) else model
        contradicts = callable(getattr(given, "entails", None))
        if isinstance(given, type) or not (contradicts or callable(getattr(given, "supports", None))):
            raise CheckerError(
                f"{_described(given)} is no claim checker: it needs a method entails(pairs) or supports(pairs)"
            )
        ask = given.entails if contradicts else given.supports
        checker = cls(_name(given), str(getattr(given, "fingerprint", "")), contradicts, ask)
        checker.verdicts([Pair("The door is open.", "The door is shut.")])  # what is wrong is said before work begins
        return checker

    @property
    def identity(self) -> str:
        """The name with the fingerprint, if there is one."""
        return f"{self.name} {self.fingerprint}".rstrip()

    def verdicts(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """What the model says of each pair.

        Raises:
            CheckerError: if it fails, or answers with anything but the chances asked for.
        """
        if not pairs:
            return []
        try:
            answer = np.asarray(self._ask(pairs), dtype=np.float64)
        except ScorerError:
            raise
        except Exception as error:
            raise CheckerError(
                f"the claim checker {self.name} failed on {len(pairs)} pairs: {type(error).__name__}: {error}"
            ) from error
        self._refuse_nonsense(answer, len(pairs))
        if self.contradicts:
            return [Verdict(supported, contradicted) for supported, _, contradicted in answer.clip(0, 1).tolist()]
        return [Verdict(supported, None) for supported in answer.clip(0, 1).tolist()]

    def _refuse_nonsense(self, answer: npt.NDArray[np.float64], pairs: int) -> None:
        shape = (pairs, 3) if self.contradicts else (pairs,)
        wanted = f"chances of 0 to 1, of the shape {shape}"
        if answer.shape != shape:
            raise CheckerError(f"the claim checker {self.name} gave numbers of the shape {answer.shape}, not {wanted}")
        if not (np.abs(answer - 0.5) <= 0.5 + _SLACK).all():  # nor are those that are no numbers
            wrong = answer[~(np.abs(answer - 0.5) <= 0.5 + _SLACK)][0]
            raise CheckerError(f"the claim checker {self.name} gave {wrong:g} among {wanted}")
        if self.contradicts and (np.abs(answer.sum(axis=1) - 1) > _SLACK).any():
            raise CheckerError(f"the claim checker {self.name} gave three chances that don't sum to 1")


def load(name: str) -> Any:
    """The object that a word names: ``NAME`` of an entry point, or ``module:object``, each with ``=ARGUMENT`` or none.

    A class or a function is called, with the argument if there is one, to make the model: ``neural=FOLDER``.

    Raises:
        CheckerError: if there is none, or it can't be made.
        MissingExtraError: if it needs a package that isn't installed.
    """
    place, equals, argument = name.partition("=")
    found = _imported(place)
    if isinstance(found, type) or not (hasattr(found, "entails") or hasattr(found, "supports")):
        return _made(place, found, [argument] if equals else [])
    if equals:
        raise CheckerError(f"the claim checker {place} is there already and takes no argument; leave ={argument} out")
    return found


def contradicted(checker: Checker, pairs: Sequence[Pair], least: float = LEAST) -> list[tuple[int, float]]:
    """The pairs whose texts contradict each other, by index, with the chance of it.

    A contradiction holds whichever text comes first, so the checker must say it both ways round; the chance is
    the lesser of the two. A checker that knows support only can't tell contradiction from silence: then there are none.

    Raises:
        CheckerError: as :meth:`Checker.verdicts`.
    """
    there = [verdict.contradicted or 0.0 for verdict in checker.verdicts(pairs)] if checker.contradicts else []
    likely = [index for index, chance in enumerate(there) if chance >= least]
    back = checker.verdicts([Pair(pairs[index].claim, pairs[index].document) for index in likely])
    both = (
        (index, min(there[index], verdict.contradicted or 0.0)) for index, verdict in zip(likely, back, strict=True)
    )
    return [(index, chance) for index, chance in both if chance >= least]


def in_words(chance: float) -> str:
    """The largest round chance that is reached.

    >>> in_words(0.97)
    'at least 19 in 20'
    """
    return next((f"at least {words}" for least, words in _CHANCES if chance >= least), "less than 1 in 2")


def _imported(place: str) -> Any:
    module, colon, path = place.partition(":")
    entry = EntryPoint(place, place, GROUP) if colon else _offered(place)
    if colon and not (module and path):
        raise CheckerError(f"{place!r} names no claim checker; give the name of one, or MODULE:OBJECT")
    try:
        return entry.load()
    except ScorerError:
        raise
    except Exception as error:
        hint = "; is the folder of its module in PYTHONPATH?" if isinstance(error, ModuleNotFoundError) else ""
        raise CheckerError(
            f"the claim checker {place} can't be imported: {type(error).__name__}: {error}{hint}"
        ) from error


def _offered(name: str) -> EntryPoint:
    """The entry point of that name."""
    offered = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in offered:
        known = f"installed are {', '.join(sorted(offered))}" if offered else "none is installed"
        raise CheckerError(f"no claim checker is called {name!r}; {known}. Any other is named as MODULE:OBJECT")
    return offered[name]


def _made(place: str, maker: Any, arguments: list[str]) -> Any:
    if not callable(maker):
        raise CheckerError(
            f"{place} is {_described(maker)}, no claim checker: it needs a method entails(pairs) or supports(pairs)"
        )
    try:
        return maker(*arguments)
    except ScorerError:
        raise
    except Exception as error:
        raise CheckerError(f"the claim checker {place} can't be made: {type(error).__name__}: {error}") from error


def _name(model: Any) -> str:
    name = getattr(model, "name", None)
    if not (isinstance(name, str) and name.strip() and name.isprintable() and len(name) <= _LONGEST_NAME):
        raise CheckerError(
            f"{_described(model)} has no name to show: it needs an attribute `name` of 1 to {_LONGEST_NAME} characters"
        )
    return name.strip()


def _described(given: object) -> str:
    return f"the class {given.__name__}" if isinstance(given, type) else f"an object of type {type(given).__name__}"
