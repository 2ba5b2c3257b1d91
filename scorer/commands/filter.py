"""``scorer filter``: articles in, those worth keeping out."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer.commands import console, filtered
from scorer.errors import InputError, LostRowsError
from scorer.escape import plain

if TYPE_CHECKING:
    from scorer.corpus.engine.run import Tally
    from scorer.corpus.reject import Reject
    from scorer.corpus.write.outputs import RejectsOutput
    from scorer.corpus.write.rows import RowsOutput
    from scorer.recipes.recipe import Recipe
    from scorer.recipes.tally import Flip
    from scorer.recipes.verdicts import Verdict

_RECORDS_AT_ONCE = 1_000
_FOR_ARTICLES = ("--model", "--field", "--facts", "--date", "--checker", "--rejects")
_DESCRIPTION = """\
Pass on the articles that a cut-off or a recipe keeps: each row as it came, with
a field `scorer` more. Rows in = kept + dropped + rejected. --dry-run tells what
would be kept; --against tells where another recipe decides otherwise.
"""
_EPILOG = """\
A recipe is TOML; every article must keep all of its rules:

  [[rule]]
  value = "quality"      # or reliability, a signal (the number of its findings),
                         # a feature of a scored record, or a published value
  at_least = 0.5         # or above; at_most or below
  reason = "low-quality"
  only = { language = "en", source = ["example.org"] }

--kept, --dropped and --flips write .jsonl (also .gz, .zst), .csv, .tsv or
.parquet, as the name ends.

  scorer filter in.parquet --keep-above 0.5 --kept k.parquet --dropped d.parquet
  cat in.jsonl | scorer filter - --recipe mine.toml > kept.jsonl
  scorer filter in.jsonl --keep-above 0.5 --recipe no-residue --dry-run
  scorer filter --scores scores.jsonl --keep-above 0.5 --against 0.7
"""


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "filter",
        help="keep articles by a cut-off or a recipe",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    console.add_inputs(command)
    console.add_given(command)
    command.add_argument("--keep-above", type=console.share, metavar="Q", help="keep articles of at least this quality")
    command.add_argument(
        "--recipe",
        action="append",
        default=[],
        metavar="RECIPE",
        help=f"keep articles that break no rule of a recipe: a file, or {', '.join(_shipped())}; several may be given",
    )
    command.add_argument("--kept", metavar="OUT", help="where kept rows go (default: standard output, as JSONL)")
    command.add_argument("--dropped", metavar="OUT", help="where dropped rows go, with all reasons")
    command.add_argument("--rejects", metavar="FILE", help="write what can't be scored, and why, as JSONL")
    command.add_argument("--scores", action="store_true", help="INPUT is what `scorer score -o` wrote; score nothing")
    command.add_argument("--dry-run", action="store_true", help="write no rows; tell what would be kept, and why not")
    command.add_argument("--against", metavar="RECIPE|Q", help="write no rows; tell which articles flip, and why")
    command.add_argument("--flips", metavar="OUT", help="with --against: write every article that flips")
    command.add_argument("--json", action="store_true", help="with --dry-run or --against: as JSON")
    command.set_defaults(run=run)


def _shipped() -> list[str]:
    from scorer.recipes.shelf import shipped

    return list(shipped())


def run(options: argparse.Namespace) -> int:
    """Filter, or tell what filtering would do."""
    _check(options)
    if options.against:
        return _compare(options)
    return _dry_run(options) if options.dry_run else _filter(options)


def _check(options: argparse.Namespace) -> None:
    """Refuse words that say nothing together."""
    tells = "--against" if options.against else "--dry-run" if options.dry_run else ""
    wrong = {
        "say what to keep: --keep-above Q, --recipe RECIPE or both": options.keep_above is None and not options.recipe,
        "--against tells what would be kept already; leave --dry-run out": options.against and options.dry_run,
        f"{tells} writes no rows; leave --kept and --dropped out": tells and (options.kept or options.dropped),
        "--flips is for --against; name another recipe or cut-off": options.flips and not options.against,
        "--json is for --dry-run and --against; rows are JSONL already": options.json and not tells,
        "--flips - and --json both take standard output; give --flips a file": options.json and options.flips == "-",
        f"--scores takes scored records; {', '.join(_FOR_ARTICLES[:-1])} and {_FOR_ARTICLES[-1]} are for articles": (
            options.scores and any(getattr(options, word.removeprefix("--")) for word in _FOR_ARTICLES)
        ),
    }
    for complaint, meant in wrong.items():
        if meant:
            raise InputError(complaint)
    standard = "-" if not (tells or options.kept) else options.kept
    _check_places({"kept": standard, **{name: getattr(options, name) for name in ("dropped", "rejects", "flips")}})


def _check_places(places: Mapping[str, str | None]) -> None:
    """Two outputs can't stand in one place."""
    taken: dict[str, str] = {}
    for name, place in places.items():
        if place and (other := taken.setdefault(place if place == "-" else str(Path(place).resolve()), name)) != name:
            where = "standard output" if place == "-" else plain(place)
            raise InputError(f"--{other} and --{name} are both {where}; give each its own file")


