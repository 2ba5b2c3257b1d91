"""Meters: how much of the inputs was read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Position = Callable[[], float]


class Meter:
    """How many bytes of the inputs were read, as they lie there, before anything is decompressed.

    Nothing is counted: who wants to know asks the file that is being read where it stands.

    Args:
        sizes: of the inputs, in bytes; ``None`` for one whose end isn't known.
    """

    def __init__(self, sizes: Iterable[int | None]) -> None:
        given = list(sizes)
        known = [size for size in given if size is not None]
        self.total = sum(known) if len(known) == len(given) else None
        """All bytes that there are to read; ``None`` where that isn't known, as of standard input."""
        self._read = 0
        self._done = 0
        self._position: Position = _nowhere

    @property
    def read(self) -> int:
        """The bytes that were read; never less than it was before."""
        try:
            position = int(self._position())
        except ValueError:  # another thread has just closed the file
            position = 0
        self._read = max(self._read, self._done + position)
        return self._read

    @contextmanager
    def follow(self, position: Position, size: int | None) -> Iterator[None]:
        """Follow one input while it is read; then all of it counts.

        Args:
            position: tells how many bytes were read.
            size: of the input, in bytes; ``None`` where it isn't known.
        """
        self._position = position
        try:
            yield
        finally:
            self._done += int(position()) if size is None else size
            self._position = _nowhere


def _nowhere() -> float:
    return 0


class Share:
    """A share of a file, 0 to 1, that its reader moves on."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0.0

    def __call__(self) -> float:
        """The share as it is now."""
        return self.value
