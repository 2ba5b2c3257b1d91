"""Workers: work done in several processes of this machine, which may die."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, wait
from typing import Any, TypeVar

from scorer.corpus.engine.interrupts import deaf, put_off
from scorer.corpus.engine.limits import die_when_deaf
from scorer.corpus.engine.work import Done, Work, rescued
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.page import Item

Packed = TypeVar("Packed")

_AHEAD = 12  # batches for each worker; so many results may wait for a slow reader
_GLANCE = 0.5  # seconds between two looks at whether the other processes still live
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def in_processes(work: Work[Packed], given: Iterator[list[Item]], workers: int) -> Iterator[Done[Packed]]:
    """Do ``work`` on batches in ``workers`` processes; what became of each, in order.

    The work of a process that died is done again, batch by batch; a batch that kills its process once more is
    done item by item, and a deadly item is rejected.
    """
    pool = _Pool(workers)
    waiting: deque[tuple[list[Item], Future[Done[Packed]]]] = deque()
    try:
        for batch in given:
            waiting.append((batch, pool.submit(work, batch)))
            if len(waiting) > workers * _AHEAD:
                yield _result(work, *waiting.popleft(), pool)
        while waiting:
            yield _result(work, *waiting.popleft(), pool)
    except (Exception, GeneratorExit):
        for _, future in waiting:
            future.cancel()
        raise
    except BaseException:  # the run is stopped: nobody waits for what is being done
        pool.kill()
        raise
    finally:
        pool.close()


class _Pool:
    """Processes that are started when there is work, and again when one has died.

    They are not joblib's own, which its other users in this process share and set up in their ways.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: Any = None

    def submit(self, work: Work[Packed], batch: list[Item]) -> "Future[Done[Packed]]":
        """Have work done; the future raises :class:`BrokenExecutor` if a process dies meanwhile."""
        try:
            return self._submit(work, batch)
        except BrokenExecutor:
            self._executor = None
            return self._submit(work, batch)

    def _submit(self, work: Work[Packed], batch: list[Item]) -> "Future[Done[Packed]]":
        from joblib.externals.loky import ProcessPoolExecutor

        with put_off(), deaf():
            self._executor = self._executor or ProcessPoolExecutor(
                self._workers, initializer=_begin, initargs=(os.getpid(),), env=_ONE_THREAD
            )
            future: Future[Done[Packed]] = self._executor.submit(work, batch)
        return future

    def result(self, future: "Future[Packed]") -> Packed:
        """What a future gives.

        Raises:
            BrokenExecutor: if a process died.
        """
        while not self._done(future):
            if self._executor and any(process.exitcode is not None for process in self._processes):
                self.kill()
        return future.result()

    @put_off()
    def _done(self, future: "Future[Packed]") -> bool:
        return bool(wait([future], _GLANCE).done)

    @put_off()
    def kill(self) -> None:
        """End the processes at once, for good. The executor, told to kill them itself, stumbles over work that waits.

        A process may die while it sends a result. The executor would wait for the rest for ever, and the other
        processes for their turn, so the pipe is closed too.
        """
        if self._executor:
            for process in self._processes:
                process.terminate()
            self._executor._result_queue._writer.close()  # noqa: SLF001
            self._executor = None

    @property
    def _processes(self) -> list[Any]:
        return list(self._executor._processes.values())  # noqa: SLF001

    @put_off()
    def close(self) -> None:
        """Let the processes end when they have done what they are doing."""
        if self._executor:
            self._executor.shutdown(wait=False)


def _result(work: Work[Packed], batch: list[Item], future: "Future[Done[Packed]]", pool: _Pool) -> Done[Packed]:
    def again(items: list[Item]) -> list[Outcome] | None:
        try:
            return pool.result(pool.submit(work.unpacked, items)).packed
        except BrokenExecutor:
            return None

    try:
        return pool.result(future)
    except BrokenExecutor:
        return work.done(rescued(batch, again))


def _begin(parent: int) -> None:
    """Make this process a worker: it leaves interrupts to its parent, and doesn't outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_when_deaf()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_GLANCE)
    os._exit(1)
