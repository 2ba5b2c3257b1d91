"""Jobs: a corpus scored and written exactly once, however often the run is stopped and begun again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from scorer.corpus.engine.parts import ROWS, cut
from scorer.corpus.engine.run import Engine, Tally, length, work_through
from scorer.corpus.engine.store import Kept, Store
from scorer.corpus.engine.work import Work
from scorer.corpus.read.page import Item
from scorer.corpus.reject import Reject
from scorer.corpus.write.columns import Columns
from scorer.corpus.write.packed import Packed, Ranking, Waiting
from scorer.corpus.write.target import MANIFEST, REJECTS, Target
from scorer.drafts import replacing, reported
from scorer.score import SCHEMA, batches
from scorer.strict import strict_json

Tell = Callable[[Iterable[Reject]], None]


class _Place(NamedTuple):
    """Where a batch belongs: the number of its part, the part's digest, and whether it is the part's last."""

    part: int
    digest: str
    last: bool


@dataclass(slots=True)
class Job:
    """One corpus scored into one place.

    ``work`` makes the records, packed as the target's format packs; ``engine`` has it done. ``run`` is what all scores
    depend on, by name: parts of another run aren't used. ``tally`` counts the rows, and ``tell`` is told the rejects of
    each batch while they come; they are written to ``rejects``, in a folder of parts beside these if nothing else is
    said. ``restart`` forgets what was done before; ``rows`` is how many items a part has.
    """

    target: Target
    work: Work[Packed]
    engine: Engine[Packed]
    run: Mapping[str, str]
    tally: Tally
    tell: Tell
    rejects: Path | None = None
    restart: bool = False
    rows: int = ROWS
    _parts: list[Kept | None] = field(default_factory=list, init=False)
    _paths: list[str | None] = field(default_factory=list, init=False)

    def do(self, items: Iterable[Item]) -> None:
        """Score the items that no run before has finished, then write all records.

        Raises:
            OutputError: if nothing can be written there, another process writes there, or another run was begun.
            LostRowsError: if rows were lost; then nothing is written.
        """
        with reported(self.target.path):
            opened = Store(self.target, {**self.run, "format": self.target.form.ending}, restart=self.restart)
        with opened as store:
            pieces: list[Packed] = []
            for place, packed in work_through(self._missing(items, store), self.work, self.engine, self.tally):
                self.tell(packed.rejects)
                pieces.append(packed)
                if place.last:
                    with reported(self.target.path):
                        self._parts[place.part] = store.keep(place.digest, pieces)
                    pieces = []
            self.tally.check()
            with reported(self.target.path):
                self._publish(store, [part for part in self._parts if part])

    def _missing(self, items: Iterable[Item], store: Store) -> Iterator[tuple[_Place, list[Item]]]:
        """Batches of the parts that aren't finished."""
        for number, part in enumerate(cut(items, self.rows)):
            kept = store.find(part.digest)
            self._parts.append(kept)
            self._paths.append(part.path)
            if kept:
                self.tally.take(kept.scored, kept.rejected)
                self.tell(kept.rejects)
                continue
            given = list(batches(part.items, length))
            for place, batch in enumerate(given, 1):
                yield _Place(number, part.digest, place == len(given)), batch

    def _publish(self, store: Store, parts: list[Kept]) -> None:
        """Write everything: what was rejected first, so that the scores are the sign of success."""
        rejects = self.rejects or (self.target.path / REJECTS if self.target.folder else None)
        if rejects:
            with replacing(rejects, store.folder if self.target.folder and not self.rejects else None) as file:
                file.writelines(line for part in parts for line in part.reject_lines)
        if self.target.folder:
            self._publish_folder(store, parts)
        else:
            with replacing(self.target.path, store.folder) as file:
                self.target.form.publish(_waiting(parts, _ranking(parts)), _columns(parts), file)
            store.clear()

    def _publish_folder(self, store: Store, parts: list[Kept]) -> None:
        files = self._files(parts)
        manifest = self.target.path / MANIFEST
        if not store.stands(files):
            manifest.unlink(missing_ok=True)  # who finds it may trust the parts
            files = {name: [store.take_back(part) for part in held] for name, held in files.items()}
            columns, ranking = _columns(parts), _ranking(parts)
            for name, held in files.items():
                path = self.target.path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with replacing(path, store.folder) as file:
                    self.target.form.publish(_waiting(held, ranking), columns, file, name)
            store.note_published(files)
        with replacing(manifest, store.folder) as file:
            file.write(strict_json(self._manifest(files)) + b"\n")

    def _files(self, parts: list[Kept]) -> dict[str, list[Kept]]:
        """The parts that each file holds; a file of the input without rows has none."""
        files: dict[str, list[Kept]] = {name: [] for name in self.target.files.values()}
        for name, part in zip(self.target.names(self._paths), parts, strict=True):
            files.setdefault(name, []).append(part)
        return files

    def _manifest(self, files: Mapping[str, list[Kept]]) -> dict[str, Any]:
        tally = self.tally
        rows = {"rows_in": tally.rows_in, "scored": tally.scored, "rejected": tally.rejected}
        parts = [{"file": name, **_rows(parts)} for name, parts in files.items()]
        return {"schema": SCHEMA, "run": dict(self.run), **rows, "parts": parts}


def _rows(parts: list[Kept]) -> dict[str, int]:
    scored, rejected = sum(part.scored for part in parts), sum(part.rejected for part in parts)
    return {"rows": scored + rejected, "scored": scored, "rejected": rejected}


def _ranking(parts: Iterable[Kept]) -> Ranking:
    return Ranking(part.qualities for part in parts)


def _waiting(parts: Iterable[Kept], ranking: Ranking) -> Iterator[Waiting]:
    for part in parts:
        yield Waiting(part.open, ranking.of(part.qualities))


def _columns(parts: Iterable[Kept]) -> Columns:
    columns = Columns()
    for part in parts:
        columns.add(part.columns)
    return columns
