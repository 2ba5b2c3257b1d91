"""Limits: how long a piece of work may take."""

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn, TextIO

SECONDS = 30.0
"""How long an article may take, if nothing else is said; most take a thousandth of a second."""
_GRACE = 5.0  # seconds behind the limit: then the work is deaf to the alarm
_nowhere: list[TextIO] = []  # filled in a process that is to die when its work is deaf


class TooSlowError(BaseException):
    """Work that took too long. Not an ``Exception``, so that nothing on the way takes it for a fault of its own."""


def die_when_deaf() -> None:
    """From now on end this process when work overstays its limit by far: compiled code hears no alarm.

    This is for workers, which are missed by somebody; who dies so is noticed, and the work is tried again.
    """
    _nowhere.append(Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (as long as the process lives)


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Break off what takes longer than ``seconds``.

    The alarm is heard between two steps of Python, in the main thread of a system that has alarms; elsewhere, there
    is no limit. ``None`` sets none.

    Raises:
        TooSlowError: when the time is over.
    """
    if seconds is None or not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if _nowhere:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=_nowhere[0])
    try:
        try:
            yield
        finally:  # the alarm may ring in here, once
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
        if _nowhere:
            faulthandler.cancel_dump_traceback_later()


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TooSlowError
