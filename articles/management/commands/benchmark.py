"""benchmark SUITE: measures the archive on this machine, on invented articles."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand

from articles.arguments import positive
from articles.benchmarks.suites import SUITES


class Command(BaseCommand):
    help = "Measures a part of the archive on invented articles and prints a table: " + "; ".join(
        f"{name}: {suite.about}" for name, suite in SUITES.items()
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("suite", choices=sorted(SUITES))
        parser.add_argument(
            "--articles", type=positive, metavar="N", help="How many to measure on."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        suite = SUITES[options["suite"]]
        with tidied_up():
            table = suite.run(options["articles"] or suite.articles)
        self.stdout.write(str(table))


@contextmanager
def tidied_up() -> Iterator[None]:
    """Ended by `kill`, a benchmark takes its workers and its database with it, as by Ctrl-C."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
