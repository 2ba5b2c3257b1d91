"""Data sets on disk, as Hugging Face's ``datasets`` saves them: Arrow files, and notes of what belongs together.

A folder of one holds ``state.json``, which names its ``data-….arrow``; a folder of several, a ``dataset_dict.json``
and a folder for each. They are told from ordinary folders by what stands in these files, whatever else lies there.
"""

import os
from collections.abc import Callable, Collection

from scorer.corpus.jsontext import parse
from scorer.errors import InputError
from scorer.escape import plain

_STATE, _SPLITS = "state.json", "dataset_dict.json"
_NOTES = (_STATE, "dataset_info.json")


def unread(paths: Collection[str], read: Callable[[str], bytes]) -> dict[str, str]:
    """What lies in folders of data sets and is no data of theirs, and why it isn't read; "" for their own notes.

    Args:
        paths: all files of a folder and of those inside it.
        read: gives the beginning of one.

    Raises:
        InputError: if a file of a data set is missing.
    """
    left: dict[str, str] = {}
    data: dict[str, set[str]] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if name == _SPLITS and _strings(read(path), "splits"):
            left[path] = ""
        elif name == _STATE and (files := _data_files(read(path))):
            data[folder] = {os.path.join(folder, file) for file in files}  # noqa: PTH118  (an address is no path)
    if lost := sorted(set().union(*data.values()).difference(paths)):
        raise InputError(f"{plain(lost[0])} is missing, which is a part of its data set")
    for path in paths:
        folder, name = os.path.split(path)
        if folder in data and path not in data[folder]:
            left[path] = "" if name in _NOTES else "no part of the data set"
    return left


def _data_files(state: bytes) -> list[str]:
    files = _value(state, "_data_files")
    names = [file.get("filename") if isinstance(file, dict) else None for file in files if files]
    return [name for name in names if isinstance(name, str) and os.path.basename(name) == name]  # noqa: PTH119


def _strings(note: bytes, name: str) -> list[str]:
    return [value for value in _value(note, name) if isinstance(value, str)]


def _value(note: bytes, name: str) -> list[object]:
    """A list in a note; none where there is no such note."""
    try:
        value = parse(note)
    except ValueError:
        return []
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
