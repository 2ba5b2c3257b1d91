"""The command line: what `scorer` does with its words.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done; 2 wrong
use or input that can't be read; 3 more rejects than allowed; 4 a broken promise of scorer's own;
130 and 143 stopped by an interrupt or a request to end.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from types import FrameType
from typing import NoReturn

from scorer.commands import compare, diff, evaluate, explain, report, schema, score, signals, sources, train, tune
from scorer.commands import filter as filter_
from scorer.errors import BudgetError, LostRowsError, ScorerError, TamperedModelError
from scorer.escape import plain

DONE, WRONG_USE, OVER_BUDGET, BROKEN_PROMISE = 0, 2, 3, 4
_EXITS: dict[type[ScorerError], int] = {
    BudgetError: OVER_BUDGET,
    LostRowsError: BROKEN_PROMISE,
    TamperedModelError: BROKEN_PROMISE,
}
_COMMANDS = (score, report, filter_, sources, compare, diff, signals, explain, schema, train, evaluate, tune)


class _Stopped(BaseException):
    """The process was asked to end."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"scorer: {plain(message)}. Try `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(prog="scorer", description="Score articles for quality, and say why, with the exact evidence.")
    top.add_argument("--version", action="version", version=f"scorer {version('scorer')}")
    top.add_argument("--debug", action="store_true", help="show the traceback of an error")
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except ScorerError as error:
        if options.debug:
            raise
        sys.stderr.write(f"scorer: {plain(str(error))}\n")
        return _EXITS.get(type(error), WRONG_USE)
    except BrokenPipeError:
        # Whoever read our output has enough. What is left in the buffer must not raise once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write("scorer: stopped\n")
        return 128 + signal.SIGINT
    except _Stopped:
        sys.stderr.write("scorer: stopped\n")
        return 128 + signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
    return code


def entry() -> NoReturn:
    """Run one command and end."""
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # all is done; who interrupts the farewell sees no traceback
    sys.exit(code)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Stopped


if __name__ == "__main__":
    entry()
