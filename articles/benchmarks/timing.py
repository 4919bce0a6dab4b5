"""How long things take: quantiles of single answers, none of them asked twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from statistics import quantiles
from typing import NamedTuple


class Times(NamedTuple):
    """Milliseconds of the middle and of the twentieth slowest answer, and how many there were."""

    p50: float
    p95: float
    number: int


def times_of(ask: Callable[[str], None], questions: Iterable[str], warm: int = 3) -> Times:
    """Ask each question once; the first few only warm up. At least two must remain."""
    asked = list(questions)
    for question in asked[:warm]:
        ask(question)
    taken = [_milliseconds(ask, question) for question in asked[warm:]]
    cuts = quantiles(taken, n=20, method="inclusive")
    return Times(cuts[9], cuts[18], len(taken))


def _milliseconds(ask: Callable[[str], None], question: str) -> float:
    began = time.perf_counter()
    ask(question)
    return (time.perf_counter() - began) * 1000
