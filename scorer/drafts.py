"""Drafts: files that appear whole at their place or not at all."""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scorer.errors import OutputError
from scorer.escape import plain

DRAFT = ".scorer-"
"""How the names of drafts begin."""


def target_of(path: str | Path, inputs: Iterable[Path]) -> Path:
    """The file that ``path`` leads to, if it can be replaced."""
    name = plain(str(path))
    try:
        target = Path(path).resolve()
        if not target.parent.is_dir():
            raise OutputError(f"can't write {name}: there is no folder {plain(str(target.parent))}")
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
            raise OutputError(f"can't write {name}: it is {kind}; give the name of a file")
        if target.exists() and any(file.exists() and file.samefile(target) for file in inputs):
            raise OutputError(f"can't write {name}: it is being read; give another name")
    except (OSError, ValueError, RuntimeError) as error:
        raise OutputError(f"can't write {name}: {plain(str(error))}") from error
    return target


@contextmanager
def replacing(path: Path, folder: Path | None = None) -> Iterator[BinaryIO]:
    """A file that takes the place ``path`` when all is on the disk, and vanishes on any error.

    What a process that is killed leaves of it stands in ``folder``, which is on the same disk; beside ``path``, if none
    is given.
    """
    draft = (folder or path.parent) / f"{DRAFT}{secrets.token_hex(8)}.tmp"
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name last; not every system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def reported(path: Path | None) -> Iterator[None]:
    """Errors of the system as errors of the output. A reader that went away isn't one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = plain(str(path)) if path else "standard output"
        raise OutputError(f"can't write {name}: {error.strerror or error}") from error
