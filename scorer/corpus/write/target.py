"""Targets: the places that scores are written to."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from scorer.corpus.write.dolma import DOLMA, attribute_files
from scorer.corpus.write.outputs import Format, format_of
from scorer.drafts import reported, target_of
from scorer.errors import OutputError
from scorer.escape import plain

MANIFEST = "manifest.json"
"""Stands in a folder of parts when all are there, and tells what they hold."""
REJECTS = "rejects.jsonl"
"""What couldn't be scored, beside the parts."""
_STORE = ".scorer"
_PART = re.compile(r"part-[0-9]{5,}\.[a-z.]+")


@dataclass(frozen=True, slots=True)
class Target:
    """The place that a job writes to: a file, or a folder of part files.

    ``files`` are the names of the files that stand for those of the input, in a folder that has one for each.
    """

    path: Path
    form: Format
    folder: bool
    files: Mapping[str | None, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a message calls it."""
        return plain(str(self.path))

    @property
    def store(self) -> Path:
        """Where finished parts are kept until all are there."""
        return self.path / _STORE if self.folder else self.path.with_name(f".{self.path.name}{_STORE}")

    @property
    def parts(self) -> set[str]:
        """The names of the part files that stand in the folder, of any format."""
        if not self.folder or self.files:
            return set()
        return {path.name for path in self.path.iterdir() if _PART.fullmatch(path.name)}

    @property
    def in_use(self) -> bool:
        """Whether anything but the store stands in the folder."""
        return self.folder and any(path != self.store for path in self.path.iterdir())

    def names(self, paths: Sequence[str | None]) -> list[str]:
        """The names of the files that hold the parts of the input, each part by the path of its items."""
        if self.files:
            return [self.files[path] for path in paths]
        return [f"part-{number:05d}{self.form.ending}" for number in range(len(paths))]


def target_at(path: str, ending: str = ".jsonl", *, inputs: Iterable[Path] = (), paths: Sequence[str] = ()) -> Target:
    """The place that ``path`` tells; a folder if it is one or ends in a slash.

    Args:
        path: a file, whose name tells the format, or a folder.
        ending: the format of the files in a folder, by the ending of their names.
        inputs: files that are being read, which must not be replaced.
        paths: their names in records, for Dolma's attributes, which have a file for each.

    Raises:
        InputError: if two files would have the same attribute file.
        OutputError: if nothing can be written there.
        MissingExtraError: if the format needs a library that isn't installed.
    """
    if ending == DOLMA.ending:
        target = Target(Path(path), DOLMA, folder=True, files=attribute_files(paths))
        _demand_free(target)
    elif is_folder(path):
        target = Target(Path(path), format_of(ending), folder=True)
    else:
        return Target(target_of(path, inputs), format_of(path), folder=False)
    with reported(target.path):
        if any(file.resolve().is_relative_to(target.path.resolve()) for file in inputs):
            raise OutputError(f"can't write {target.name}: what stands in it is being read; give another folder")
        target.path.mkdir(exist_ok=True, parents=bool(target.files))
        if target.in_use and not target.store.exists():
            raise OutputError(
                f"{target.name} holds other things than a run's parts; give a new or empty folder, or a file's name"
            )
    return target


def _demand_free(target: Target) -> None:
    for name in target.files.values():
        if name in (MANIFEST, REJECTS) or PurePosixPath(name).parts[0] == _STORE:
            raise OutputError(f"can't write {plain(name)} in {target.name}: the run has a file of this name itself")


def is_folder(path: str) -> bool:
    """Whether a place is a folder: it ends in a slash, or there is one."""
    try:
        return path.endswith(("/", os.sep)) or Path(path).is_dir()
    except OSError:  # what is wrong with it is told when it is written to
        return False
