"""Published: the values that others' filters decide by, under their own names and by their own definitions.

``published(text, names)`` gives the values of the publishers asked for. RedPajama-v2's keep their names
(``rps_doc_word_count``); everyone else's begin with the publisher (``datatrove.n_lines``), for the same name
means another number elsewhere. Recipes are cut-offs over these names.
"""

from collections.abc import Callable, Iterable

from scorer.errors import ScorerError
from scorer.published import c4, datatrove, dolma, fineweb, gopher, redpajama
from scorer.published.text import Text
from scorer.published.value import Value

__all__ = ["PUBLISHERS", "Value", "check", "published", "value_names"]

Values = dict[str, Value]


def _each(values: dict[str, Callable[[Text], Value]]) -> Callable[[Text], Values]:
    return lambda text: {name: value(text) for name, value in values.items()}


_VALUES_OF: dict[str, Callable[[Text], Values]] = {
    "redpajama": redpajama.values,
    "dolma_gopher_v1": _each(dolma.GOPHER_V1),
    "dolma_gopher_v2": _each(dolma.GOPHER_V2),
    "dolma_c4_v2": _each(dolma.C4_V2),
    "datatrove": _each(datatrove.VALUES),
    "gopher": _each(gopher.VALUES),
    "c4": c4.values,
    "fineweb": fineweb.values,
    "fineweb_chain": fineweb.chain_values,
}
_OWN_NAMES = frozenset(("redpajama",))

PUBLISHERS: tuple[str, ...] = tuple(_VALUES_OF)
"""Whose values there are."""


def published(text: str, names: Iterable[str]) -> dict[str, Value]:
    """The values of ``text`` by the definitions of the publishers ``names``.

    Args:
        text: Any text; offsets in line signals are code points of it.
        names: Of :data:`PUBLISHERS`, in the order wanted.

    Returns:
        By name, in a fixed order: a number, None where a definition divides by nothing, or a list of
        ``[start, end, number]``, one a line.

    Raises:
        ScorerError: A name isn't a publisher's.
    """
    wanted = list(names)
    check(wanted)
    document = Text(text)
    return {
        name if publisher in _OWN_NAMES else f"{publisher}.{name}": value
        for publisher in wanted
        for name, value in _VALUES_OF[publisher](document).items()
    }


def value_names(publishers: Iterable[str]) -> tuple[str, ...]:
    """The names of the values of ``publishers``, the same for every text, in the order that :func:`published` gives.

    Raises:
        ScorerError: A name isn't a publisher's.
    """
    return tuple(published("", publishers))


def check(publishers: Iterable[str]) -> None:
    """Refuse what is no publisher.

    Raises:
        ScorerError: A name isn't a publisher's.
    """
    for publisher in publishers:
        if publisher not in _VALUES_OF:
            raise ScorerError(f"no publisher of values is called {publisher!r}; there are {', '.join(PUBLISHERS)}")