def _recipe(options: argparse.Namespace) -> "Recipe":
    """All that was asked for as one recipe."""
    from scorer.recipes.loading import keep_above, load
    from scorer.recipes.recipe import Recipe

    cut_off = [] if options.keep_above is None else [keep_above(options.keep_above)]
    return Recipe.joined([*cut_off, *map(load, options.recipe)])


def _other(word: str) -> "Recipe":
    """The recipe to compare with; a number is a cut-off of quality."""
    from scorer.recipes.loading import keep_above, load

    try:
        return keep_above(console.share(word))
    except argparse.ArgumentTypeError:
        return load(word)


class _Run:
    """One pass over the input, in which every row gets a verdict or is rejected.

    Args:
        options: the command's words.
        recipes: the recipes to judge by.
        rows: whether verdicts bear the rows.
    """

    def __init__(self, options: argparse.Namespace, recipes: "tuple[Recipe, ...]", *, rows: bool) -> None:
        from scorer.corpus.engine.run import Tally
        from scorer.corpus.read.files import Skipped, find
        from scorer.corpus.results.scored import find_scored
        from scorer.recipes.verdicts import Verdicts

        skipped: list[Skipped] = []
        self._options = options
        self._verdicts = Verdicts(recipes, rows=rows)
        self._sources = find_scored(options.inputs) if options.scores else find(options.inputs, skipped)
        self.inputs = [source.file for source in self._sources]
        self.tally = Tally()
        self.teller = console.Teller(self.tally)
        self.teller.skipped(skipped)

    def verdicts(self, rejects: "RejectsOutput | None" = None) -> Iterator["list[Verdict]"]:
        """Verdicts in the order of the input, some at a time; rejects are told, and written where asked."""
        if self._options.scores:
            yield from self._read()
            return
        from scorer.corpus.reject import Reject

        for judged in self._judged():
            rejected = [one for one in judged if isinstance(one, Reject)]
            self.teller.batch(rejected)
            if rejects:
                for reject in rejected:
                    rejects.add(reject)
            yield [one for one in judged if not isinstance(one, Reject)]
        self.tally.check()

    def _judged(self) -> Iterator["list[Verdict | Reject]"]:
        from scorer.corpus.engine.limits import SECONDS
        from scorer.corpus.engine.run import length, local, work_through
        from scorer.corpus.engine.work import Work
        from scorer.corpus.read.inputs import read_sources
        from scorer.score import batches

        fields = console.fields(self._options.field)
        items = read_sources(self._sources, fields, keep_rows=self._verdicts.rows)
        work = Work(self._verdicts, self._options.model, console.loading(self._options), SECONDS)
        work.prepare()
        given = ((None, batch) for batch in batches(items, length))
        return (judged for _, judged in work_through(given, work, local(self._options.workers), self.tally))

    def _read(self) -> Iterator["list[Verdict]"]:
        """Verdicts on what was scored before."""
        from scorer.corpus.results.scored import read_scored

        records = read_scored(self._options.inputs)
        while some := [self._verdicts.of_record(record) for record in islice(records, _RECORDS_AT_ONCE)]:
            self.tally.rows_in += len(some)
            self.tally.scored += len(some)
            yield some

    def finish(self) -> None:
        """Say what became of all rows.

        Raises:
            BudgetError: if too many were rejected.
        """
        if not self._options.scores:
            self.teller.finish(self._options.max_reject_rate)

    def types(self) -> dict[str, Any]:
        """What columns of Parquet are known to be."""
        from scorer.corpus.write.rows import column_types
        from scorer.recipes.verdicts import FIELD, field_type

        files = [] if self._options.scores else [source.file for source in self._sources if source.format == "parquet"]
        return {**column_types(files), FIELD: field_type()}


