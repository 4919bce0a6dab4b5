"""Work by several processes: the results of one, in the order of the values."""

import multiprocessing
import os
from collections.abc import Iterator
from itertools import count, islice

import pytest

from articles.workers import in_order


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_values(processes: int) -> None:
    assert list(in_order(lambda n: n * n, range(100), processes)) == [n * n for n in range(100)]


def test_no_values_give_no_results() -> None:
    assert list(in_order(str, [], 2)) == []


def test_several_processes_work_and_this_one_does_not() -> None:
    workers = set(in_order(lambda _: os.getpid(), range(400), 2))
    assert os.getpid() not in workers


def test_what_the_work_raises_is_raised_behind_the_results_before_it() -> None:
    def share(n: int) -> int:
        return 40 // (40 - n)

    results = in_order(share, range(100), 2)
    assert list(islice(results, 32)) == [share(n) for n in range(32)]
    with pytest.raises(ZeroDivisionError):
        list(results)


def test_values_without_end_are_read_only_a_little_ahead() -> None:
    handed_out: list[int] = []

    def values() -> Iterator[int]:
        for value in count():
            handed_out.append(value)
            yield value

    results = in_order(str, values(), 2)
    assert list(islice(results, 5)) == ["0", "1", "2", "3", "4"]
    results.close()
    assert len(handed_out) < 500


def test_a_reader_that_stops_leaves_no_process_behind() -> None:
    before = set(multiprocessing.active_children())
    results = in_order(str, count(), 2)
    next(results)
    results.close()
    assert set(multiprocessing.active_children()) == before
