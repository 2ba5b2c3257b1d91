"""What ``scorer filter`` tells a person: how much is kept, what drops the rest, which articles flip."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scorer.commands import console
from scorer.escape import plain_line

if TYPE_CHECKING:
    from rich.table import Table

    from scorer.corpus.engine.run import Tally
    from scorer.recipes.recipe import Broken
    from scorer.recipes.tally import Filtered, Flip, Kept, Parted

FLIPS_SHOWN = 25
_GROUPS_SHOWN = 10
_REASONS_TOLD = 5
_CONTRARY = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_UNKNOWN = "(unknown)"


def tell(told: "Filtered", tally: "Tally") -> None:
    """Say on standard error what became of all rows."""
    kept = told.overall.kept
    sys.stderr.write(
        f"{tally.rows_in:,} rows in = {kept:,} kept + {told.dropped:,} dropped + {tally.rejected:,} rejected\n"
    )
    reasons = told.reasons()
    if reasons:
        shown = ", ".join(f"{plain_line(reason)} {count:,}" for reason, count, _ in reasons[:_REASONS_TOLD])
        more = f" and {len(reasons) - _REASONS_TOLD} reasons more" if len(reasons) > _REASONS_TOLD else ""
        sys.stderr.write(f"dropped: {shown}{more}\n")


def write_json(told: dict[str, Any]) -> None:
    """Print plain data as JSON."""
    import orjson

    sys.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n")


def show(told: "Filtered") -> None:
    """Print what a recipe does to a corpus."""
    overall = told.overall
    _print(f"{console.number(overall.articles, 'article')}, {overall.kept:,} kept: {_share(overall)}")
    if told.broken:
        table = _table("dropped", "alone", left="reason")
        for reason, count, alone in told.reasons():
            _add(table, f"{count:,}", f"{alone:,}", left=reason)
        _print("", table)
    for name, groups in (("source", told.sources), ("language", told.languages)):
        if set(groups) - {""}:
            _print("", _groups(name, groups))


def show_parted(parted: "Parted", flips: "Sequence[Flip]", names: tuple[str, str]) -> None:
    """Print where two recipes part."""
    _print(_counts(parted, names))
    for keeper, dropper, reasons in ((*names, parted.first), (*names[::-1], parted.second)):
        if reasons:
            table = _table("articles", left=f"why {dropper} drops what {keeper} keeps")
            for reason, count in reasons.most_common():
                _add(table, f"{count:,}", left=reason)
            _print("", table)
    if flips:
        _print("", _flips(parted, flips, names))


def _counts(parted: "Parted", names: tuple[str, str]) -> "Table":
    first, second = names
    rows = (
        (parted.both, "kept by both"),
        (parted.only_first, f"kept by {first} alone"),
        (parted.only_second, f"kept by {second} alone"),
        (parted.neither, "kept by neither"),
    )
    table = _table("articles", "share", left="")
    for count, told in rows:
        _add(table, f"{count:,}", f"{count / max(parted.articles, 1):.1%}", left=told)
    return table


def _flips(parted: "Parted", flips: "Sequence[Flip]", names: tuple[str, str]) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("article", overflow="fold", ratio=2)
    table.add_column("kept by", overflow="fold", ratio=1)
    table.add_column("dropped for", overflow="fold", ratio=3)
    for flip in flips:
        reasons = "; ".join(map(_why, flip.broken))
        table.add_row(*map(_safe, (flip.id, names[0] if flip.by_first else names[1], reasons)))
    if (left_out := parted.only_first + parted.only_second - len(flips)) > 0:
        table.add_row(f"… {left_out:,} more", "", "--flips FILE writes all")
    return table


def _why(broken: "Broken") -> str:
    """A reason with what was found and the bound that it breaks."""
    if broken.value is None or broken.bound is None:
        return broken.reason
    sign, bound = broken.bound.split()
    return f"{broken.reason}: {broken.value:.4g} {_CONTRARY[sign]} {bound}"


def _groups(name: str, groups: "dict[str, Kept]") -> "Table":
    from scorer.recipes.tally import largest

    table = _table("kept", "articles", "share, 95 % interval", left=name)
    ordered = largest(groups)
    for group, kept in ordered[:_GROUPS_SHOWN]:
        _add(table, f"{kept.kept:,}", f"{kept.articles:,}", _share(kept), left=group or _UNKNOWN)
    if len(ordered) > _GROUPS_SHOWN:
        _add(table, "…", "", "", left=f"{len(ordered) - _GROUPS_SHOWN:,} more; --json tells all")
    return table


def _share(kept: "Kept") -> str:
    from scorer.recipes.tally import wilson

    low, high = wilson(kept.kept, kept.articles)
    return f"{kept.share:.1%} ({100 * low:.1f}–{100 * high:.1f})"


def _table(*numbers: str, left: str) -> "Table":
    """A table of numbers, and of words at the end of each line."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number in numbers:
        table.add_column(number, justify="right")
    table.add_column(_safe(left), overflow="fold")
    return table


def _add(table: "Table", *numbers: str, left: str) -> None:
    table.add_row(*numbers, _safe(left))


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(plain_line(text))


def _print(*parts: Any) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for part in parts:
        console.print(part)
