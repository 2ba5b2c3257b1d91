"""``scorer score``: articles in, scores out."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from scorer.commands import console
from scorer.corpus.engine.limits import SECONDS
from scorer.errors import InputError
from scorer.escape import plain_line

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.corpus.engine.run import Engine
    from scorer.corpus.engine.work import Work
    from scorer.corpus.outcome import Outcome, Pack
    from scorer.corpus.read.files import Skipped, Source
    from scorer.corpus.read.page import Item
    from scorer.corpus.reject import Reject
    from scorer.corpus.write.outputs import RejectsOutput

Packed = TypeVar("Packed")

_SIGNALS_SHOWN = 3
_TITLE = 60
_FORMAT, _DOLMA = "jsonl", "dolma"
_MIDDLING, _GOOD = 40, 70  # where the colour of a quality changes


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "score",
        help="score articles",
        description="Score articles. On a terminal: a ranked table. Piped, or reading `-`: JSONL. With -o, a run that "
        "was stopped is finished by the same command: what is done isn't done again, no row is lost or comes twice.",
    )
    console.add_inputs(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PLACE",
        help="write a file (.jsonl, .csv, .parquet; .gz and .zst compress the first two), or, if it ends in a slash "
        "or is a folder, part files and a manifest",
    )
    command.add_argument("--table", action="store_true", help="print the ranked table, piped or not")
    command.add_argument(
        "--format",
        metavar="NAME",
        help="format of part files: jsonl, csv or parquet (default jsonl); or dolma, an attribute file for each file "
        "of documents",
    )
    command.add_argument("--restart", action="store_true", help="score all anew, whatever a run before has done")
    command.add_argument("--rejects", metavar="FILE", help="write what can't be scored, and why, as JSONL")
    command.add_argument(
        "--time-limit",
        type=console.seconds,
        default=SECONDS,
        metavar="S",
        help=f"seconds an article may take before it is rejected; 0 sets no limit (default {SECONDS:g})",
    )
    command.add_argument(
        "--published",
        type=console.names,
        default=(),
        metavar="NAMES",
        help="add the values that others filter by, under their own names: redpajama, gopher, c4, fineweb, "
        "fineweb_chain, datatrove, dolma_gopher_v1, dolma_gopher_v2, dolma_c4_v2, joined by commas",
    )
    command.add_argument(
        "--across",
        action="store_true",
        help="look over the whole corpus first, for copies and for articles that contradict each other; reads it twice",
    )
    console.add_given(command)
    command.add_argument("--engine", choices=("local", "ray"), default="local", help="where the work is done")
    command.add_argument(
        "--ray-address", metavar="ADDRESS", help="the Ray cluster (default: RAY_ADDRESS, or this machine)"
    )
    command.add_argument("--timings", action="store_true", help="tell in the end where the time went, signal by signal")
    command.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the table shows of a score."""

    name: str
    quality: float | None
    interval: list[float] | None
    reliability: float | None
    abstained: str | None
    found: str


def run(options: argparse.Namespace) -> int:
    """Score what was given; results go to a file or folder, a table, or standard output."""
    from scorer.corpus.engine.run import Tally
    from scorer.corpus.read.files import Skipped
    from scorer.corpus.read.inputs import read_sources
    from scorer.corpus.read.meter import Meter
    from scorer.corpus.results.scored import read_scored
    from scorer.published import check

    check(options.published)
    _check_format(options)
    if options.across and "-" in options.inputs:
        raise InputError("--across reads its input twice, and standard input (-) can be read once; give a file")
    skipped: list[Skipped] = []
    sources = _sources(options, skipped)
    meter = Meter(source.size for source in sources)
    with console.Teller(Tally(), meter) as teller:
        teller.skipped(skipped)
        items = read_sources(sources, console.fields(options.field), meter=meter, skipped=skipped)
        if options.across:
            items = _seen_across(options, sources, items)
        inputs = [source.file for source in sources]
        if options.output:
            _save(options, items, sources, teller)
            if options.table:
                _print(list(map(_row, read_scored([options.output]))))
        elif options.table or (sys.stdout.isatty() and "-" not in options.inputs):
            _show(options, items, inputs, teller)
        else:
            _pipe(options, items, inputs, teller)
        teller.skipped(skipped)
        if options.timings:
            teller.timings()
        teller.finish(options.max_reject_rate)
    return 0


