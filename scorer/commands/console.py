"""What commands share: their input words, progress on standard error, and rejects told to a person."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Self, TypeVar

from scorer.errors import BudgetError, InputError
from scorer.escape import plain

if TYPE_CHECKING:
    from rich.progress import Progress

    from scorer.corpus.engine.run import Tally
    from scorer.corpus.outcome import Outcome
    from scorer.corpus.read.files import Skipped
    from scorer.corpus.read.meter import Meter
    from scorer.corpus.reject import Reject
    from scorer.score import Loading

Row = TypeVar("Row")

_TOLD = 20  # rejects told one by one; then they are only counted
_ENDS = 25  # rows shown from each end of a long table
_QUIET_SECONDS = 1.0  # short work shows no progress


def add_inputs(command: argparse.ArgumentParser, metavar: str = "INPUT", told: str = "", *, model: bool = True) -> None:
    """Add the words that say what to read and how; ``told`` says what the inputs are, ``model`` that one is asked."""
    command.add_argument(
        "inputs", nargs="+", metavar=metavar, help=f"{told}files and folders; `-` reads JSONL from standard input"
    )
    command.add_argument(
        "--field", action="append", default=[], metavar="NAME=COLUMN", help="what a record's field is called here"
    )
    if model:
        command.add_argument("--model", metavar="DIR", help="folder of another model than the shipped one")
    command.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes (default 1)")
    command.add_argument(
        "--max-reject-rate",
        type=share,
        default=0.5,
        metavar="R",
        help="exit with 3 if a larger share of rows is rejected (default 0.5)",
    )


def add_given(command: argparse.ArgumentParser) -> None:
    """Add the words for what the user knows besides, or has a model for."""
    command.add_argument(
        "--facts",
        metavar="FACTS.csv",
        help="a table of dated facts of your own, laid over the shipped one: who held which office when",
    )
    command.add_argument(
        "--date",
        metavar="YYYY-MM-DD",
        help="the day of publication, for all articles; by default each one's own, where its record, its address or "
        "its text tells",
    )
    command.add_argument(
        "--checker",
        metavar="NAME",
        help="ask a claim checker of your own which places contradict each other: the NAME of an installed one, or "
        "MODULE:OBJECT; =ARGUMENT behind it says what it is made with, as in neural=FOLDER",
    )


def loading(options: argparse.Namespace) -> "Loading":
    """How a scorer is loaded with what :func:`add_given` asked for.

    Raises:
        FactsError: if the facts or the date aren't understood.
    """
    from scorer.facts import Facts
    from scorer.score import Loading

    Facts.load(options.facts, options.date)  # a mistake is told before any work is done
    return Loading(facts=options.facts, date=options.date, checker=options.checker)


def fields(pairs: Iterable[str]) -> dict[str, str]:
    """``NAME=COLUMN`` words as a mapping.

    Raises:
        InputError: if a word has another form.
    """
    named = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(name and column for name, column in named.items()):
        raise InputError(f"--field takes NAME=COLUMN, as in --field text=body, not {' '.join(pairs)}")
    return named


def warn(line: str) -> None:
    """Tell a person on standard error what they should know of their input."""
    sys.stderr.write(f"scorer: {plain(line)}\n")


def number(count: int, noun: str) -> str:
    """A count with its noun, in the plural where there isn't one.

    >>> number(1, "source"), number(1000, "article")
    ('1 source', '1,000 articles')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def both_ends(rows: Sequence[Row]) -> tuple[list[tuple[int, Row]], int, list[tuple[int, Row]]]:
    """Rows with their places from 1: all of a few; of many the first and the last, and how many are left out."""
    placed = list(enumerate(rows, 1))
    left_out = max(len(placed) - 2 * _ENDS, 0)
    return (placed[:_ENDS], left_out, placed[-_ENDS:]) if left_out else (placed, 0, [])


