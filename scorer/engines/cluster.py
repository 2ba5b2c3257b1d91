"""Cluster: work done on the machines of a Ray cluster, which may die.

:func:`in_ray` is an engine as those of :mod:`scorer.corpus.engine.run` are. Reading and writing stay where they are,
so what comes out is what the engine of one machine gives, in the same order. All machines need the same scorer.
"""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any, Generic, TypeVar

from scorer.corpus.engine.limits import die_when_deaf
from scorer.corpus.engine.work import Done, Load, Scores, Work, as_they_are, rescued
from scorer.corpus.outcome import Outcome
from scorer.corpus.read.page import Item
from scorer.errors import MissingExtraError, ScorerError
from scorer.score import Scorer

Packed = TypeVar("Packed")
Identity = tuple[tuple[str, str], ...]
Submit = Callable[[Any, list[Item], int], Any]
"""Has a batch worked on, to be tried again so many times; gives the reference of what becomes of it."""

_AHEAD = 4  # batches for each processor of the cluster, done or not; so many results may wait for a slow reader
_RETRIES = 3  # times that a batch is tried again when its process or its machine dies
_STORE_BYTES = 256 * 2**20  # of a Ray that is started here; what is ahead takes about 12 MB for each processor


def in_ray(
    work: Work[Packed], given: Iterator[list[Item]], *, address: str | None = None, workers: int | None = None
) -> Iterator[Done[Packed]]:
    """Do ``work`` on batches on a Ray cluster; what became of each, in order.

    Ray does the work of a process or a machine that died again. A batch that goes on killing its process is done
    item by item, and a deadly item is rejected.

    Args:
        work: what is done with a batch; its model lies at the same path on every machine.
        given: batches of items.
        address: of the cluster, as ``ray.init`` takes it; the one in ``RAY_ADDRESS`` if not given, and if there is none
            either, a Ray of this machine that ends with the run. A Ray that this process is connected to goes first.
        workers: processes of a Ray that is started here; as many as there are processors if not given.

    Raises:
        MissingExtraError: if Ray isn't installed.
        ScorerError: if the cluster can't be reached, or its machines would give other scores.
        ModelError: if the model can't be loaded, here or there.
    """
    waiting: deque[tuple[list[Item], Any]] = deque()
    with _connected(address, workers) as ray:
        submit = _submitter(ray)
        shared = ray.put(Sent.of(work))
        most = _window(ray)
        try:
            for number, batch in enumerate(given, 1):
                waiting.append((batch, submit(shared, batch, _RETRIES)))
                if number % most == 0:
                    most = _window(ray)  # a cluster may grow when there is much to do
                while len(waiting) > most:
                    yield _result(work, *waiting.popleft(), submit)
            while waiting:
                yield _result(work, *waiting.popleft(), submit)
        finally:
            for _, reference in waiting:
                ray.cancel(reference)


@dataclass(frozen=True, slots=True)
class Sent(Generic[Packed]):
    """Work on its way to the machines of a cluster, with what its scores depend on here."""

    work: Work[Packed]
    identity: Identity

    @classmethod
    def of(cls, work: Work[Packed]) -> "Sent[Packed]":
        """Make work ready to be sent.

        Raises:
            ModelError: if its model can't be loaded here.
        """
        identity = tuple(work.prepare().identity.items())
        # Ray sends a method by value: it would be another one in each task, and the model be loaded anew.
        load = load_scorer if work.load == Scorer.load else work.load
        model = work.model and Path(work.model).absolute()
        return cls(replace(work, load=load, model=model), identity)

    def arrived(self) -> Work[Packed]:
        """The work, where it is to be done.

        Raises:
            ScorerError: if scores would differ from those of the machine that it comes from.
            ModelError: if its model can't be loaded.
        """
        _begin(self.work.load, self.work.model, self.identity)
        return self.work


def load_scorer(model: str | Path | None) -> Scores[Any]:
    """What scores with ``model``, as :meth:`Scorer.load`.

    Raises:
        ModelError: as :meth:`Scorer.load`.
    """
    return Scorer.load(model)


@cache
def _begin(load: Load, model: str | Path | None, expected: Identity) -> None:
    """Make this process of the cluster a worker, if its scores are what is expected."""
    identity = Work(as_they_are, model, load).prepare().identity
    for name, here in expected:
        if (there := identity.get(name)) != here:
            raise ScorerError(
                f"a machine of the cluster has {name} {there}, this one {here}, so scores would differ; "
                "install the same on all"
            )
    die_when_deaf()


def _submitter(ray: Any) -> Submit:
    task = ray.remote(num_cpus=1)(_do)
    return lambda sent, batch, retries: task.options(max_retries=retries).remote(sent, batch)


def _do(sent: Sent[Packed], batch: list[Item]) -> Done[Packed]:
    return sent.arrived()(batch)


def _window(ray: Any) -> int:
    return _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))


def _result(work: Work[Packed], batch: list[Item], reference: Any, submit: Submit) -> Done[Packed]:
    done: Done[Packed] | None = _fetched(reference)
    if done is None:
        sent = Sent.of(work.unpacked)

        def again(items: list[Item]) -> list[Outcome] | None:
            done: Done[list[Outcome]] | None = _fetched(submit(sent, items, 0))
            return done.packed if done else None

        return work.done(rescued(batch, again))
    return done


def _fetched(reference: Any) -> Any:
    """What a task gave; ``None`` if whatever did it died."""
    import ray
    from ray.exceptions import NodeDiedError, ObjectLostError, OutOfMemoryError, RayTaskError, WorkerCrashedError

    try:
        return ray.get(reference)
    except RayTaskError as error:
        if isinstance(error.cause, Exception):
            raise error.cause from None  # as it would be raised here
        raise
    except (WorkerCrashedError, NodeDiedError, OutOfMemoryError, ObjectLostError):
        return None


@contextmanager
def _connected(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray, connected to a cluster; what is started here ends here."""
    ray = _ray()
    if ray.is_initialized():
        yield ray
        return
    handler = signal.getsignal(signal.SIGTERM)
    try:
        _connect(ray, address or os.environ.get("RAY_ADDRESS") or "local", workers)
        if handler is not None and current_thread() is main_thread():
            signal.signal(signal.SIGTERM, handler)  # Ray has set its own; who started the run decides how it stops
        yield ray
    finally:
        ray.shutdown()


def _connect(ray: Any, address: str, workers: int | None) -> None:
    options: dict[str, Any] = {"address": address, "log_to_driver": False, "logging_level": logging.ERROR}
    if address == "local":
        options |= {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _STORE_BYTES}
    # The first error is raised; those of batches that are ahead of it needn't be told.
    os.environ.setdefault("RAY_IGNORE_UNHANDLED_ERRORS", "1")
    try:
        ray.init(**options)
    except (OSError, RuntimeError, ValueError) as error:
        why = str(error.__cause__ or error).strip().splitlines()[-1]  # Ray tells what is behind it last
        raise ScorerError(f"no Ray cluster answers at {address}: {why}") from error


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else a Ray that is started here reports to its makers
    try:
        import ray
    except ImportError as error:
        raise MissingExtraError("the engine ray needs Ray: pip install 'scorer[ray]'") from error
    return ray
