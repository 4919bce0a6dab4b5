"""backup FILE: the whole database in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom.dumping import dump


class Command(BaseCommand):
    help = (
        "Write the whole database into FILE, while the site runs. `restore` reads it; the search "
        "index is not in it, as it is built from the database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        dump(options["file"])
        self.stdout.write(f"{options['file']}: {options['file'].stat().st_size / 1e6:,.1f} MB")
