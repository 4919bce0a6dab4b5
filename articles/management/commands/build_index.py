"""Build the search index anew, beside the one in use, and put it in its place."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.search import changes, store
from articles.search.building import build


class Command(BaseCommand):
    help = "Build the search index from the database. Searches use the old one until it is done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="The database was restored: make every other index of it rebuild itself too.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["after_restore"]:
            changes.renew_archive()
        started = time.monotonic()
        try:
            with store.writer_lock(wait=None):
                build(self._report)
        except (OSError, store.IndexDamaged) as fault:
            raise CommandError(f"{settings.SEARCH_INDEX}: {fault}") from fault
        self._say(f"Search index built in {time.monotonic() - started:.1f} s.\n")

    def _report(self, name: str, done: int, total: int) -> None:
        """One line that counts up on a terminal, plain lines now and then in a log."""
        line = f"{name}: {done:,} of {total:,} articles read"
        if self.stdout.isatty():
            self._say(f"\r{line}" + ("\n" if done >= total else ""))
        elif done >= total or done % 50_000 == 0:
            self._say(f"{line}\n")

    def _say(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()
