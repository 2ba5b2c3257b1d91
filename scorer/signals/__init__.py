"""The signals, one a file; a new file here is a new signal."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules

from scorer.errors import UnknownSignalError
from scorer.signal import Signal


@cache
def discover() -> dict[str, type[Signal]]:
    """Signal classes by id, in the order of their ids.

    Raises:
        TypeError: if a file doesn't declare exactly one signal that bears the file's name.
    """
    found = {}
    for module_info in iter_modules(__path__):
        module = import_module(f"{__name__}.{module_info.name}")
        classes = [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Signal) and value.__module__ == module.__name__
        ]
        if len(classes) != 1:
            raise TypeError(f"{module.__name__} must declare exactly one Signal, not {len(classes)}")
        if classes[0].id != module_info.name.replace("_", "-"):
            raise TypeError(f"{module.__name__} declares {classes[0].id!r}")
        found[classes[0].id] = classes[0]
    return dict(sorted(found.items()))


def built(**given: object) -> list[Signal]:
    """One signal of each class, in the order of their ids.

    ``given`` goes by name to each signal that has a field for it: a claim checker, say.
    """
    return [_made(kind, given) for kind in discover().values()]


def _made(kind: type[Signal], given: Mapping[str, object]) -> Signal:
    return kind(**{name: given[name] for name in signature(kind).parameters.keys() & given.keys()})


def named(signal_id: str) -> type[Signal]:
    """The signal called ``signal_id``.

    Raises:
        UnknownSignalError: if there is none, naming the nearest.
    """
    from difflib import get_close_matches

    signals = discover()
    if signal_id not in signals:
        near = get_close_matches(signal_id, signals, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "`scorer signals` lists them all."
        raise UnknownSignalError(f"no signal is called {signal_id!r}. {hint}")
    return signals[signal_id]
