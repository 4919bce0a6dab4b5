"""ingest SOURCE...: brings articles in, tags them and makes them searchable."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.actions.ingesting import Ingest
from articles.ingest.files import read_source
from articles.models import Batch, Rights
from articles.progress import with_progress
from articles.search import catch_up
from articles.taggers import DatabaseTagger


class Command(BaseCommand):
    help = (
        "Brings in article JSON (.json), JSON Lines (.jsonl) and plain text (.txt: headline, "
        "blank line, paragraphs), from files or folders. Safe to repeat. What cannot be read is "
        "listed as FILE:LINE: reason and kept for another try; the rest goes in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="A file or a folder.")
        parser.add_argument("--publisher", default="", help="Who printed it, whatever it says.")
        parser.add_argument("--rights", default="", choices=["", *Rights.values])
        parser.add_argument("--batch", default="", help="A name for this run.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [source for source in options["sources"] if not Path(source).exists()]
        if missing:
            raise CommandError(f"no such file or folder: {', '.join(missing)}")
        with rehearsal() if options["dry_run"] else nullcontext():
            ingest = self.run(options)
        if not options["dry_run"]:
            catch_up()
        self.summarise(ingest, "would be " if options["dry_run"] else "")
        if ingest.outcomes["failed"]:
            raise CommandError(f"{ingest.outcomes['failed']} could not be read", returncode=1)

    def run(self, options: dict[str, Any]) -> Ingest:
        tagger = DatabaseTagger()
        ingest = Ingest(
            batch=Batch.objects.create(name=free_name(options["batch"])),
            tagger=tagger,
            version=tagger.version,
            publisher=options["publisher"],
            rights=options["rights"],
        )
        readings = chain.from_iterable(read_source(Path(s)) for s in options["sources"])
        for failed in ingest.run(with_progress(readings, self.stderr, "articles")):
            self.stderr.write(str(failed))
        return ingest

    def summarise(self, ingest: Ingest, mood: str) -> None:
        said = [f"{ingest.outcomes[name]} {mood}{name}" for name in ("added", "changed")]
        said += [f"{ingest.outcomes['unchanged']} unchanged", f"{ingest.outcomes['failed']} failed"]
        if extracts := ingest.outcomes["extracts"]:
            said.append(
                f"{extracts} as extracts: pages show headline, link and statements only "
                "(--rights full if you may show the whole text)"
            )
        self.stdout.write("; ".join(said))


@contextmanager
def rehearsal() -> Iterator[None]:
    """Everything is done and then taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def free_name(wanted: str) -> str:
    name = wanted or f"ingest {timezone.localtime():%Y-%m-%d %H:%M:%S.%f}"
    if Batch.objects.filter(name=name).exists():
        raise CommandError(f"--batch {name}: there is a run of this name; choose another")
    return name
