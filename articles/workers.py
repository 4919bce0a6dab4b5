"""The same work on many values by several processes, with the results in the values' order.

The work (a tagger, say) is built once and inherited by the processes when they fork; only values
and results travel between them, so these have to be plain.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, Generic, TypeVar

V = TypeVar("V")
R = TypeVar("R")
CHUNK = 16  # values that travel at once
AHEAD = 4  # chunks that are read ahead for each process


def in_order(
    work: Callable[[V], R], values: Iterable[V], processes: int = 1
) -> Generator[R, None, None]:
    """work(value) of each value in turn, by this process or by several others.

    What `work` raises is raised here, at its place in the order. Values are read a little ahead,
    never all at once; if the reader of the results stops early, so do the processes.
    """
    if processes == 1:
        yield from map(work, values)
        return
    with Crew(work, processes) as crew:
        tasks = (crew.submit(chunk) for chunk in _chunks(values))
        under_way: deque[Future[list[R]]] = deque(islice(tasks, AHEAD * processes))
        while under_way:
            yield from under_way.popleft().result()
            under_way.extend(islice(tasks, 1))


class Crew(Generic[V, R]):
    """Processes that do one kind of work for as long as a `with` lasts; with one, this process."""

    def __init__(self, work: Callable[[V], R], processes: int) -> None:
        self.work, self.processes = work, processes
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew[V, R]:
        if self.processes > 1:
            gc.freeze()  # a collection in a child would copy the memory that all share
            context = multiprocessing.get_context("fork")
            self.pool = ProcessPoolExecutor(self.processes, context, _Worker.begin, (self.work,))
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)
            gc.unfreeze()

    def submit(self, chunk: list[V]) -> Future[list[R]]:
        assert self.pool, "one process does its work itself"
        return self.pool.submit(_Worker.do, chunk)

    def begin(self, values: Iterable[V]) -> Callable[[], list[R]]:
        """Begins the work; what is returned waits for the results and gives them in order."""
        if self.pool is None:
            mine = list(values)
            return lambda: [self.work(value) for value in mine]
        tasks = [self.submit(chunk) for chunk in _chunks(values)]
        return lambda: [result for task in tasks for result in task.result()]


def _chunks(values: Iterable[V]) -> Iterator[list[V]]:
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


class _Worker:
    """What a process knows: the work that it was begun with."""

    work: Callable[[Any], Any]

    @classmethod
    def begin(cls, work: Callable[[Any], Any]) -> None:
        cls.work = staticmethod(work)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
        threading.Thread(target=_end_with_parent, daemon=True).start()

    @classmethod
    def do(cls, values: list[Any]) -> list[Any]:
        return [cls.work(value) for value in values]


def _end_with_parent() -> None:
    """A parent that was killed cannot end its processes; they notice by themselves."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)
