"""Shipped data: weights that come with the package, each file checked against its pinned fingerprint."""

import hashlib
from pathlib import Path

from scorer.errors import ModelError, TamperedModelError
from scorer.pinned import SHIPPED

_LARGEST_FILE = 50_000_000
_PACKAGED = Path(__file__).parent / "_models"
_CHECKED_OUT = Path(__file__).parent.parent / "models"
FOLDER = _PACKAGED if _PACKAGED.exists() else _CHECKED_OUT
"""Where the shipped files are: in the installed package, or in the checkout."""


def read(name: str) -> bytes:
    """The shipped file ``name``, a path below :data:`FOLDER`.

    Raises:
        ModelError: if it is missing.
        TamperedModelError: if it isn't the one that this version ships.
    """
    data = read_file(FOLDER / name)
    check(FOLDER / name, data, SHIPPED.get(name, ""), "this version of scorer ships; reinstall it")
    return data


def read_file(path: Path) -> bytes:
    """The bytes of a file of weights.

    Raises:
        ModelError: if it can't be read or is far too large.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ModelError(f"{path} is larger than {_LARGEST_FILE:,} bytes; that is no model of scorer")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} can't be read: {error.strerror}; a model is a folder of files") from error


def check(path: Path, data: bytes, expected: str, as_who: str) -> None:
    """Compare a file's fingerprint with the ``expected`` one.

    Raises:
        TamperedModelError: if it is another; ``as_who`` completes "not … as".
    """
    fingerprint = hashlib.sha256(data).hexdigest()
    if fingerprint != expected:
        raise TamperedModelError(
            f"{path} has fingerprint {fingerprint[:12]}…, not {expected[:12] or 'any'}… as {as_who}"
        )
