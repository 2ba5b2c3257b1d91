"""The catalogue of signals, made from their docstrings, and the two files of a new one.

``python -m scorer.catalogue`` writes the catalogue; ``python -m scorer.catalogue --new my-signal`` starts a signal.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from inspect import cleandoc, getdoc
from pathlib import Path
from typing import Any

from scorer.errors import ScorerError
from scorer.signal import Signal
from scorer.signals import discover, named

_ROOT = Path(__file__).parent.parent
CATALOGUE = Path(__file__).parent / "signals" / "README.md"

_HEAD = """
# Signals

Made by `make catalogue` from the docstrings; do not edit. A signal is a sign of low quality (or, where
it says so, of good sourcing) that can be observed in an article. *Soft* ones are worth a look and no
fault by themselves.

| signal | group | what it finds |
|---|---|---|
"""

_SIGNAL = '''"""{title}."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.signal import Signal

_PHRASES = Lexicon(["{words}"])


@dataclass(frozen=True)
class {name}(Signal):
    """{title}.

    **Why it counts.** What a reader loses by it.

    **Flagged.** "An example."

    **Fine.** "Its nearest honest look-alike."

    **Limits.** What it can't see.

    **Measured.** Not yet.

    **Source.** Where the sign is described.
    """

    id: ClassVar = "{id}"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (_PHRASES,)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in document.find(_PHRASES):
            yield self.at(span, "What stands here, and why it counts.")
'''

_CASES = """# {id}

## Flagged

> An example of [[{words}]].

> A second one, [[{words}]].

> [[{words}]] is a third.

## Fine

> Its nearest honest look-alike.

> Another.

> And another.
"""


def page(signal_id: str) -> str:
    """The page of one signal, as Markdown.

    Raises:
        UnknownSignalError: if there is no such signal.
    """
    signal = named(signal_id)
    return f"## `{signal_id}` ({signal.group}{_manner(signal)})\n\n{cleandoc(signal.__doc__ or '')}\n"


def listing() -> list[dict[str, Any]]:
    """Every signal in a line of plain data: id, group, summary, fault, soft, per."""
    return [
        {
            "id": name,
            "group": signal.group,
            "summary": summary(signal),
            "fault": signal.fault,
            "soft": signal.soft,
            "per": signal.per,
        }
        for name, signal in discover().items()
    ]


def summary(signal: type[Signal]) -> str:
    """The first line of a signal's page."""
    return (getdoc(signal) or "").partition("\n")[0]


def render() -> str:
    """The whole catalogue as Markdown."""
    rows = [
        f"| [`{name}`](#{name}-{_anchor(signal)}) | {signal.group}{_manner(signal)} | {summary(signal)} |"
        for name, signal in discover().items()
    ]
    return "\n".join([_HEAD.strip(), *rows, "", *map(page, discover())])


def new(signal_id: str, root: Path = _ROOT) -> list[Path]:
    """Write the two files of a new signal and return their paths.

    Raises:
        ScorerError: if the name isn't words joined by hyphens, or is taken.
    """
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", signal_id):
        raise ScorerError(f"{signal_id!r} is no name for a signal: join small words by hyphens, as in vague-claim")
    words = signal_id.replace("-", " ")
    known = {"id": signal_id, "words": words, "title": words.capitalize(), "name": words.title().replace(" ", "")}
    file_name = signal_id.replace("-", "_")
    files = {
        root / "scorer" / "signals" / f"{file_name}.py": _SIGNAL,
        root / "tests" / "signals" / f"{file_name}.md": _CASES,
    }
    taken = [path for path in files if path.exists()]
    if taken:
        raise ScorerError(f"{taken[0]} is there already; choose another name")
    for path, template in files.items():
        path.write_text(template.format(**known), encoding="utf-8")
    return list(files)


def _manner(signal: type[Signal]) -> str:
    return ", good" if not signal.fault else ", soft" if signal.soft else ""


def _anchor(signal: type[Signal]) -> str:
    return re.sub(r"[^a-z-]", "", f"{signal.group}{_manner(signal)}".replace(" ", "-"))


def main(arguments: Iterable[str] | None = None) -> int:
    """Write the catalogue, or start a signal."""
    parser = argparse.ArgumentParser(prog="python -m scorer.catalogue", description=__doc__)
    parser.add_argument("--new", metavar="NAME", help="write the two files of a new signal")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.new is None:
        CATALOGUE.write_text(render(), encoding="utf-8")
        return 0
    try:
        sys.stdout.writelines(f"{path}\n" for path in new(options.new))
    except ScorerError as error:
        sys.stderr.write(f"scorer: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
