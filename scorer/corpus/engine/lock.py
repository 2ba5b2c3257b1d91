"""Locks: one run at a time writes to a place."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scorer.errors import OutputError
from scorer.escape import plain

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # not every system has such locks; there, two runs must be kept apart by hand
    flock = None  # type: ignore[assignment]


@contextmanager
def locked(path: Path, place: str) -> Iterator[None]:
    """Hold the lock ``path``; its folder is made. The system takes it away from a process that ends, however it ends.

    Raises:
        OutputError: if another process holds it; the message calls what it writes to ``place``.
    """
    descriptor = _held(path, place)
    try:
        yield
    finally:
        os.close(descriptor)


def _held(path: Path, place: str) -> int:
    while True:
        with suppress(FileExistsError):  # mkdir(exist_ok=True) fails if the folder goes between its two looks
            path.parent.mkdir()
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            if path.parent.is_symlink():  # to nowhere
                raise
            continue  # whoever held it has just removed the folder
        try:
            if flock is not None:
                flock(descriptor, LOCK_EX | LOCK_NB)
            if _is(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
                return descriptor
        except BlockingIOError as error:
            holder = os.read(descriptor, 200).decode("utf-8", "replace") or "another process"
            os.close(descriptor)
            raise OutputError(
                f"{place} is being written by {plain(holder)}; wait for its end or give another place"
            ) from error
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # whoever held it has removed it; try again


def _is(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
