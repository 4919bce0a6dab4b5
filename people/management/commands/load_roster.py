"""Brings the register's tables, or a paper's own list of local posts, into the database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people.loading import Report, load_local_posts, load_roster
from people.roster import RosterError
from people.roster import local_posts as local_posts_tables


class Command(BaseCommand):
    help = (
        "Load the register from the tables of a folder, or from one CSV file of local posts. "
        "Rows that an editor touched are listed and left; nothing is ever deleted; a bad table is "
        "refused whole.\n\n" + (local_posts_tables.__doc__ or "")
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument(
            "source", nargs="?", type=Path, metavar="DIR", help="a folder of tables, or one CSV"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done only")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["source"] or settings.ROSTER_DIR
        load = load_local_posts if source.is_file() else load_roster
        try:
            report = load(source, dry_run=options["dry_run"], tell=self.tell)
        except RosterError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            count = len(error.problems)
            raise CommandError(f"{count} problem(s) in {source}; nothing was loaded.") from error
        self.print_report(report, options["dry_run"])

    def tell(self, step: str) -> None:
        """Progress, for people only: a log gets the report at the end."""
        if self.stderr.isatty():
            self.stderr.write(f"  {step} …")

    def print_report(self, report: Report, dry_run: bool) -> None:
        for outcome in report.outcomes:
            self.stdout.write(str(outcome))
        for remark in report.remarks():
            self.stdout.write(remark)
        if report.is_idle:
            self.stdout.write("Nothing to change: the register is as the tables say.")
        elif dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
