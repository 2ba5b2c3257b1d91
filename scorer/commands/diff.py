"""``scorer diff``: what changed between two scored outputs."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from scorer.commands import console
from scorer.errors import InputError
from scorer.escape import plain_line

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.corpus.results.changes import Changes, Mover

_DIFFERS = 1
_FINGERPRINT = 12  # digits of a model's fingerprint that tell it apart


def add(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command's words."""
    command = subparsers.add_parser(
        "diff",
        help="compare two scored outputs",
        description="Tell what changed between two scored outputs of the same rows: quality, findings, what is judged, "
        "the model. Rows are matched by path, row and id.",
    )
    command.add_argument("old", metavar="OLD", help="what `scorer score INPUT -o FILE` wrote before")
    command.add_argument("new", metavar="NEW", help="what it writes now")
    command.add_argument("--by-id", action="store_true", help="match rows by id alone, wherever they stand")
    command.add_argument(
        "--tolerance", type=console.share, default=0.01, metavar="T", help="a quality moved if by more (default 0.01)"
    )
    command.add_argument(
        "--fail-above",
        type=console.share,
        metavar="R",
        help="exit with 1 if a larger share of rows moved, is judged otherwise, or is in one output only",
    )
    command.add_argument("--json", action="store_true", help="as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what changed."""
    from scorer.corpus.results.changes import compare
    from scorer.corpus.results.scored import read_scored

    if options.old == options.new == "-":
        raise InputError("standard input can be read only once; give a file for OLD or NEW")
    old, new = read_scored([options.old]), read_scored([options.new])
    changes = compare(old, new, by_id=options.by_id, tolerance=options.tolerance)
    if options.json:
        import orjson

        sys.stdout.write(orjson.dumps(changes.to_dict(), option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        _show(changes)
    if not changes.both and not options.by_id:
        console.warn("no row is in both; rows are matched by path, row and id: --by-id matches them by id alone")
    return _DIFFERS if options.fail_above is not None and changes.changed > options.fail_above else 0


def _show(changes: "Changes") -> None:
    from rich.console import Console

    output = Console(highlight=False)
    for part in (_head(changes), *_tables(changes)):
        output.print(part)


def _head(changes: "Changes") -> "Table":
    """What can be said in a line each."""
    from rich.table import Table

    head = Table.grid(padding=(0, 2))
    head.add_row("rows", f"{changes.both:,} in both{_missing(changes)}")
    head.add_row("model", _models(changes))
    old, new = changes.means()
    if steps := changes.steps():
        head.add_row("quality", f"mean {old:.4f} before, {new:.4f} now, of {len(changes.old):,} judged in both")
        head.add_row("moved", f"{changes.moved:,} by more than {changes.tolerance:g}")
        told = "mean {mean:+.4f}, median {median:+.4f}, nine in ten from {low:+.4f} to {high:+.4f}".format(**steps)
        head.add_row("change", told)
    if changes.both and not (changes.appeared or changes.vanished):
        head.add_row("findings", "the same")
    return head


def _missing(changes: "Changes") -> str:
    told = ""
    for count, ids, where in ((changes.only_old, changes.ids[0], "OLD"), (changes.only_new, changes.ids[1], "NEW")):
        if count:
            more = ", …" if count > len(ids) else ""
            told += f"; {count:,} only in {where}: {', '.join(map(_safe, ids))}{more}"
    return told


def _models(changes: "Changes") -> str:
    old, new = (", ".join(name[:_FINGERPRINT] for name in side) or "none" for side in changes.models)
    return f"{_safe(old)}, the same" if old == new else f"{_safe(old)} before, {_safe(new)} now"


def _tables(changes: "Changes") -> "list[Table | str]":
    parts: list[Table | str] = []
    if changes.judgements:
        table = _table("articles", "before", "now")
        for (old, new), count in changes.judgements.most_common():
            table.add_row(f"{count:,}", _safe(old), _safe(new))
        parts += ["", table]
    if signals := sorted({*changes.appeared, *changes.vanished}):
        table = _table("appeared", "vanished", "signal", numbers=2)
        for signal in sorted(signals, key=lambda name: (-changes.appeared[name] - changes.vanished[name], name)):
            table.add_row(_count(changes.appeared[signal]), _count(changes.vanished[signal]), _safe(signal))
        parts += ["", table]
    if changes.movers:
        parts += ["", _movers(changes.movers)]
    return parts


def _movers(movers: "list[Mover]") -> "Table":
    table = _table("before", "now", "change", "moved most", "by contributions that changed", numbers=3)
    for mover in movers:
        by = ", ".join(f"{name} {step:+.2f}" for name, step in mover.by) or "none: the model's base moved"
        points = (f"{100 * mover.old:.1f}", f"{100 * mover.new:.1f}", f"{100 * (mover.new - mover.old):+.1f}")
        table.add_row(*points, _safe(mover.id), _safe(by))
    return table


def _table(*columns: str, numbers: int = 1) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place < numbers else "left", overflow="fold")
    return table


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(plain_line(text))
