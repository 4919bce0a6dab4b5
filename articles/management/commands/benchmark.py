"""benchmark SUITE: measures on generated data and prints what came out, good or bad."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.benchmarks import suite_pages


class Command(BaseCommand):
    help = (
        "Measures on a generated archive of invented people, in a database and an index of its "
        "own. pages: the server's time for each kind of page and search, page cache off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        suites = parser.add_subparsers(dest="suite", required=True, metavar="SUITE")
        pages = suites.add_parser("pages", help="how long pages take on an archive of a size")
        pages.add_argument("--articles", type=int, default=10_000, metavar="N")
        pages.add_argument("--peers", action="store_true", help="ask PostgreSQL and SQLite too")
        pages.add_argument("--keep", action="store_true", help="leave the database for a look")

    def handle(self, *args: Any, **options: Any) -> None:
        suite_pages.run(
            articles=options["articles"],
            peers=options["peers"],
            keep=options["keep"],
            tell=self.tell,
        )

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
