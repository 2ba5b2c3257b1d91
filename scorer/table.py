"""Tables: the named numbers of a batch of articles; each row is a mapping that is made when it is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from math import isnan, nan
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DIGITS = 6
"""Decimals of the numbers in a record."""

_SCALE = 10.0**DIGITS
_NEAR_HALF = 1e-3  # beyond the error of any number scaled so
_LARGE = 1e9  # beyond, that error is larger


class Table:
    """Numbers by article and name; ``values`` has the shape ``(articles, names)``, ``nan`` means unknown."""

    def __init__(self, names: tuple[str, ...], values: Floats) -> None:
        self.names, self.values = names, values.view()
        self.values.flags.writeable = False  # many scores share it

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, float | None]]) -> "Table":
        """Rows of any tables as one; what a row hasn't is unknown there."""
        given = [Row.of(row) for row in rows]
        tables = {id(row.table): row.table for row in given}
        places = {
            name: place for place, name in enumerate(dict.fromkeys(chain(*(one.names for one in tables.values()))))
        }
        columns = {key: [places[name] for name in table.names] for key, table in tables.items()}
        values = np.full((len(given), len(places)), nan)
        for index, row in enumerate(given):
            values[index, columns[id(row.table)]] = row.table.values[row.index]
        return cls(tuple(places), values)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The place of each name."""
        return {name: column for column, name in enumerate(self.names)}

    @cached_property
    def rounded(self) -> Floats:
        """The values rounded to six decimals."""
        return rounded(self.values)

    @cached_property
    def plain(self) -> list[list[float | None]]:
        """The rounded values as plain rows; ``None`` where unknown."""
        rows: list[list[float | None]] = self.rounded.tolist()
        for row, column in zip(*(places.tolist() for places in np.isnan(self.values).nonzero()), strict=True):
            rows[row][column] = None
        return rows


class Row(Mapping[str, Any]):
    """One row of a table by name; ``None`` where a number is unknown."""

    __slots__ = ("index", "table")

    def __init__(self, table: Table, index: int) -> None:
        self.table, self.index = table, index

    @classmethod
    def of(cls, numbers: Mapping[str, float | None]) -> "Row":
        """Any numbers by name as a row."""
        if isinstance(numbers, cls):
            return numbers
        values = [nan if value is None else value for value in numbers.values()]
        return cls(Table(tuple(numbers), np.array([values], dtype=np.float64)), 0)

    def __getitem__(self, name: str) -> float | None:
        value: float = self.table.values.item(self.index, self.table.columns[name])
        return None if isnan(value) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self.table.names)

    def __len__(self) -> int:
        return len(self.table.names)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type["Row"], tuple[Table, int]]:
        return Row, (Table(self.table.names, self.table.values[self.index : self.index + 1]), 0)

    def rounded(self) -> dict[str, float | None]:
        """The numbers rounded to six decimals, as plain data."""
        return dict(zip(self.table.names, self.table.plain[self.index], strict=True))


def rounded(values: Floats) -> Floats:
    """Each number as Python's ``round`` would have it, to six decimals; the shape of ``values``."""
    scaled = values * _SCALE
    whole = np.rint(scaled)
    near = whole / _SCALE
    # Where scaling might turn a number just beside a half into one, or the other way round.
    doubtful = (np.abs(np.abs(scaled - whole) - 0.5) < _NEAR_HALF) | (np.abs(values) > _LARGE)
    near[doubtful] = [round(value, DIGITS) for value in values[doubtful].tolist()]
    return near
