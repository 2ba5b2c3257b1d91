"""Interrupts: when they may break off what the first process does, and that workers leave them to it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import current_thread, main_thread
from types import FrameType

_STOPS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def put_off() -> Iterator[None]:
    """Hear interrupts and requests to end only afterwards.

    What they raise in the midst of an executor's own work leaves it half done: with a process that it has started but
    doesn't know yet, and so never ends, or a lock that nobody gives back. To block the signals would not do, for
    a thread that a library has started may hear them in our stead.
    """
    if current_thread() is not main_thread():  # the one that handlers run in
        yield
        return
    heard: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        heard.append(number)

    before = {number: signal.getsignal(number) for number in _STOPS}
    try:
        for number in _STOPS:
            signal.signal(number, note)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        if heard:
            signal.raise_signal(heard[0])


@contextmanager
def deaf() -> Iterator[None]:
    """Let the processes that start here be deaf to interrupts for ever: their parent hears them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it starts with the first process, and then makes us hear again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
