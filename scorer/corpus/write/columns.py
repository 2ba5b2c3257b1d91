"""Columns: the table that scored records make."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Record = dict[str, Any]

_SPREAD = {"features": "feature", "contributions": "contribution"}
_INTERVAL = "_interval"


class Columns:
    """The columns of a table of records: nested values are spread or written as JSON.

    ``quality_interval`` becomes ``quality_low`` and ``quality_high``, each feature and contribution a column
    (``feature.…``, ``contribution.…``).

    Args:
        names: the names that records have, and those inside ``features`` and ``contributions``.
    """

    def __init__(self, names: Mapping[str, Iterable[str]] | None = None) -> None:
        self._names = {name: dict.fromkeys(inner) for name, inner in (names or {}).items()}

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Columns":
        """The columns of what one scorer has scored: of each kind of record, one tells its names."""
        kinds = {(record["abstained"] is None, "text" in record, len(record)): record for record in records}
        columns = cls()
        for record in kinds.values():
            columns.note(record)
        return columns

    def note(self, record: Record) -> None:
        """Take up the names of ``record``."""
        for name, value in record.items():
            inner = self._names.setdefault(name, {})
            if name in _SPREAD:
                inner.update(dict.fromkeys(value))

    def add(self, other: "Columns") -> None:
        """Take up the columns of ``other``."""
        for name, inner in other.to_dict().items():
            self._names.setdefault(name, {}).update(dict.fromkeys(inner))

    def to_dict(self) -> dict[str, list[str]]:
        """The names, as plain data."""
        return {name: list(inner) for name, inner in self._names.items()}

    @property
    def names(self) -> list[str]:
        """All columns in order."""
        return [column for name, inner in self._names.items() for column in _columns(name, inner)]

    def cells(self, records: Sequence[Record]) -> dict[str, Sequence[Any]]:
        """The cells of some records, column by column; lists and objects as they are, ``None`` where there is none."""
        cells: dict[str, Sequence[Any]] = {}
        for name, inner in self._names.items():
            values = [record.get(name) for record in records]
            if name in _SPREAD:
                rows = (_aligned(value or {}, inner) for value in values)
                cells |= dict(zip(_columns(name, inner), zip(*rows, strict=True), strict=False))
            elif name.endswith(_INTERVAL):
                bounds = zip(*(value or (None, None) for value in values), strict=True)
                cells |= dict(zip(_columns(name, {}), bounds, strict=False))
            else:
                cells[name] = values
        return cells

    def row(self, record: Record) -> Record:
        """The cells of ``record`` by column; lists and objects as they are."""
        cells: Record = {}
        for name, value in record.items():
            if name in _SPREAD:
                cells |= {f"{_SPREAD[name]}.{inner}": number for inner, number in value.items()}
            elif name.endswith(_INTERVAL):
                cells |= dict(zip(_columns(name, {}), value or (None, None), strict=True))
            else:
                cells[name] = value
        return cells


def _aligned(value: Mapping[str, Any], names: Mapping[str, None]) -> Iterable[Any]:
    """The members of ``value`` in the order of ``names``; most often they stand so already."""
    return value.values() if tuple(value) == tuple(names) else map(value.get, names)


def _columns(name: str, inner: Iterable[str]) -> list[str]:
    if name in _SPREAD:
        return [f"{_SPREAD[name]}.{one}" for one in inner]
    if name.endswith(_INTERVAL):
        stem = name.removesuffix(_INTERVAL)
        return [f"{stem}_low", f"{stem}_high"]
    return [name]
