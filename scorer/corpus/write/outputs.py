"""Outputs: the formats of scored records, and the files that appear whole or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from scorer.corpus.outcome import Pack
from scorer.corpus.reject import Reject
from scorer.corpus.streams import WRITTEN_COMPRESSIONS, compressed, compression_of, standard_output
from scorer.corpus.write.columns import Columns, Record
from scorer.corpus.write.packed import Encode, Packed, Packer, Ranking, Waiting, lines, pack, ranked_lines
from scorer.corpus.write.tables import arrow, ranked_tables, write_csv, write_parquet
from scorer.drafts import replacing, reported, target_of
from scorer.errors import MissingExtraError, OutputError
from scorer.escape import plain
from scorer.reading import Floats
from scorer.strict import strict_json

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Format:
    """How records are encoded where they are made, and written when all are there.

    ``rereads`` says that what was written can be taken for what was encoded. ``packer`` packs what is encoded.
    """

    ending: str
    encode: Encode
    write: Callable[[Iterable[Waiting], Columns, BinaryIO], None]
    rereads: bool = True
    packer: Packer = pack

    @property
    def pack(self) -> Pack[Packed]:
        """Packs the outcomes of a batch."""
        return self.packing()

    def packing(self, publishers: Sequence[str] = ()) -> Pack[Packed]:
        """As :attr:`pack`, with the values of ``publishers``; see :mod:`scorer.published`."""
        return partial(self.packer, self.encode, tuple(publishers))

    def publish(self, waiting: Iterable[Waiting], columns: Columns, file: BinaryIO, name: str = "") -> None:
        """Write records, ranked, to an open file; its ``name`` tells how it is compressed if the format doesn't."""
        with compressed(file, compression_of(self.ending) or compression_of(name)) as stream:
            self.write(waiting, columns, stream)


def _write_jsonl(waiting: Iterable[Waiting], _: Columns, file: BinaryIO) -> None:
    for line in ranked_lines(waiting):  # noqa: FURB122  (a stream of Zstandard takes no lines at once)
        file.write(line)


def _write_csv(waiting: Iterable[Waiting], columns: Columns, file: BinaryIO) -> None:
    write_csv(ranked_lines(waiting), columns, file)


def _write_parquet(waiting: Iterable[Waiting], columns: Columns, file: BinaryIO) -> None:
    write_parquet(ranked_tables(waiting), columns, file)


FORMATS: Mapping[str, Format] = {
    form.ending: form
    for form in (
        *(
            Format(f".{name}{ending}", lines, _write_jsonl, rereads=not ending)
            for ending in ("", *WRITTEN_COMPRESSIONS)
            for name in ("jsonl", "ndjson")
        ),
        *(Format(f".csv{ending}", lines, _write_csv, rereads=False) for ending in ("", *WRITTEN_COMPRESSIONS)),
        Format(".parquet", arrow, _write_parquet),
    )
}
"""The formats of outputs by the ending of the file's name."""
_NEEDED = {".parquet": ("pyarrow", "parquet"), ".zst": ("zstandard", "zstd")}


def format_of(name: str) -> Format:
    """The format that the ending of a name tells.

    Raises:
        OutputError: if it tells none.
        MissingExtraError: if the format needs a library that isn't installed.
    """
    form = next((form for ending, form in FORMATS.items() if name.lower().endswith(ending)), None)
    if form is None:
        raise OutputError(f"can't tell the format of {plain(name)}; end its name in {', '.join(FORMATS)}")
    demand_library(form.ending)
    return form


def demand_library(name: str) -> None:
    """Make sure that a file of this name can be written.

    Raises:
        MissingExtraError: if its format needs a library that isn't installed.
    """
    for ending, (library, extra) in _NEEDED.items():
        if name.lower().endswith(ending) and find_spec(library) is None:
            raise MissingExtraError(f"writing {ending} needs {library}: pip install 'scorer[{extra}]'")


class Piped:
    """Takes packed records in order; when it is left without an error, ranks them and writes them to standard output.

    Records wait in a nameless file, so memory holds one number for each. ``pack`` packs them, with the values of
    ``publishers`` where there are any.
    """

    def __init__(self, publishers: Sequence[str] = ()) -> None:
        self._form = FORMATS[".jsonl"]
        self.pack = self._form.packing(publishers)
        self._qualities: list[Floats] = []
        self._waiting: IO[bytes] = TemporaryFile()  # noqa: SIM115  (closed on exit)

    def add(self, packed: Packed) -> None:
        """Take the records of a batch.

        Raises:
            OutputError: if there is no space left.
        """
        self._qualities.append(packed.qualities)
        with reported(None):
            self._waiting.write(packed.data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._waiting, reported(None):
            if error is None:
                self._waiting.seek(0)
                ranking = Ranking(self._qualities)
                ranks = chain.from_iterable(map(ranking.of, self._qualities))
                waiting = Waiting(lambda: cast("BinaryIO", self._waiting), ranks)
                out = standard_output()
                self._form.publish([waiting], Columns(), out)
                out.flush()


class RejectsOutput:
    """Takes rejects and writes them as JSONL; the file appears when it is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._replacing = replacing(path)
        self._file: BinaryIO

    def add(self, reject: Reject) -> None:
        """Write one reject.

        Raises:
            OutputError: if there is no space left.
        """
        with reported(self._path):
            self._file.write(strict_json(reject.to_dict()) + b"\n")

    def __enter__(self) -> Self:
        with reported(self._path):
            self._file = self._replacing.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with reported(self._path):
            self._replacing.__exit__(kind, error, trace)


def open_rejects(path: str | Path, *, inputs: Iterable[Path] = ()) -> RejectsOutput:
    """A place for rejects, as JSONL.

    Args:
        path: where the file will stand; one that is there is replaced when all is written.
        inputs: files that are being read, which must not be replaced.

    Raises:
        OutputError: if nothing can be written there.
    """
    return RejectsOutput(target_of(path, inputs))


def write_records(path: str | Path, records: Iterable[Record], *, inputs: Iterable[Path] = ()) -> None:
    """Write a few records, in their order; ``-`` is JSONL on standard output.

    Raises:
        OutputError: if nothing can be written there.
        MissingExtraError: if the format needs a library that isn't installed.
    """
    rows = list(records)
    columns = Columns()
    for record in rows:
        columns.note(record)
    if str(path) == STANDARD_OUTPUT:
        with reported(None):
            out = standard_output()
            out.write(lines(rows, columns))
            out.flush()
        return
    form, target = format_of(str(path)), target_of(path, inputs)
    waiting = Waiting(lambda: BytesIO(form.encode(rows, columns)), [record.get("rank") for record in rows])
    with reported(target), replacing(target) as file:
        form.publish([waiting], columns, file)
