"""restore FILE: an empty database filled from a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.search.changes import renew_archive
from newsroom.dumping import restore


class Command(BaseCommand):
    help = (
        "Fill an empty database from a file of `backup`. Every search index that was made before "
        "is built anew by the next search."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        restore(options["file"])
        renew_archive()
        self.stdout.write("Restored. The search index is built by the next search.")
