"""Folders of reports: one file an article and format, and an index that ranks them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scorer.drafts import replacing, reported
from scorer.errors import OutputError
from scorer.escape import plain, plain_line
from scorer.report import FORMATS
from scorer.report.html import render_index
from scorer.report.summary import clipped, title_of
from scorer.report.words import most_found, points

if TYPE_CHECKING:
    from scorer.score import Score

INDEX = "index.html"
_SLUG = 40
_DIGEST = 16
_TITLE = 120
_SIGNALS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index; ``quality`` and ``reliability`` count 0 to 100, ``None`` where not judged."""

    title: str
    page: str
    quality: int | None
    reliability: int | None
    order: float
    found: str


class Folder:
    """A folder that reports are written to; each file appears whole or not at all."""

    def __init__(self, path: Path, formats: Sequence[str]) -> None:
        self._path = path
        self._formats = {name: FORMATS[name] for name in formats}
        self._entries: list[Entry] = []
        self._copies: Counter[str] = Counter()

    @property
    def results(self) -> list[Path]:
        """What a person should open: the index where there are web pages, else the folder."""
        return [self._path / INDEX if "html" in self._formats else self._path]

    def __enter__(self) -> Self:
        """Make the folder.

        Raises:
            OutputError: if it can't be made.
        """
        if self._path.exists() and not self._path.is_dir():
            raise OutputError(f"can't write reports to {plain(str(self._path))}: it is a file; give a folder")
        with reported(self._path):
            self._path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and "html" in self._formats:
            ranked = sorted(self._entries, key=lambda entry: entry.order)
            self._write(INDEX, render_index(ranked))

    def add(self, score: "Score") -> None:
        """Write the reports of one article.

        Raises:
            OutputError: if one can't be written.
        """
        name = self._name(score)
        for form in self._formats.values():
            self._write(name + form.suffix, form.render(score))
        self._entries.append(_entry(score, f"{name}.html"))

    def _name(self, score: "Score") -> str:
        """A file name that no id can lead out of the folder, and no two articles share."""
        article = score.article
        key = "\0".join((article.path or "", str(article.row or ""), article.id))
        slug = re.sub(r"[^a-z0-9]+", "-", Path(article.id).stem.lower()[:_SLUG]).strip("-") or "article"
        name = f"{slug}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:_DIGEST]}"
        self._copies[name] += 1
        copy = self._copies[name]
        return name if copy == 1 else f"{name}.{copy}"

    def _write(self, name: str, text: str) -> None:
        path = self._path / name
        with reported(path), replacing(path) as file:
            file.write(text.encode("utf-8"))


def _entry(score: "Score", page: str) -> Entry:
    found = most_found((finding.signal for finding in score.findings), _SIGNALS)
    return Entry(
        title=clipped(title_of(score.article), _TITLE),
        page=page,
        quality=None if score.quality is None else points(score.quality),
        reliability=None if score.reliability is None else points(score.reliability),
        order=2.0 if score.quality is None else -score.quality,
        found=plain_line(found or ("not judged: " + score.abstained if score.abstained else "nothing")),
    )