def _check_format(options: argparse.Namespace) -> None:
    """Refuse a format that nothing would be written in.

    Raises:
        InputError: if the place to write to has another format, or takes none.
    """
    from scorer.corpus.write.outputs import FORMATS
    from scorer.corpus.write.target import is_folder

    asked, place = options.format, options.output
    if asked == _DOLMA and (options.table or not place):
        raise InputError("--format dolma writes a folder of attribute files; give -o FOLDER/, without --table")
    if asked and not place:
        raise InputError(
            f"--format {plain_line(asked)} is for part files; give -o FOLDER/. Standard output takes JSONL"
        )
    told = next((ending for ending in FORMATS if place and place.lower().endswith(ending)), "")
    if asked and told and not is_folder(place) and not _are_same(told, f".{asked}"):
        raise InputError(
            f"the name of {plain_line(place)} says {told}, --format says {plain_line(asked)}; leave --format out, "
            "or give -o FOLDER/ for part files"
        )


def _are_same(ending: str, asked: str) -> bool:
    """Whether the ending of a name is of the format asked for, compressed or not; newline-delimited JSON has two."""
    return f"{ending}.".replace(".ndjson", ".jsonl").startswith(f"{asked}.".replace(".ndjson", ".jsonl"))


def _sources(options: argparse.Namespace, skipped: "list[Skipped]") -> "list[Source]":
    from scorer.corpus.read.files import find
    from scorer.corpus.write.dolma import documents

    sources = find(options.inputs, skipped)
    return documents(sources) if options.format == _DOLMA else sources


def _seen_across(options: argparse.Namespace, sources: "list[Source]", items: "Iterator[Item]") -> "Iterator[Item]":
    """The items, with what a look over all of them finds; it is taken when the first is asked for.

    So what is wrong with other words is told before it.
    """
    from scorer.corpus.engine.across import look
    from scorer.corpus.engine.run import Tally
    from scorer.corpus.read.inputs import read_sources
    from scorer.corpus.read.meter import Meter

    meter = Meter(source.size for source in sources)
    with console.Teller(Tally(), meter, "looking across") as teller:
        again = read_sources(sources, console.fields(options.field), meter=meter)
        looked = look(again, _engine(options), lambda: teller.batch(()), teller.tally, options.time_limit or None)
    yield from looked.along(items)


def _save(
    options: argparse.Namespace, items: "Iterator[Item]", sources: "list[Source]", teller: console.Teller
) -> None:
    """Write a file or a folder of parts."""
    from scorer.corpus.engine.job import Job
    from scorer.corpus.write.target import target_at
    from scorer.drafts import target_of

    inputs = [source.file for source in sources]
    paths = [source.path for source in sources]
    target = target_at(options.output, f".{options.format or _FORMAT}", inputs=inputs, paths=paths)
    work = _work(options, target.form.packing(options.published))
    job = Job(
        target,
        work,
        _engine(options),
        {**work.prepare().identity, "published": ",".join(options.published)},
        tally=teller.tally,
        tell=teller.batch,
        rejects=target_of(options.rejects, inputs) if options.rejects else None,
        restart=options.restart,
    )
    job.do(items)


def _pipe(options: argparse.Namespace, items: "Iterator[Item]", inputs: "list[Path]", teller: console.Teller) -> None:
    """Write JSONL to standard output."""
    from scorer.corpus.write.outputs import Piped

    with Piped(options.published) as output, _rejects(options, inputs) as rejects:
        for packed in _worked(options, items, output.pack, teller):
            output.add(packed)
            _tell(packed.rejects, teller, rejects)


def _show(options: argparse.Namespace, items: "Iterator[Item]", inputs: "list[Path]", teller: console.Teller) -> None:
    """Print the ranked table."""
    rows: list[_Row] = []
    with _rejects(options, inputs) as rejects:
        for shown, rejected in _worked(options, items, _shown, teller):
            rows += shown
            _tell(rejected, teller, rejects)
    if rows:
        _print(rows)