class Teller:
    """Tells a person on standard error what happens: progress on a terminal, rejects, and the sum."""

    def __init__(
        self, tally: "Tally", meter: "Meter | None" = None, doing: str = "scoring", done: str = "scored"
    ) -> None:
        self.tally = tally
        self._meter = meter
        self._doing, self._done = doing, done
        self._told = 0  # of what isn't read
        self._reasons: Counter[str] = Counter()
        self._held: str | None = None
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def follow(self, outcomes: Iterable["Outcome"]) -> Iterator["Outcome"]:
        """``outcomes``, while their number is shown."""
        for outcome in outcomes:
            self._advance()
            yield outcome

    def batch(self, rejects: Iterable["Reject"]) -> None:
        """Tell of the rejects of a batch, and show how many rows are done."""
        for reject in rejects:
            self.reject(reject)
        self._advance()

    def reject(self, reject: "Reject") -> None:
        """Tell of one reject, if not too many were told. The first is held back: alone, it is the error itself."""
        self._reasons[reject.reason] += 1
        place = f"{reject.path or 'input'}" + (f", row {reject.row}" if reject.row else "")
        line = f"rejected {plain(place)}: {plain(reject.message)} [{reject.reason}]"
        if self._reasons.total() == 1:
            self._held = line
        elif self._reasons.total() <= _TOLD:
            self._release()
            self._say(line)

    def skipped(self, skipped: list["Skipped"]) -> None:
        """Tell of what was found and isn't read; what was told before isn't told again."""
        new = skipped[self._told :]
        self._told = len(skipped)
        if new:
            more = f" and {len(new) - 1} more" if len(new) > 1 else ""
            self._say(f"not read: {plain(new[0].path)}{more} ({new[0].why})")

    def timings(self) -> None:
        """Tell where the time went, the longest first; the sum over all processes."""
        scored, seconds = max(self.tally.scored, 1), self.tally.seconds
        whole = sum(seconds.values()) or 1.0
        self._say(f"{'where the time went':<28}{'seconds':>9}{'µs an article':>15}{'share':>8}")
        for name in sorted(seconds, key=seconds.__getitem__, reverse=True):
            spent = seconds[name]
            self._say(f"{name:<28}{spent:>9.2f}{1e6 * spent / scored:>15,.1f}{spent / whole:>8.1%}")

    def finish(self, most: float) -> None:
        """Say what became of all rows.

        Raises:
            BudgetError: if the share of rejects is larger than ``most``.
        """
        self.__exit__()
        tally = self.tally
        if self._held and tally.rows_in == 1 and tally.reject_rate > most:
            raise BudgetError(self._held)
        self._release()
        if self._reasons.total() > _TOLD:
            counts = ", ".join(f"{reason} {count:,}" for reason, count in sorted(self._reasons.items()))
            self._say(f"rejected in all: {counts}")
        if tally.rows_in > 1 or tally.rejected:
            seconds = max(time.monotonic() - self._started, 1e-9)
            self._say(
                f"{tally.rows_in:,} rows in, {tally.scored:,} {self._done}, {tally.rejected:,} rejected, "
                f"{tally.rows_in / seconds:,.0f} a second"
            )
        if tally.reject_rate > most:
            raise BudgetError(
                f"{tally.rejected:,} of {tally.rows_in:,} rows were rejected, more than the share of {most:g} that "
                "--max-reject-rate allows"
            )

    def _release(self) -> None:
        if self._held:
            self._say(self._held)
            self._held = None

    def _say(self, line: str) -> None:
        if self._progress is not None:
            self._progress.console.print(line, markup=False, highlight=False)
        else:
            sys.stderr.write(line + "\n")

    def _advance(self) -> None:
        done = self.tally.rows_out
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, total=self._expected())
        elif sys.stderr.isatty() and time.monotonic() - self._started > _QUIET_SECONDS:
            self._progress = _progress()
            self._progress.start()
            self._progress.add_task(self._doing, total=self._expected(), completed=done)

    def _expected(self) -> int | None:
        """About how many rows there are, told by the bytes that were read."""
        if self._meter is None or not self._meter.total or not self._meter.read:
            return None
        return max(self.tally.rows_in, round(self.tally.rows_in * self._meter.total / self._meter.read))


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Rows a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def share(word: str) -> float:
    """A word as a share, 0..1.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    value = _number(word)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{word} is not between 0 and 1")
    return value


def names(word: str) -> tuple[str, ...]:
    """Names joined by commas."""
    return tuple(name.strip() for name in word.split(",") if name.strip())


def seconds(word: str) -> float:
    """A word as a number of seconds, 0 or more.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    value = _number(word)
    if not (isfinite(value) and value >= 0):
        raise argparse.ArgumentTypeError(f"{word} is not 0 or more seconds")
    return value


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is no number") from error


def _positive(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word)):
        raise argparse.ArgumentTypeError(f"{word} is not 1 or more")
    return int(word)