def _filter(options: argparse.Namespace) -> int:
    """Write the kept rows and, where asked, the dropped ones."""
    from scorer.recipes.tally import Filtered

    run, told = _Run(options, (_recipe(options),), rows=True), Filtered()
    with ExitStack() as stack:
        stack.enter_context(run.teller)
        # What is entered last is left first: the kept rows, the sign of success, are the last to appear.
        kept = _open(stack, options.kept or "-", run)
        dropped = _open(stack, options.dropped, run) if options.dropped else None
        rejects = stack.enter_context(_rejects(options, run))
        for some in run.verdicts(rejects):
            for verdict in some:
                told.add(verdict)
            kept.add([verdict.line for verdict in some if verdict.kept])
            if dropped:
                dropped.add([verdict.line for verdict in some if not verdict.kept])
        _check_sum(told.overall.articles, run.tally)
    filtered.tell(told, run.tally)
    run.finish()
    return 0


def _open(stack: ExitStack, place: str, run: _Run) -> "RowsOutput":
    from scorer.corpus.write.rows import open_rows

    return stack.enter_context(open_rows(place, inputs=run.inputs, types=run.types))


def _check_sum(judged: int, tally: "Tally") -> None:
    """Make sure that every row is kept, dropped or rejected."""
    if judged + tally.rejected != tally.rows_in:
        raise LostRowsError(
            f"{tally.rows_in:,} rows came in, but {judged:,} were kept or dropped and {tally.rejected:,} rejected; "
            "don't use what was written, and please report this"
        )


def _dry_run(options: argparse.Namespace) -> int:
    """Tell what would be kept, and what drops the rest."""
    from scorer.recipes.tally import Filtered

    run, told = _Run(options, (_recipe(options),), rows=False), Filtered()
    with run.teller, _rejects(options, run) as rejects:
        for some in run.verdicts(rejects):
            for verdict in some:
                told.add(verdict)
        _check_sum(told.overall.articles, run.tally)
    if options.json:
        filtered.write_json({"rows": run.tally.rows_in, "rejected": run.tally.rejected, **told.to_dict()})
    else:
        filtered.show(told)
    run.finish()
    return 0


def _compare(options: argparse.Namespace) -> int:
    """Tell which articles flip between two recipes, and why."""
    from scorer.corpus.write.rows import open_rows
    from scorer.recipes.tally import Parted
    from scorer.strict import strict_json

    recipes = _recipe(options), _other(options.against)
    run, parted = _Run(options, recipes, rows=False), Parted()
    shown: list[Flip] = []
    with ExitStack() as stack:
        stack.enter_context(run.teller)
        flips = stack.enter_context(open_rows(options.flips, inputs=run.inputs)) if options.flips else None
        rejects = stack.enter_context(_rejects(options, run))
        for some in run.verdicts(rejects):
            flipped = [flip for verdict in some if (flip := parted.add(verdict))]
            shown += flipped[: max(filtered.FLIPS_SHOWN - len(shown), 0)]
            if flips:
                flips.add([strict_json(flip.to_dict()) + b"\n" for flip in flipped])
        _check_sum(parted.articles, run.tally)
    names = recipes[0].name, recipes[1].name
    if options.json:
        filtered.write_json({"recipe": names[0], "against": names[1], **parted.to_dict()})
    elif options.flips != "-":
        filtered.show_parted(parted, shown, names)
    run.finish()
    return 0


def _rejects(options: argparse.Namespace, run: _Run) -> "AbstractContextManager[RejectsOutput | None]":
    from scorer.corpus.write.outputs import open_rejects

    return open_rejects(options.rejects, inputs=run.inputs) if options.rejects else nullcontext()
