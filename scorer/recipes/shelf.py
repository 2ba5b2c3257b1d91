"""The shelf: recipes that come with the package."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

SUFFIX = ".toml"
_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "recipes" / "shipped", _PACKAGE / "published" / "recipes")


@cache
def shipped() -> Mapping[str, Path]:
    """The files of shipped recipes, by name, in order."""
    files = [file for folder in _FOLDERS for file in folder.glob(f"*{SUFFIX}")]
    return {file.stem: file for file in sorted(files, key=lambda file: file.stem)}
