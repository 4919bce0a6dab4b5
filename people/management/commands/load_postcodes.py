"""Brings the ONS Postcode Directory into the database, so that a postcode finds its places."""

from __future__ import annotations

import argparse
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.loading.postcodes import BATCH, PostcodeReport, load_postcodes
from people.postcodes import BadLine, NoDirectory

LISTED = 100  # bad lines, one by one; all are counted
TOLD = 500_000  # lines, after which a log hears how far it is


class Command(BaseCommand):
    help = (
        "Load the ONS Postcode Directory (its one CSV file, ONSPD_…_UK.csv). Columns are found by "
        "their names: pcds, oslaua or lad…cd, pcon or pcon…cd. Safe to repeat: a newer directory "
        "changes what changed. Bad lines are listed and left."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done only")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        listed = count(1)

        def tell_bad(line: BadLine) -> None:
            if next(listed) <= LISTED:
                self.stderr.write(f"{path}:{line.number}: {line.reason}")

        try:
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                report = load_postcodes(
                    lines, dry_run=options["dry_run"], bad=tell_bad, progress=self.tell
                )
        except (OSError, NoDirectory) as fault:
            reason = getattr(fault, "strerror", None) or fault
            raise CommandError(f"{path}:1: {reason}") from fault
        self.print_report(report, options["dry_run"])
        if report.bad:
            raise CommandError(f"{report.bad:,} line(s) of {path} could not be read.")

    def tell(self, read: int) -> None:
        """A line that counts up on a terminal, plain lines now and then in a log."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{read:,} lines read", ending="")
        elif read // TOLD > max(0, read - BATCH) // TOLD:
            self.stderr.write(f"{read:,} lines read")

    def print_report(self, report: PostcodeReport, dry_run: bool) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")
        for code, lines in sorted(report.unknown.items()):
            self.stdout.write(f"{code}: the register has no such place ({lines:,} postcodes)")
        done = "would be looked at" if dry_run else f"read, {report.written:,} new or changed"
        self.stdout.write(f"{report.read:,} postcodes {done}.")