def _work(options: argparse.Namespace, pack: "Pack[Packed]") -> "Work[Packed]":
    from scorer.corpus.engine.work import Work

    return Work(pack, options.model, console.loading(options), options.time_limit or None, options.timings)


def _engine(options: argparse.Namespace) -> "Engine[Packed]":
    """What has the work done."""
    if options.engine == "local":
        from scorer.corpus.engine.run import local

        return local(options.workers)
    from scorer.engines.cluster import in_ray

    return partial(in_ray, address=options.ray_address, workers=options.workers if options.workers > 1 else None)


def _worked(
    options: argparse.Namespace, items: "Iterator[Item]", pack: "Pack[Packed]", teller: console.Teller
) -> "Iterator[Packed]":
    """What the work makes of the items, batch by batch."""
    from scorer.corpus.engine.run import length, work_through
    from scorer.score import batches

    tagged = ((None, batch) for batch in batches(items, length))
    for _, packed in work_through(tagged, _work(options, pack), _engine(options), teller.tally):
        yield packed
    teller.tally.check()


def _rejects(options: argparse.Namespace, inputs: "list[Path]") -> "AbstractContextManager[RejectsOutput | None]":
    from scorer.corpus.write.outputs import open_rejects

    return open_rejects(options.rejects, inputs=inputs) if options.rejects else nullcontext()


def _tell(rejected: "Iterable[Reject]", teller: console.Teller, output: "RejectsOutput | None") -> None:
    teller.batch(rejected)
    if output:
        for reject in rejected:
            output.add(reject)


def _shown(outcomes: "list[Outcome]") -> "tuple[list[_Row], list[Reject]]":
    """What the table shows of a batch, and what was rejected."""
    from scorer.corpus.reject import Reject
    from scorer.score import Score

    rows = [_row(outcome.to_dict()) for outcome in outcomes if isinstance(outcome, Score)]
    return rows, [outcome for outcome in outcomes if isinstance(outcome, Reject)]


def _row(record: Mapping[str, Any]) -> _Row:
    from scorer.report.words import most_found

    return _Row(
        plain_line(record["title"] or record["id"])[:_TITLE],
        record["quality"],
        record["quality_interval"],
        record["reliability"],
        record["abstained"],
        most_found((finding["signal"] for finding in record["findings"]), _SIGNALS_SHOWN),
    )


def _print(rows: list[_Row]) -> None:
    from rich.console import Console

    Console().print(_table(rows))


def _table(rows: list[_Row]) -> "Table":
    """The rows, best first; of many only both ends."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("rank", justify="right")
    table.add_column("quality", justify="right")
    table.add_column("90 %", justify="right", style="dim")
    table.add_column("reliability", justify="right")
    table.add_column("article", overflow="fold", max_width=_TITLE)
    table.add_column("most found", overflow="fold")
    for cells in _cells(rows):
        table.add_row(*cells)
    return table


def _cells(rows: list[_Row]) -> Iterator[tuple[str, ...]]:
    ranked = sorted(rows, key=lambda row: (row.quality is None, -(row.quality or 0)))
    first, left_out, last = console.both_ends(ranked)
    for place, row in first:
        yield _place(place, row)
    if left_out:
        yield "…", "", "", "", f"{left_out:,} more; -o FILE writes all", ""
    for place, row in last:
        yield _place(place, row)


def _place(place: int, row: _Row) -> tuple[str, ...]:
    from rich.markup import escape

    return str(place) if row.quality is not None else "–", *_judged(row), escape(row.name), row.found


def _judged(row: _Row) -> tuple[str, str, str]:
    if row.quality is None or row.interval is None or row.reliability is None:
        return "–", "", f"not judged: {row.abstained}"
    points = round(100 * row.quality)
    colour = "green" if points >= _GOOD else "yellow" if points >= _MIDDLING else "red"
    low, high = (round(100 * bound) for bound in row.interval)
    return f"[{colour}]{points}[/]", f"{low}–{high}", str(round(100 * row.reliability))
